import * as z from 'zod/mini';

/** A moment, as ISO text. */
export const Instant = z.iso.datetime();
/** A number of things. */
export const Count = z.int().check(z.minimum(0));
/** The value of one field of a record, as a change says it. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
