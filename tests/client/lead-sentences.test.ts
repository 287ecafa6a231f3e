import { afterAll, beforeAll, expect, test } from 'vitest';
import { signOutText } from '../../src/client/features/account/sign-out-text.ts';
import { waitingText } from '../../src/client/features/account/waiting-text.ts';
import { noteTexts } from '../../src/client/features/tallies/tally-notes.tsx';
import { partTexts } from '../../src/client/labels/bar-text.ts';
import { formatNumber } from '../../src/client/labels/format.ts';
import { labels, withWords } from '../../src/client/labels/labels.ts';
import { readTodaySource } from '../../src/client/store/lists/today.ts';
import { rememberExchange } from '../../src/client/store/meta.ts';
import { reviewActivities, undoReviews } from '../../src/client/store/records/review-activities.ts';
import { countToReview } from '../../src/client/store/records/review-count.lazy.ts';
import { countWaiting } from '../../src/client/store/records/waiting-count.ts';
import { officeDay } from '../../src/domain/day.ts';
import { RECORDS } from '../../src/domain/figures/column.ts';
import { partsIn } from '../../src/domain/figures/parts.ts';
import { rowsByItem, rowsByUnit } from '../../src/domain/figures/rows.ts';
import { type ActivityId, PlanId, UnitId } from '../../src/domain/ids.ts';
import { scopeOf } from '../../src/domain/person.ts';
import { talliesIn } from '../../src/domain/report/figure-source.ts';
import { planToday } from '../../src/domain/today.ts';
import { countChanges } from '../../src/domain/waiting-changes.ts';
import { PlanPace } from '../../src/protocol/pace.ts';
import { TallyReply } from '../../src/protocol/tally.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { makeContent, newActivityId, PLAN_ID } from '../server/helpers.ts';

// What the screens of a lead's phone say of what waits, what is declared and what is late, held against the office's own answers.

const UNIT = UnitId.parse('qlbg');
const PLAN = PlanId.parse(PLAN_ID);
const UNITS = [{ id: UNIT, name: 'Phòng Quản lý biên giới', shortName: 'QLBG', successorIds: [], aliases: [] }] as never;
/** Two records a page: what lies behind the first page is declared with it. */
const POOR_LINK = { budget: 1_400, perMutation: 700, limit: 500 };

let town: Town;
let officer: FieldPhone;
let lead: FieldPhone;
beforeAll(async () => {
  await withWords(['account', 'plans', 'review', 'tallies'], Promise.resolve());
  town = await Town.open('CB-07', 'TP-QLBG', 'VP-01');
  const [first, second, third] = town.phones;
  if (!first || !second || !third) throw new Error('phones');
  [officer, lead] = [first, second];
  const place = { planId: PLAN_ID, itemCode: 'II.1.b', measure: 'attendees', unitId: UNIT, period: 'year' };
  await third.bare.post('/api/targets', { place, value: 900 });
  await third.sync();
});
afterAll(() => town.close());

/** The figures of the office, asked as a lead's program would ask. */
async function atOffice() {
  const path = `/api/tally?planId=${PLAN_ID}&unitId=${UNIT}`;
  const { rows } = TallyReply.parse(await (await lead.bare.get(path)).json());
  const { targets } = PlanPace.parse(await (await lead.bare.get(`/api/plans/${PLAN_ID}/pace`)).json());
  const declared = await town.store.reader.selectFrom('declared').select('records').where('unit_id', '=', UNIT).execute();
  return {
    waiting: rows.reduce((sum, row) => sum + (row.state === 'sent' ? row.records : 0), 0),
    declared: declared.reduce((sum, row) => sum + row.records, 0),
    late: targets.filter(({ state }) => state === 'late').length,
  };
}

const numbersIn = (text: string): number[] =>
  [...text.matchAll(/−?\d[\d.]*/g)].map(([number]) => Number(number.replaceAll('.', '').replace('−', '-')));
/** What a screen says: its words, or nothing, where there is nothing to say. */
const said = (count: number, words: (count: string) => string): number[] => (count > 0 ? numbersIn(words(formatNumber(count))) : [0]);

/** Every number the lead's screens say of each, in the words of the screen. */
async function onScreens() {
  const plan = await lead.db.plans.get(PLAN);
  if (!plan) throw new Error('The plan is not there');
  const today = officeDay(lead.clock.now);
  const scope = scopeOf(lead.bare.person);
  const from = await readTodaySource(lead.db, plan, scope, today);
  const stands = planToday(from, scope, UNITS, today);
  const words = labels().tallies;
  const badge = await countToReview(lead.db, [UNIT]);
  const tables = [rowsByItem(plan, from.source, { unitId: UNIT }), rowsByUnit(plan, from.source, { unitId: UNIT }, UNITS)];
  const inReport = [...talliesIn(plan, { ...from.source, records: [] }, plan.period, UNIT).values()];
  const sumOf = (part: 'waiting' | 'declared') =>
    inReport.reduce((sum, tally) => sum + (part === 'declared' ? tally.declared : tally.waiting.records), 0);
  const notes = tables.flatMap(({ total }) =>
    noteTexts({ plan, reporting: plan.reporting, chosen: undefined, total, waiting: countChanges(plan.id, from.source.changes) }).filter(
      (text) => /khai|trên máy/i.test(text),
    ),
  );
  const parts = tables.map(({ total }) => partTexts(partsIn(total, RECORDS)));
  const { late } = stands.paceCounts;
  return {
    waiting: [
      said(badge, labels().common.tabs.toReview),
      said(badge, labels().review.waiting),
      ...parts.map(({ waiting }) => numbersIn(waiting)),
      said(sumOf('waiting'), words.report.waiting),
      said(sumOf('waiting'), words.report.closing.notConfirmed),
    ].flat(),
    declared: [
      ...notes.filter((text) => text.includes('khai')).map(numbersIn),
      ...parts.map(({ declared }) => numbersIn(declared)),
      ...tables.map(({ total }) => said(total.declared, words.declaredOpen)),
      said(sumOf('declared'), words.report.declared),
      said(sumOf('declared'), words.report.closing.notReceived),
    ].flat(),
    late: [numbersIn(words.today.paceBar('0', '0', formatNumber(late))).at(-1), stands.late.length],
    notes,
  };
}

/** What "Tôi" and the sign-out say that waits here: records, and verdicts. */
async function ofThisPhone(): Promise<string[]> {
  const { staffCode } = lead.bare.person;
  const out = signOutText({ staffCode, waiting: await countWaiting(lead.db, true), drafts: 0, lost: 0 });
  const me = waitingText(await countWaiting(lead.db));
  return [me, out];
}

const every = (count: number) => (numbers: readonly (number | undefined)[]) =>
  numbers.length > 0 && numbers.every((number) => number === count);

async function expectSaid(waiting: number, declared: number): Promise<void> {
  const screens = await onScreens();
  expect(screens.waiting).toSatisfy(every(waiting));
  expect(screens.declared).toSatisfy(every(declared));
  const { late } = await atOffice();
  expect(screens.late).toEqual([late, late]);
}

test('sentences of what waits, is declared and is late say what the office answers, and after verdicts given offline what it will answer', async () => {
  const record = async (count: number, month: string): Promise<ActivityId[]> => {
    const ids = Array.from({ length: count }, () => newActivityId());
    for (const [at, id] of ids.entries())
      await officer.record(makeContent({ date: `2026-${month}-${10 + at}`, own: { sessions: 1, attendees: 10 } }), id);
    return ids;
  };
  const ids = (await record(6, '03')) as [ActivityId, ActivityId, ActivityId, ActivityId, ActivityId, ActivityId];
  await officer.sync();
  await record(5, '02');
  await rememberExchange(officer.db, POOR_LINK, undefined);
  officer.fates = ['fine', 'lostBefore', 'lostBefore', 'lostBefore'];
  await officer.sync();
  await lead.sync();
  expect(await atOffice()).toEqual({ waiting: 8, declared: 3, late: 1 });
  await expectSaid(8, 3);

  const [a, b, c, d, e, f] = ids;
  const decide = (at: readonly ActivityId[], verdict: object) => reviewActivities(lead.db, { ids: at, ...verdict, ...lead.mint } as never);
  await decide([a, b], { action: 'confirm' });
  await decide([c], { action: 'return', reason: 'Thiếu số người' });
  await decide([d], { action: 'markDuplicate', duplicateOfId: e });
  await lead.record(makeContent({ date: '2026-03-15', own: { sessions: 1, attendees: 77 } }), f);
  expect(await ofThisPhone()).toEqual([expect.stringContaining('1\u00a0bản ghi, 4'), expect.stringContaining('1\u00a0bản ghi, 4')]);
  await expectSaid(4, 3);
  await undoReviews(lead.db, [b]);
  expect((await onScreens()).notes).toContain(
    labels().tallies.onPhone(`${labels().tallies.waitingRecords('1')}, ${labels().tallies.waitingVerdicts('3')}`),
  );
  await expectSaid(5, 3);
  expect(await ofThisPhone()).toEqual([expect.stringContaining('1\u00a0bản ghi, 3'), expect.stringContaining('1\u00a0bản ghi, 3')]);

  lead.clock.now += 60_000;
  await lead.sync();
  expect(await atOffice()).toEqual({ waiting: 5, declared: 3, late: 1 });
  await expectSaid(5, 3);
  expect(await ofThisPhone()).toEqual(['0\u00a0bản ghi', expect.stringContaining(labels().account.me.signOutNothing)]);

  officer.fates = [];
  officer.clock.now += 3_600_000;
  await officer.sync();
  await lead.sync();
  expect(await atOffice()).toMatchObject({ waiting: 8, declared: 0 });
  await expectSaid(8, 0);
});
