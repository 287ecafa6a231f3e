const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux|X11/, 'Linux'],
];
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox/, 'Firefox'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const match = (list: typeof SYSTEMS, text: string): string | undefined => list.find(([pattern]) => pattern.test(text))?.[1];

/** Coarse on purpose: enough for a person to tell two of their own devices apart, nothing that tells people apart. */
export const deviceName = (userAgent: string): string =>
  [match(SYSTEMS, userAgent), match(BROWSERS, userAgent)].filter((part) => part !== undefined).join(', ') || 'Web';
