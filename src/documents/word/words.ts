import type { SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { inLetters, isTypedToday, oldFontOf } from '../old-encodings/fonts.ts';

interface Part {
  text: string;
  readonly font: string | undefined;
}

/** The words of a paragraph as they come, run by run. One letter of an old font may lie in two runs, so fonts are looked at in the end. */
export class Words {
  readonly #parts: Part[] = [];
  /** Old fonts under whose name the document has words in Unicode, as far as it was read. */
  readonly #typedToday: Set<string>;
  /** Letters in all and those in bold or underlined: only a paragraph that is so throughout is strong. */
  #letters = 0;
  #strongLetters = 0;

  constructor(typedToday: Set<string>) {
    this.#typedToday = typedToday;
  }

  add(text: string, font: string | undefined, isStrong: boolean): void {
    const old = oldFontOf(font) === undefined ? undefined : font;
    if (old !== undefined && isTypedToday(text)) this.#typedToday.add(old);
    const last = this.#parts.at(-1);
    if (last && last.font === old) last.text += text;
    else this.#parts.push({ text, font: old });
    const letters = text.trim().length;
    this.#letters += letters;
    if (isStrong) this.#strongLetters += letters;
  }

  get isBlank(): boolean {
    return this.#letters === 0;
  }

  get isStrong(): boolean {
    return this.#letters > 0 && this.#strongLetters === this.#letters;
  }

  text(doubts: Set<SourceDoubt>): string {
    return this.#parts.map(({ text, font }) => inLetters(text, oldFontOf(font), doubts, this.#typedToday.has(font ?? ''))).join('');
  }
}
