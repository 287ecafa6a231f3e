import { isMain, walkXml } from '../xml.ts';
import { numberFormat } from './numbers.ts';

/** Formats that Excel knows by number alone. */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57]);
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which counts 29 February 1900 though it never was. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

const isDateFormat = (code: string): boolean => /[dmy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(code);

export interface CellStyles {
  /** Styles that show a number as a date. */
  readonly dates: ReadonlySet<number>;
  /** Formats of the styles that show it as a number. */
  readonly numbers: ReadonlyMap<number, string>;
}

/** How cell styles, by their index, show a number. */
export function cellStyles(xml: string | undefined): CellStyles {
  const dates = new Set<number>();
  const numbers = new Map<number, string>();
  const formats = new Map<number, string>();
  let inCells = false;
  let index = 0;
  if (xml === undefined) return { dates, numbers };
  walkXml(xml, {
    open: (element) => {
      if (!isMain(element)) return;
      if (element.name === 'numFmt') formats.set(Number(element.attribute('numFmtId')), element.attribute('formatCode') ?? '');
      if (element.name === 'cellXfs') inCells = true;
      if (element.name !== 'xf' || !inCells) return;
      const format = Number(element.attribute('numFmtId'));
      if (BUILT_IN.has(format) || isDateFormat(formats.get(format) ?? '')) dates.add(index);
      const shown = numberFormat(format, formats.get(format));
      if (shown !== undefined) numbers.set(index, shown);
      index++;
    },
    close: (element) => {
      if (element.name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return { dates, numbers };
}

/** A date as plans print it: 30/06/2026. */
export function dateText(serial: number): string {
  const date = new Date(DAY_ZERO + Math.floor(serial) * DAY_MS);
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1].map((part) => String(part).padStart(2, '0'));
  return `${day}/${month}/${date.getUTCFullYear()}`;
}
