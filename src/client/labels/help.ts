import type { Language } from './language.ts';
import type { Help } from './vi/help.ts';

/** The text of the help page is long and seldom read: it comes when it is opened. */
export const loadHelp = async (language: Language): Promise<Help> =>
  language === 'vi' ? (await import('./vi/help.ts')).help : (await import('./en/help.ts')).help;
