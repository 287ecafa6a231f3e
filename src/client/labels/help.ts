import type { Language } from './labels.ts';
import type { help } from './vi/help.ts';

export type Help = typeof help;

/** The text of the help page is long and seldom read: it comes when it is opened. */
export const loadHelp = async (language: Language): Promise<Help> =>
  language === 'vi' ? (await import('./vi/help.ts')).help : (await import('./en/help.ts')).help;
