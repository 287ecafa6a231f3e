import { createSignal } from 'solid-js';
import type { Labels, Language } from './language.ts';
import { type LazyName, loadLazyWords } from './lazy.ts';
import { vi } from './vi.ts';

const STORED = 'cotmoc.language';

// Those of a feature are there before its screens are (see `withWords`), so the screens may take them as given.
const vietnamese = { ...vi, domain: { ...vi.domain } } as Labels;
// An object holds both, so that words and language never disagree for a moment.
const [spoken, setSpoken] = createSignal<{ readonly language: Language; readonly words: Labels }>({ language: 'vi', words: vietnamese });

/** The words of the chosen language; read inside JSX or a memo, they follow a change of language. */
export const labels = (): Labels => spoken().words;
export const language = (): Language => spoken().language;

/** Vietnamese is always there; another language is loaded first, and it stays Vietnamese where that fails. */
export async function setLanguage(wanted: Language): Promise<void> {
  const words = wanted === 'vi' ? vietnamese : (await import('./en.ts')).en;
  setSpoken({ language: wanted, words });
  document.documentElement.lang = wanted;
  localStorage.setItem(STORED, wanted);
}

/** Takes up the stored choice at start. */
export async function restoreLanguage(): Promise<void> {
  // Without signal on a first visit English may not be there yet: Vietnamese is no error.
  if (localStorage.getItem(STORED) === 'en') await setLanguage('en').catch(() => undefined);
}

/** Brings the words of a feature together with its module: `lazy(() => withWords(['plans'], import('…')))`. */
export async function withWords<T>(names: readonly LazyName[], module: Promise<T>): Promise<T> {
  const [loaded, { refusals, ...words }] = await Promise.all([module, loadLazyWords(names)]);
  // Added in silence: nobody can have read them yet, and telling would draw every word on the screen anew.
  Object.assign(vietnamese, words);
  Object.assign(vietnamese.domain, refusals);
  return loaded;
}
