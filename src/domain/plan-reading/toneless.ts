/** A letter with a tone or a mark. */
const MARKED = /[À-ỹ]|\p{M}/u;

/** The letters without their tones and marks. */
export const plainOf = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** A pattern that asks of a text without any tone what it asks of others, without the tones of its own words. */
class EitherWay extends RegExp {
  readonly #plain: RegExp;

  constructor(pattern: RegExp | string, flags?: string) {
    super(pattern, flags);
    this.#plain = new RegExp(plainOf(this.source), this.flags);
  }

  override exec(text: string): RegExpExecArray | null {
    if (MARKED.test(text)) return super.exec(text);
    this.#plain.lastIndex = this.lastIndex;
    const found = this.#plain.exec(text);
    this.lastIndex = this.#plain.lastIndex;
    return found;
  }
}

/** The same pattern, which finds its words also in a text that is typed without tones: "kế hoạch" in "ke hoach". */
export const eitherWay = (pattern: RegExp): RegExp => new EitherWay(pattern);
