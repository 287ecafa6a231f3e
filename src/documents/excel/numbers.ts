/** Formats that Excel knows by number alone. */
const BUILT_IN: Readonly<Record<number, string>> = { 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%' };
const PLAIN = /^(#,##)?0(?:\.(0{1,10}))?(%)?$/;

export const numberFormat = (id: number, code: string | undefined): string | undefined => code ?? BUILT_IN[id];

/** A number as a plain format shows it, with the point of thousands as offices here set it; undefined for any other format. */
export function numberText(value: string, format: string): string | undefined {
  const found = PLAIN.exec(format);
  const number = Number(value);
  if (!found || !Number.isFinite(number) || Math.abs(number) >= 1e15) return undefined;
  const [, thousands, decimals = '', perCent] = found;
  const fixed = (perCent ? number * 100 : number).toFixed(decimals.length);
  if (thousands === undefined) return fixed + (perCent ?? '');
  const [whole = '', part] = fixed.split('.');
  return whole.replace(/\B(?=(?:\d{3})+$)/g, '.') + (part === undefined ? '' : `,${part}`) + (perCent ?? '');
}
