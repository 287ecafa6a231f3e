import * as z from 'zod/mini';
import { Day } from './day.ts';
import { LocalityId, PartnerId, UnitId } from './ids.ts';
import type { OfficeSettings } from './office-settings.ts';

/** A unit of the office (phòng, văn phòng). Never renamed in place: closed and followed by another. */
export const Unit = z.readonly(
  z.strictObject({
    id: UnitId,
    name: z.string(),
    shortName: z.string(),
    /** Other names plans print for it. */
    aliases: z.readonly(z.array(z.string())),
    /** Valid on both days; absent is open. */
    from: z.optional(Day),
    to: z.optional(Day),
    successorIds: z.optional(z.readonly(z.array(UnitId))),
  }),
);
export type Unit = z.infer<typeof Unit>;

/** An outside body that takes part (UBND xã, Bộ đội Biên phòng); it has no account. */
export const Partner = z.readonly(
  z.strictObject({
    id: PartnerId,
    name: z.string(),
    /** Valid on both days; absent is open. */
    from: z.optional(Day),
    to: z.optional(Day),
    successorIds: z.optional(z.readonly(z.array(PartnerId))),
  }),
);
export type Partner = z.infer<typeof Partner>;

export const LocalityLevel = z.enum(['province', 'district', 'commune']);
export const Locality = z.readonly(
  z.strictObject({
    id: LocalityId,
    name: z.string(),
    level: LocalityLevel,
    parentId: z.nullable(LocalityId),
    /** Valid on both days; null is open. */
    from: z.nullable(Day),
    to: z.nullable(Day),
    successorIds: z.readonly(z.array(LocalityId)),
  }),
);
export type Locality = z.infer<typeof Locality>;

/** Both ends belong to it; null or absent is open. */
interface Validity {
  readonly from?: Day | null | undefined;
  readonly to?: Day | null | undefined;
}

/** Whether something of this day may name the place, unit or partner. */
export const isValidOn = ({ from, to }: Validity, value: Day): boolean => (!from || from <= value) && (!to || value <= to);

/** Whether it is there on some day of the period. */
export const isValidDuring = ({ from, to }: Validity, period: { readonly from: Day; readonly to: Day }): boolean =>
  (!from || from <= period.to) && (!to || period.from <= to);

/** What may be chosen for something of this day, and what was chosen already: an answer given never goes out of sight. */
export const offeredOn = <T extends Validity & { readonly id: string }>(
  list: readonly T[],
  value: Day,
  chosen: readonly string[] = [],
): T[] => list.filter((entry) => isValidOn(entry, value) || chosen.includes(entry.id));

export interface Reference {
  readonly units: readonly Unit[];
  readonly localities: readonly Locality[];
  readonly partners: readonly Partner[];
  /** Absent until the office has set any. */
  readonly settings?: OfficeSettings | undefined;
}
