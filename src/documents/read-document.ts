import { strFromU8 } from 'fflate';
import type { Block, SourceDocument, SourceDoubt } from '../domain/plan-reading/blocks.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { readCsv } from './csv.ts';
import { readExcel } from './excel/read-excel.ts';
import { refuseLongLines } from './limits.ts';
import { fromOldText, isWithoutTones, looksBroken, type OldText, repairOf } from './old-encodings/guess.ts';
import { inPlainLetters } from './plain-letters.ts';
import { DocumentRefused, type RefusalReason } from './refusal.ts';
import { refuseActiveContent } from './relations.ts';
import { readText } from './text.ts';
import { utf16Text } from './utf16.ts';
import { readWord } from './word/read-word.ts';
import { Archive } from './zip.ts';

/** A plan with its tables is well under 1 MB; pictures make it larger. */
export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;

/** What the first bytes of a file say, whatever its name claims. */
const BEGINNINGS: readonly (readonly [RefusalReason | 'zip', string])[] = [
  ['zip', 'PK\u0003\u0004'],
  ['zip', 'PK\u0005\u0006'],
  ['pdf', '%PDF-'],
  ['picture', '\u00FF\u00D8\u00FF'],
  ['picture', '\u0089PNG'],
  ['picture', 'II*\u0000'],
  ['picture', 'MM\u0000*'],
  ['oldOrLocked', '\u00D0\u00CF\u0011\u00E0'],
  ['unknownKind', '{\\rtf'],
  ['unknownKind', 'MIME-Version:'],
];

/** A mark of Unicode, blanks or ends of lines that some programs put before the first bytes of a kind. */
const BEFORE_KIND = /^(?:\u00EF\u00BB\u00BF)?[ \t\r\n]*/;
/** The letters "GIF8" alone may begin a paper's code. */
const GIF = /^GIF8[79]a/;

function beginningOf(bytes: Uint8Array): RefusalReason | 'zip' | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 64)).replace(BEFORE_KIND, '');
  if (GIF.test(start)) return 'picture';
  if (/^....ftyp(?:hei|mif|avif)/s.test(start) || /^RIFF....WEBP/s.test(start)) return 'picture';
  // "BM" alone begins many a form's code; a bitmap has four bytes of zero behind its size.
  if (/^BM.{4}\0{4}/s.test(start)) return 'picture';
  return BEGINNINGS.find(([, letters]) => start.startsWith(letters))?.[0];
}

/** UTF-8, or UTF-16 with its mark; else an encoding of before Unicode, where the words show which: guessed letters would be wrong names. */
function decode(bytes: Uint8Array): OldText {
  const wide = utf16Text(bytes);
  if (wide !== undefined) return { text: wide };
  const text = strFromU8(bytes);
  if (text.includes('\u0000')) throw new DocumentRefused('unknownKind');
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) throw new DocumentRefused('unknownKind');
  if (!text.includes('\uFFFD')) return fromOldText(text);
  const found = fromOldText(strFromU8(bytes, true));
  if (found.doubt !== 'oldLettersConverted') throw new DocumentRefused('notUnicode');
  return found;
}

function readArchive(bytes: Uint8Array): SourceDocument {
  const archive = new Archive(bytes);
  refuseActiveContent(archive);
  if (archive.names.some((name) => name.startsWith('word/'))) return readWord(archive);
  if (archive.names.some((name) => name.startsWith('xl/'))) return readExcel(archive);
  throw new DocumentRefused('unknownKind');
}

function withDoubt({ text, doubt }: OldText, read: (text: string) => SourceDocument): SourceDocument {
  const source = read(text);
  return { ...source, doubts: [...(source.doubts ?? []), ...(doubt === undefined ? [] : [doubt])] };
}

function withLetters(block: Block, repair: (text: string) => string): Block {
  if (block.kind === 'paragraph') return { ...block, text: repair(block.text) };
  if (block.kind !== 'table') return block;
  return { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, text: repair(cell.text) })) })) };
}

const withLettersBy = (source: SourceDocument, repair: (text: string) => string): SourceDocument => ({
  ...source,
  lines: source.lines.map(repair),
  blocks: source.blocks.map((block) => withLetters(block, repair)),
});

function read(bytes: Uint8Array, name: string): SourceDocument {
  if (bytes.length === 0) throw new DocumentRefused('empty');
  if (bytes.length > LARGEST_FILE_BYTES) throw new DocumentRefused('tooLarge', `${bytes.length} bytes`);
  const beginning = beginningOf(bytes);
  if (beginning === 'zip') return withLettersBy(readArchive(bytes), inPlainLetters);
  if (beginning !== undefined) throw new DocumentRefused(beginning);
  return withDoubt(decode(bytes), /\.csv$/i.test(name) ? readCsv : readText);
}

export interface DocumentRefusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

/** Words that no font names as of before Unicode may be so all the same. */
function withBrokenLetters(source: SourceDocument): SourceDocument {
  const { lines, doubts = [] } = source;
  const text = lines.join('\n');
  if (isWithoutTones(text)) return { ...source, doubts: [...doubts, 'withoutTones'] };
  if (doubts.includes('oldFont') || !looksBroken(text)) return source;
  const repair = repairOf(text);
  if (repair === undefined) return { ...source, doubts: [...doubts, 'oldFont'] };
  return { ...withLettersBy(source, repair), doubts: [...new Set<SourceDoubt>([...doubts, 'oldLettersConverted'])] };
}

function refusedOr(reading: () => SourceDocument): Result<SourceDocument, DocumentRefusal> {
  try {
    const read = reading();
    refuseLongLines(read.lines);
    const source = withBrokenLetters(read);
    return source.blocks.length === 0 ? err({ reason: 'empty', detail: 'empty' }) : ok(source);
  } catch (error) {
    if (error instanceof DocumentRefused) return err({ reason: error.reason, detail: error.message });
    throw error;
  }
}

/** Takes a file apart into paragraphs and tables. Nothing in it is run, and nothing outside it is fetched. */
export const readDocument = (bytes: Uint8Array, name: string): Result<SourceDocument, DocumentRefusal> =>
  refusedOr(() => read(bytes, name));

/** The same for text from the clipboard. */
export const readPasted = (text: string): Result<SourceDocument, DocumentRefusal> =>
  refusedOr(() => withDoubt(fromOldText(text), readText));
