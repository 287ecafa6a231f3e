import { foldForSearch } from '../../domain/text.ts';
import { MIN_PASSWORD_LENGTH } from '../../protocol/account.ts';
import { guessedWords } from './guessed-words.ts';

/** Who chooses the password, as far as a stranger might know it too. */
export interface PasswordOwner {
  readonly staffCode: string;
  /** Names: the person's at the desk, those of the office's units. */
  readonly names?: readonly string[];
}

/** Fewer letters than this before or behind digits are no word to be guessed: the digits decide. */
const NO_WORD = 3;
const FEW_DIGITS = 4;
/** As many syllables as the full name of a person has. */
const MOST_SYLLABLES = 4;
const MIN_RUN = 3;
const LONGEST_UNIT = 4;

/** What lies side by side on a keyboard, or comes one after the other. */
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '147258369147',
  '159357',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'a1b2c3d4e5f6g7h8i9',
  '1a2b3c4d5e6f7g8h9i',
  'a1s2d3f4g5h6j7k8l9',
  'qazwsxedcrfvtgbyhnujm',
  '112233445566778899',
  '1122334455667788990',
].flatMap((row) => [row, [...row].reverse().join('')]);

/** Digits and signs that stand for letters; the second reading of a sign that stands for two. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const LEET_L: Readonly<Record<string, string>> = { ...LEET, '1': 'l', '!': 'l' };

const plain = (text: string): string => foldForSearch(text).replace(/[^\p{L}\p{N}]/gu, '');
const readLeet = (text: string, letters: Readonly<Record<string, string>>): string =>
  [...text].map((sign) => letters[sign] ?? sign).join('');

/** Whether the text is pieces of rows, one behind the other, and nothing else. */
function isOfRows(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    let end = at + MIN_RUN;
    if (end > text.length || !ROWS.some((row) => row.includes(text.slice(at, end)))) return false;
    while (end < text.length && ROWS.some((row) => row.includes(text.slice(at, end + 1)))) end++;
    at = end;
  }
  return text !== '';
}

/** The piece that the text repeats from beginning to end; undefined where it does not. */
function repeatedUnit(text: string): string | undefined {
  for (let length = 1; length <= text.length / 2; length++)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text) return text.slice(0, length);
  return undefined;
}

const isYear = (text: string): boolean => /^(19|20)\d\d$/.test(text);
const isDayAndMonth = (first: number, second: number): boolean =>
  (first >= 1 && first <= 31 && second >= 1 && second <= 12) || (second >= 1 && second <= 31 && first >= 1 && first <= 12);

/** A day as people write it: 12051990, 19900512, 120590. */
function isDate(digits: string): boolean {
  const pair = (at: number): number => Number(digits.slice(at, at + 2));
  if (digits.length === 6) return isDayAndMonth(pair(0), pair(2)) || isDayAndMonth(pair(2), pair(4));
  if (digits.length !== 8) return false;
  return (isYear(digits.slice(4)) && isDayAndMonth(pair(0), pair(2))) || (isYear(digits.slice(0, 4)) && isDayAndMonth(pair(4), pair(6)));
}

/** Numbers of telephones and of identity cards. */
const isNumberOfPerson = (digits: string): boolean => /^(0|84)\d{9}$|^0\d{11}$/.test(digits);

function areGuessedDigits(digits: string): boolean {
  if (digits.length <= FEW_DIGITS || isDate(digits) || isNumberOfPerson(digits) || isOfRows(digits)) return true;
  if (guessedWords().words.has(digits) || new Set(digits).size <= 2) return true;
  return (repeatedUnit(digits)?.length ?? digits.length) <= LONGEST_UNIT;
}

/** Whether the text is `most` words at most, one behind the other. */
function isMadeOf(text: string, isWord: (text: string) => boolean, most: number): boolean {
  if (text === '') return true;
  if (most === 0) return false;
  for (let end = 1; end <= text.length; end++) if (isWord(text.slice(0, end)) && isMadeOf(text.slice(end), isWord, most - 1)) return true;
  return false;
}

/** The words a stranger tries for this person alone. */
const wordsOf = ({ staffCode, names = [] }: PasswordOwner): string[] =>
  [staffCode, ...names].flatMap((name) => [plain(name), ...name.split(/[\s._-]+/).map(plain)]).filter((word) => word.length >= 2);

/** Whether these letters are the first to be tried. */
function isGuessedWord(letters: string, own: ReadonlySet<string>): boolean {
  const { words, joined, nameSyllables } = guessedWords();
  if (letters.length <= NO_WORD || words.has(letters) || own.has(letters) || isOfRows(letters)) return true;
  const unit = repeatedUnit(letters);
  if (unit !== undefined && (unit.length <= LONGEST_UNIT || isGuessedWord(unit, own))) return true;
  return (
    isMadeOf(letters, (word) => joined.has(word) || own.has(word), 2) ||
    isMadeOf(letters, (word) => nameSyllables.has(word), MOST_SYLLABLES)
  );
}

/** What stands before, within and behind: "2026@Vietnam!1" is "vietnam" with digits on both sides. */
function partsOf(text: string): { readonly before: string; readonly core: string; readonly behind: string } {
  const [, before = '', core = '', behind = ''] = /^([^a-z]*)(.*?)([^a-z]*)$/s.exec(text) ?? [];
  return { before: before.replace(/\D/g, ''), core, behind: behind.replace(/\D/g, '') };
}

function isGuessed(text: string, own: ReadonlySet<string>): boolean {
  const { before, core, behind } = partsOf(text);
  if (core === '') return areGuessedDigits(before);
  if (!areGuessedDigits(before) || !areGuessedDigits(behind)) return false;
  return [core, readLeet(core, LEET), readLeet(core, LEET_L)].some((word) => isGuessedWord(plain(word), own));
}

/** A common password among digits, with signs between: "1q2w3e4r!2024". */
function isOfGuessedPieces(folded: string): boolean {
  const pieces = folded.split(/[^a-z\d]+/).filter(Boolean);
  const others = pieces.filter((piece) => !/^\d+$/.test(piece) || !areGuessedDigits(piece));
  if (others.length === 0) return pieces.length <= 2;
  return others.length === 1 && guessedWords().words.has(others[0] ?? '');
}

/** The password without what the person is called, wherever it stands in it. */
const withoutOwn = (text: string, own: readonly string[]): string => own.reduce((rest, word) => rest.replaceAll(word, ''), text);

/**
 * Too short, or among the first to be guessed: a common password or word, a name, a date, a row of keys, the same again and again,
 * the person's own staff code or office; also with digits around it, and with signs for letters. Nothing else is demanded.
 */
export function isWeakPassword(password: string, owner: PasswordOwner): boolean {
  const folded = foldForSearch(password);
  const text = plain(password);
  const own = wordsOf(owner).toSorted((left, right) => right.length - left.length);
  const ownWords = new Set(own);
  const rest = withoutOwn(text, own);
  const isOwn = rest !== text && (rest.length < MIN_PASSWORD_LENGTH / 2 || isGuessed(rest, ownWords));
  return (
    [...password].length < MIN_PASSWORD_LENGTH ||
    new Set(text).size < LONGEST_UNIT ||
    guessedWords().words.has(text) ||
    isOfRows(text) ||
    (repeatedUnit(text)?.length ?? text.length) <= LONGEST_UNIT ||
    isOwn ||
    isOfGuessedPieces(folded) ||
    isGuessed(folded, ownWords)
  );
}
