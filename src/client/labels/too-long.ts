import { labels } from './labels.ts';

/** What is wrong with a text that is longer than will be taken, with both lengths; undefined where it fits. */
export const tooLong = (text: string, max: number): { readonly level: 'error'; readonly text: string } | undefined =>
  text.length > max ? { level: 'error', text: labels().domain.issues.tooLong('', { length: text.length, max }, '') } : undefined;
