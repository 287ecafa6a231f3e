const collator = new Intl.Collator('vi', { numeric: true });

/** As a Vietnamese reads a list: letters and tones in their order, "Tổ 2" before "Tổ 10". */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);
