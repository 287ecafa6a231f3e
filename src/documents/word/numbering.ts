import { isMain, walkXml } from '../xml.ts';

interface Level {
  start: number;
  format: string;
  /** '%1.%2.' or a bullet. */
  text: string;
  /** Printed in figures even where the levels above are Roman. */
  inFigures: boolean;
}

type Levels = Map<number, Level>;

interface List {
  abstractId: string;
  readonly starts: Map<number, number>;
  readonly levels: Levels;
}

const LEVELS = 9;

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
  readonly #abstracts = new Map<string, Levels>();
  readonly #lists = new Map<string, List>();
  /** How far each abstract list has counted, by level: lists of the same kind count on. */
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  constructor(xml: string | undefined) {
    if (xml !== undefined) this.#read(xml);
  }

  #read(xml: string): void {
    let levels: Levels | undefined;
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
            this.#abstracts.set(element.attribute('abstractNumId') ?? '', levels);
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
            level = { start: 1, format: 'decimal', text: '', inFigures: false };
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
            if (level) level.inFigures = true;
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
    return list.levels.get(index) ?? this.#abstracts.get(list.abstractId)?.get(index);
  }

  /** The label of the next paragraph of this list and level; undefined where none is printed. */
  next(numId: string, index: number): string | undefined {
    const list = this.#lists.get(numId);
    const level = list && index >= 0 && index < LEVELS ? this.#level(list, index) : undefined;
    if (!list || !level) return undefined;
    const counts = this.#counts.get(list.abstractId) ?? [];
    this.#counts.set(list.abstractId, counts);
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
