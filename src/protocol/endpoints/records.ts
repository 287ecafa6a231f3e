import * as z from 'zod/mini';
import { activityType } from '../../domain/activity-types.ts';
import type { Endpoint } from '../endpoint.ts';
import { RecordFilter } from '../record-query.ts';
import { ServerActivity } from '../server-activity.ts';

/** Most records in one answer: many for a file, few for a screen. */
export const MAX_FOUND = 500;
/** Longest text that is looked for (characters). */
export const MAX_SEARCH_TEXT = 120;
const MAX_MEANINGS = 2_000;

/**
 * What words of the text are called on the screen of who asks: the names of types and chips are said in languages the server
 * does not know. 'loa=type.broadcast,chip.relay;bien=type.borderSession'.
 */
export type Meanings = ReadonlyMap<string, readonly { readonly kind: 'type' | 'chip'; readonly key: string }[]>;
const MEANING = /^(type|chip)\.(\w+)$/;

export const meaningsText = (meanings: Meanings): string =>
  [...meanings].map(([word, keys]) => `${word}=${keys.map(({ kind, key }) => `${kind}.${key}`).join(',')}`).join(';');

/** Undefined where it is none of ours. */
export function readMeanings(text: string): Meanings | undefined {
  const meanings = new Map<string, { readonly kind: 'type' | 'chip'; readonly key: string }[]>();
  for (const part of text === '' ? [] : text.split(';')) {
    const [word, keys, more] = part.split('=');
    const known = keys?.split(',').flatMap((named) => {
      const [, kind, key] = MEANING.exec(named) ?? [];
      const isKnown = key !== undefined && (kind === 'chip' || activityType(key) !== undefined);
      return isKnown ? [{ kind: kind as 'type' | 'chip', key }] : [];
    });
    if (!word || !known || more !== undefined || known.length !== keys?.split(',').length) return undefined;
    meanings.set(word, known);
  }
  return meanings;
}

export const SearchQuery = z.strictObject({
  ...RecordFilter,
  /** Words that all begin somewhere in the record, without accents. */
  text: z.optional(z.string().check(z.maxLength(MAX_SEARCH_TEXT))),
  means: z.optional(
    z.string().check(
      z.maxLength(MAX_MEANINGS),
      z.refine((text) => readMeanings(text) !== undefined),
    ),
  ),
  /** Where the page before said that the list goes on. */
  after: z.optional(z.string().check(z.regex(/^\d{1,16}$/))),
  limit: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/))),
  /** '1': says how many there are in all, which takes longer than a page of them. */
  count: z.optional(z.literal('1')),
});

const FoundRecords = z.strictObject({
  activities: z.array(ServerActivity),
  /** Where the list goes on; absent at its end. */
  next: z.optional(z.string()),
  total: z.optional(z.int()),
});
export type FoundRecords = z.infer<typeof FoundRecords>;

export const SEARCH_RECORDS = {
  method: 'GET',
  path: '/api/records',
  query: SearchQuery,
  reply: FoundRecords,
  errors: ['notFound'],
} as const satisfies Endpoint;
