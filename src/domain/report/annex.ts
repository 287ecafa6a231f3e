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
  const places = new Map<string, string>(localities.map((locality) => [locality.id, nameOf(locality)]));
  const keyOf = (line: AnnexLine): string => [line.date, line.itemCode, line.unitId, line.place, JSON.stringify(line.measures)].join('|');
  return records
    .filter(({ state }) => state === 'confirmed')
    .map((record) => ({
      date: record.date,
      itemCode: record.itemCode,
      unitId: record.unitId,
      place: record.localityId === undefined ? '' : (places.get(record.localityId) ?? record.localityId),
      measures: MEASURE_KEYS.flatMap((key): [MeasureKey, number][] => (record.measures[key] ? [[key, record.measures[key]]] : [])),
      about: record.estimated,
    }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
