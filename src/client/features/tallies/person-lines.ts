import type { Day } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeopleReply } from '../../../protocol/tally.ts';

/** What one person recorded for one unit. */
export interface PersonLine {
  readonly staffCode: string;
  readonly unitId: UnitId;
  readonly confirmed: number;
  readonly waiting: number;
  readonly last: Day;
}

/** One line for each person and unit, in the order of the answer, which is that of codes: nobody is ranked. */
export function personLines(rows: PeopleReply['rows']): PersonLine[] {
  const lines = new Map<string, PersonLine>();
  for (const { personId, staffCode, unitId, state, records, last } of rows) {
    if (state !== 'confirmed' && state !== 'sent') continue;
    const key = `${personId}|${unitId}`;
    const old = lines.get(key) ?? { staffCode, unitId, confirmed: 0, waiting: 0, last };
    const part = state === 'confirmed' ? 'confirmed' : 'waiting';
    lines.set(key, { ...old, [part]: old[part] + records, last: old.last < last ? last : old.last });
  }
  return [...lines.values()];
}
