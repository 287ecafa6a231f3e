import * as z from 'zod/mini';

const Position = z.int().check(z.minimum(1), z.maximum(9_999));
const Range = z.strictObject({ from: Position, to: Position }).check(z.refine(({ from, to }) => from <= to));

/** Most ranges one office has. */
export const MAX_RANGES = 20;
export const MarkerRanges = z.readonly(z.array(Range).check(z.maxLength(MAX_RANGES)));

/** What the office asks for on its records and what it offers: facts of its place, not of the product. */
export const settingsWords = {
  /** Border markers of its border; where there are none, every number of the right form is taken. */
  markers: MarkerRanges,
  /** Kinds of work it has no use for: nothing new of them is offered, and what was recorded stays. */
  hiddenTypes: z.readonly(z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(60))),
};

export const OfficeSettings = z.readonly(z.strictObject({ id: z.literal('office'), ...settingsWords }));
export type OfficeSettings = z.infer<typeof OfficeSettings>;
