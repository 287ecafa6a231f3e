import type { SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { inLetters, oldFontOf } from '../old-encodings/fonts.ts';
import { isMain, walkXml } from '../xml.ts';
import { fontOf, isOn, type Styles } from './styles.ts';

interface Level {
  start: number;
  format: string;
  /** '%1.%2.' or a bullet. */
  text: string;
  /** Printed in figures even where the levels above are Roman. */
  inFigures: boolean;
  /** The paragraph style whose paragraphs stand on this level. */
  style: string | undefined;
  /** The level below whose numbers this one begins again, counted from 1; 0 for never. Usually the one above it. */
  restart: number | undefined;
  font: string | undefined;
}

type Levels = Map<number, Level>;

interface Abstract {
  readonly levels: Levels;
  /** The numbering style it takes its levels from. */
  takes: string | undefined;
}

interface List {
  abstractId: string;
  readonly starts: Map<number, number>;
  readonly levels: Levels;
}

const LEVELS = 9;
const LONGEST_LABEL = 80;
/** No office program writes numbering styles that name each other further. */
const MOST_LINKS = 8;

const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(number: number): string {
  let rest = number;
  let text = '';
  for (const [value, letters] of ROMAN) {
    while (rest >= value) {
      text += letters;
      rest -= value;
    }
  }
  return text;
}

/** a to z, then aa, bb, as Word does. */
const letter = (number: number): string => String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));

type Writer = (number: number) => string;

/** What a level may count in. Words and other signs are not worked out: the language they are in is not known. */
const FORMATS: Readonly<Record<string, Writer>> = {
  decimal: String,
  upperRoman: roman,
  lowerRoman: (number) => roman(number).toLowerCase(),
  upperLetter: (number) => letter(number).toUpperCase(),
  lowerLetter: letter,
  decimalZero: (number) => String(number).padStart(2, '0'),
  decimalFullWidth: String,
  decimalHalfWidth: String,
  decimalEnclosedParen: (number) => `(${number})`,
  decimalEnclosedFullstop: (number) => `${number}.`,
  numberInDash: (number) => `- ${number} -`,
  none: () => '',
};

/** A number as a list counts in this format. */
export const inFormat = (number: number, format: string): string =>
  number < 1 || number > 999 || !Object.hasOwn(FORMATS, format) ? String(number) : (FORMATS[format] ?? String)(number);

/** Bullets of symbol fonts stand in the private area of Unicode; "o" is the hollow bullet of a font. */
const bullet = (text: string): string => (/^[-–—+]$/.test(text.trim()) ? text.trim() : '-');

/** Works out the labels Word prints, paragraph by paragraph in their order. */
export class Numbering {
  readonly #abstracts = new Map<string, Abstract>();
  readonly #lists = new Map<string, List>();
  /** How far each abstract list has counted, by level: lists of the same kind count on. */
  readonly #counts = new Map<string, (number | undefined)[]>();
  /** The descriptions of numbering styles, by the name of the style. */
  readonly #described = new Map<string, string>();
  readonly #begun = new Set<string>();

  readonly #styles: Pick<Styles, 'of'>;

  constructor(xml: string | undefined, styles: Pick<Styles, 'of'>) {
    this.#styles = styles;
    if (xml !== undefined) this.#read(xml);
  }

  #read(xml: string): void {
    let levels: Levels | undefined;
    let abstract: Abstract | undefined;
    let level: Level | undefined;
    let list: List | undefined;
    let index = 0;
    let abstractId = '';
    walkXml(xml, {
      open: (element) => {
        if (!isMain(element)) return;
        const value = element.attribute('val') ?? '';
        switch (element.name) {
          case 'abstractNum':
            levels = new Map();
            abstract = { levels, takes: undefined };
            abstractId = element.attribute('abstractNumId') ?? '';
            this.#abstracts.set(abstractId, abstract);
            break;
          case 'styleLink':
            if (!this.#described.has(value)) this.#described.set(value, abstractId);
            break;
          case 'numStyleLink':
            if (abstract) abstract.takes = value;
            break;
          case 'pStyle':
            if (level) level.style = value;
            break;
          case 'num':
            list = { abstractId: '', starts: new Map(), levels: new Map() };
            levels = list.levels;
            this.#lists.set(element.attribute('numId') ?? '', list);
            break;
          case 'abstractNumId':
            if (list) list.abstractId = value;
            break;
          case 'lvlOverride':
            index = Number(element.attribute('ilvl'));
            break;
          case 'startOverride':
            list?.starts.set(index, Number(value));
            break;
          case 'lvl':
            level = { start: 1, format: 'decimal', text: '', inFigures: false, style: undefined, restart: undefined, font: undefined };
            levels?.set(Number(element.attribute('ilvl')), level);
            break;
          case 'start':
            if (level) level.start = Number(value);
            break;
          case 'numFmt':
            if (level) level.format = value;
            break;
          case 'lvlText':
            if (level) level.text = value.slice(0, LONGEST_LABEL);
            break;
          case 'lvlRestart':
            if (level) level.restart = Number(value);
            break;
          case 'rFonts':
            if (level) level.font = fontOf(element);
            break;
          case 'isLgl':
            if (level) level.inFigures = isOn(element.attribute('val'));
        }
      },
      close: (element) => {
        if (!isMain(element)) return;
        if (element.name === 'lvl') level = undefined;
        if (element.name === 'num') list = undefined;
      },
      text: () => undefined,
    });
  }

  #level(list: List, index: number): Level | undefined {
    return list.levels.get(index) ?? this.#abstracts.get(this.#abstractOf(list))?.levels.get(index);
  }

  /** The description a list follows: its own, or the one of the numbering style that it names, which may name another. */
  #abstractOf({ abstractId }: List): string {
    let id = abstractId;
    for (let step = 0; step < MOST_LINKS; step++) {
      const takes = this.#abstracts.get(id)?.takes;
      if (takes === undefined) return id;
      const next = this.#described.get(takes) ?? this.#lists.get(this.#styles.of(takes, 'numId') ?? '')?.abstractId;
      if (next === undefined) return id;
      id = next;
    }
    return id;
  }

  /** The level on which a list puts the paragraphs of a style, or of the nearest one it is based on. */
  levelOfStyle(numId: string, styles: readonly string[]): number | undefined {
    const list = this.#lists.get(numId);
    const levels = [...Array(LEVELS).keys()];
    return (
      list && styles.map((style) => levels.find((index) => this.#level(list, index)?.style === style)).find((index) => index !== undefined)
    );
  }

  /** The label of the next paragraph of this list and level; undefined where none is printed. */
  next(numId: string, index: number, doubts: Set<SourceDoubt>): string | undefined {
    const list = this.#lists.get(numId);
    const level = list && index >= 0 && index < LEVELS ? this.#level(list, index) : undefined;
    if (!list || !level) {
      doubts.add('listLost');
      return undefined;
    }
    const counts = this.#countsOf(numId, list);
    counts[index] = (counts[index] ?? this.#start(list, index) - 1) + 1;
    for (let below = index + 1; below < LEVELS; below++) {
      const restart = this.#level(list, below)?.restart ?? below;
      if (restart > index) counts[below] = undefined;
    }
    const label = level.format === 'bullet' ? bullet(level.text) : this.#label(list, level, counts, doubts);
    return inLetters(label, oldFontOf(level.font), doubts).trim() || undefined;
  }

  /** How far lists of the same kind have counted. A list that begins anew at some number does so once. */
  #countsOf(numId: string, list: List): (number | undefined)[] {
    const abstractId = this.#abstractOf(list);
    const counts = this.#counts.get(abstractId) ?? [];
    this.#counts.set(abstractId, counts);
    if (!this.#begun.has(numId)) {
      this.#begun.add(numId);
      for (const at of list.starts.keys()) counts[at] = undefined;
    }
    return counts;
  }

  #start(list: List, index: number): number {
    return list.starts.get(index) ?? this.#level(list, index)?.start ?? 1;
  }

  #label(list: List, level: Level, counts: readonly (number | undefined)[], doubts: Set<SourceDoubt>): string {
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = level.inFigures ? 'decimal' : (this.#level(list, at)?.format ?? 'decimal');
      if (format !== 'bullet' && !Object.hasOwn(FORMATS, format)) doubts.add('listInWords');
      return inFormat(counts[at] ?? this.#start(list, at), format);
    });
  }
}
