export const MIN_PIN_LENGTH = 6;
const MAX_PIN_LENGTH = 200;
/** Fewer different characters are a pattern. */
const MIN_DIFFERENT = 3;

export type PinIssue = 'short' | 'long' | 'guessable';

/** Rows of keys that fingers find by themselves. */
const ROWS = ['01234567890', '147258369', '159753', '258046', '123654789', 'qwertyuiop', 'asdfghjkl', 'abcdefghijklmnopqrstuvwxyz'];
const WORDS = ['matkhau', 'password', 'passwd', 'cotmoc', 'iloveyou', '520520', '131420', '112233', '123321', '789456'];

const reversed = (text: string): string => [...text].reverse().join('');
const isDay = (day: string, month: string): boolean => Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
const isYear = (year: string): boolean => /^(?:19[3-9]|20[0-3])\d$/.test(year);

/** A part that is said again and again makes up the whole: 121212, 123123, 000000. */
const isRepeated = (pin: string): boolean => /^(.{1,4})\1+$/s.test(pin);

/** A birthday or the year of one, as people write it. */
function isBirthday(digits: string): boolean {
  const [a, b, c, d] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(4)];
  if (digits.length === 6) {
    if (isDay(a, b) || isDay(c, b)) return true;
    return isYear(digits.slice(0, 4)) || isYear(digits.slice(2));
  }
  return digits.length === 8 && ((isDay(a, b) && isYear(d)) || (isYear(digits.slice(0, 4)) && isDay(digits.slice(6), digits.slice(4, 6))));
}

function isGuessable(pin: string): boolean {
  const plain = pin.toLowerCase();
  if (new Set(plain).size < MIN_DIFFERENT || isRepeated(plain)) return true;
  if ([...ROWS, ...WORDS].some((row) => [row, reversed(row)].some((keys) => keys.includes(plain) || plain === keys))) return true;
  return /^\d+$/.test(plain) && isBirthday(plain);
}

/** Why a PIN is not taken; undefined for one that is. */
export function pinIssue(pin: string): PinIssue | undefined {
  if ([...pin].length < MIN_PIN_LENGTH) return 'short';
  if (pin.length > MAX_PIN_LENGTH) return 'long';
  return isGuessable(pin) ? 'guessable' : undefined;
}
