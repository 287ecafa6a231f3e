import { type ActivityContent, AUDIENCE_GROUPS } from '../activity.ts';
import { type ActivityDraft, checkDraft, type DraftValue } from '../activity-draft.ts';
import { ACTIVITY_TYPE_KEYS, type ActivityType, type ActivityTypeSpec, activityType, type FieldSpec } from '../activity-types.ts';
import { splitMarkers } from '../border-marker.ts';
import type { Day } from '../day.ts';
import type { ActivityId, UnitId } from '../ids.ts';
import { type Plan, takesRecords } from '../plan.ts';
import { RECORD_WORDS } from '../record-words.ts';
import type { Issue, World } from '../rules.ts';
import { foldForSearch, tidyLine, tidyText } from '../text.ts';
import { namesIn, readDays, readFigure } from './cell-values.ts';
import type { Columns, SpreadsheetField, SpreadsheetRow } from './columns.ts';
import { findNamed, findPlace, type NameFound, named } from './find-named.ts';

/** Why a person should look at what was made of a cell. */
export type RowDoubtCode = 'unknownName' | 'severalNames' | 'guessedYear' | 'noDay' | 'unknownChoice' | 'cut' | 'sameAsLine';

export interface RowDoubt {
  readonly field: SpreadsheetField;
  readonly code: RowDoubtCode;
  /** What stands in the cell, or the line of the row that says the same. */
  readonly said: string;
}

/** What a person chose for the whole spreadsheet: where it is entered, and what rows are that do not say so themselves. */
export interface SpreadsheetChoice {
  readonly unitId: UnitId;
  readonly type: string | undefined;
  readonly itemCode: string | undefined;
}

export interface RowRead {
  readonly line: number;
  /** What is entered; undefined where the rules refuse it. */
  readonly content: ActivityContent | undefined;
  readonly type: string;
  readonly issues: readonly Issue[];
  readonly doubts: readonly RowDoubt[];
}

interface Cell {
  readonly text: string;
  /** A number with decimals, which counts nothing. */
  readonly isFraction: boolean;
}

type Cells = ReadonlyMap<SpreadsheetField, Cell>;

const TYPES = ACTIVITY_TYPE_KEYS.map((type) => named(type, [RECORD_WORDS.types[type].name, RECORD_WORDS.types[type].short, type]));
const GROUPS = AUDIENCE_GROUPS.map((group) => named(group, [RECORD_WORDS.audienceGroups[group], group]));

/** Reads one row with what the person chose, and remembers why somebody should look at it. */
class RowReader {
  readonly #cells: Cells;
  readonly #choice: SpreadsheetChoice;
  readonly #world: World & { readonly plan: Plan };
  readonly #values: Record<string, DraftValue> = {};
  readonly doubts: RowDoubt[] = [];
  /** Counts whose cell holds a fraction: typed into a form, "1.125" would be over a thousand. */
  readonly fractions: Issue[] = [];

  constructor(cells: Cells, choice: SpreadsheetChoice, world: World & { readonly plan: Plan }) {
    this.#cells = cells;
    this.#choice = choice;
    this.#world = world;
  }

  draft(id: ActivityId): ActivityDraft {
    const day = this.#days();
    const type = this.#named('type', TYPES) ?? this.#choice.type ?? '';
    this.#values['unitId'] = this.#choice.unitId;
    this.#values['planId'] = this.#world.plan.id;
    this.#values['itemCode'] = this.#item() ?? this.#choice.itemCode ?? '';
    if (day !== undefined) this.#place(day);
    this.#values['coUnitIds'] = this.#list(
      'coUnitIds',
      this.#world.units.map((unit) => named(unit.id, [unit.name, unit.shortName, ...unit.aliases])),
    );
    this.#values['partnerIds'] = this.#list(
      'partnerIds',
      this.#world.partners.map((partner) => named(partner.id, [partner.name])),
    );
    this.#values['audienceGroups'] = this.#list('audienceGroups', GROUPS);
    this.#values['note'] = tidyText(this.#cell('note'));
    const spec = activityType(type);
    if (spec) this.#ownFields(type as ActivityType, spec);
    return { id, type, values: this.#values };
  }

  #cell(field: SpreadsheetField): string {
    return this.#cells.get(field)?.text ?? '';
  }

  #doubt(field: SpreadsheetField, code: RowDoubtCode, said: string): void {
    this.doubts.push({ field, code, said: tidyLine(said) });
  }

  #taken<T>(field: SpreadsheetField, said: string, found: NameFound<T>): T | undefined {
    if (found.kind === 'found') return found.entry;
    this.#doubt(field, found.kind === 'several' ? 'severalNames' : 'unknownName', said);
    return undefined;
  }

  #named<T>(field: SpreadsheetField, list: Parameters<typeof findNamed<T>>[0]): T | undefined {
    const said = this.#cell(field);
    return said === '' ? undefined : this.#taken(field, said, findNamed(list, said));
  }

  #list<T extends string>(field: SpreadsheetField, list: Parameters<typeof findNamed<T>>[0]): readonly T[] {
    return namesIn(this.#cell(field)).flatMap((said) => this.#taken(field, said, findNamed(list, said)) ?? []);
  }

  #days(): Day | undefined {
    const said = this.#cell('date');
    const year = Number(this.#world.plan.period.to.slice(0, 4));
    const days = readDays(said, year);
    if (!days) {
      if (said !== '') this.#doubt('date', 'noDay', said);
      return undefined;
    }
    if (days.isYearGuessed) this.#doubt('date', 'guessedYear', said);
    const lastSaid = this.#cell('endDate');
    const last = lastSaid === '' ? undefined : readDays(lastSaid, year);
    if (lastSaid !== '' && !last) this.#doubt('endDate', 'noDay', lastSaid);
    const end = last?.from ?? days.to;
    this.#values['date'] = days.from;
    if (end !== undefined && end !== days.from) this.#values['endDate'] = end;
    return days.from;
  }

  #item(): string | undefined {
    const items = this.#world.plan.items.filter(takesRecords);
    const said = this.#cell('itemCode');
    // "II.1.b.p1 Tuyên truyền …" begins with the code.
    const code = items.find((item) => foldForSearch(item.code) === foldForSearch(said).split(' ')[0]);
    return (
      code?.code ??
      this.#named(
        'itemCode',
        items.map((item) => named(item.code, [item.title, item.text])),
      )
    );
  }

  #place(on: Day): void {
    const said = this.#cell('localityId');
    const noted = this.#cell('placeNote');
    const place = findPlace(this.#world.localities, said === '' ? noted : said, on);
    if (place.kind === 'found') this.#values['localityId'] = place.entry.id;
    else if (said !== '' || noted !== '') this.#taken('localityId', said === '' ? noted : said, place);
    // A place that is not in the list is not lost: it stands where the place is described.
    this.#values['placeNote'] = tidyLine(noted === '' && place.kind !== 'found' ? said : noted);
  }

  #ownFields(type: ActivityType, spec: ActivityTypeSpec): void {
    for (const [field, fieldSpec] of Object.entries(spec.fields)) {
      const { text: said, isFraction } = this.#ownCell(spec, field as SpreadsheetField);
      if (isFraction && fieldSpec.kind === 'count')
        this.fractions.push({ field, code: 'notANumber', level: 'error', params: { value: said } });
      if (said !== '') this.#values[field] = this.#ownValue(type, field as SpreadsheetField, fieldSpec, said);
      else if (fieldSpec.kind === 'count' && fieldSpec.initial !== undefined) this.#values[field] = String(fieldSpec.initial);
    }
    this.#subject(spec);
  }

  /** Types ask for the like under several fields of one label; a column has one name. */
  #ownCell(spec: ActivityTypeSpec, field: SpreadsheetField): Cell {
    const own = this.#cells.get(field);
    if (own) return own;
    const labels: Readonly<Record<string, { readonly label: string }>> = RECORD_WORDS.fields;
    const alike = [...this.#cells.keys()].find((other) => !(other in spec.fields) && labels[other]?.label === labels[field]?.label);
    return (alike === undefined ? undefined : this.#cells.get(alike)) ?? { text: '', isFraction: false };
  }

  #ownValue(type: ActivityType, field: SpreadsheetField, spec: FieldSpec, said: string): DraftValue {
    switch (spec.kind) {
      case 'count': {
        const { text, isEstimated } = readFigure(said);
        if (isEstimated) this.#values['estimated'] = true;
        return text;
      }
      case 'choice':
        return this.#choices(type, field, [said])[0] ?? '';
      case 'choices':
        return this.#choices(type, field, namesIn(said));
      case 'markers':
        return splitMarkers(said.replace(/mốc(?: số)?|,? ?và /giu, ' '));
      case 'text':
      case 'url':
        return tidyLine(said);
    }
  }

  #choices(type: ActivityType, field: SpreadsheetField, all: readonly string[]): readonly string[] {
    const words: Readonly<Record<string, Readonly<Record<string, string>>>> = RECORD_WORDS.options;
    const options = Object.entries(words[`${type}.${field}`] ?? {}).map(([option, name]) => named(option, [name, option]));
    return all.flatMap((said) => {
      const found = findNamed(options, said);
      if (found.kind === 'found') return [found.entry];
      this.#doubt(field, 'unknownChoice', said);
      return [];
    });
  }

  /** What it was about fills the text that the type asks for; where it asks for none, or has it already, it is a note. */
  #subject(spec: ActivityTypeSpec): void {
    const subject = tidyLine(this.#cell('subject'));
    if (subject === '') return;
    const [asked, asks] =
      Object.entries(spec.fields).find(([field, { kind, required }]) => kind === 'text' && required && !this.#values[field]) ?? [];
    if (asked !== undefined && asks?.kind === 'text') {
      this.#values[asked] = subject.slice(0, asks.max).trim();
      if (subject.length <= asks.max) return;
      this.#doubt('subject', 'cut', subject);
    }
    this.#values['note'] = [subject, this.#values['note']].filter(Boolean).join('\n');
  }
}

function cellsOf({ cells, fractions = [] }: SpreadsheetRow, columns: Columns): Cells {
  const found = new Map<SpreadsheetField, Cell>();
  for (const [at, field] of columns.entries())
    if (field !== undefined) found.set(field, { text: tidyText(cells[at] ?? ''), isFraction: fractions.includes(at) });
  return found;
}

/** What a row comes to, checked by the rules of its type like a record that is typed. `id`: any, for the form it passes through. */
export function readRow(
  row: SpreadsheetRow,
  columns: Columns,
  choice: SpreadsheetChoice,
  world: World & { readonly plan: Plan },
  id: ActivityId,
): RowRead {
  const reader = new RowReader(cellsOf(row, columns), choice, world);
  const draft = reader.draft(id);
  const { fractions, doubts } = reader;
  const { content, issues } = checkDraft(draft, world);
  const others = issues.filter(({ field }) => !fractions.some((fraction) => fraction.field === field));
  return {
    line: row.line,
    content: fractions.length > 0 ? undefined : content,
    type: draft.type,
    issues: [...fractions, ...others],
    doubts,
  };
}
