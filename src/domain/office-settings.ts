import * as z from 'zod/mini';
import { UnitId } from './ids.ts';

/** What the office asks for on its records and what it offers: facts of its place, not of the product. */
export const OfficeSettings = z.readonly(
  z.strictObject({
    id: z.literal('office'),
    /** Border markers of its border; where there are none, every number of the right form is taken. */
    markers: z.readonly(z.array(z.strictObject({ from: z.int(), to: z.int() }))),
    /** Kinds of work it has no use for: nothing new of them is offered, and what was recorded stays. */
    hiddenTypes: z.readonly(z.array(z.string())),
    /** Units that ask for a PIN on the phones of their people. */
    pinUnits: z.optional(z.readonly(z.array(UnitId))),
    /** `shown`: records of the office are made up. `cleared`: they were. Absent: they never were. */
    demonstration: z.optional(z.enum(['shown', 'cleared'])),
  }),
);
export type OfficeSettings = z.infer<typeof OfficeSettings>;
