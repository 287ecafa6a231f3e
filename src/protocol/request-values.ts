import * as z from 'zod/mini';
import { tidyText } from '../domain/text.ts';

// What a request may say. What comes down is not held to these: a phone must go on reading what was stored before there were limits.

/** The largest number that a column of counts holds on every database. */
export const MAX_COUNT = 2_147_483_647;
/** More records than any phone has room for. */
const MAX_HELD = 1_000_000;
/** The last moment a clock can say (ms since 1970). */
export const MAX_MS = 8.64e15;
/** A moment as every phone writes it has 24 letters; those with more digits of a second are still taken. */
const MAX_INSTANT_LENGTH = 40;

/** A moment, as ISO text. */
export const SentInstant = z.iso.datetime().check(z.maxLength(MAX_INSTANT_LENGTH));
/** A whole number from `least` to `most`. */
export const within = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
/** Records on a phone. */
export const HeldCount = within(0, MAX_HELD);
/** What no column holds, or one of long numbers: change numbers, and what a phone counts for itself. */
export const LongCount = within(0, Number.MAX_SAFE_INTEGER);
export const sentText = (max: number) => z.string().check(z.maxLength(max));
/** Words in which something can be seen. */
export const wordsUpTo = (max: number) =>
  z.string().check(
    z.maxLength(max),
    z.refine((text) => tidyText(text) !== ''),
  );
export const listOf = <T extends z.ZodMiniType>(entry: T, max: number) => z.array(entry).check(z.maxLength(max));

/** Most keys of each record there is among the schemas of requests; no check of the library says it. */
export const RECORD_SIZES = new WeakMap<object, number>();

/** Values by name, at most so many. */
export function recordOf<V extends z.ZodMiniType>(key: z.ZodMiniString, value: V, most: number) {
  const schema = z.record(key, value).check(z.refine((entries) => Object.keys(entries).length <= most));
  RECORD_SIZES.set(schema, most);
  return schema;
}
