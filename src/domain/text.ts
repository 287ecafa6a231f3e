/** Control characters and halves of a letter: PostgreSQL refuses U+0000, and no one types them on purpose. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;

/** Text as it was typed, without what no one typed: what a phone says to the office goes through this. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, '');
export const isPrintable = (text: string): boolean => printable(text) === text;

/**
 * Text as it is stored: composed letters (NFC), nothing unprintable, no white space at the ends. Where nothing of it can be seen, the
 * empty cell of Braille among it, it is no text.
 */
export const tidyText = (text: string): string =>
  printable(text)
    .normalize('NFC')
    .trim()
    .replace(/^[\s\p{DI}\u2800]+$/u, '');

/** Text on one line: as `tidyText`, and every run of white space is one space. */
export const tidyLine = (text: string): string => tidyText(text).replace(/\s+/g, ' ');

/** With a capital at its beginning, whatever it begins with. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * For search only: "Mốc giới" and "moc gioi" must meet, "đ" and "d" too. Never store the folded form as text.
 */
export const foldForSearch = (text: string): string =>
  tidyLine(text).toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '');

const NINE_DIGITS = /\d(?:[\s.()-]*\d){8}/;
// Four digits alone are no vessel: "KH 2024" and "QĐ 1654" are papers every note may name.
const VESSEL_NUMBER = /(?<!\p{L})(?:\p{Lu}{2}[\s.-]*\d{5}(?!\d)|\p{L}{2}[\s.-]*\d{4,5}[\s.-]*[Tt][Ss](?!\p{L}))/u;

/** A note that may hold a phone, paper or vessel number: nine digits in a row, or a form like KG-12345-TS. */
export const looksLikePersonalData = (text: string): boolean => NINE_DIGITS.test(text) || VESSEL_NUMBER.test(text);
