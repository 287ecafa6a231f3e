import type { Block, SourceDocument, TableCell } from './blocks.ts';
import type { PlanReading, ReadItem } from './reading.ts';

/** So many letters without one capital are no accident. */
const FEWEST_LETTERS = 100;

const textsOf = (block: Block): readonly string[] =>
  block.kind === 'paragraph'
    ? [block.text]
    : block.kind === 'table'
      ? block.rows.flatMap(({ cells }) => cells.map(({ text }) => text))
      : [];

/** Whether a document has no capital at all, so that neither headings nor the beginnings of sentences show. */
export function isInSmallLetters({ blocks }: SourceDocument): boolean {
  const texts = blocks.flatMap(textsOf);
  return !texts.some((text) => /\p{Lu}/u.test(text)) && texts.reduce((sum, { length }) => sum + length, 0) >= FEWEST_LETTERS;
}

const SECOND = /^\s*ii[.)]/u;
const ROMAN = /^(\s*)([ivx]+)(?=[.)]\s)/u;
/** The first letter of the words, behind a marker where there is one. */
const FIRST_LETTER = /^(\s*(?:[-+•–]\s*|(?:[IVX]+|\d{1,3}(?:\.\d{1,3})*|[a-zđ](?=[.)]))[.)]\s*)?)(\p{Ll})/u;

/** The same with a capital where a sentence, a Roman number or "Số" begins, as the rules of reading ask for. */
export function withCapitals(source: SourceDocument): SourceDocument {
  // "i." is a letter behind "h.", unless "ii." says that it is a number.
  const hasRomans = source.blocks.flatMap(textsOf).some((text) => SECOND.test(text));
  const inCapitals = (text: string): string =>
    (hasRomans ? text.replace(ROMAN, (_, gap: string, number: string) => gap + number.toUpperCase()) : text).replace(
      FIRST_LETTER,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    );
  const cell = (printed: TableCell): TableCell => ({ ...printed, text: inCapitals(printed.text) });
  const blocks = source.blocks.map((block): Block => {
    if (block.kind === 'paragraph') return { ...block, text: inCapitals(block.text) };
    return block.kind === 'table' ? { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(cell) })) } : block;
  });
  return { ...source, blocks };
}

const small = <T extends string | null>(text: T): T => (text === null ? text : (text.toLowerCase() as T));

const smallItem = (read: ReadItem): ReadItem => ({
  ...read,
  title: small(read.title),
  text: small(read.text),
  ...(read.body === undefined ? {} : { body: small(read.body) }),
  leadUnit: small(read.leadUnit),
  coUnits: read.coUnits.map(small),
  schedule: { ...read.schedule, ...(read.schedule.quote === undefined ? {} : { quote: small(read.schedule.quote) }) },
  targets: read.targets.map((target) => ({ ...target, quote: small(target.quote) })),
  ...(read.note === undefined ? {} : { note: small(read.note) }),
});

/** What was read, in the letters that are printed. Markers alone stay capital: codes are made of them. */
export const asPrinted = ({ items, header, footer, ...rest }: PlanReading): PlanReading => ({
  ...rest,
  items: items.map(smallItem),
  header: {
    ...header,
    agency: small(header.agency),
    place: small(header.place),
    number: small(header.number),
    dateText: small(header.dateText),
    docType: small(header.docType),
    title: small(header.title),
    legalBases: header.legalBases.map(small),
  },
  footer: { recipients: footer.recipients.map(small), signerTitle: small(footer.signerTitle) },
});
