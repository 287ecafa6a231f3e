import type { Language } from './language.ts';
import type { HeldData } from './vi/held-data.ts';

/** A long text that is seldom read: it comes when it is opened. */
export const loadHeldData = async (language: Language): Promise<HeldData> =>
  language === 'vi' ? (await import('./vi/held-data.ts')).heldData : (await import('./en/held-data.ts')).heldData;
