import type { Day } from '../../../domain/day.ts';
import type { LocalityId } from '../../../domain/ids.ts';
import { type Headings, readPastedTable } from '../../../domain/pasted-table.ts';
import { isValidOn, type Locality, offeredOn, type Reference } from '../../../domain/reference.ts';
import {
  addEntry,
  type Entry,
  type EntryKind,
  idTogether,
  MAX_TOGETHER,
  type NewEntry,
  type ReferenceIssue,
  sameName,
  withChanges,
} from '../../../domain/reference-changes.ts';
import { foldForSearch, tidyLine } from '../../../domain/text.ts';
import { MAX_ENTRY_NAME } from './name-lengths.ts';
import { PROVINCES } from './provinces.ts';

type Column = 'name' | 'shortName' | 'aliases' | 'parent' | 'former';

const HEADINGS: Readonly<Record<EntryKind, Headings<Column>>> = {
  unit: {
    name: ['ten', 'ten don vi', 'don vi', 'phong', 'name', 'unit'],
    shortName: ['ten ngan', 'ten viet tat', 'viet tat', 'short name'],
    aliases: ['ten khac', 'ten khac trong ke hoach', 'other names'],
    parent: [],
    former: [],
  },
  locality: {
    name: ['ten', 'ten dia ban', 'dia ban', 'xa', 'xa, phuong', 'ten xa', 'ten xa, phuong', 'name', 'place'],
    parent: ['thuoc', 'thuoc tinh', 'tinh', 'cap tren', 'lies in', 'province'],
    former: ['ten cu', 'xa cu', 'don vi cu', 'gom', 'sap nhap tu', 'former name', 'former names'],
    shortName: [],
    aliases: [],
  },
  partner: { name: ['ten', 'ten doi tac', 'doi tac', 'name', 'partner'], shortName: [], aliases: [], parent: [], former: [] },
};
const ORDER: Readonly<Record<EntryKind, readonly Column[]>> = {
  unit: ['name', 'shortName', 'aliases'],
  locality: ['name', 'parent', 'former'],
  partner: ['name'],
};

export type LineIssue =
  | ReferenceIssue
  | { readonly code: 'parentNotFound' | 'formerTwice' | 'tooLong'; readonly name: string }
  | { readonly code: 'tooMany' };

/** A line of the list and what becomes of it: it is entered, it is there already, or it must be mended first. */
export interface PastedLine {
  readonly line: number;
  readonly name: string;
  /** What else it says: the short name, where it lies, what it was. */
  readonly note: string;
  readonly state: 'new' | 'known' | 'wrong';
  readonly issue?: LineIssue | undefined;
}

export interface PastedList {
  readonly lines: readonly PastedLine[];
  /** What the office is asked to add: nothing of it is entered before the person says so. */
  readonly entries: readonly NewEntry[];
  /** Some line names what a place was made of, so the day from which it is there counts. */
  readonly hasFormer: boolean;
}

const partsOf = (text: string, separator: RegExp): string[] => text.split(separator).map(tidyLine).filter(Boolean);
/** Names of places hold neither commas nor "và": resolutions part them so. */
const formerNames = (text: string): string[] => partsOf(text, /[;,/+]|\s+và\s+/u);

const PROVINCE_NAMES: ReadonlySet<string> = new Set(PROVINCES.map(sameName));
/** The level a name says; a name without such a word is a commune, the place most records name. */
function levelOf(name: string): Locality['level'] {
  const folded = foldForSearch(name);
  if (PROVINCE_NAMES.has(sameName(name)) || folded.startsWith('tinh ')) return 'province';
  return /^(huyen|quan|thi xa|thanh pho|tp\.?) /.test(folded) ? 'district' : 'commune';
}

const BARE = /^(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+/iu;
const isCalled = (entry: Entry, name: string): boolean =>
  sameName(entry.name) === sameName(name) || sameName(entry.name.replace(BARE, '')) === sameName(name);

type Row = Partial<Record<Column, string>> & { readonly line: number };
type Step = { readonly entries: readonly NewEntry[]; readonly note: string } | { readonly issue: LineIssue } | 'known';

interface Reading {
  readonly kind: EntryKind;
  readonly now: Reference;
  /** Entries of the lines before. */
  readonly count: number;
  readonly today: Day;
  /** From when places are there that name what they were. */
  readonly from: Day | undefined;
}

function readUnit({ name = '', shortName = '', aliases = '' }: Row, { now, today }: Reading): Step {
  if (now.units.some((unit) => isValidOn(unit, today) && sameName(unit.name) === sameName(name))) return 'known';
  const short = shortName === '' ? name : shortName;
  const others = partsOf(aliases, /[;/]/);
  return {
    entries: [{ kind: 'unit', name, shortName: short, aliases: others, followsIds: [] }],
    note: [short === name ? '' : short, ...others].filter(Boolean).join('; '),
  };
}

function readPartner({ name = '' }: Row, { now, today }: Reading): Step {
  if (now.partners.some((partner) => isValidOn(partner, today) && sameName(partner.name) === sameName(name))) return 'known';
  return { entries: [{ kind: 'partner', name, followsIds: [] }], note: '' };
}

/** Where a place lies: as named, else in the one province there is. */
function parentFor(level: Locality['level'], named: string, { now, today }: Reading): Locality | null | undefined {
  if (level === 'province') return null;
  const above = offeredOn(now.localities, today).filter((locality) => locality.level !== 'commune' && locality.level !== level);
  if (named !== '') return above.find((locality) => isCalled(locality, named));
  const provinces = above.filter((locality) => locality.level === 'province');
  return (provinces.length === 1 ? provinces[0] : null) ?? null;
}

function readLocality({ name = '', parent = '', former = '' }: Row, reading: Reading): Step {
  const { now, count, today, from } = reading;
  const level = levelOf(name);
  const above = parentFor(level, parent, reading);
  if (above === undefined) return { issue: { code: 'parentNotFound', name: parent } };
  const olds = formerNames(former);
  const start = olds.length > 0 ? from : undefined;
  const isNamesake = (locality: Locality): boolean => locality.level === level && sameName(locality.name) === sameName(name);
  // A line that says neither where a place lies nor what it was means the place of that name that is there, ended or not: it is
  // never entered a second time because a province has come since.
  const namesake = parent === '' && start === undefined ? now.localities.find(isNamesake) : undefined;
  const parentId = (namesake ? namesake.parentId : above?.id) ?? null;
  const isSame = (locality: Locality): boolean => isNamesake(locality) && (parent === '' || locality.parentId === parentId);
  if (now.localities.some((locality) => isSame(locality) && isValidOn(locality, today) && (start === undefined || locality.from === start)))
    return 'known';
  const entries: NewEntry[] = [];
  const followsIds: LocalityId[] = [];
  for (const old of olds) {
    const found = now.localities.filter(
      (locality) => isCalled(locality, old) && locality.level !== 'province' && (!start || !locality.from || locality.from < start),
    );
    if (found.length > 1) return { issue: { code: 'formerTwice', name: old } };
    followsIds.push(found[0]?.id ?? (idTogether(count + entries.length) as LocalityId));
    if (!found[0]) entries.push({ kind: 'locality', name: old, level: levelOf(old), parentId: null, followsIds: [] });
  }
  return {
    entries: [...entries, { kind: 'locality', name, level, parentId, ...(start && { from: start }), followsIds }],
    note: [above?.name, ...olds].filter(Boolean).join('; '),
  };
}

const READERS: Readonly<Record<EntryKind, (row: Row, reading: Reading) => Step>> = {
  unit: readUnit,
  locality: readLocality,
  partner: readPartner,
};

/** What a line leads to, and the lists as they are with it. */
function readLine(row: Row, reading: Reading): { readonly step: Step; readonly now: Reference } {
  const texts = [row.name, row.shortName, ...partsOf(row.aliases ?? '', /[;/]/), ...formerNames(row.former ?? '')];
  const long = texts.find((text) => (text?.length ?? 0) > MAX_ENTRY_NAME);
  if (long !== undefined) return { step: { issue: { code: 'tooLong', name: long.slice(0, 40) } }, now: reading.now };
  const step = row.name ? READERS[reading.kind](row, reading) : { issue: { field: 'name', code: 'nameBlank' } as const };
  if (step === 'known' || 'issue' in step) return { step, now: reading.now };
  let { now } = reading;
  for (const [at, entry] of step.entries.entries()) {
    const result = addEntry(now, idTogether(reading.count + at), entry);
    if (!result.ok) return { step: { issue: result.error }, now: reading.now };
    now = withChanges(now, result.value);
  }
  return { step, now };
}

/** Reads a pasted list against what is there, line by line, each as though those before it were there already. */
export function readPastedList(
  kind: EntryKind,
  text: string,
  reference: Reference,
  { today, from }: { readonly today: Day; readonly from: Day | undefined },
): PastedList {
  const rows: readonly Row[] = readPastedTable(text, HEADINGS[kind], () => ORDER[kind]);
  const entries: NewEntry[] = [];
  const lines: PastedLine[] = [];
  let now = reference;
  for (const row of rows) {
    const { step, now: after } = readLine(row, { kind, now, count: entries.length, today, from });
    const line = { line: row.line, name: row.name ?? '', note: '' };
    now = after;
    if (step === 'known') lines.push({ ...line, state: 'known' });
    else if ('issue' in step) lines.push({ ...line, state: 'wrong', issue: step.issue });
    else if (entries.length + step.entries.length > MAX_TOGETHER) lines.push({ ...line, state: 'wrong', issue: { code: 'tooMany' } });
    else {
      entries.push(...step.entries);
      lines.push({ ...line, note: step.note, state: 'new' });
    }
  }
  return { lines, entries, hasFormer: rows.some(({ former }) => (former ?? '') !== '') };
}
