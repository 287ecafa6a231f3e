import { frozenContribution } from '../closing/freeze.ts';
import type { Frozen } from '../closing/frozen.ts';
import type { Day } from '../day.ts';
import { type MilestoneMark, markKey } from '../milestone.ts';
import type { Plan } from '../plan.ts';
import { cellsOf } from '../tally.ts';
import type { Target } from '../target.ts';
import { type FigureSource, type LocalitySum, sumByLocality } from './figure-source.ts';

/** What the report of a closed period takes from the frozen list, whatever lies on the device beside it. */
export interface ClosedPart {
  /** With which it was closed: later versions number and name their items otherwise. */
  readonly plan: Plan;
  readonly periodSource: FigureSource;
  readonly byLocality: readonly LocalitySum[];
  readonly targets: readonly Target[];
  readonly marks: ReadonlyMap<string, MilestoneMark>;
  readonly today: Day;
}

export function closedPart(plan: Plan, frozen: Frozen, isAsked: (record: { readonly unitId: string }) => boolean): ClosedPart {
  const confirmed = frozen.records.map((record) => frozenContribution(plan.id, record));
  const records = [...confirmed, ...frozen.waiting.map((record) => frozenContribution(plan.id, record, 'sent'))];
  return {
    plan,
    periodSource: { cells: [...cellsOf(records, plan.reporting).values()], declared: frozen.declared, changes: [], records },
    byLocality: sumByLocality(confirmed.filter(isAsked)),
    targets: frozen.targets.map(({ place, value }) => ({ ...place, value, history: [] })),
    marks: new Map(frozen.marks.map(({ place, ...words }) => [markKey(place), { ...place, ...words, history: [] }])),
    today: frozen.closedOn,
  };
}
