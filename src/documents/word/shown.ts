import type { XmlElement } from '../xml.ts';
import { fontOf, isOn, type Style, type Styles } from './styles.ts';
import { symbolText } from './symbols.ts';

/** What a run of letters says of itself; what it does not say, its style says, or that of its paragraph. */
export class Run {
  #style: string | undefined;
  #bold: boolean | undefined;
  #underlined: boolean | undefined;
  #caps: boolean | undefined;
  #hidden: boolean | undefined;
  #struck: boolean | undefined;
  #font: string | undefined;

  /** Takes a property of the run; any other element changes nothing. */
  take(element: XmlElement): void {
    const value = element.attribute('val');
    if (element.name === 'rStyle') this.#style = value;
    else if (element.name === 'b') this.#bold = isOn(value);
    else if (element.name === 'u') this.#underlined = isOn(value);
    else if (element.name === 'caps') this.#caps = isOn(value);
    else if (element.name === 'rFonts') this.#font = fontOf(element);
    else if (element.name === 'strike' || element.name === 'dstrike') this.#struck = isOn(value) || (this.#struck ?? false);
    else if (element.name === 'vanish') this.#hidden = isOn(value);
  }

  /** How a text of the run is shown; undefined where it is hidden. */
  shown(text: string, paragraphStyle: string | undefined, styles: Styles): ShownText | undefined {
    const said = <K extends keyof Style>(key: K): Style[K] | undefined =>
      (this.#style === undefined ? undefined : styles.of(this.#style, key)) ?? styles.of(paragraphStyle, key);
    if (this.#hidden ?? said('hidden')) return undefined;
    return {
      text: (this.#caps ?? said('caps')) === true ? text.toUpperCase() : text,
      isStruck: (this.#struck ?? said('struck')) === true,
      isStrong: (this.#bold ?? said('bold')) === true || (this.#underlined ?? said('underlined')) === true,
      font: this.#font ?? said('font') ?? styles.usualFont,
    };
  }
}

export interface ShownText {
  readonly text: string;
  readonly isStruck: boolean;
  readonly isStrong: boolean;
  readonly font: string | undefined;
}

/** What an element that holds no letters prints in a run: '\n' for a line break, '\f' for a page break; undefined for any other element. */
export function printedBy({ name, attribute }: XmlElement): string | undefined {
  switch (name) {
    case 'tab':
      return ' ';
    case 'sym':
      return symbolText(attribute('font') ?? '', attribute('char') ?? '');
    case 'noBreakHyphen':
      return '-';
    case 'softHyphen':
      return '\u00AD';
    case 'cr':
      return '\n';
    case 'br':
      return attribute('type') === 'page' ? '\f' : '\n';
    default:
      return undefined;
  }
}
