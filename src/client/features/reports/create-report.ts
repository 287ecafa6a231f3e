import { type Accessor, createMemo } from 'solid-js';
import type { Day } from '../../../domain/day.ts';
import { officeDay } from '../../../domain/day.ts';
import { contains } from '../../../domain/period.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import { sumByLocality } from '../../../domain/report/figure-source.ts';
import { type Letterhead, proposeLetterhead } from '../../../domain/report/letterhead.ts';
import type { PaperBlock } from '../../../domain/report/paper.ts';
import { figureBlocks } from '../../../domain/report/paper-of-report.ts';
import { cumulativeOf, makeReport, NO_WORDS, type Report, type ReportPeriod, type ReportWords } from '../../../domain/report/report.ts';
import { useApp } from '../../app-context.ts';
import { createFetched } from '../../office/create-fetched.ts';
import type { Trouble } from '../../office/trouble.ts';
import { keepOfficePart, type OfficePart, type ReportPlace, readOfficePart } from '../../store/lists/report-kept.ts';
import { ofUnit, type ReportSource, readReportSource } from '../../store/lists/report-source.ts';
import { createLiveQuery } from '../../store/live.ts';
import { askOfficePart, daysNeeded } from './office-part.ts';

export interface ReportChoice {
  readonly plan: Plan;
  readonly about: ReportPeriod;
  readonly unit: Unit | undefined;
}

export interface Typed {
  readonly letterhead: Letterhead;
  readonly words: ReportWords;
  readonly signedOn: Day | null;
}

const placeOf = ({ plan, unit }: ReportChoice): ReportPlace => ({ planId: plan.id, unitId: unit?.id });

/** What this device knows of the report, and how old that is. */
export type ReportState =
  | { readonly kind: 'loading' }
  /** Its days cut through months of which this device knows no single days. */
  | { readonly kind: 'needsOffice' }
  | {
      readonly kind: 'ready';
      readonly report: Report;
      /** The parts of the paper that hold its figures: the same objects while a person types. */
      readonly blocks: readonly PaperBlock[];
      /** Changes of this device the office does not know. */
      readonly unsent: number;
      /** Whether sums by locality are known here at all. */
      readonly knowsLocalities: boolean;
      /** When the office said what no cell says (ms), where it was asked. */
      readonly partAt: number | undefined;
    };

export interface ReportMaking {
  readonly state: Accessor<ReportState>;
  readonly trouble: Accessor<Trouble | undefined>;
  readonly isAsking: Accessor<boolean>;
  readonly again: () => void;
}

/** The report of a choice, from what lies on this device; what does not is asked of the office, kept, and used again without a signal. */
export function createReport(choice: Accessor<ReportChoice>, typed: Accessor<Typed | undefined>): ReportMaking {
  const app = useApp();
  // A lead's phone has every record of the unit; others have the cells of all units and must ask for the rest.
  const hasRecords = Array.isArray(app.scope.records);
  /** With the choice it was read for: what belongs to another is not taken for this one while that is read. */
  const read = createLiveQuery(async () => {
    const at = choice();
    const days = hasRecords ? cumulativeOf(at.about, at.plan) : undefined;
    const [source, part] = await Promise.all([
      readReportSource(app.db, at.plan.id, days),
      hasRecords ? undefined : readOfficePart(app.db, placeOf(at), at.about.period),
    ]);
    return { at, source, part };
  });
  const asked = createFetched(
    () => (hasRecords ? undefined : choice()),
    async (question) => {
      const answer = await askOfficePart(question, app.now);
      if (answer.ok) await keepOfficePart(app.db, placeOf(question), question.about.period, answer.value);
      return answer;
    },
  );

  const officePart = ({
    source,
    part,
  }: {
    readonly source: ReportSource;
    readonly part: OfficePart | undefined;
  }): OfficePart | undefined => {
    if (!source.records) return part;
    const { about, unit } = choice();
    const records = ofUnit(source.records, unit?.id);
    return { byLocality: sumByLocality(records.filter(({ date }) => contains(about.period, date))), records, at: app.now() };
  };
  /** The figures alone: what a person types changes none of them, and typing must not wait for them. */
  const figures = createMemo(() => {
    const { plan, about, unit } = choice();
    const known = read();
    if (!known || known.at !== choice()) return undefined;
    const { source } = known;
    const part = officePart(known);
    if (!part && daysNeeded(choice()).length > 0) return 'needsOffice';
    const { units, localities } = app.reference();
    const report = makeReport({
      plan,
      about,
      unit,
      source: { ...source, records: part?.records ?? [] },
      byLocality: part?.byLocality,
      targets: source.targets,
      marks: source.marks,
      units,
      localities,
      letterhead: proposeLetterhead(plan, unit),
      words: NO_WORDS,
      signedOn: null,
      today: officeDay(app.now()),
    });
    return {
      report,
      blocks: figureBlocks(report),
      unsent: source.changes.length,
      knowsLocalities: part !== undefined,
      partAt: hasRecords ? undefined : part?.at,
    };
  });
  const state = (): ReportState => {
    const known = figures();
    const words = typed();
    if (!known || !words) return { kind: 'loading' };
    if (known === 'needsOffice') return { kind: asked.state().kind === 'loading' ? 'loading' : 'needsOffice' };
    return { kind: 'ready', ...known, report: { ...known.report, ...words } };
  };
  return {
    state: createMemo(state),
    trouble: asked.trouble,
    isAsking: () => !hasRecords && asked.state().kind === 'loading',
    again: asked.again,
  };
}
