import { expect, onTestFinished, test, vi } from 'vitest';
import { readFeedState } from '../../../src/client/store/feed/feed-state.ts';
import { discardChange } from '../../../src/client/store/records/discard-change.ts';
import { checkLedger, readWaitingRecords, rememberWaiting } from '../../../src/client/store/safekeeping/held-ledger.ts';
import { AccountId, type ActivityId } from '../../../src/domain/ids.ts';
import { type Cell, cellKey } from '../../../src/domain/tally.ts';
import type { Changes } from '../../../src/protocol/feed-lists.ts';
import type { SyncResponse } from '../../../src/protocol/sync.ts';
import { makeContent, makeWorld, PLAN } from '../../domain/make.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import {
  acknowledgeAll,
  answer,
  newActivityId,
  openPhone,
  rejected,
  respond,
  results,
  serverActivity,
  type TestPhone,
} from '../../helpers/phone.ts';

const COLLEAGUE = AccountId.parse('colleague');

const cell = (change: Partial<Cell> = {}): Cell =>
  ({
    planId: PLAN.id,
    itemCode: 'II.1.a.p1',
    unitId: 'u-border',
    part: '2024-06-01',
    state: 'sent',
    records: 2,
    measures: { sessions: 3 },
    ...change,
  }) as Cell;

/** Pages of the feed, one answer each; the changes in the requests are applied. */
const feed = (...pages: Partial<SyncResponse>[]) => {
  let at = 0;
  return respond((request) => answer(request, { cursor: 100 + at, more: at < pages.length - 1, ...pages[at++] }));
};
const changes = (more: Changes): Partial<SyncResponse> => ({ changes: more });

async function filledPhone(): Promise<{
  phone: TestPhone;
  own: ReturnType<typeof newActivityId>;
  other: ReturnType<typeof newActivityId>;
}> {
  const phone = await openPhone();
  const own = await phone.record({ note: 'của tôi' });
  const other = newActivityId();
  const { units, localities, partners } = makeWorld();
  await phone.sync(
    feed(
      changes({
        plans: [PLAN],
        units: [...units],
        localities: [...localities],
        partners: [...partners],
        activities: [serverActivity(other, COLLEAGUE)],
        cells: [cell()],
        declared: [{ planId: PLAN.id, itemCode: 'II.1.a.p1', unitId: 'u-border', part: '2024-06-01', records: 4 } as never],
      }),
    ),
  );
  return { phone, own, other };
}

test('changes land in one step with the cursor', async () => {
  const { phone, other } = await filledPhone();
  expect(await phone.row(other)).toMatchObject({ where: 'received', authorId: COLLEAGUE });
  expect(await phone.db.cells.toArray()).toMatchObject([{ key: cellKey(cell()), records: 2 }]);
  expect(await readFeedState(phone.db)).toMatchObject({ cursor: 100, epoch: 'e1', sweeping: false });
});

test('a long page lands like a short one', async () => {
  const phone = await openPhone();
  const activities = Array.from({ length: 400 }, () => serverActivity(newActivityId(), COLLEAGUE));
  expect(await phone.sync(feed(changes({ activities })))).toEqual({ kind: 'done', more: false });
  expect(await phone.db.activities.count()).toBe(400);
  expect(await phone.sync(feed({ epoch: 'e2', restarted: true }))).toEqual({ kind: 'done', more: false });
  expect(await phone.db.activities.count()).toBe(0);
});

test('a restore that lost hundreds of records is repaired in one go', async () => {
  const phone = await openPhone();
  const activities = Array.from({ length: 300 }, () => serverActivity(newActivityId(), phone.accountId));
  await phone.sync(feed(changes({ activities })));
  await phone.syncOnce(feed({ epoch: 'e2', restarted: true }));
  expect(await phone.db.outbox.count()).toBe(300);
});

test('a cell without records is gone; what others declare is replaced as a whole', async () => {
  const { phone } = await filledPhone();
  await phone.sync(feed(changes({ cells: [cell({ records: 0 })], declared: [] })));
  expect(await phone.db.cells.count()).toBe(0);
  expect(await phone.db.declared.count()).toBe(0);
});

test('a record that is no longer the person’s to see goes; one with an own change stays until that is answered', async () => {
  const { phone, other } = await filledPhone();
  const second = newActivityId();
  await phone.sync(feed(changes({ activities: [serverActivity(second, COLLEAGUE)] })));
  await phone.record({ note: 'sửa giúp' }, second);
  await phone.syncOnce(feed({ results: [], changes: { removed: [other, second] } }));
  expect(await phone.db.activities.get(other)).toBeUndefined();
  expect(await phone.db.search.get(other)).toBeUndefined();
  expect(await phone.row(second)).toMatchObject({ where: 'phone', content: { note: 'sửa giúp' } });
});

test.each([
  ['the feed', (id: ActivityId): Partial<SyncResponse> => ({ changes: { removed: [id] } })],
  ['a new scope', (): Partial<SyncResponse> => ({ scope: 's2', restarted: true })],
])('a record %s took away does not come back with the answer to an own change that had arrived before', async (_, takingAway) => {
  const { phone } = await filledPhone();
  const id = newActivityId();
  await phone.sync(feed(changes({ activities: [serverActivity(id, COLLEAGUE)] })));
  await phone.record({ note: 'sửa giúp' }, id);
  await phone.syncOnce(feed({ results: [], ...takingAway(id) }));
  expect(await phone.row(id)).toMatchObject({ where: 'phone' });
  await phone.sync(acknowledgeAll);
  expect(await phone.db.outbox.count()).toBe(0);
  expect(await phone.db.activities.get(id)).toBeUndefined();
  expect(await phone.db.search.get(id)).toBeUndefined();
});

test('a correction of a record that was taken away leaves no draft behind when it is refused and dropped', async () => {
  const { phone } = await filledPhone();
  const id = newActivityId();
  await phone.sync(feed(changes({ activities: [serverActivity(id, COLLEAGUE)] })));
  await phone.record({ note: 'sửa giúp' }, id);
  await phone.syncOnce(feed({ results: [], changes: { removed: [id] } }));
  await phone.sync(results((mutation) => rejected(mutation, 'forbidden')));
  expect(await phone.row(id)).toMatchObject({ where: 'attention', content: { note: 'sửa giúp' } });
  await discardChange(phone.db, id);
  expect(await phone.db.activities.get(id)).toBeUndefined();
  expect(await phone.db.drafts.count()).toBe(0);
});

test('a new scope takes back what is no longer sent and keeps own records', async () => {
  const { phone, own, other } = await filledPhone();
  const kept = newActivityId();
  await phone.sync(
    feed({ scope: 's2', restarted: true }, { scope: 's2', changes: { activities: [serverActivity(kept, COLLEAGUE)], plans: [PLAN] } }),
  );
  expect(await phone.db.activities.get(other)).toBeUndefined();
  expect(await phone.row(own)).toMatchObject({ where: 'received' });
  expect(await phone.row(kept)).toBeDefined();
  expect(await phone.db.cells.count()).toBe(0);
  expect(await phone.db.units.count()).toBe(0);
  expect(await phone.db.plans.count()).toBe(1);
});

test('nothing is swept before the new run has ended', async () => {
  const { phone, other } = await filledPhone();
  await phone.syncOnce(feed({ scope: 's2', restarted: true, more: true }));
  expect(await phone.row(other)).toBeDefined();
  expect(await phone.db.plans.count()).toBe(1);
});

test('a run that is cut off and begun anew ends as one that was not', async () => {
  const { phone, other } = await filledPhone();
  const seen = serverActivity(other, COLLEAGUE);
  await phone.syncOnce(feed({ scope: 's2', restarted: true, more: true, changes: { activities: [seen] } }));
  await phone.syncOnce(feed({ scope: 's3', restarted: true, more: true }));
  await phone.sync(feed({ scope: 's3' }));
  expect(await phone.db.activities.get(other)).toBeUndefined();
});

test('own waiting changes are never swept', async () => {
  const { phone, own } = await filledPhone();
  await phone.record({ note: 'chờ' }, own);
  const fresh = await phone.record({ note: 'mới' });
  await phone.syncOnce(feed({ scope: 's2', restarted: true, results: [] }));
  expect(await phone.row(own)).toMatchObject({ where: 'phone' });
  expect(await phone.row(fresh)).toMatchObject({ where: 'phone' });
});

test('after a restore the phone offers again, as new, what the server no longer knows', async () => {
  const { phone, own, other } = await filledPhone();
  const withdrawn = await phone.record({ note: 'rút' });
  await phone.sync(acknowledgeAll);
  await phone.withdraw(withdrawn);
  await phone.sync(acknowledgeAll);
  const offered: unknown[] = [];
  await phone.sync(
    respond((request) => {
      offered.push(...request.mutations);
      return answer(request, { epoch: 'e2', ...(request.epoch !== 'e2' && { restarted: true as const, results: [] }) });
    }),
  );
  expect(offered).toMatchObject([
    { activityId: own, base: 0, action: 'record', patch: { note: 'của tôi', attendees: 85 } },
    { activityId: withdrawn, base: 0, action: 'record' },
    { activityId: withdrawn, action: 'withdraw' },
  ]);
  expect(await phone.db.activities.get(other)).toBeUndefined();
  expect(await phone.db.outbox.count()).toBe(0);
  expect(await phone.row(own)).toMatchObject({ where: 'received', version: 1 });
});

test('a restore is remembered across a phone that is switched off between two pages', async () => {
  const { phone, own } = await filledPhone();
  await phone.syncOnce(feed({ epoch: 'e2', restarted: true, more: true }));
  phone.db.close();
  const again = await openPhone(phone.accountId);
  const sent: number[] = [];
  await again.syncOnce(
    respond((request) => {
      sent.push(request.mutations.length);
      return answer(request, { epoch: 'e2' });
    }),
  );
  expect(sent).toEqual([0]);
  expect(await again.mutations()).toMatchObject([{ activityId: own, base: 0 }]);
});

test('an own record the server has in an older version is brought up to what was received', async () => {
  const { phone, own } = await filledPhone();
  await phone.record({ note: 'lần hai' }, own);
  await phone.sync(acknowledgeAll);
  expect(await phone.row(own)).toMatchObject({ version: 2 });
  const old = serverActivity(own, phone.accountId, { version: 1, content: makeContent({ note: 'của tôi' }) as never });
  await phone.syncOnce(feed({ epoch: 'e2', restarted: true, changes: { activities: [old] } }));
  expect(await phone.mutations()).toMatchObject([{ activityId: own, base: 1, patch: { note: 'lần hai' } }]);
  expect(await phone.row(own)).toMatchObject({ where: 'phone', content: { note: 'lần hai' } });
});

test('what a restored server refuses for what it has lost is offered again, not shown as refused', async () => {
  const { phone, own } = await filledPhone();
  await phone.record({ note: 'chờ' }, own);
  await phone.syncOnce(
    respond((request) =>
      answer(request, { epoch: 'e2', restarted: true, results: request.mutations.map((one) => rejected(one as never, 'baseRejected')) }),
    ),
  );
  expect(await phone.mutations()).toMatchObject([{ activityId: own, base: 0, patch: { note: 'chờ', attendees: 85 } }]);
  expect(await phone.row(own)).toMatchObject({ where: 'phone', version: 0 });
});

test('until it is known what a restored server lacks nothing is sent, and nothing looks refused', async () => {
  const { phone, own } = await filledPhone();
  await phone.record({ note: 'chờ' }, own);
  await phone.syncOnce(
    respond((request) =>
      answer(request, {
        epoch: 'e2',
        restarted: true,
        more: true,
        results: request.mutations.map((one) => rejected(one as never, 'baseRejected')),
      }),
    ),
  );
  expect(await phone.row(own)).toMatchObject({ where: 'phone' });
  await phone.syncOnce(
    respond((request) => {
      expect(request.mutations).toEqual([]);
      return answer(request, { epoch: 'e2' });
    }),
  );
  expect(await phone.mutations()).toMatchObject([{ activityId: own, base: 0 }]);
});

test('a correction of a colleague’s record is said anew upon the older version a restored server has', async () => {
  const { phone, other } = await filledPhone();
  await phone.sync(feed(changes({ activities: [serverActivity(other, COLLEAGUE, { version: 4 })] })));
  await phone.record({ note: 'sửa giúp' }, other);
  const [before] = await phone.mutations();
  await phone.syncOnce(
    feed({ epoch: 'e2', restarted: true, results: [], changes: { activities: [serverActivity(other, COLLEAGUE, { version: 2 })] } }),
  );
  const [after, ...more] = await phone.mutations(other);
  expect(more).toEqual([]);
  expect(after).toMatchObject({ base: 2, patch: { note: 'sửa giúp' } });
  expect(after?.id).not.toBe(before?.id);
});

test('a verdict upon an own record that a restore lost is said behind it, and the ledger misses nothing of what it was before', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  onTestFinished(() => void vi.unstubAllGlobals());
  const { phone, own } = await filledPhone();
  await phone.review(own, { action: 'return', reason: 'thiếu số' });
  const [before] = await phone.mutations(own);
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now);
  await phone.syncOnce(feed({ epoch: 'e2', restarted: true, results: [] }));
  const [record, verdict] = await phone.mutations(own);
  expect(record).toMatchObject({ action: 'record', base: 0 });
  expect(verdict).toMatchObject({ action: 'return', base: record?.id, reason: 'thiếu số' });
  expect(verdict?.id).not.toBe(before?.id);
  // The page is gone before it can write the ledger anew.
  phone.clock.now += 600_000;
  await phone.sync(acknowledgeAll);
  expect(await phone.mutations(own)).toEqual([]);
  expect(await checkLedger(phone.db, phone.clock.now)).toBe(0);
  expect(await phone.mutations(own)).toEqual([]);
});

test('a new record the server never answered keeps its key over a restore', async () => {
  const { phone } = await filledPhone();
  const fresh = await phone.record();
  const [before] = await phone.mutations(fresh);
  await phone.syncOnce(feed({ epoch: 'e2', restarted: true, results: [] }));
  expect((await phone.mutations(fresh))[0]?.id).toBe(before?.id);
});

test('a correction of a colleague’s record that a restore lost is kept for its person to see', async () => {
  const { phone, other } = await filledPhone();
  await phone.record({ note: 'sửa giúp' }, other);
  await phone.syncOnce(feed({ epoch: 'e2', restarted: true, results: [] }));
  expect(await phone.row(other)).toMatchObject({ where: 'attention', content: { note: 'sửa giúp' } });
});

test('a new record that exists already and is changed before the office names it is said whole', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'từ máy này' });
  await phone.sync(results((mutation) => rejected(mutation, 'exists')));
  await phone.save(id, { ...(await phone.row(id)).content, own: { sessions: 3, attendees: 85 } });
  await phone.sync(results((mutation) => rejected(mutation, 'exists')));
  const known = serverActivity(id, phone.accountId, { version: 2, content: makeContent({ note: 'từ máy kia' }) as never });
  await phone.syncOnce(feed(changes({ activities: [known] })));
  expect(await phone.mutations(id)).toMatchObject([{ base: 2, patch: { note: 'từ máy này', sessions: 3 } }]);
});

test('a new record that exists already is taken for the one that exists', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'từ máy này' });
  await phone.sync(results((mutation) => rejected(mutation, 'exists')));
  expect(await phone.row(id)).toMatchObject({ where: 'attention' });
  const known = serverActivity(id, phone.accountId, { version: 2, content: makeContent({ note: 'từ máy kia' }) as never });
  await phone.syncOnce(feed(changes({ activities: [known] })));
  expect(await phone.mutations(id)).toMatchObject([{ base: 2, patch: { note: 'từ máy này' } }]);
  expect(await phone.row(id)).toMatchObject({ where: 'phone' });
});
