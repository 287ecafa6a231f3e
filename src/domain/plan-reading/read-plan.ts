import type { Unit } from '../reference.ts';
import type { Paragraph, SourceDocument, Table } from './blocks.ts';
import { buildTree } from './build-tree.ts';
import { cleanText } from './clean-text.ts';
import { assignCodes } from './codes.ts';
import type { Draft } from './draft.ts';
import { readFooter } from './footer.ts';
import { readHeader } from './header.ts';
import { joinCut } from './join-cut.ts';
import { readMarker } from './marker.ts';
import { isPurpose, propose } from './proposals.ts';
import type { LineOwner, PlanDoubt, PlanReading, ReadHeader, ReadItem } from './reading.ts';
import { scheduleTree } from './schedule.ts';
import { cutIntoSections, hasContent, markedText, type Sections } from './sections.ts';
import { asPrinted, isInSmallLetters, withCapitals } from './small-letters.ts';
import { perCentNotes, targetsOf } from './targets.ts';
import { titleOf } from './title.ts';
import { eitherWay } from './toneless.ts';
import { coUnitsOf, createUnitMatcher, type Lead, leadOf } from './units.ts';

export interface ReadOptions {
  /** The office's units, with the names plans print for them. */
  readonly units?: readonly Unit[];
}

const linesOf = (blocks: readonly (Paragraph | Table)[]): number[] =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.rows.map(({ line }) => line)));

const textOf = (blocks: readonly (Paragraph | Table)[]): string =>
  blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.rows.flatMap(({ cells }) => cells.map(({ text }) => text))))
    .map(cleanText)
    .join('\n');

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;

/** Straight quotes open and close alike, so only their number tells. */
const isQuoteOpen = (text: string): boolean => {
  const straight = count(text, /"/g);
  return (
    (count(text, /[“«]/g) + count(text, /[”»]/g) + straight) % 2 === 1 || (straight === 0 && count(text, /[“«]/g) !== count(text, /[”»]/g))
  );
};

function toItems(roots: readonly Draft[], matchUnit: (printed: string | null) => string | null): ReadItem[] {
  const codes = assignCodes(roots);
  const items: ReadItem[] = [];
  const add = (node: Draft, parentCode: string | null, level: number, above: Lead, underPurpose: boolean): void => {
    const code = codes.get(node) ?? '';
    const lead = leadOf(node, above);
    const coUnits = coUnitsOf(node);
    const purpose = underPurpose || isPurpose(node);
    const notes = [...node.notes, ...perCentNotes(node)];
    if (isQuoteOpen(`${node.text} ${node.body}`)) node.doubts.add('quoteOpen');
    items.push({
      code,
      parentCode,
      level,
      kind: node.kind,
      marker: node.marker,
      title: titleOf(node.text),
      text: node.text,
      ...(node.body === '' ? {} : { body: node.body }),
      ...lead,
      leadUnitId: matchUnit(lead.leadUnit),
      coUnits,
      coUnitIds: coUnits.map(matchUnit),
      schedule: node.schedule ?? { type: 'year', basis: 'default' },
      ...propose(node, purpose),
      targets: targetsOf(node),
      ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
      lines: node.lines,
      doubts: [...node.doubts],
    });
    for (const child of node.children) add(child, code, level + 1, lead, purpose);
  };
  for (const root of roots) add(root, null, 1, { leadUnit: null, leadBasis: null }, false);
  return items;
}

/** Every line that is not blank belongs to exactly one node, to the header or to the footer. */
function ownersOf(source: SourceDocument, items: readonly ReadItem[], headerLines: readonly number[]): (LineOwner | null)[] {
  const owners = new Map<number, LineOwner>();
  for (const { code, lines } of items) for (const line of lines) owners.set(line, { part: 'item', code });
  for (const line of headerLines) owners.set(line, { part: 'header' });
  return source.lines.map((text, at) => (text.trim() === '' ? null : (owners.get(at + 1) ?? { part: 'footer' })));
}

const ANNEX = eitherWay(/^phụ lục/iu);
const NUMBERED = ['roman', 'num', 'sub', 'letter'];

function planDoubts({ startedAt, header: above, footer }: Sections, header: ReadHeader, items: readonly ReadItem[]): PlanDoubt[] {
  // Behind the signature: the recipients' dashes are no content, numbers and wide tables are.
  const more = footer.some((block) =>
    block.kind === 'table'
      ? block.rows.some(({ cells }) => cells.length > 2)
      : NUMBERED.includes(readMarker(markedText(block))?.kind ?? '') || ANNEX.test(markedText(block)),
  );
  const doubts: readonly (readonly [PlanDoubt, boolean])[] = [
    ['nothingFound', items.length === 0],
    ['noRomanHeading', items.length > 0 && startedAt !== 'roman'],
    ['contentAboveStart', items.length > 0 && hasContent(above)],
    ['contentBehindEnd', more],
    ['noTitle', header.title === null],
    ['noYear', header.year === null],
  ];
  return doubts.filter(([, holds]) => holds).map(([doubt]) => doubt);
}

function readWithCapitals(source: SourceDocument, units: readonly Unit[]): PlanReading {
  const sections = cutIntoSections(source);
  const { roots, strayLines } = buildTree(joinCut(sections.body));
  const header = readHeader(sections.header, textOf([...sections.header, ...sections.body]), sections.footer);
  for (const root of roots) scheduleTree(root, header.year, undefined);
  const items = toItems(roots, createUnitMatcher(units));
  return {
    header,
    items,
    footer: readFooter(sections.footer),
    lines: source.lines,
    owners: ownersOf(source, items, [...linesOf(sections.header), ...strayLines]),
    doubts: [...(source.doubts ?? []), ...planDoubts(sections, header, items)],
  };
}

/** Reads a plan: its header, its tree and its footer, every part tied to the lines it came from. */
export const readPlan = (source: SourceDocument, { units = [] }: ReadOptions = {}): PlanReading =>
  isInSmallLetters(source) ? asPrinted(readWithCapitals(withCapitals(source), units)) : readWithCapitals(source, units);
