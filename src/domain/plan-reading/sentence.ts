import { isUpper } from './clean-text.ts';
import { eitherWay } from './toneless.ts';

/** Ends as a sentence or a part of a list does; a closing quote or bracket may follow. */
export const endsSentence = (text: string): boolean => /[.:;…!?]["”’»')\]]*$/.test(text);

export const endsWithColon = (text: string): boolean => /:["”’»')\]]*$/.test(text);

export const beginsLower = (text: string): boolean => /^["“‘«'([]*\p{Ll}/u.test(text);

/** Words that cannot end a heading: what follows belongs to the same sentence. */
const OPEN_END = eitherWay(/(?:[,(“\-–]|(?:^|\s)(?:của|và|các|những|về|theo|cho|với|tại|trong|trên|từ|đến|do|bởi|là|để|nhằm|hoặc))$/iu);
/** Whether the words of a heading need more behind them. */
export const hasOpenEnd = (text: string): boolean => OPEN_END.test(text);

/** No heading of a real plan is longer; a sentence cut by a page break is. */
const LONGEST_HEADING = 220;

/** A numbered line that introduces what follows, not one that says it all. */
export const isHeadingText = (text: string): boolean => !endsSentence(text) || endsWithColon(text) || isUpper(text);

const BEFORE_FIGURE = eitherWay(/(?:^|\s)(?:số|năm|ngày|tháng|quý|điều|khoản)$/iu);

/** Ends with a word behind which a figure stands: "trong quý", "Nghị định số". */
export const endsBeforeFigure = (text: string): boolean => BEFORE_FIGURE.test(text);

/** "Nghị định số" over "34/2014/NĐ-CP", "và năm" over "2026": the word before a figure, and the figure. */
export const isCutNumber = (text: string, next: string): boolean => /^\d/.test(next) && endsBeforeFigure(text);

/** Whether a page break cut the heading, so that the next paragraph continues it. */
export function isCutHeading(text: string, next: string): boolean {
  if (endsSentence(text)) return false;
  if (isUpper(text)) return isUpper(next) && !endsSentence(next);
  return beginsLower(next) || OPEN_END.test(text) || text.length > LONGEST_HEADING;
}
