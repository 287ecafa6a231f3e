import { readdirSync, readFileSync } from 'node:fs';
import { ENCODINGS } from '../../../src/documents/old-encodings/tables.ts';
import { readDocument } from '../../../src/documents/read-document.ts';
import { readText } from '../../../src/documents/text.ts';
import type { Block, SourceDocument, TableCell } from '../../../src/domain/plan-reading/blocks.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import type { PlanReading, ReadItem } from '../../../src/domain/plan-reading/reading.ts';
import { type Cell, escapeXml, paragraph, table, zipDocx } from '../../documents/build-docx.ts';
import { type Value, zipXlsx } from '../../documents/build-xlsx.ts';
import { toOldBytes, toOldText } from '../../documents/old-text.ts';

const FOLDER = new URL('../../fixtures/plans/layouts/', import.meta.url);
const DAYS_TO_1970 = 25_569;

const isRow = (line: string): boolean => line.startsWith('|');
const cellsOf = (line: string): string[] =>
  line
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replaceAll('⏎', '\n'));

/** "Chủ trì ~2" covers two columns, "^" goes on from the row above. */
const toCell = (text: string): TableCell => {
  if (text === '^') return { text: '', above: true };
  const span = / ~(\d)$/.exec(text)?.[1];
  return span ? { text: text.slice(0, -3), span: Number(span) } : { text };
};

function fromBlocks(content: string): SourceDocument {
  const lines = content.split('\n');
  const blocks: Block[] = [];
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    const last = blocks.at(-1);
    if (line.trim() === '') continue;
    if (!isRow(line)) blocks.push({ kind: 'paragraph', lines: [at + 1], text: line, afterBlank: at === 0 || above === '' });
    else {
      const row = { line: at + 1, cells: cellsOf(line).map(toCell) };
      if (last?.kind === 'table' && above !== undefined && isRow(above))
        blocks[blocks.length - 1] = { kind: 'table', rows: [...last.rows, row] };
      else blocks.push({ kind: 'table', rows: [row] });
    }
  }
  return { lines, blocks };
}

/** Text in a text box, which Word writes twice: for programs that know its kind and for others. */
const textBox = (text: string): string => {
  const box = `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
  return `<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
};

/** "Phòng Y tế v" begins a cell merged downwards, "^" continues it; a line in ** is bold, one behind □ stands in a text box. */
function toDocx(content: string): Uint8Array {
  const parts: string[] = [];
  let rows: Cell[][] = [];
  for (const line of [...content.split('\n'), '']) {
    if (isRow(line)) {
      const toWordCell = (text: string): Cell => {
        if (text === '^') return { text: '', merge: 'continue' };
        return text.endsWith(' v') ? { text: text.slice(0, -2), merge: 'restart' } : { text };
      };
      rows.push(cellsOf(line).map(toWordCell));
      continue;
    }
    if (rows.length > 0) parts.push(table(rows));
    rows = [];
    if (line.startsWith('□ ')) parts.push(textBox(line.slice(2)));
    else if (line !== '') parts.push(line.startsWith('**') ? paragraph(line.replaceAll('**', ''), '', true) : paragraph(line));
  }
  return zipDocx({ body: parts.join('') });
}

/** The text in a font of before Unicode: letters of headings in the font that draws small ones as capitals. */
function toOldFont(content: string): Uint8Array {
  const run = (line: string): string => {
    const isUpper = line === line.toUpperCase() && line !== line.toLowerCase();
    const font = isUpper ? '.VnTimeH' : '.VnTime';
    const text = escapeXml(toOldText(isUpper ? line.toLowerCase() : line, 'tcvn3'));
    return `<w:p><w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  };
  return zipDocx({ body: content.split('\n').map(run).join('') });
}

/** A day in braces is a date of the sheet; with a bar, a number and the format it is shown in. */
function toXlsx(content: string): Uint8Array {
  const value = (text: string): Value => {
    const [, number, format] = /^\{(.*)\|(.*)\}$/.exec(text) ?? [];
    if (format !== undefined) return { number: Number(number), format };
    const day = /^\{(.*)\}$/.exec(text)?.[1];
    if (day) return { date: Date.parse(day) / 86_400_000 + DAYS_TO_1970 };
    if (text === '') return null;
    return /^\d+$/.test(text) ? Number(text) : text;
  };
  return zipXlsx(content.split('\n').map((line) => line.split('\t').map(value)));
}

function bytesOf(kind: string, content: string): Uint8Array {
  if (kind === 'docx') return toDocx(content);
  if (kind === 'xlsx') return toXlsx(content);
  if (kind === 'oldfont') return toOldFont(content);
  const encoding = ENCODINGS.find((one) => one === kind);
  return encoding === undefined ? new TextEncoder().encode(content) : toOldBytes(content, encoding);
}

function sourceOf(kind: string, content: string): SourceDocument {
  if (kind === 'text') return readText(content);
  if (kind === 'blocks') return fromBlocks(content);
  const source = readDocument(bytesOf(kind, content), `plan.${kind}`);
  if (!source.ok) throw new Error(source.error.detail);
  return source.value;
}

export interface Difference {
  readonly what: string;
  /** Something in the reading says that a person should look here. */
  readonly isDoubted: boolean;
}

export interface LayoutResult {
  readonly name: string;
  readonly nodes: number;
  readonly found: number;
  readonly missed: readonly Difference[];
  readonly wrong: readonly Difference[];
}

const KINDS: Readonly<Record<string, string>> = {
  P: 'part',
  r: 'roman',
  n: 'num',
  s: 'sub',
  l: 'letter',
  d: 'dash',
  '+': 'plus',
  p: 'para',
  g: 'grouprow',
  w: 'row',
};

interface Wanted {
  readonly code: string;
  readonly words: Readonly<Record<string, string>>;
}

/** "I.1 w Words || body @ lead + partner + partner # month 3,4" */
export function readWanted(line: string): Wanted {
  const [, code = '', kind = '', text = '', body = '', units = '', time = 'year'] =
    /^(\S+) (\S) (.*?)(?: \|\| (.*?))?(?: @ (.*?))?(?: # (.*))?$/.exec(line) ?? [];
  const [lead = '', ...co] = units.split(' + ');
  return {
    code,
    words: { kind: KINDS[kind] ?? kind, text, body, lead, co: co.join('; '), time },
  };
}

export const wordsOf = ({ kind, text, body, leadUnit, leadBasis, coUnits, schedule, parentCode }: ReadItem): Wanted['words'] => {
  const list = (schedule.quarters ?? schedule.months ?? []).join();
  return {
    kind,
    text: text.replace(/\s+/g, ' '),
    body: body ?? '',
    lead: leadBasis === 'stated' ? (leadUnit ?? '') : '',
    co: coUnits.join('; '),
    time: [schedule.type, list].filter(Boolean).join(' '),
    parent: parentCode ?? '',
  };
};

function headOf({ header, footer, doubts }: PlanReading, field: string): string {
  if (field === 'recipients') return footer.recipients.join(' | ');
  if (field === 'signer') return footer.signerTitle ?? '';
  if (field === 'doubts') return doubts.filter((doubt) => doubt.startsWith('content')).join();
  return String({ ...header }[field as 'agency'] ?? '');
}

/** Doubts of the whole plan that say its tree may lack something. */
const isIncomplete = ({ doubts }: PlanReading): boolean =>
  doubts.some((doubt) => doubt === 'contentAboveStart' || doubt === 'nothingFound');

/** The nearest item whose code this one goes on from: a number may hold points of its own. */
export function codeAbove(code: string, codes: ReadonlySet<string>): string {
  const above = code.split('.').slice(0, -1).join('.');
  return above === '' || codes.has(above) ? above : codeAbove(above, codes);
}

function compare(name: string, reading: PlanReading, key: readonly string[]): LayoutResult {
  const head = key.filter((line) => / = /.test(line) && !/^\S+ \S /.test(line.split(' = ')[0] ?? ''));
  const wanted = key.filter((line) => !head.includes(line)).map(readWanted);
  const read = new Map(reading.items.map((item) => [item.code, item]));
  const codes = new Set(wanted.map(({ code }) => code));
  const anyDoubt = reading.items.some(({ doubts }) => doubts.length > 0);
  const wrong: Difference[] = head.flatMap((line) => {
    const [field = '', want = ''] = line.split(' = ');
    const got = headOf(reading, field);
    return got === want ? [] : [{ what: `${field}: ${got}, not ${want}`, isDoubted: false }];
  });
  for (const { code, words } of wanted) {
    const item = read.get(code);
    if (!item) continue;
    const got = wordsOf(item);
    for (const [field, want] of Object.entries({ ...words, parent: codeAbove(code, codes) }))
      if (got[field] !== want) wrong.push({ what: `${code} ${field}: ${got[field]}, not ${want}`, isDoubted: item.doubts.length > 0 });
  }
  for (const { code, text, doubts } of reading.items)
    if (!codes.has(code)) wrong.push({ what: `${code} is no node: ${text}`, isDoubted: doubts.length > 0 || isIncomplete(reading) });
  const missed = wanted
    .filter(({ code }) => !read.has(code))
    .map(({ code }) => ({ what: `${code} is missed`, isDoubted: anyDoubt || isIncomplete(reading) }));
  return { name, nodes: wanted.length, found: wanted.length - missed.length, missed, wrong };
}

/** Reads every made-up document of the folder and compares it with the key below its text. */
export function readLayouts(): LayoutResult[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => {
      const [name = '', kind = ''] = file.split('.');
      const [content = '', key = ''] = readFileSync(new URL(file, FOLDER), 'utf8').split('\n---\n');
      return compare(name, readPlan(sourceOf(kind, content)), key.trim().split('\n'));
    });
}
