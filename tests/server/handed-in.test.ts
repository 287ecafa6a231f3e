import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { askOfficePart } from '../../src/client/features/reports/office-part.ts';
import type { ReportChoice } from '../../src/client/features/reports/report-choice.ts';
import { withWords } from '../../src/client/labels/labels.ts';
import { frozenContribution } from '../../src/domain/closing/freeze.ts';
import type { Adjustment, FrozenRecord } from '../../src/domain/closing/frozen.ts';
import { day } from '../../src/domain/day.ts';
import { contains, PERIOD_KINDS, type PeriodKind } from '../../src/domain/period.ts';
import { periodChoices } from '../../src/domain/period-choice.ts';
import { closedPart } from '../../src/domain/report/closed-source.ts';
import { proposeLetterhead } from '../../src/domain/report/letterhead.ts';
import { cumulativeOf, makeReport, NO_WORDS, type Report, type ReportPeriod } from '../../src/domain/report/report.ts';
import { type ClosingDetail, READ_DIFFERENCES } from '../../src/protocol/endpoints/closings.ts';
import { LOCALITIES, UNITS } from '../../src/server/data/reference.ts';
import { databases, type Phone, PLAN_ID } from './helpers.ts';
import type { Mended, ToldReport } from './year/closed-year.ts';
import { expectAnswers, expectTables } from './year/expect-figures.ts';
import { expectReport } from './year/expect-report.ts';
import { anyYear, openYear, type PlayedYear } from './year/play.ts';
import { type Counted, factOf, isBetween } from './year/recount.ts';

/** How many years are played on each database: `YEARS=50 npx vitest run tests/server/handed-in.test.ts` looks longer. */
const YEARS = Number(process.env['YEARS'] ?? 1);

beforeAll(() => withWords(['plans', 'tallies'], Promise.resolve()));
afterEach(() => vi.unstubAllGlobals());

const factOfFrozen = ({ itemCode, unitId, localityId = '' as never, type, date, estimated, measures }: FrozenRecord): string =>
  factOf({ item: itemCode, unit: unitId, place: localityId, type, date, isGuess: estimated, counts: measures });
const toldOf = (adjustments: readonly Adjustment[]) =>
  Object.fromEntries(adjustments.map(({ was, is }) => [(was ?? is)?.id, [was && factOfFrozen(was), is && factOfFrozen(is)]]));
const wantedOf = (mended: ReadonlyMap<string, Mended>) =>
  Object.fromEntries([...mended].map(([id, { was, is }]) => [id, [was && factOf(was), is && factOf(is)]]));

/** The frozen lists are what the recount said in the moment of each closing, and together tell every record of their days once. */
async function expectClosings(year: PlayedYear, kind: PeriodKind, now: readonly Counted[]): Promise<void> {
  const told = year.told.get(kind);
  if (!told || told.reports.length === 0) return;
  const { supervisor } = year.staff;
  const details: ClosingDetail[] = [];
  for (const { id, fresh, mended } of told.reports) {
    const detail = await year.detail(supervisor, id);
    expect(Object.fromEntries(detail.frozen.records.map((one) => [one.id, factOfFrozen(one)]))).toEqual(
      Object.fromEntries(fresh.map((one) => [one.id, factOf(one)])),
    );
    expect(toldOf(detail.frozen.adjustments)).toEqual(wantedOf(mended));
    details.push(detail);
  }
  const answer = await supervisor.get(`/api/closing-differences?planId=${PLAN_ID}&kind=${kind}`);
  const { adjustments } = READ_DIFFERENCES.reply.parse(await answer.json());
  expect(toldOf(adjustments)).toEqual(wantedOf(told.mendedBy(now)));
  const times = new Map<string, number>();
  const count = (records: readonly (FrozenRecord | undefined)[], by: number): void => {
    for (const one of records) if (one) times.set(one.id, (times.get(one.id) ?? 0) + by);
  };
  for (const { records, adjustments: mends } of [...details.map(({ frozen }) => frozen), { records: [], adjustments }]) {
    count(records, 1);
    count(
      mends.map(({ is }) => is),
      1,
    );
    count(
      mends.map(({ was }) => was),
      -1,
    );
  }
  for (const record of now) expect(times.get(record.id) ?? 0).toBe(record.state === 'confirmed' && told.isClosed(record) ? 1 : 0);
}

interface Question {
  readonly about: ReportPeriod;
  readonly unitId: string | undefined;
}

const base = (year: PlayedYear, who: Phone, { about, unitId }: Question) => ({
  plan: year.plan,
  about,
  unit: UNITS.find(({ id }) => id === unitId),
  source: { cells: [...who.cells.values()], declared: [], changes: [], records: [] },
  units: UNITS,
  localities: LOCALITIES,
  letterhead: proposeLetterhead(year.plan, undefined),
  words: NO_WORDS,
  signedOn: null,
  targets: [],
  marks: new Map(),
  today: day('2026-12-20'),
});

function closedReport(year: PlayedYear, { frozen, plan, closing }: ClosingDetail, question: Question): Report {
  const isAsked = (record: { readonly unitId: string }): boolean => question.unitId === undefined || record.unitId === question.unitId;
  const listed = frozen.records.filter(isAsked).map((record) => frozenContribution(plan.id, record));
  return makeReport({
    ...base(year, year.staff.supervisor, question),
    ...closedPart(plan, frozen, isAsked),
    about: { ...question.about, period: closing.period },
    adjustments: frozen.adjustments,
    listed,
  });
}

async function openReport(year: PlayedYear, question: Question): Promise<Report> {
  const { supervisor } = year.staff;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => year.office.request(path, { ...init, cookie: supervisor.cookie }));
  const input = base(year, supervisor, question);
  const choice: ReportChoice = { plan: year.plan, about: question.about, unit: input.unit };
  const part = await askOfficePart(choice, () => 0);
  if (!part.ok) throw new Error(`The office does not say its part: ${part.error}`);
  return makeReport({ ...input, source: { ...input.source, records: part.value.records }, byLocality: part.value.byLocality });
}

const isOf = (unitId: string | undefined) => (record: Counted | undefined) =>
  record && (unitId === undefined || record.unit === unitId) ? record : undefined;
const mendedOf = ({ mended }: ToldReport, unitId: string | undefined): Mended[] =>
  [...mended.values()].map(({ was, is }) => ({ was: isOf(unitId)(was), is: isOf(unitId)(is) }));

/** Every report there is, and one of any two days, for the office and for a unit. */
async function expectReports(year: PlayedYear, now: readonly Counted[], asked: ReportPeriod): Promise<void> {
  const confirmed = now.filter(({ state }) => state === 'confirmed');
  const wanted = (records: readonly Counted[], { about, unitId }: Question) => ({
    plan: year.plan,
    inPeriod: records.filter((record) => isOf(unitId)(record)),
    sinceStart: confirmed.filter((record) => isOf(unitId)(record) && isBetween(record, cumulativeOf(about, year.plan))),
    mended: undefined,
  });
  for (const [kind, { reports }] of year.told)
    for (const told of reports) {
      const choice = periodChoices(year.plan, kind, year.plan.reporting).find(({ key }) => key === told.key);
      const first = year.first.get(told.id);
      if (!choice || !first) throw new Error('What was closed is not known any more');
      const detail = await year.detail(year.staff.supervisor, told.id);
      for (const unitId of [undefined, 'qlbg']) {
        const question = { about: choice, unitId };
        await expectReport(closedReport(year, detail, question), { ...wanted(told.fresh, question), mended: mendedOf(told, unitId) });
      }
    }
  for (const unitId of [undefined, 'ls']) {
    const question = { about: asked, unitId };
    const inPeriod = confirmed.filter((record) => contains(asked.period, day(record.date)));
    await expectReport(await openReport(year, question), wanted(inPeriod, question));
  }
}

const anyDays = fc
  .tuple(fc.nat(343), fc.nat(343))
  .map((pair) => pair.toSorted((a, b) => a - b).map((days) => day(new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))))
  .map(([from, to]): ReportPeriod => ({ name: undefined, period: { from: from as never, to: to as never } }));

describe.each(databases)('what the office hands in, on %s', (database) => {
  test(
    'over any year every figure of every answer, table and report is what the raw history adds up to, and what was closed stays',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyYear, anyDays, async (happenings, asked) => {
          const year = await openYear(database);
          try {
            for (const one of happenings) await year.happen(one);
            await year.staff.supervisor.pull();
            const now = await year.counted();
            const who = year.staff.supervisor;
            const months = periodChoices(year.plan, 'month', year.plan.reporting);
            const quarters = periodChoices(year.plan, 'quarter', year.plan.reporting);
            for (const period of [year.plan.period, ...[...months.slice(2, 4), ...quarters.slice(0, 2)].map((one) => one.period)]) {
              await expectAnswers({ who, plan: year.plan, period }, now);
              await expectTables({ who, plan: year.plan, period }, now);
            }
            for (const kind of PERIOD_KINDS) await expectClosings(year, kind, now);
            for (const [id, { frozen, plan, closing }] of year.first) {
              const again = await year.detail(who, id);
              expect([again.frozen, again.plan, again.closing.hash]).toEqual([frozen, plan, closing.hash]);
            }
            await expectReports(year, now, asked);
          } finally {
            await year.office.close();
          }
        }),
        { numRuns: YEARS, endOnFailure: true },
      );
    },
    YEARS * 240_000,
  );
});
