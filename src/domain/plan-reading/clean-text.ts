/** Marks that carry no words: heading and emphasis marks of Markdown, byte order mark, zero-width and soft-hyphen characters. */
const MARKS = /[#*\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** Composed letters (NFC), no marks, every run of white space one space. */
export const cleanText = (text: string): string => text.normalize('NFC').replace(MARKS, '').replace(/\s+/g, ' ').trim();

export const isUpper = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase();

const TONES = /(?<!q)([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu;

/** For comparing words: lower case, one kind of dash, and "hoá", "uỷ" written as "hóa", "ủy". "quý" has only one form. */
export const foldTone = (text: string): string =>
  cleanText(text).toLowerCase().normalize('NFD').replace(TONES, '$1$3$2').normalize('NFC').replace(/[–—−]/g, '-');

/** Without the letters of a kind that stand at its end. A pattern would look at a long run of them once for each of its letters. */
export function withoutEnd(text: string, kind: RegExp): string {
  let end = text.length;
  while (end > 0 && kind.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** No paragraph of a real plan is longer; what is looked for in words is looked for in so many letters of them. */
const LONGEST_PARAGRAPH = 4_000;

export const firstPart = (text: string): string => text.slice(0, LONGEST_PARAGRAPH);
