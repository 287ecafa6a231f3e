/** A day as offices write it, '15/3/2026'. */
export const slashDay = (day: string): string => `${Number(day.slice(8, 10))}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;

/** '1.250': groups of three, parted by the mark of the language. */
export const thousands = (value: number, mark: '.' | ','): string => String(value).replace(/\B(?=(\d{3})+$)/g, mark);
