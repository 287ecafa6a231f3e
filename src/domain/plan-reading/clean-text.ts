/** Signs that carry no words: those of headings and emphasis in Markdown, soft hyphens, those without width, and what says whether a sign is drawn as a picture. */
const MARKS = /[#*\u00AD\u200B-\u200D\u2060\uFEFF]|\uFE0E|\uFE0F/g;

/** White space that is not a single space already: most is, and is left alone. */
const GAPS = /\s{2,}|[^\S ]/g;

/** Composed letters (NFC), no marks, every run of white space one space. */
export const cleanText = (text: string): string => text.normalize('NFC').replace(MARKS, '').replace(GAPS, ' ').trim();

export const isUpper = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase();

const VOWELS = ['oa', 'oe', 'oy', 'ua', 'ue', 'uy'] as const;
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const;
/** "oá" and "óa": the tone on the second vowel and on the first. */
const MOVED = new Map(
  VOWELS.flatMap(([first = '', second = '']) =>
    TONES.map((tone) => [`${first}${second}${tone}`.normalize('NFC'), `${first}${tone}${second}`.normalize('NFC')] as const),
  ),
);
const TONE_ON_SECOND = /(?<!q)[ou][àáảãạèéẻẽẹỳýỷỹỵ](?![\p{L}\p{M}])/gu;

/** For comparing words: lower case, one kind of dash, and "hoá", "uỷ" written as "hóa", "ủy". "quý" has only one form. */
export const foldTone = (text: string): string =>
  cleanText(text)
    .toLowerCase()
    .replace(TONE_ON_SECOND, (vowels) => MOVED.get(vowels) ?? vowels)
    .replace(/[–—−]/g, '-');

/** Without the letters of a kind that stand at its end. A pattern would look at a long run of them once for each of its letters. */
export function withoutEnd(text: string, kind: RegExp): string {
  let end = text.length;
  while (end > 0 && kind.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** No paragraph of a real plan is longer; what is looked for in words is looked for in so many letters of them. */
const LONGEST_PARAGRAPH = 4_000;

export const firstPart = (text: string): string => text.slice(0, LONGEST_PARAGRAPH);
