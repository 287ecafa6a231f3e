import { foldForSearch } from '../../domain/text.ts';
import { MIN_PASSWORD_LENGTH } from '../../protocol/account.ts';

/** What is tried first. Only those that are long enough to be taken otherwise, without marks and spaces. */
const COMMON = [
  '1234567890',
  '0123456789',
  '0987654321',
  '12345678910',
  '123456789a',
  '1q2w3e4r5t',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl',
  'password',
  'matkhau',
  'khongcopass',
  'adminadmin',
  'administrator',
  'iloveyou',
  'vietnam',
  'kiengiang',
  'angiang',
  'songoaivu',
  'cotmoc',
] as const;

const plain = (text: string): string => foldForSearch(text).replace(/[^\p{L}\p{N}]/gu, '');
/** "matkhau123" is "matkhau" with something at the end; so is "vietnam2026". */
const isCommon = (text: string): boolean =>
  COMMON.some((word) => text === word || (text.startsWith(word) && /^\d{0,6}$/.test(text.slice(word.length))));
const hasFewLetters = (text: string): boolean => new Set(text).size < 4;

/** Too short, among the first to be guessed, or the staff code itself. */
export function isWeakPassword(password: string, staffCode: string): boolean {
  const text = plain(password);
  const own = plain(staffCode);
  const withoutOwn = own === '' ? text : text.replaceAll(own, '');
  return [...password].length < MIN_PASSWORD_LENGTH || hasFewLetters(text) || isCommon(text) || withoutOwn.length < MIN_PASSWORD_LENGTH / 2;
}
