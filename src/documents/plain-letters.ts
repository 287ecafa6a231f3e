import { withoutEntities } from './entities.ts';

/** Numbers that are a single sign: Roman ones, those in circles and brackets or with a full stop, figures on keys, and wide letters. */
const SIGNS = /[\u2160-\u217F\u2488-\u249B\uFF01-\uFF5E]|([\u2460-\u2487\u24D0-\u24E9])|([\u2776-\u2793])|(\d)\uFE0F?\u20E3/gu;
const FIRST_FILLED_CIRCLE = 0x2776;
const ENTITY = /&(?:#\d|#x[\da-f]|[a-z]{2,6};|[a-z]{1,2}(?:grave|acute|circ|tilde|uml);)/i;
/** What an entity may stand for that would end a line or a cell. */
const CONTROLS = /\p{Cc}/gu;

function inPlainSigns(sign: string, circled?: string, filled?: string, key?: string): string {
  if (key !== undefined) return `${key}.`;
  if (filled !== undefined) return `(${((filled.charCodeAt(0) - FIRST_FILLED_CIRCLE) % 10) + 1})`;
  const plain = sign.normalize('NFKC');
  return circled === undefined || plain.startsWith('(') ? plain : `(${plain})`;
}

const withoutEntitiesInLine = (text: string): string =>
  text
    .split(/([\n\t])/)
    .map((part) => (ENTITY.test(part) ? withoutEntities(part).replace(CONTROLS, ' ') : part))
    .join('');

/** Numbers and letters that some programs write as one sign each, or as an entity of HTML, in the letters that are read: "Ⅱ" is "II". */
export const inPlainLetters = (text: string): string =>
  (ENTITY.test(text) ? withoutEntitiesInLine(text) : text).replace(SIGNS, inPlainSigns);
