import { isMain, walkXml } from '../xml.ts';

interface Level {
  start: number;
  format: string;
  /** '%1.%2.' or a bullet. */
  text: string;
  /** Printed in figures even where the levels above are Roman. */
  inFigures: boolean;
  /** The paragraph style whose paragraphs stand on this level. */
  style: string | undefined;
}

type Levels = Map<number, Level>;

interface Abstract {
  readonly levels: Levels;
  /** The numbering style it describes, and the one it takes its levels from instead. */
  describes: string | undefined;
  takes: string | undefined;
}

interface List {
  abstractId: string;
  readonly starts: Map<number, number>;
  readonly levels: Levels;
}

const LEVELS = 9;

const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off'].includes(value);

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

function inFormat(number: number, format: string): string {
  if (number < 1 || number > 999) return String(number);
  switch (format) {
    case 'upperRoman':
      return roman(number);
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'upperLetter':
      return letter(number).toUpperCase();
    case 'lowerLetter':
      return letter(number);
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(number);
  }
}

/** Bullets of symbol fonts stand in the private area of Unicode; "o" is the hollow bullet of a font. */
const bullet = (text: string): string => (/^[-–—+]$/.test(text.trim()) ? text.trim() : '-');

/** Works out the labels Word prints, paragraph by paragraph in their order. */
export class Numbering {
  readonly #abstracts = new Map<string, Abstract>();
  readonly #lists = new Map<string, List>();
  /** How far each abstract list has counted, by level: lists of the same kind count on. */
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(xml: string | undefined) {
    if (xml !== undefined) this.#read(xml);
  }

  #read(xml: string): void {
    let levels: Levels | undefined;
    let abstract: Abstract | undefined;
    let level: Level | undefined;
    let list: List | undefined;
    let index = 0;
    walkXml(xml, {
      open: (element) => {
        if (!isMain(element)) return;
        const value = element.attribute('val') ?? '';
        switch (element.name) {
          case 'abstractNum':
            levels = new Map();
            abstract = { levels, describes: undefined, takes: undefined };
            this.#abstracts.set(element.attribute('abstractNumId') ?? '', abstract);
            break;
          case 'styleLink':
            if (abstract) abstract.describes = value;
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
            level = { start: 1, format: 'decimal', text: '', inFigures: false, style: undefined };
            levels?.set(Number(element.attribute('ilvl')), level);
            break;
          case 'start':
            if (level) level.start = Number(value);
            break;
          case 'numFmt':
            if (level) level.format = value;
            break;
          case 'lvlText':
            if (level) level.text = value;
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

  /** The description a list follows: its own, or the one of the numbering style that it names. */
  #abstractOf({ abstractId }: List): string {
    const takes = this.#abstracts.get(abstractId)?.takes;
    if (takes === undefined) return abstractId;
    return [...this.#abstracts].find(([, { describes }]) => describes === takes)?.[0] ?? abstractId;
  }

  /** Whether the file describes this level at all. */
  knows(numId: string, index: number): boolean {
    const list = this.#lists.get(numId);
    return list !== undefined && this.#level(list, index) !== undefined;
  }

  /** The level on which a list puts the paragraphs of a style. */
  levelOfStyle(numId: string, style: string): number | undefined {
    const list = this.#lists.get(numId);
    return list && [...Array(LEVELS).keys()].find((index) => this.#level(list, index)?.style === style);
  }

  /** The label of the next paragraph of this list and level; undefined where none is printed. */
  next(numId: string, index: number): string | undefined {
    const list = this.#lists.get(numId);
    const level = list && index >= 0 && index < LEVELS ? this.#level(list, index) : undefined;
    if (!list || !level) return undefined;
    const abstractId = this.#abstractOf(list);
    const counts = this.#counts.get(abstractId) ?? [];
    this.#counts.set(abstractId, counts);
    if (!this.#begun.has(numId)) {
      this.#begun.add(numId);
      for (const [at, start] of list.starts) counts[at] = start - 1;
    }
    counts[index] = (counts[index] ?? level.start - 1) + 1;
    counts.length = index + 1;
    const label = level.format === 'bullet' ? bullet(level.text) : this.#label(list, level, counts);
    return label.trim() === '' ? undefined : label.trim();
  }

  #label(list: List, level: Level, counts: readonly number[]): string {
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const above = this.#level(list, at);
      return inFormat(counts[at] ?? above?.start ?? 1, level.inFigures ? 'decimal' : (above?.format ?? 'decimal'));
    });
  }
}
