/** Form of a marker number on the land border with Cambodia, 287 to 314: `287`, `302(1)`, `304/6`, `302/1(2)`. No list by commune is known. */
const BORDER_MARKER = /^(28[7-9]|29\d|30\d|31[0-4])(\([1-3]\)|\/[1-9]\d{0,2}(\([1-3]\))?)?$/;

export const isBorderMarker = (text: string): boolean => BORDER_MARKER.test(text);

/** The markers of a typed or pasted list, parted by commas, semicolons, spaces or lines; "302 (1)" and "304 / 6" are one each. */
export const splitMarkers = (text: string): string[] =>
  text
    .replace(/\s*([(/])\s*/g, '$1')
    .split(/[,;\s]+/)
    .filter(Boolean);
