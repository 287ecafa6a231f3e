import { isMain, walkXml } from '../xml.ts';

/** What a paragraph's style says that a plan's reading needs. */
export interface Style {
  readonly basedOn?: string;
  readonly bold?: boolean;
  readonly struck?: boolean;
  readonly font?: string;
  readonly heading?: boolean;
  readonly numId?: string;
  readonly level?: number;
}

export type Styles = ReadonlyMap<string, Style>;

const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off'].includes(value);

/** Reads word/styles.xml, paragraph styles only. */
export function readStyles(xml: string | undefined): Styles {
  const styles = new Map<string, Style>();
  if (xml === undefined) return styles;
  let id: string | undefined;
  let style: { -readonly [K in keyof Style]: Style[K] } = {};
  walkXml(xml, {
    open: (element) => {
      if (!isMain(element)) return;
      const value = element.attribute('val');
      if (element.name === 'style') {
        id = element.attribute('type') === 'paragraph' ? element.attribute('styleId') : undefined;
        style = {};
      } else if (element.name === 'basedOn' && value !== undefined) style.basedOn = value;
      else if (element.name === 'b') style.bold = isOn(value);
      else if (element.name === 'strike' || element.name === 'dstrike') style.struck = isOn(value);
      else if (element.name === 'rFonts') {
        const font = element.attribute('ascii') ?? element.attribute('hAnsi');
        if (font !== undefined) style.font = font;
      } else if (element.name === 'outlineLvl') style.heading = Number(value) < 9;
      else if (element.name === 'numId' && value !== undefined) style.numId = value;
      else if (element.name === 'ilvl') style.level = Number(value);
    },
    close: (element) => {
      if (isMain(element) && element.name === 'style' && id !== undefined) styles.set(id, style);
    },
    text: () => undefined,
  });
  return styles;
}

const MOST_STEPS = 20;

/** A property of a style, or of the nearest style it is based on that sets it. */
export function fromStyle<K extends keyof Style>(styles: Styles, id: string | undefined, key: K): Style[K] | undefined {
  let style = id === undefined ? undefined : styles.get(id);
  for (let step = 0; style && step < MOST_STEPS; step++) {
    if (style[key] !== undefined) return style[key];
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
  }
  return undefined;
}
