import type { SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { legibility } from './syllable.ts';
import { type Encoding, lettersOf } from './tables.ts';

export interface OldFont {
  readonly encoding: Encoding;
  /** The font draws small letters as capitals. */
  readonly capitals: boolean;
}

const FONTS: readonly (readonly [Encoding, RegExp])[] = [
  ['tcvn3', /^\.Vn/i],
  ['vni', /^VNI[-\s]/i],
  ['vps', /^VPS[-\s]/i],
  ['viscii', /^(?:VI|VISCII)[-\s]/i],
];

/** The encoding whose letters a font draws; undefined for a font of today. */
export function oldFontOf(name: string | undefined): OldFont | undefined {
  const encoding = name === undefined ? undefined : FONTS.find(([, pattern]) => pattern.test(name))?.[0];
  return encoding && { encoding, capitals: encoding === 'tcvn3' && /[a-z]H$/.test(name ?? '') };
}

interface Converted {
  readonly text: string;
  readonly outcome: 'converted' | 'asItStands' | 'unsure';
}

/** No old font has a letter beyond its 256 places, except those that programs show for 80 to 9F. */
const TODAY = /[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u0180-\u0191\u0193-\u02c5\u1e00-\u1eff]|\p{M}/u;

export const isTypedToday = (text: string): boolean => TODAY.test(text);

/** What a text set in an old font says. Words typed in Unicode under such a font's name stay as they are. */
function fromOldFont(text: string, { encoding, capitals }: OldFont, isOfToday: boolean): Converted {
  if (isTypedToday(text)) return { text, outcome: 'asItStands' };
  const letters = lettersOf(text, encoding);
  const read = capitals ? letters.toUpperCase() : letters;
  if (letters === text) return { text: read, outcome: 'asItStands' };
  const [before, after] = [legibility(text), legibility(letters)];
  // "cá" may have been typed today, where other words in that font were; "c¸" cannot.
  if (isOfToday && before.share === 1) return { text, outcome: 'asItStands' };
  if (after.share >= 0.5 && after.share >= before.share) return { text: read, outcome: 'converted' };
  return before.share === 1 ? { text, outcome: 'unsure' } : { text: read, outcome: 'unsure' };
}

/** A text set in a font, in the letters that the font draws. `isOfToday`: other words under the name of that font were typed in Unicode. */
export function inLetters(text: string, font: OldFont | undefined, doubts: Set<SourceDoubt>, isOfToday = false): string {
  if (font === undefined) return text;
  const { text: read, outcome } = fromOldFont(text, font, isOfToday);
  if (outcome === 'converted') doubts.add('oldLettersConverted');
  if (outcome === 'unsure') doubts.add('oldFont');
  return read;
}
