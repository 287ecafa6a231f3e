import type { SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { isTypedToday } from './fonts.ts';
import { fromShownBytes } from './shown-bytes.ts';
import { legibility } from './syllable.ts';
import { ENCODINGS, type Encoding, lettersOf } from './tables.ts';

/** So many letters show the encoding of a text. */
const SAMPLE_LETTERS = 100_000;
/** Different words without which no share says anything. */
const FEWEST_WORDS = 5;
const SURE = 0.9;
/** How much more Vietnamese a text must look in one encoding than in any other. */
const LEAD = 0.1;
/** Names and foreign words are never all of a text. */
const LEGIBLE = 0.6;

/** "Tuye^n truye^`n": marks typed behind the plain letters, which no reader here turns into letters. */
const TYPED_MARKS = /[aeo]\^/gi;

/** Whether a text is no Vietnamese as it stands, though it has many letters that such a text would have. */
export function looksBroken(text: string): boolean {
  const sample = text.slice(0, SAMPLE_LETTERS);
  if ((sample.match(TYPED_MARKS) ?? []).length >= FEWEST_WORDS) return true;
  const { words, share } = legibility(sample);
  return words >= FEWEST_WORDS && share < LEGIBLE;
}

/** Words of plans as they are typed without tones, none of which is a word of English. */
const TONELESS = new Set(
  'tuyen truyen bien gioi thang nhiem vu muc dich cua nguoi duoc thuc hien ke hoach chuc phoi hop trien khai dan tai'.split(' '),
);
const SHARE_OF_TONELESS = 0.15;
const FEWEST_TONELESS = 6;

/** Whether a text is Vietnamese typed in plain letters throughout: its words are not those that were meant. */
export function isWithoutTones(text: string): boolean {
  const sample = text.slice(0, SAMPLE_LETTERS);
  if (/(?![a-z])\p{L}/iu.test(sample)) return false;
  const words = sample.toLowerCase().match(/[a-z]+/g) ?? [];
  const known = words.filter((word) => TONELESS.has(word));
  return new Set(known).size >= FEWEST_TONELESS && known.length >= words.length * SHARE_OF_TONELESS;
}

/** The old encoding in which the text is Vietnamese; undefined where none, or more than one, may be meant. */
export function guessEncoding(text: string): Encoding | undefined {
  const sample = text.slice(0, SAMPLE_LETTERS);
  const [best, next] = ENCODINGS.map((encoding) => ({ encoding, ...legibility(lettersOf(sample, encoding)) })).sort(
    (left, right) => right.share - left.share,
  );
  if (!best || best.words < FEWEST_WORDS || best.share < SURE) return undefined;
  return next && next.share > best.share - LEAD ? undefined : best.encoding;
}

export interface OldText {
  readonly text: string;
  readonly doubt?: SourceDoubt;
}

/** What turns the letters of a broken text into those of today, where its words show how; a part of the text may be given to it. */
export function repairOf(text: string): ((part: string) => string) | undefined {
  // Cut at a blank: a letter in two would be no text.
  const sample = text.slice(0, text.length <= SAMPLE_LETTERS ? undefined : text.lastIndexOf(' ', SAMPLE_LETTERS));
  const read = fromShownBytes(sample);
  if (read !== undefined && read !== sample && legibility(read).share >= SURE) return (part) => fromShownBytes(part) ?? part;
  const encoding = guessEncoding(text);
  return encoding && ((part) => (isTypedToday(part) ? part : lettersOf(part, encoding)));
}

/** A text in letters of today, converted where its words show in which encoding it is. */
export function fromOldText(text: string): OldText {
  if (!looksBroken(text)) return { text };
  const repair = repairOf(text);
  return repair === undefined ? { text, doubt: 'oldFont' } : { text: repair(text), doubt: 'oldLettersConverted' };
}
