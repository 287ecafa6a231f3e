import * as z from 'zod/mini';
import { Day } from './day.ts';
import { LocalityId, PartnerId, UnitId } from './ids.ts';

/** A unit of the office (phòng, văn phòng). Never renamed in place: closed and followed by another. */
export const Unit = z.readonly(
  z.strictObject({ id: UnitId, name: z.string(), shortName: z.string(), aliases: z.readonly(z.array(z.string())) }),
);
export type Unit = z.infer<typeof Unit>;

/** An outside body that takes part (UBND xã, Bộ đội Biên phòng); it has no account. */
export const Partner = z.readonly(z.strictObject({ id: PartnerId, name: z.string() }));
export type Partner = z.infer<typeof Partner>;

export const Locality = z.readonly(
  z.strictObject({
    id: LocalityId,
    name: z.string(),
    level: z.enum(['province', 'district', 'commune']),
    parentId: z.nullable(LocalityId),
    /** Valid on both days; null is open. */
    from: z.nullable(Day),
    to: z.nullable(Day),
    successorIds: z.readonly(z.array(LocalityId)),
  }),
);
export type Locality = z.infer<typeof Locality>;

/** Whether an activity of this day may name the locality. */
export const isValidOn = (locality: Locality, value: Day): boolean =>
  (locality.from === null || locality.from <= value) && (locality.to === null || value <= locality.to);

export interface Reference {
  readonly units: readonly Unit[];
  readonly localities: readonly Locality[];
  readonly partners: readonly Partner[];
}
