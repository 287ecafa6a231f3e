import type { LazyWords } from './lazy.ts';
import type { vi } from './vi.ts';
import type { RefusalWords } from './words.ts';

/** Every word on the screen. Another language must have the same keys. */
export type Labels = Omit<typeof vi, 'domain'> & Omit<LazyWords, 'refusals'> & { readonly domain: (typeof vi)['domain'] & RefusalWords };
export type Language = 'vi' | 'en';
