/** Turns the order of letters until it is turned back: what stands behind reads as something else. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text for a file that others open: in it nothing stands in another order than it was written in. */
export const inReadingOrder = (text: string): string => text.replace(DIRECTION, '');
