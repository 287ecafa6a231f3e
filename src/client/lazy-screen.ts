import { type Component, lazy } from 'solid-js';
import { withWords } from './labels/labels.ts';

/** A screen that is not in the first page: it is fetched together with the words it needs. */
export const lazyScreen = <Module, Props extends object>(
  words: Parameters<typeof withWords>[0],
  load: () => Promise<Module>,
  screenOf: (module: Module) => Component<Props>,
) => lazy(async () => ({ default: screenOf(await withWords(words, load())) }));
