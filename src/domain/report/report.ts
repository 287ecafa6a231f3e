import type { Adjustment } from '../closing/frozen.ts';
import type { Contribution } from '../contribution.ts';
import type { Day } from '../day.ts';
import { isEnded } from '../ended.ts';
import type { UnitId } from '../ids.ts';
import type { MilestoneMark } from '../milestone.ts';
import { monthContaining, type Period, type PeriodName, periodOf } from '../period.ts';
import type { Plan } from '../plan.ts';
import { isValidOn, type Locality, type Unit } from '../reference.ts';
import { type Amount, addAmounts, NOTHING, type Tally } from '../tally.ts';
import type { Target } from '../target.ts';
import { type Annex, annexOf } from './annex.ts';
import { type FigureSource, type LocalitySum, talliesIn } from './figure-source.ts';
import { type FigureLine, itemLines, type ReportItemLine, totalLines } from './item-lines.ts';
import type { Letterhead } from './letterhead.ts';
import { type LocalityLine, linesByLocality } from './locality-lines.ts';
import { milestoneLines, type ReportMilestoneLine } from './milestone-lines.ts';
import { type Supplement, supplementOf } from './supplement.ts';
import { NO_UNPLACED, type Unplaced } from './unplaced-in.ts';

/** What a person writes: kept as typed. */
export interface ReportWords {
  readonly strengths: string;
  readonly limits: string;
  readonly next: string;
  readonly proposals: string;
}
export const NO_WORDS: ReportWords = { strengths: '', limits: '', next: '', proposals: '' };

/** Which days a report is about; a period that somebody asked for has no name. */
export interface ReportPeriod {
  readonly name: PeriodName | undefined;
  readonly period: Period;
}

/** All that a report is made from. */
export interface ReportInput {
  readonly plan: Plan;
  readonly about: ReportPeriod;
  /** Undefined: the whole office. */
  readonly unit: Unit | undefined;
  readonly source: FigureSource;
  /** Of a closed period: what was frozen. "Lũy kế" is of now in any case. */
  readonly periodSource?: FigureSource | undefined;
  /** Absent: the period is open, and its figures are provisional. */
  readonly closed?: ClosedFacts | undefined;
  /** Changes in earlier reports that this one tells. Undefined: they are not known here, or no matter of this report. */
  readonly adjustments?: readonly Adjustment[] | undefined;
  /** Records of the period that stand in no plan (`unplacedIn`); absent in the report of a closed one, which stays as it was. */
  readonly unplaced?: Unplaced | undefined;
  /** Of the period, where a list of them is wanted. */
  readonly listed?: readonly Contribution[] | undefined;
  /** Undefined: sums by locality are not known on this device. */
  readonly byLocality: readonly LocalitySum[] | undefined;
  readonly targets: readonly Target[];
  readonly marks: ReadonlyMap<string, MilestoneMark>;
  readonly units: readonly Unit[];
  readonly localities: readonly Locality[];
  readonly letterhead: Letterhead;
  readonly words: ReportWords;
  /** The day on the paper; null leaves it blank. */
  readonly signedOn: Day | null;
  readonly today: Day;
}

/** When the figures of the period were frozen, and what they are called by. */
export interface ClosedFacts {
  readonly on: Day;
  readonly code: string;
}

/** Units by what the office has of them in the period. */
export interface UnitCoverage {
  /** Confirmed records. */
  readonly reported: readonly Unit[];
  /** Nothing confirmed, but records that wait or that phones still hold. */
  readonly waiting: readonly Unit[];
  readonly silent: readonly Unit[];
}

/** The report of a period as a value: every figure and every word of it, and nothing of how it looks. */
export interface Report {
  readonly plan: Plan;
  readonly about: ReportPeriod;
  readonly unit: Unit | undefined;
  /** What "lũy kế" covers. */
  readonly cumulative: Period;
  readonly letterhead: Letterhead;
  readonly words: ReportWords;
  readonly signedOn: Day | null;
  readonly today: Day;
  readonly units: readonly Unit[];
  readonly coverage: UnitCoverage;
  /** Of all confirmed records. */
  readonly total: { readonly period: Amount; readonly cumulative: Amount };
  /**
   * What is not in any figure of the report: received and not confirmed, declared by phones, and logged for days of the period
   * under no plan.
   */
  readonly missing: { readonly waiting: number; readonly declared: number; readonly unplaced: Unplaced };
  readonly items: readonly ReportItemLine[];
  /** The whole plan, column by column. */
  readonly forms: readonly FigureLine[];
  /** Undefined where sums by locality are not known, or do not belong to the other figures. */
  readonly byLocality: readonly LocalityLine[] | undefined;
  readonly milestones: readonly ReportMilestoneLine[];
  readonly closed: ClosedFacts | undefined;
  readonly supplement: Supplement | undefined;
  readonly annex: Annex | undefined;
}

const sumOf = (tallies: ReadonlyMap<unknown, Tally>, part: 'confirmed' | 'waiting'): Amount =>
  [...tallies.values()].reduce((sum, tally) => addAmounts(sum, tally[part]), NOTHING);
const declaredIn = (tallies: ReadonlyMap<unknown, Tally>): number => [...tallies.values()].reduce((sum, { declared }) => sum + declared, 0);

/** From the start of the reporting year in which the period ends, or from its own start where that lies before. */
export function cumulativeOf({ name, period }: ReportPeriod, { reporting }: Plan): Period {
  const year = name?.year ?? monthContaining(period.to, reporting).year;
  const { from } = periodOf({ kind: 'year', year, index: 1 }, reporting);
  return { from: from < period.from ? from : period.from, to: period.to };
}

/** Units that lead something in the plan, and any other that has records. */
function coverageOf({ plan, about, unit, units, ...input }: ReportInput): UnitCoverage {
  const source = input.periodSource ?? input.source;
  const leads = new Set<UnitId | null>(plan.items.filter((item) => !isEnded(item)).map(({ leadUnitId }) => leadUnitId));
  const asked = unit ? [unit] : units;
  const coverage = { reported: [] as Unit[], waiting: [] as Unit[], silent: [] as Unit[] };
  for (const askedUnit of asked) {
    const own = talliesIn(plan, source, about.period, askedUnit.id);
    if (sumOf(own, 'confirmed').records > 0) coverage.reported.push(askedUnit);
    else if (sumOf(own, 'waiting').records > 0 || declaredIn(own) > 0) coverage.waiting.push(askedUnit);
    else if (leads.has(askedUnit.id) && isValidOn(askedUnit, about.period.to)) coverage.silent.push(askedUnit);
  }
  return coverage;
}

export function makeReport(input: ReportInput): Report {
  const { plan, about, unit, source, targets, marks, localities, today } = input;
  const cumulative = cumulativeOf(about, plan);
  const own = {
    period: talliesIn(plan, input.periodSource ?? source, about.period, unit?.id),
    cumulative: talliesIn(plan, source, cumulative, unit?.id),
  };
  const total = { period: sumOf(own.period, 'confirmed'), cumulative: sumOf(own.cumulative, 'confirmed') };
  return {
    plan,
    about,
    unit,
    cumulative,
    letterhead: input.letterhead,
    words: input.words,
    signedOn: input.signedOn,
    today,
    units: input.units,
    coverage: coverageOf(input),
    total,
    missing: { waiting: sumOf(own.period, 'waiting').records, declared: declaredIn(own.period), unplaced: input.unplaced ?? NO_UNPLACED },
    items: itemLines(plan, own, { targets, kind: about.name?.kind, unitId: unit?.id }),
    forms: totalLines(total.period, total.cumulative),
    byLocality: input.byLocality && linesByLocality(input.byLocality, localities, total.period),
    milestones: milestoneLines(plan, marks, { period: about.period, unitId: unit?.id, today }),
    closed: input.closed,
    supplement: input.adjustments && supplementOf(plan, input.adjustments, unit?.id),
    annex: input.listed && annexOf(input.listed, localities, total.period),
  };
}
