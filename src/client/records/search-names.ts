import { typeWords } from '../labels/format.ts';
import type { SearchNames } from '../store/records/search-index.ts';
import { chipsOf } from './chips.ts';

/** What is called on screen what a record holds the key of, in whichever language is shown. */
export const SEARCH_NAMES: SearchNames = { type: (type) => `${typeWords(type).short} ${typeWords(type).name}`, chips: chipsOf };
