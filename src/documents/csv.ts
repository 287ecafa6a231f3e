import type { SourceDocument } from '../domain/plan-reading/blocks.ts';
import { entityAt } from './entities.ts';
import { Budget } from './limits.ts';
import { inPlainLetters } from './plain-letters.ts';
import { NO_VALUE, readRows } from './sheet.ts';

const SEPARATORS = [';', ',', '\t', '|'] as const;
/** The line by which Excel is told which separator a file has. It is shown nowhere. */
const SEPARATOR_LINE = /^sep=([;,\t|])(?=\n|$)/i;

/** What a program writes where a formula failed. */
const FAILED = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/;

/** The records of a text whose cells a separator parts; quotes may hold separators and line ends. Each is read when it is asked for. */
export function* partedRecords(content: string, separator: string): Generator<string[]> {
  const budget = new Budget('tooLarge');
  let row: string[] = [];
  let cell = '';
  /** Whether the cell has nothing but spaces so far: looking through all of it at each quote would take too long. */
  let isBlank = true;
  let quoted = false;
  for (let at = 0; at < content.length; at++) {
    const letter = content[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (content[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && isBlank) {
      quoted = true;
      cell = '';
      isBlank = false;
    } else if (letter === separator || letter === '\n') {
      budget.pieces(1);
      row.push(cell);
      cell = '';
      isBlank = true;
      if (letter === separator) continue;
      yield row;
      row = [];
    } else {
      // An entity is a letter of its cell: neither its own semicolon nor what it stands for parts cells or begins a quote.
      const taken = (letter === '&' ? entityAt(content, at) : undefined) ?? letter ?? '';
      cell += taken;
      isBlank &&= taken.trim() === '';
      at += taken.length - 1;
    }
  }
  if (cell !== '' || row.length > 0) yield [...row, cell];
}

/** The separator that makes the most columns of the rows at the top. */
function separatorOf(content: string): string {
  const top = content.slice(0, 20_000);
  const columns = (separator: string): number => [...partedRecords(top, separator)].filter((row) => row.length > 2).length;
  return [...SEPARATORS].sort((left, right) => columns(right) - columns(left))[0] ?? ';';
}

/** Reads a CSV file, as Excel saves it in Vietnam (`;`) or elsewhere. Each record is a line of the source. */
export function readCsv(content: string): SourceDocument {
  new Budget('tooLarge').letters(content.length);
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const told = SEPARATOR_LINE.exec(text);
  const shown = told === null ? text : text.slice(told[0].length);
  const records = [...partedRecords(shown, told?.[1] ?? separatorOf(shown))].map((cells) => cells.map((cell) => cell.trim()));
  const rows = records.map((cells) => cells.map((cell) => ({ text: FAILED.test(cell) ? NO_VALUE : inPlainLetters(cell) })));
  const hasFailed = records.some((cells) => cells.some((cell) => FAILED.test(cell)));
  return { ...readRows(rows, 1), doubts: hasFailed ? ['formulaWithoutValue'] : [] };
}
