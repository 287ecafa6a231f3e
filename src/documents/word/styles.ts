import { isMain, walkXml } from '../xml.ts';

/** What a style of paragraphs or of letters says that a plan's reading needs. */
export interface Style {
  readonly basedOn?: string;
  readonly bold?: boolean;
  readonly struck?: boolean;
  readonly hidden?: boolean;
  readonly font?: string;
  readonly heading?: boolean;
  readonly numId?: string;
  readonly level?: number;
}

export const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off', 'none'].includes(value);

const MOST_STEPS = 20;

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
        id = type === 'paragraph' || type === 'character' ? element.attribute('styleId') : undefined;
        if (type === 'paragraph' && element.attribute('default') === '1') usual = id;
        style = {};
      } else if (element.name === 'basedOn' && value !== undefined) style.basedOn = value;
      else if (element.name === 'b') style.bold = isOn(value);
      else if (element.name === 'strike' || element.name === 'dstrike') style.struck = isOn(value);
      else if (element.name === 'vanish') style.hidden = isOn(value);
      else if (element.name === 'rFonts') {
        const font = element.attribute('ascii') ?? element.attribute('hAnsi');
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
