import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTallySource } from '../../src/client/store/lists/tally-source.ts';
import { pacesOnPhone, readMarks, readReceivedTargets } from '../../src/client/store/lists/targets.ts';
import { type Review, reviewActivities, undoReviews } from '../../src/client/store/records/review-activities.ts';
import { countAllToReview, countToReview } from '../../src/client/store/records/review-count.lazy.ts';
import { oldestToReview, readToReview } from '../../src/client/store/records/review-list.ts';
import { officeDay } from '../../src/domain/day.ts';
import { type ActivityId, PlanId, UnitId } from '../../src/domain/ids.ts';
import { lateItems, overdueWork } from '../../src/domain/late.ts';
import { scopeOf } from '../../src/domain/person.ts';
import { childrenOf } from '../../src/domain/plan.ts';
import { addTallies, NO_TALLY, type Tally } from '../../src/domain/tally.ts';
import { PlanPace } from '../../src/protocol/pace.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { TallyReply } from '../../src/protocol/tally.ts';
import { readTallies } from '../helpers/tallies.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { makeContent, newActivityId, PLAN_ID } from '../server/helpers.ts';

// What a lead's and a supervisor's phone count, while their verdicts wait and after the office has them.

const UNIT = UnitId.parse('qlbg');
const ITEMS = ['II.1.b.p1', 'II.1.b.p2', 'III.p2'] as const;

let town: Town;
let officer: FieldPhone;
let lead: FieldPhone;
let office: FieldPhone;
beforeAll(async () => {
  town = await Town.open('CB-07', 'TP-QLBG', 'VP-01');
  const [first, second, third] = town.phones;
  if (!first || !second || !third) throw new Error('phones');
  [officer, lead, office] = [first, second, third];
  const place = { planId: PLAN_ID, itemCode: 'II.1.b', measure: 'attendees', unitId: UNIT, period: 'year' };
  await office.bare.post('/api/targets', { place, value: 900 });
});
afterAll(() => town.close());

async function syncAll(): Promise<void> {
  // A verdict rests before it goes.
  for (const phone of town.phones) phone.clock.now += 60_000;
  for (const phone of [officer, lead, office, lead, officer]) expect(await phone.sync()).toMatchObject({ kind: 'done' });
}

const planOn = async ({ db }: FieldPhone) => {
  const plan = await db.plans.get(PlanId.parse(PLAN_ID));
  if (!plan) throw new Error('The plan is not there');
  return plan;
};
async function totalOn(phone: FieldPhone, unitId?: UnitId): Promise<Tally> {
  const plan = await planOn(phone);
  const tallies = await readTallies(phone.db, plan, unitId === undefined ? {} : { unitId });
  return childrenOf(plan, null).reduce((sum, root) => addTallies(sum, tallies.get(root.code) ?? NO_TALLY), NO_TALLY);
}

/** Every way in which the phone of a lead counts what waits for a verdict. */
async function waitingOnLead(): Promise<Record<string, number>> {
  const list = await readToReview(lead.db, [UNIT], { limit: 1_000 });
  const pages: ActivityId[] = [];
  for (let before: (typeof list)[number] | undefined; ; ) {
    const page = await readToReview(lead.db, [UNIT], { limit: 2, ...(before && { before }) });
    pages.push(...page.map((row) => row.id));
    before = page.at(-1);
    if (!before) break;
  }
  expect(pages).toEqual(list.map((row) => row.id));
  expect(await oldestToReview(lead.db, [UNIT])).toBe(list.at(-1)?.date);
  const { waiting } = await totalOn(lead, UNIT);
  return { list: list.length, badge: await countToReview(lead.db, [UNIT]), figures: waiting.records };
}

/** The same on that of a supervisor, where the records themselves do not lie. */
const waitingOnOffice = async (): Promise<number[]> => [
  await countToReview(office.db, 'all'),
  await countAllToReview(office.db, PlanId.parse(PLAN_ID)),
  (await totalOn(office)).waiting.records,
];

/** What the office has, as it answers a person. */
async function atOffice({ bare }: FieldPhone, unitId?: UnitId): Promise<{ confirmed: number; waiting: number; estimated: number }> {
  const path = `/api/tally?planId=${PLAN_ID}${unitId === undefined ? '' : `&unitId=${unitId}`}`;
  const { rows } = TallyReply.parse(await (await bare.get(path)).json());
  const records = (state: string) => rows.reduce((sum, row) => sum + (row.state === state ? row.records : 0), 0);
  const guessed = rows.reduce((sum, row) => sum + (['sent', 'confirmed'].includes(row.state) ? (row.estimated ?? 0) : 0), 0);
  return { confirmed: records('confirmed'), waiting: records('sent'), estimated: guessed };
}

/** Which items are late, by what lies on the phone; and which targets, by the office. */
async function lateOn(phone: FieldPhone) {
  const plan = await planOn(phone);
  const source = await readTallySource(phone.db, plan.id);
  const today = officeDay(phone.clock.now);
  const paces = pacesOnPhone(plan, await readReceivedTargets(phone.db, plan.id), source, scopeOf(phone.bare.person), today);
  const items = lateItems(paces, overdueWork(plan, await readMarks(phone.db, plan.id), today, 'all'));
  return { items, states: paces.map(({ place, state, by, done, waiting }) => ({ item: place.itemCode, state, by, done, waiting })) };
}
async function paceAtOffice({ bare }: FieldPhone) {
  const { targets } = PlanPace.parse(await (await bare.get(`/api/plans/${PLAN_ID}/pace`)).json());
  return targets.map(({ place, state, by, done, waiting }) => ({ item: place.itemCode, state, by, done, waiting }));
}

type Verdict = Pick<Review, 'action' | 'reason' | 'duplicateOfId'>;
const decide = (phone: FieldPhone, ids: readonly ActivityId[], verdict: Verdict, fetched?: readonly ServerActivity[]) =>
  reviewActivities(phone.db, { ids, ...verdict, ...phone.mint, ...(fetched && { fetched }) });

async function record(count: number, estimated = false): Promise<ActivityId[]> {
  const ids = Array.from({ length: count }, () => newActivityId());
  for (const [at, id] of ids.entries()) {
    const own = { sessions: 1, attendees: 10 + at };
    await officer.record(makeContent({ itemCode: ITEMS[at % ITEMS.length], date: `2026-03-${10 + (at % 7)}`, own, estimated }), id);
  }
  await syncAll();
  return ids;
}

test('a lead’s phone counts what waits in one way, before the office hears of the verdicts and after', async () => {
  const ids = await record(8);
  const before = (await waitingOnLead())['list'] ?? 0;
  expect(before).toBe((await atOffice(lead, UNIT)).waiting);
  const [a, b, c, d, e, f] = ids as [ActivityId, ActivityId, ActivityId, ActivityId, ActivityId, ActivityId];
  const { confirmed } = await totalOn(lead, UNIT);
  expect(await decide(lead, [a, b], { action: 'confirm' })).toHaveLength(2);
  expect(await decide(lead, [c], { action: 'return', reason: 'Thiếu số người' })).toHaveLength(1);
  expect(await decide(lead, [d], { action: 'markDuplicate', duplicateOfId: e })).toHaveLength(1);
  // Corrected by the lead, and not judged: it waits as before.
  await lead.record(makeContent({ itemCode: 'II.1.b.p1', own: { sessions: 1, attendees: 77 } }), f);
  expect(await waitingOnLead()).toEqual({ list: before - 4, badge: before - 4, figures: before - 4 });
  const late = async () => {
    const { items, states } = await lateOn(lead);
    const behind = states.filter(({ state }) => state === 'late');
    for (const { item } of behind) expect([...items]).toContain(item);
    return behind.map(({ item, by }) => [item, by]);
  };
  const now = await totalOn(lead, UNIT);
  expect([now.confirmed.records, now.onPhone.records]).toEqual([confirmed.records, 2]);
  await undoReviews(lead.db, [b]);
  expect(await waitingOnLead()).toEqual({ list: before - 3, badge: before - 3, figures: before - 3 });
  // A return is missing from the pace at once; a confirmation changes nothing in what is late.
  const lateBefore = await late();
  expect(lateBefore.length).toBeGreaterThan(0);
  await syncAll();
  expect(await late()).toEqual(lateBefore);
  expect((await lateOn(lead)).states).toEqual(await paceAtOffice(lead));
  expect(await waitingOnLead()).toEqual({ list: before - 3, badge: before - 3, figures: before - 3 });
  expect(await atOffice(lead, UNIT)).toMatchObject({ confirmed: confirmed.records + 1, waiting: before - 3 });
});

test('a supervisor’s phone counts what waits in all units by its figures, less the own verdicts', async () => {
  await record(6);
  const known = await town.listSent(office);
  const fetched = known.slice(0, 3);
  expect(await waitingOnOffice()).toEqual([known.length, known.length, known.length]);
  const [a, b, c] = fetched.map((one) => one.id) as [ActivityId, ActivityId, ActivityId];
  await decide(office, [a], { action: 'confirm' }, fetched);
  await decide(office, [b, c], { action: 'return', reason: 'Sai ngày' }, fetched);
  expect(await waitingOnOffice()).toEqual([known.length - 3, known.length - 3, known.length - 3]);
  await syncAll();
  expect(await waitingOnOffice()).toEqual([known.length - 3, known.length - 3, known.length - 3]);
  expect((await atOffice(office)).waiting).toBe(known.length - 3);
});

test('a record fetched before its figures came makes no count negative', async () => {
  const id = newActivityId();
  await officer.record(makeContent({ itemCode: 'II.2.p2' }), id);
  await officer.sync();
  const server = (await town.listSent(office)).find((one) => one.id === id);
  if (!server) throw new Error('not there');
  await decide(office, [id], { action: 'return', reason: 'Sai mục' }, [server]);
  const plan = await planOn(office);
  for (const tally of (await readTallies(office.db, plan)).values()) {
    for (const part of [tally.confirmed, tally.waiting]) expect(part.records).toBeGreaterThanOrEqual(0);
  }
  // The office counts it still; no cell on this phone ever did.
  const { waiting } = await atOffice(office);
  expect(await waitingOnOffice()).toEqual([waiting - 1, waiting - 1, waiting - 1]);
  await syncAll();
  expect(await waitingOnOffice()).toEqual([waiting - 1, waiting - 1, waiting - 1]);
});

test('whatever is judged, corrected and taken back offline, every count is one and in the end the office’s', async () => {
  const step = fc.record({
    who: fc.constantFrom('lead' as const, 'office' as const, 'officer' as const),
    at: fc.nat({ max: 9 }),
    other: fc.nat({ max: 9 }),
    what: fc.constantFrom(
      'confirm' as const,
      'return' as const,
      'markDuplicate' as const,
      'edit' as const,
      'note' as const,
      'undo' as const,
      'new' as const,
    ),
    estimated: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const ids = await record(3, steps[0]?.estimated);
      for (const { who, at, other, what, estimated } of steps) {
        const phone = { lead, office, officer }[who];
        const id = ids[at % ids.length] as ActivityId;
        const row = await phone.db.activities.get(id);
        const fetched = who === 'office' ? await town.listSent(office) : undefined;
        if (what === 'new') await lead.record(makeContent({ itemCode: 'III.p2', estimated }), newActivityId());
        else if (what === 'undo') await undoReviews(phone.db, [id]);
        else if (what === 'edit' || what === 'note') {
          const changes = what === 'note' ? { note: `Ghi ${other}` } : { own: { sessions: 1, attendees: 40 + other }, estimated };
          if (row && row.state !== 'duplicate' && who !== 'office') await phone.record({ ...row.content, ...changes }, id);
        } else if (who !== 'officer')
          await decide(
            phone,
            [id],
            {
              action: what,
              ...(what === 'return' && { reason: 'Xem lại' }),
              ...(what === 'markDuplicate' && { duplicateOfId: ids[(at + 1) % ids.length] as ActivityId }),
            },
            fetched,
          );
        await expectOneCount();
      }
      await syncAll();
      await expectOneCount();
      const there = await atOffice(lead, UNIT);
      // What was refused still lies on the phone, and is counted there as what it is.
      if ((await lead.db.outbox.count()) > 0) return;
      const { confirmed, waiting } = await totalOn(lead, UNIT);
      const estimated = (confirmed.estimated ?? 0) + (waiting.estimated ?? 0);
      expect({ confirmed: confirmed.records, waiting: waiting.records, estimated }).toEqual(there);
      expect((await lateOn(lead)).states).toEqual(await paceAtOffice(lead));
    }),
    { numRuns: 25 },
  );

  async function expectOneCount(): Promise<void> {
    const { list, badge, figures } = await waitingOnLead();
    expect([badge, figures]).toEqual([list, list]);
    expect(new Set(await waitingOnOffice()).size).toBe(1);
    // The records themselves, as the person sees them.
    const rows = (await lead.db.activities.toArray()).filter((row) => row.content.unitId === UNIT && row.version > 0);
    expect(rows.filter((row) => row.state === 'sent' && (row.received ?? row).state === 'sent')).toHaveLength(list ?? 0);
  }
});
