import { type Accessor, createMemo } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { type DueWork, dueWork } from '../../../domain/due-work.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { type Tally, tallyByItem } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readTallySource, type TallySource } from '../../store/tally-source.ts';
import { pacesOnPhone, readMarks, readTargets } from '../../store/targets.ts';
import { type ItemPace, isLate, NO_PACE, pacesByItem } from './item-pace.ts';

/** How each item of a plan stands, from what lies on this phone. */
export interface Standing {
  /** All of it was read. */
  readonly ready: Accessor<boolean>;
  readonly source: Accessor<TallySource | undefined>;
  readonly tallyOf: (item: PlanItem) => Tally | undefined;
  readonly paceOf: (item: PlanItem) => ItemPace;
  readonly workOf: (item: PlanItem) => readonly DueWork[];
  /** Items behind their pace, and work past its day. */
  readonly late: Accessor<ReadonlySet<ItemCode>>;
}

export function createStanding(plan: Accessor<Plan | undefined>): Standing {
  const app = useApp();
  /** Asked again for another plan. */
  const read = <T>(query: (of: Plan) => Promise<T>): Accessor<T | undefined> =>
    createLiveQuery(async () => {
      const of = plan();
      return of && query(of);
    });
  const source = read((of) => readTallySource(app.db, of.id));
  const targets = read((of) => readTargets(app.db, of.id));
  const marks = read((of) => readMarks(app.db, of.id));

  const tallies = createMemo(() => {
    const [of, from] = [plan(), source()];
    return of && from && tallyByItem(of, from.cells, from.declared, from.changes);
  });
  const paces = createMemo(() => {
    const [of, from, set] = [plan(), source(), targets()];
    if (!of || !from || !set) return undefined;
    return pacesByItem(of.items, pacesOnPhone(of, set, from, app.scope, officeDay(app.now())), set, app.person);
  });
  const work = createMemo(() => {
    const [of, said] = [plan(), marks()];
    const today = officeDay(app.now());
    return of && said && new Map(of.items.map((item) => [item.code, dueWork(of, item, said, today)]));
  });
  const late = createMemo(() => {
    const behind = [...(paces() ?? [])].flatMap(([code, pace]) => (isLate(pace) ? [code] : []));
    const overdue = [...(work() ?? [])].flatMap(([code, all]) => (all.some(({ state }) => state.kind === 'overdue') ? [code] : []));
    return new Set([...behind, ...overdue]);
  });
  return {
    ready: () => tallies() !== undefined && paces() !== undefined && work() !== undefined,
    source,
    tallyOf: (item) => tallies()?.get(item.code),
    paceOf: (item) => paces()?.get(item.code) ?? NO_PACE,
    workOf: (item) => work()?.get(item.code) ?? [],
    late,
  };
}
