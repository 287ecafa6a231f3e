import { oldFontOf } from '../old-encodings/fonts.ts';
import { isMain, walkXml, type XmlElement } from '../xml.ts';

/** What a style of paragraphs or of letters says that a plan's reading needs. */
export interface Style {
  readonly basedOn?: string;
  readonly bold?: boolean;
  readonly underlined?: boolean;
  /** Its letters are drawn as capitals. */
  readonly caps?: boolean;
  readonly struck?: boolean;
  readonly hidden?: boolean;
  readonly font?: string;
  readonly heading?: boolean;
  /** Of an entry in a table of contents. */
  readonly contents?: boolean;
  readonly numId?: string;
  readonly level?: number;
}

export const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off', 'none'].includes(value);

const MOST_STEPS = 20;

/** Letters beyond ASCII are drawn in the second of the two; where either is a font of before Unicode, that one is meant. */
export function fontOf({ attribute }: Pick<XmlElement, 'attribute'>): string | undefined {
  const fonts = [attribute('ascii'), attribute('hAnsi')];
  return fonts.find((font) => oldFontOf(font) !== undefined) ?? fonts[0] ?? fonts[1];
}

export class Styles {
  readonly #styles: ReadonlyMap<string, Style>;
  /** The style of paragraphs that name none. */
  readonly #usual: string | undefined;
  /** The font of text whose style names none. */
  readonly usualFont: string | undefined;

  constructor(styles: ReadonlyMap<string, Style>, usual: string | undefined, usualFont: string | undefined) {
    this.#styles = styles;
    this.#usual = usual;
    this.usualFont = usualFont;
  }

  /** A style and those it is based on, nearest first. */
  withAbove(id: string | undefined): string[] {
    const all: string[] = [];
    for (let at = id ?? this.#usual; at !== undefined && all.length < MOST_STEPS; at = this.#styles.get(at)?.basedOn) all.push(at);
    return all;
  }

  /** A property of a style, or of the nearest style it is based on that sets it. */
  of<K extends keyof Style>(id: string | undefined, key: K): Style[K] | undefined {
    let style = this.#styles.get(id ?? this.#usual ?? '');
    for (let step = 0; style && step < MOST_STEPS; step++) {
      if (style[key] !== undefined) return style[key];
      style = style.basedOn === undefined ? undefined : this.#styles.get(style.basedOn);
    }
    return undefined;
  }
}

/** What a built-in style is for: its name is English in every language of Word, its id is not. */
function ofName(name: string): Style {
  if (/^toc \d$/i.test(name)) return { contents: true };
  // The words that ask for the content of a control.
  return /^placeholder ?text$/i.test(name) ? { hidden: true } : {};
}

/** Reads word/styles.xml. */
export function readStyles(xml: string | undefined): Styles {
  const styles = new Map<string, Style>();
  let usual: string | undefined;
  let usualFont: string | undefined;
  if (xml === undefined) return new Styles(styles, usual, usualFont);
  let id: string | undefined;
  let style: { -readonly [K in keyof Style]: Style[K] } = {};
  walkXml(xml, {
    open: (element) => {
      if (!isMain(element)) return;
      const value = element.attribute('val');
      if (element.name === 'style') {
        const type = element.attribute('type') ?? 'paragraph';
        id = type === 'table' ? undefined : element.attribute('styleId');
        if (type === 'paragraph' && element.attribute('default') === '1') usual = id;
        style = {};
      } else if (element.name === 'basedOn' && value !== undefined) style.basedOn = value;
      else if (element.name === 'name') Object.assign(style, ofName(value ?? ''));
      else if (element.name === 'b') style.bold = isOn(value);
      else if (element.name === 'u') style.underlined = isOn(value);
      else if (element.name === 'caps') style.caps = isOn(value);
      else if (element.name === 'strike' || element.name === 'dstrike') style.struck = isOn(value);
      else if (element.name === 'vanish') style.hidden = isOn(value);
      else if (element.name === 'rFonts') {
        const font = fontOf(element);
        if (font !== undefined) style.font = font;
        // The properties of all text stand before the first style.
        if (id === undefined && styles.size === 0) usualFont = font;
      } else if (element.name === 'outlineLvl') style.heading = Number(value) < 9;
      else if (element.name === 'numId' && value !== undefined) style.numId = value;
      else if (element.name === 'ilvl') style.level = Number(value);
    },
    close: (element) => {
      if (isMain(element) && element.name === 'style' && id !== undefined) styles.set(id, style);
    },
    text: () => undefined,
  });
  return new Styles(styles, usual, usualFont);
}
