/** Dashes of every length, arrows, boxes and ticks, and the bullets of symbol fonts, whose letters lie in the private area of Unicode. */
export const BULLET = '[-‐‑‒–—―−－•·∙‣⁃>›»~\\u2190-\\u21FF\\u25A0-\\u27BF\\u2B00-\\u2BFF\\uE000-\\uF8FF\\u{1F300}-\\u{1FAFF}]';
/** What stands below a dash has a plus. */
const PLUS = '[+＋]';

const AT_START = new RegExp(`^\\s*(?:${BULLET}|${PLUS})\\s*`, 'u');

export const beginsWithBullet = (text: string): boolean => AT_START.test(text);

export const withoutBullet = (text: string): string => text.replace(AT_START, '');

/** A dash, a bullet or a plus, and nothing else. */
export const isBullet = (text: string): boolean => text !== '' && withoutBullet(text) === '';
