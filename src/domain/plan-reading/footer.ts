import type { Paragraph, Table } from './blocks.ts';
import { beginsWithBullet, withoutBullet } from './bullet.ts';
import { cleanText, foldTone, withoutEnd } from './clean-text.ts';
import type { ReadFooter } from './reading.ts';
import { isSigner, markedText } from './sections.ts';
import { beginsLower } from './sentence.ts';
import { splitAtGaps } from './split-at-gaps.ts';
import { eitherWay } from './toneless.ts';

const RECIPIENTS = eitherWay(/^nơi nhận/);
const isRecipients = (text: string): boolean => RECIPIENTS.test(foldTone(text));

/** A paper may print the same end twice, one over the other: "Lưu: VT.- Lưu: VT". */
const tidyRecipient = (text: string): string => withoutEnd(withoutBullet(text.split(/[.;]\s*[-–]\s/)[0] ?? ''), /[.;,]/).trim();

interface FooterLine {
  readonly text: string;
  readonly dash: boolean;
}

/** The recipients stand left, the signature right: in columns of a table, or with a gap between them. */
function linesOf(block: Paragraph | Table): string[] {
  if (block.kind === 'paragraph')
    return block.text.includes('\n') ? block.text.split('\n') : [block.label === undefined ? block.text : markedText(block)];
  const width = Math.max(0, ...block.rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => block.rows.flatMap(({ cells }) => cells[column]?.text.split('\n') ?? [])).flat();
}

/** A star is a bullet too; cleaned text has none, since Markdown sets words in stars. */
const STAR = /^\s*\*\s/;

const toLine = (printed: string): FooterLine => {
  const text = cleanText(printed);
  return { text, dash: beginsWithBullet(text) || STAR.test(printed) };
};

const LONGEST_RECIPIENT = 120;

const goesOn = (above: string | undefined, text: string): boolean =>
  above !== undefined &&
  above.length < 2 * LONGEST_RECIPIENT &&
  text.length < LONGEST_RECIPIENT &&
  beginsLower(text) &&
  !/[.;]$/.test(above);

/** Between "Nơi nhận" and its first dash there may stand the post of the signer, printed beside it. */
const MOST_BETWEEN = 2;

/** "Lưu: VT." names the file that keeps the paper: no recipient follows its full stop. */
const LAST = eitherWay(/^Lưu(?!\p{L})[^.]*(?:\.[^.\s][^.]*)*\.$/u);

/** The lines with a dash behind "Nơi nhận", up to the signature or whatever else is printed there; or what stands on its own line. */
function recipientsIn(lines: readonly FooterLine[]): string[] {
  const at = lines.findIndex((line) => isRecipients(line.text));
  if (at < 0) return [];
  const beside = /^[^:]*:\s*(.+)$/u.exec(lines[at]?.text ?? '')?.[1];
  if (beside !== undefined) return beside.split(';').map(tidyRecipient).filter(Boolean);
  const recipients: string[] = [];
  let between = 0;
  for (const { text, dash } of lines.slice(at + 1)) {
    if (LAST.test(withoutBullet(recipients.at(-1) ?? '')) && !goesOn(recipients.at(-1), text)) break;
    if (dash) recipients.push(text);
    else if (recipients.length === 0 && between < MOST_BETWEEN && isSigner(text)) between++;
    // A recipient printed over two lines.
    else if (goesOn(recipients.at(-1), text)) recipients.push(`${recipients.pop()} ${text}`);
    else break;
  }
  return recipients.map(tidyRecipient);
}

/** Who receives the plan and in which post it is signed. The signer's name is not read: people are not named. */
export function readFooter(blocks: readonly (Paragraph | Table)[]): ReadFooter {
  const columns = blocks.flatMap(linesOf).map((line) => splitAtGaps(line));
  const lines = columns.map(([left = '']) => toLine(left)).filter(({ text }) => text !== '');
  const all = columns.flat().map(toLine);
  const posts = all.filter(({ text, dash }) => !dash && isSigner(text)).map(({ text }) => text);
  return {
    recipients: recipientsIn(lines),
    signerTitle: posts.length === 0 ? null : posts.join(' '),
  };
}
