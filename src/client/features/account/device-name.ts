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

/** Not in TypeScript's library, and in Chromium alone. */
interface ModelHints {
  readonly userAgentData?: { getHighEntropyValues(hints: readonly string[]): Promise<{ readonly model?: string }> };
}

/** What the maker calls the phone: 'SM-A155F'. Other browsers do not say it. */
const modelOf = async (browser: ModelHints): Promise<string | undefined> => {
  const hints = await browser.userAgentData?.getHighEntropyValues(['model']).catch(() => undefined);
  return hints?.model?.trim().slice(0, MAX_MODEL) || undefined;
};
const MAX_MODEL = 40;

/** Enough for a person to tell two of their own devices apart: the model where the browser says it, and else the system. */
export async function deviceName(browser: Pick<Navigator, 'userAgent'>): Promise<string> {
  const model = await modelOf(browser as ModelHints);
  const { userAgent } = browser;
  return [model ?? match(SYSTEMS, userAgent), match(BROWSERS, userAgent)].filter((part) => part !== undefined).join(', ') || 'Web';
}
