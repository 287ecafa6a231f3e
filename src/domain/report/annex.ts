import type { Contribution } from '../contribution.ts';
import type { Day } from '../day.ts';
import type { ItemCode, UnitId } from '../ids.ts';
import { MEASURE_KEYS, type MeasureKey } from '../measure.ts';
import type { Locality } from '../reference.ts';
import { namesOf } from './locality-lines.ts';

/** One activity in the list that may be put behind the report. */
export interface AnnexLine {
  readonly date: Day;
  readonly itemCode: ItemCode;
  readonly unitId: UnitId;
  /** Empty where the record names no place. */
  readonly place: string;
  readonly measures: readonly (readonly [MeasureKey, number])[];
  readonly about: boolean;
}

/** Confirmed records by day, then in the order of the plan's codes: the same list whatever order they came in. */
export function annexLines(records: readonly Contribution[], localities: readonly Locality[]): AnnexLine[] {
  const nameOf = namesOf(localities);
  const places = new Map<string, string>(localities.map((one) => [one.id, nameOf(one)]));
  const keyOf = (one: AnnexLine): string => [one.date, one.itemCode, one.unitId, one.place, JSON.stringify(one.measures)].join('|');
  return records
    .filter(({ state }) => state === 'confirmed')
    .map((one) => ({
      date: one.date,
      itemCode: one.itemCode,
      unitId: one.unitId,
      place: one.localityId === undefined ? '' : (places.get(one.localityId) ?? one.localityId),
      measures: MEASURE_KEYS.flatMap((key): [MeasureKey, number][] => (one.measures[key] ? [[key, one.measures[key]]] : [])),
      about: one.estimated,
    }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
