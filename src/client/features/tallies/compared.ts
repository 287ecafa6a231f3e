import { type Accessor, createMemo } from 'solid-js';
import { COMPARED, type Compared } from '../../../domain/figures/column.ts';
import { comparedName, mapOthers, type OtherFigures, type Others } from '../../../domain/figures/compare.ts';
import type { PlanId, UnitId } from '../../../domain/ids.ts';
import { type Period, type PeriodName, periodOf, type Reporting } from '../../../domain/period.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { TallySource } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { readTallySource } from '../../store/lists/tally-source.ts';
import { createLiveQuery } from '../../store/live.ts';

/** A period that the chosen one can be held beside. */
export interface ComparedPeriod {
  readonly name: PeriodName;
  readonly period: Period;
  /** The plan that ran then; undefined where this device knows none, or more than one. */
  readonly plan: Plan | undefined;
}

const touches = ({ period }: Plan, { from, to }: Period): boolean => period.from <= to && from <= period.to;

/**
 * The plan itself where it has days there; else the one other plan of the same office that has, if its months are cut alike. What
 * stands for a plan that is not there yet holds single records and no year's work: nothing is compared with it.
 */
function planOf(plan: Plan, plans: readonly Plan[], period: Period): Plan | undefined {
  if (touches(plan, period)) return plan;
  if (isPlaceholder(plan)) return undefined;
  const [other, ...more] = plans.filter(
    (answer) =>
      !isPlaceholder(answer) &&
      answer.agency === plan.agency &&
      answer.reporting.closingDay === plan.reporting.closingDay &&
      touches(answer, period),
  );
  return more.length === 0 ? other : undefined;
}

/** Nothing but a period by name has one before it. */
export function comparedPeriods(
  plan: Plan,
  plans: readonly Plan[],
  chosen: PeriodChoice | undefined,
  reporting: Reporting,
): Others<ComparedPeriod> {
  if (!chosen) return {};
  const found: Partial<Record<Compared, ComparedPeriod>> = {};
  for (const kind of COMPARED) {
    const name = comparedName(kind, chosen.name);
    if (!name) continue;
    const period = periodOf(name, reporting);
    found[kind] = { name, period, plan: planOf(plan, plans, period) };
  }
  return found;
}

interface ComparedWorld {
  readonly plan: Accessor<Plan>;
  readonly source: Accessor<TallySource | undefined>;
  readonly periods: Accessor<Others<ComparedPeriod>>;
  readonly unitId: Accessor<UnitId | undefined>;
}

/** Where the figures of the other periods lie on this device; those of another plan come once they are read. */
export function createCompared({ plan, source, periods, unitId }: ComparedWorld): Accessor<Others<OtherFigures>> {
  const app = useApp();
  const otherPlans = createMemo((): PlanId[] => {
    const ids = Object.values(periods()).flatMap((answer) => (answer.plan && answer.plan.id !== plan().id ? [answer.plan.id] : []));
    return [...new Set(ids)];
  });
  const read = createLiveQuery(async () => {
    const ids = otherPlans();
    return new Map(await Promise.all(ids.map(async (id) => [id, await readTallySource(app.db, id)] as const)));
  });
  const sourceOf = (id: PlanId): TallySource | undefined => (id === plan().id ? source() : read()?.get(id));
  return createMemo(() =>
    mapOthers(periods(), ({ plan: of, period }): OtherFigures | undefined => {
      const from = of && sourceOf(of.id);
      return of && from && { plan: of, source: from, filter: { period, unitId: unitId() } };
    }),
  );
}
