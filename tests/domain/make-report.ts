import type { Contribution } from '../../src/domain/contribution.ts';
import { isCounted } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import { contains, type PeriodKind, type PeriodName, periodOf } from '../../src/domain/period.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { type FigureSource, partsCut, sumByLocality } from '../../src/domain/report/figure-source.ts';
import { proposeLetterhead } from '../../src/domain/report/letterhead.ts';
import { cumulativeOf, makeReport, NO_WORDS, type Report, type ReportInput, type ReportPeriod } from '../../src/domain/report/report.ts';
import { cellsOf } from '../../src/domain/tally.ts';
import { makeWorld, PLAN } from './make.ts';

export const named = (
  kind: PeriodKind,
  index: number,
  plan: Plan = PLAN,
  year = plan.year,
): ReportPeriod & { readonly name: PeriodName } => {
  const name = { kind, year, index };
  return { name, period: periodOf(name, plan.reporting) };
};
export const asked = (from: string, to: string): ReportPeriod => ({ name: undefined, period: { from: day(from), to: day(to) } });

/** What a device would have of these records: cells, and single records only where a period cuts through a month-part. */
export function sourceOf(records: readonly Contribution[], about: ReportPeriod, plan: Plan = PLAN): FigureSource {
  const cut = partsCut([about.period, cumulativeOf(about, plan)], plan);
  return {
    cells: [...cellsOf(records, plan.reporting).values()],
    declared: [],
    changes: [],
    records: records.filter((one) => isCounted(one.state) && cut.some((part) => contains(part, one.date))),
  };
}

/** A report of some records; fills what the test does not care about. */
export function reportOf(records: readonly Contribution[], about: ReportPeriod, change: Partial<ReportInput> = {}): Report {
  const plan = change.plan ?? PLAN;
  const { units, localities } = makeWorld();
  const inPeriod = records.filter((one) => contains(about.period, one.date) && (!change.unit || one.unitId === change.unit.id));
  return makeReport({
    plan,
    about,
    unit: undefined,
    source: sourceOf(records, about, plan),
    byLocality: sumByLocality(inPeriod),
    targets: [],
    marks: new Map(),
    units,
    localities,
    letterhead: proposeLetterhead(plan, undefined),
    words: NO_WORDS,
    signedOn: null,
    today: day('2024-12-20'),
    ...change,
  });
}
