/** What nobody sees: a copy from a document or a chat often brings some of it along. */
const INVISIBLE = /[\p{Cf}\p{DI}]|(?![\t\n\r])\p{Cc}/gu;
/** Letters of the Latin alphabet, which take the marks of Vietnamese, digits, and what parts them. A mark that no letter takes stays a mark of its own. */
const FORM = /^(?:[A-ZĐ0-9]|(?![\p{M}×÷])[À-ỹ]|[._-]){2,40}$/u;
const isLatin = (text: string): boolean => /^[A-ZĐ0-9._-]+$/u.test(text.normalize('NFD').replace(/\p{M}/gu, ''));

/**
 * A staff code in the one form in which it is given: composed, in capitals, of Latin letters and digits. Letters of other alphabets
 * that look like them would make two accounts that nobody can tell apart. Undefined where it is none.
 */
export function staffCodeOf(typed: string): string | undefined {
  const code = typed.normalize('NFKC').replace(INVISIBLE, '').trim().toUpperCase().normalize('NFC');
  return FORM.test(code) && isLatin(code) ? code : undefined;
}
