import { type Accessor, createMemo } from 'solid-js';
import { closingCode } from '../../../domain/closing/closing-state.ts';
import { frozenContribution } from '../../../domain/closing/freeze.ts';
import type { Contribution } from '../../../domain/contribution.ts';
import type { Day } from '../../../domain/day.ts';
import { officeDay } from '../../../domain/day.ts';
import { horizonHeard } from '../../../domain/horizon.ts';
import { contains } from '../../../domain/period.ts';
import { closedPart } from '../../../domain/report/closed-source.ts';
import { figureBlocks } from '../../../domain/report/figure-blocks.ts';
import { sumByLocality } from '../../../domain/report/figure-source.ts';
import { type Letterhead, proposeLetterhead } from '../../../domain/report/letterhead.ts';
import type { PaperBlock } from '../../../domain/report/paper.ts';
import { cumulativeOf, makeReport, NO_WORDS, type Report, type ReportWords } from '../../../domain/report/report.ts';
import { type Unplaced, unplacedIn } from '../../../domain/report/unplaced-in.ts';
import { useApp } from '../../app-context.ts';
import { refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import { createFetched } from '../../office/create-fetched.ts';
import type { OfficeTrouble } from '../../office/trouble.ts';
import { type OfficePart, type ReportPlace, readOfficePart, saveOfficePart } from '../../store/lists/report-inputs.ts';
import { ofUnit, type ReportSource, readReportSource } from '../../store/lists/report-source.ts';
import { readStandIns } from '../../store/lists/unplaced.ts';
import { createLiveQuery } from '../../store/live.ts';
import { type Closed, createClosedAsking, readClosed } from './create-closed.ts';
import { askOfficePart, askRecords, daysNeeded } from './office-part.ts';
import type { ReportChoice } from './report-choice.ts';

export interface Typed {
  readonly letterhead: Letterhead;
  readonly words: ReportWords;
  readonly signedOn: Day | null;
}

const placeOf = ({ plan, unit }: ReportChoice): ReportPlace => ({ planId: plan.id, unitId: unit?.id });

/** What this device knows of the report, and how old that is. */
export type ReportState =
  | { readonly kind: 'loading' }
  /** Its days cut through months of which this device knows no single days, or its figures were frozen and have not come yet. */
  | { readonly kind: 'needsOffice'; readonly closed: boolean }
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
      readonly closed: Closed;
      /** Records of the period in no plan: as it is now, be the period closed or not. */
      readonly unplaced: Unplaced;
    };

export interface ReportMaking {
  readonly state: Accessor<ReportState>;
  /** Undefined until it is read. */
  readonly closed: Accessor<Closed | undefined>;
  readonly trouble: Accessor<OfficeTrouble | undefined>;
  readonly isAsking: Accessor<boolean>;
  /** The records of the list behind the report are on their way, or did not come. */
  readonly listTrouble: Accessor<OfficeTrouble | undefined>;
  readonly again: () => void;
}

interface Known {
  readonly at: ReportChoice;
  readonly source: ReportSource;
  readonly part: OfficePart | undefined;
  readonly closed: Closed;
  readonly unplaced: Unplaced;
}

/** The report of a choice, from what lies on this device; what does not is asked of the office, kept, and used again without a signal. */
export function createReport(
  choice: Accessor<ReportChoice>,
  /** What people wrote on it, told what this device knows of the period's closing. */
  typed: (closed: Closed) => Typed | undefined,
  /** Whether a list of the activities stands behind it. */
  listed: Accessor<boolean>,
): ReportMaking {
  const app = useApp();
  // A lead's phone has every record of the unit from the horizon on; others have the cells of all units and must ask for the rest.
  const hasRecords = createMemo(() => {
    const { lastContactAt, clockSkewMs } = app.status() ?? {};
    const { about, plan } = choice();
    if (!Array.isArray(app.scope.records)) return false;
    return lastContactAt === undefined || cumulativeOf(about, plan).from >= horizonHeard(lastContactAt, clockSkewMs);
  });
  /** With the choice it was read for: what belongs to another is not taken for this one while that is read. */
  const read = createLiveQuery(async (): Promise<Known> => {
    const at = choice();
    const days = hasRecords() ? cumulativeOf(at.about, at.plan) : undefined;
    const others = (app.plans() ?? []).filter(({ id }) => id !== at.plan.id);
    const [source, part, closed, standIns] = await Promise.all([
      readReportSource(app.db, at.plan.id, days),
      hasRecords() ? undefined : readOfficePart(app.db, placeOf(at), at.about.period),
      readClosed(app.db, at),
      readStandIns(app.db, others),
    ]);
    return { at, source, part, closed, unplaced: unplacedIn(standIns, at.about.period, at.unit?.id) };
  });
  const known = () => {
    const now = read();
    return now && now.at === choice() ? now : undefined;
  };
  const asked = createFetched(
    () => (hasRecords() ? undefined : choice()),
    async (question) => {
      const answer = await askOfficePart(question, app.now);
      if (answer.ok) await saveOfficePart(app.db, placeOf(question), question.about.period, answer.value);
      return answer;
    },
  );
  refreshOnNews(asked);
  const asking = createClosedAsking(known);
  // A closed period has its records in the frozen list.
  const listQuestion = createMemo(() => (listed() && !hasRecords() && known()?.closed.closing === undefined ? choice() : undefined));
  const list = createFetched(listQuestion, (question) => askRecords(question, question.about.period));
  refreshOnNews(list);

  /** The figures alone: what a person types changes none of them, and typing must not wait for them. */
  const figures = createMemo(() => {
    const now = known();
    if (!now) return undefined;
    const { closing, detail } = now.closed;
    if (closing) return detail ? figuresOfClosed(now, listed()) : 'needsClosing';
    const part = officePart(now, app.now());
    if (!part && daysNeeded(now.at).length > 0) return 'needsOffice';
    const records = hasRecords() ? part?.records.filter(({ date }) => contains(now.at.about.period, date)) : list.value();
    return figuresOfOpen(now, part, listed() ? records : undefined);
  });
  const base = ({ plan, about, unit }: ReportChoice) => {
    const { units, localities } = app.reference();
    const letterhead = proposeLetterhead(plan, unit);
    return { plan, about, unit, units, localities, letterhead, words: NO_WORDS, signedOn: null, today: officeDay(app.now()) };
  };
  function figuresOfOpen(
    { at, source, closed, unplaced }: Known,
    part: OfficePart | undefined,
    records: readonly Contribution[] | undefined,
  ) {
    const report = makeReport({
      ...base(at),
      source: { ...source, records: part?.records ?? [] },
      byLocality: part?.byLocality,
      targets: source.targets,
      marks: source.marks,
      adjustments: closed.isNext ? closed.differences?.adjustments : undefined,
      listed: records,
      unplaced,
    });
    const partAt = hasRecords() ? undefined : part?.at;
    const blocks = figureBlocks(report);
    return { report, blocks, unsent: source.changes.length, knowsLocalities: part !== undefined, partAt, closed, unplaced };
  }
  function figuresOfClosed({ at, source, closed, unplaced }: Known, isListed: boolean) {
    const { closing, detail } = closed;
    if (!closing || !detail) throw new Error('What is not there makes no report');
    const { unit } = at;
    const isAsked = ({ unitId }: { readonly unitId: string }): boolean => unit === undefined || unit.id === unitId;
    const report = makeReport({
      ...base(at),
      source: { ...source, records: [] },
      ...closedPart(detail.plan, detail.frozen, isAsked),
      about: { ...at.about, period: closing.period },
      closed: { on: detail.frozen.closedOn, code: closingCode(closing) },
      adjustments: detail.frozen.adjustments,
      listed: isListed ? detail.frozen.records.filter(isAsked).map((record) => frozenContribution(at.plan.id, record)) : undefined,
    });
    return { report, blocks: figureBlocks(report), unsent: 0, knowsLocalities: true, partAt: undefined, closed, unplaced };
  }
  const state = (): ReportState => {
    const made = figures();
    const closed = known()?.closed;
    const words = closed && typed(closed);
    if (!made || !words) return { kind: 'loading' };
    if (made === 'needsClosing') return asking.isAsking() ? { kind: 'loading' } : { kind: 'needsOffice', closed: true };
    if (made === 'needsOffice') return asked.state().kind === 'loading' ? { kind: 'loading' } : { kind: 'needsOffice', closed: false };
    return { kind: 'ready', ...made, report: { ...made.report, ...words } };
  };
  const isClosed = (): boolean => known()?.closed.closing !== undefined;
  return {
    state: createMemo(state),
    closed: () => known()?.closed,
    trouble: () => (isClosed() ? asking.trouble() : asked.trouble()),
    isAsking: () => (isClosed() ? asking.isAsking() : !hasRecords() && asked.state().kind === 'loading'),
    listTrouble: list.trouble,
    again: () => {
      asked.again();
      asking.again();
      list.again();
    },
  };
}

/** What no cell says: from the records of this device where it has them, else as the office said it. */
function officePart({ at, source, part }: Known, now: number): OfficePart | undefined {
  if (!source.records) return part;
  const records = ofUnit(source.records, at.unit?.id);
  return { byLocality: sumByLocality(records.filter(({ date }) => contains(at.about.period, date))), records, at: now };
}
