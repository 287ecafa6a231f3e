import { type Accessor, createMemo } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { type DueWork, dueWork } from '../../../domain/due-work.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { type ItemPace, NO_PACE, pacesByItem } from '../../../domain/item-pace.ts';
import { lateItems, overdueWork } from '../../../domain/late.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { isSomething, ownTallies, rollUp, type Tally, type TallySource } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { readTallySource } from '../../store/lists/tally-source.ts';
import { pacesOnPhone, readMarks, readReceivedTargets } from '../../store/lists/targets.ts';
import { createLiveQuery } from '../../store/live.ts';

/** How each item of a plan stands, from what lies on this phone. */
export interface PlanProgress {
  /** All of it was read. */
  readonly ready: Accessor<boolean>;
  readonly source: Accessor<TallySource | undefined>;
  readonly tallyOf: (item: PlanItem) => Tally | undefined;
  /** Of what was logged under an item itself, without what lies below it. */
  readonly ownOf: (item: PlanItem) => Tally | undefined;
  /** Items under which something was logged. */
  readonly counted: Accessor<ReadonlySet<ItemCode>>;
  readonly paceOf: (item: PlanItem) => ItemPace;
  readonly workOf: (item: PlanItem) => readonly DueWork[];
  /** Items behind their pace, and work past its day. */
  readonly late: Accessor<ReadonlySet<ItemCode>>;
}

export function createPlanProgress(plan: Accessor<Plan | undefined>): PlanProgress {
  const app = useApp();
  /** Asked again for another plan. */
  const read = <T>(query: (of: Plan) => Promise<T>): Accessor<T | undefined> =>
    createLiveQuery(async () => {
      const of = plan();
      return of && query(of);
    });
  const source = read((of) => readTallySource(app.db, of.id));
  const targets = read((of) => readReceivedTargets(app.db, of.id));
  const marks = read((of) => readMarks(app.db, of.id));

  const own = createMemo(() => {
    const [of, from] = [plan(), source()];
    return of && from && ownTallies(of, from);
  });
  const tallies = createMemo(() => {
    const [of, logged] = [plan(), own()];
    return of && logged && rollUp(of, logged);
  });
  const counted = createMemo(() => new Set([...(own() ?? [])].flatMap(([code, tally]) => (isSomething(tally) ? [code] : []))));
  const all = createMemo(() => {
    const [of, from, set] = [plan(), source(), targets()];
    return of && from && set && pacesOnPhone(of, set, from, app.scope, officeDay(app.now()));
  });
  const paces = createMemo(() => {
    const [of, known, set] = [plan(), all(), targets()];
    return of && known && set && pacesByItem(of.items, known, set, app.scope);
  });
  const work = createMemo(() => {
    const [of, said] = [plan(), marks()];
    const today = officeDay(app.now());
    return of && said && new Map(of.items.map((item) => [item.code, dueWork(of, item, said, today)]));
  });
  const late = createMemo(() => {
    const [of, said] = [plan(), marks()];
    // The plan tells everybody of all work how it stands, and counts as late what its rows show so.
    return lateItems(all() ?? [], of && said ? overdueWork(of, said, officeDay(app.now()), 'all') : []);
  });
  return {
    ready: () => tallies() !== undefined && paces() !== undefined && work() !== undefined,
    source,
    tallyOf: (item) => tallies()?.get(item.code),
    ownOf: (item) => own()?.get(item.code),
    counted,
    paceOf: (item) => paces()?.get(item.code) ?? NO_PACE,
    workOf: (item) => work()?.get(item.code) ?? [],
    late,
  };
}
