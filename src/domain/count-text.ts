/**
 * A count as typed: blank (undefined) is "not answered", never zero; null is no whole number. Dots, commas and spaces are
 * taken for separators of thousands only where they stand like ones, all of them alike: "1,5" and "0.125" are fractions.
 */
export function parseCount(typed: string): number | undefined | null {
  const text = typed.trim();
  if (text === '') return undefined;
  if (!/^(?:\d+|[1-9]\d{0,2}([.,\s])\d{3}(?:\1\d{3})*)$/.test(text)) return null;
  const value = Number(text.replace(/\D/g, ''));
  return Number.isSafeInteger(value) ? value : null;
}

/**
 * The text after a key that counts up or down by some, never below `min`; undefined where there is nothing to count from.
 * Text that is no whole number is the person's to mend: a key would only turn it into another number.
 */
export function stepCount(typed: string, by: number, min = 0): string | undefined {
  const count = parseCount(typed);
  if (count === null || (count === undefined && by < 0)) return undefined;
  const next = Math.max(min, (count ?? 0) + by);
  return Number.isSafeInteger(next) ? String(next) : undefined;
}
