import { describe, expect, test } from 'vitest';
import { sendAgain } from '../../../src/client/store/feed/send-again.ts';
import { readWaiting } from '../../../src/client/store/feed/take-page.ts';
import { readMeta } from '../../../src/client/store/meta.ts';
import { discardChange } from '../../../src/client/store/records/discard-change.ts';
import { readUnsent } from '../../../src/client/store/records/unsent.ts';
import { NEW_LINK, pageLength } from '../../../src/client/sync/link.ts';
import type { SyncTrouble } from '../../../src/client/sync/outcome.ts';
import type { Send } from '../../../src/client/sync/send.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { MAX_MUTATIONS } from '../../../src/protocol/limits.ts';
import type { Mutation } from '../../../src/protocol/mutation.ts';
import type { SyncResponse } from '../../../src/protocol/sync.ts';
import type { SyncRequest } from '../../../src/protocol/sync-request.ts';
import { SyncRequest as SyncRequestSchema } from '../../../src/protocol/sync-request.ts';
import { makeContent, PLAN } from '../../domain/make.ts';
import {
  acknowledgeAll,
  answer,
  applied,
  NOW,
  newActivityId,
  openPhone,
  rejected,
  respond,
  results,
  serverActivity,
  type TestPhone,
} from '../../helpers/phone.ts';

const lost: Send = async () => err({ kind: 'offline' });
const fail =
  (trouble: SyncTrouble): Send =>
  async () =>
    err(trouble);

/** Keeps what was sent. */
function listen(send: Send = acknowledgeAll): { requests: SyncRequest[]; send: Send } {
  const requests: SyncRequest[] = [];
  return {
    requests,
    send: (request, options) => {
      requests.push(structuredClone(request));
      return send(request, options);
    },
  };
}

async function recordMany(phone: TestPhone, count: number) {
  const ids = [];
  for (let made = 0; made < count; made++) ids.push(await phone.record({ note: `số ${made}` }));
  return ids;
}

test('what the server named leaves the outbox, and the record bears its version', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  expect(await phone.syncOnce(acknowledgeAll)).toEqual({ kind: 'done', more: false });
  expect(await phone.db.outbox.count()).toBe(0);
  expect(await phone.row(id)).toMatchObject({ where: 'received', version: 1, receivedAt: new Date(NOW).toISOString() });
});

test('the request is one the server understands', async () => {
  const phone = await openPhone();
  await recordMany(phone, 30);
  const { requests, send } = listen();
  await phone.sync(send);
  for (const request of requests) expect(SyncRequestSchema.safeParse(request).error).toBeUndefined();
});

test('the first page of a new phone is small, the next ones grow, the oldest go first', async () => {
  const phone = await openPhone();
  await recordMany(phone, 60);
  const waiting = await phone.mutations();
  const { requests, send } = listen();
  expect(await phone.sync(send)).toEqual({ kind: 'done', more: false });
  expect(requests[0]?.mutations).toHaveLength(pageLength(NEW_LINK));
  expect(requests.length).toBeLessThanOrEqual(3);
  expect(requests.flatMap((request) => request.mutations)).toEqual(waiting);
});

test('before anything leaves the phone it is marked as offered', async () => {
  const phone = await openPhone();
  await phone.record();
  await phone.syncOnce(async () => {
    expect(await phone.db.outbox.toArray()).toMatchObject([{ offered: true }]);
    return err({ kind: 'offline' });
  });
});

test('a phone that knows it is offline offers nothing', async () => {
  const phone = await openPhone();
  await phone.record();
  phone.online = false;
  expect(await phone.syncOnce(acknowledgeAll)).toEqual({ kind: 'offline' });
  expect(await phone.db.outbox.toArray()).toMatchObject([{ offered: false }]);
});

test('what was sent and not answered is sent again, word for word', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  const { requests, send } = listen(lost);
  await phone.syncOnce(send);
  await phone.record({ note: 'sau' }, id);
  await phone.syncOnce(send);
  expect(requests[1]?.mutations[0]).toEqual(requests[0]?.mutations[0]);
  expect(requests[1]?.mutations).toHaveLength(2);
});

test.each<SyncTrouble>([
  { kind: 'offline' },
  { kind: 'timeout' },
  { kind: 'busy', retryAfterMs: 30_000 },
  { kind: 'too-much', retryAfterMs: 30_000 },
  { kind: 'server-error', byName: false },
  { kind: 'server-error', byName: true },
  { kind: 'captive' },
  { kind: 'too-large' },
  { kind: 'signed-out' },
  { kind: 'wrong-account' },
  { kind: 'update-required' },
])('$kind removes nothing', async (trouble) => {
  const phone = await openPhone();
  const ids = await recordMany(phone, 3);
  await phone.syncOnce(fail(trouble));
  expect(await phone.db.outbox.count()).toBe(3);
  for (const id of ids) expect(await phone.row(id)).toMatchObject({ where: 'phone', version: 0 });
  expect(await readMeta(phone.db, 'trouble')).toBe(trouble.kind);
  await phone.sync(acknowledgeAll);
  expect(await readMeta(phone.db, 'trouble')).toBeUndefined();
});

test('an answer about a change that was not asked for is not ours', async () => {
  const phone = await openPhone();
  await phone.record();
  const foreign = results((mutation) => applied({ ...mutation, id: newActivityId() as unknown as Mutation['id'] }));
  expect(await phone.syncOnce(foreign)).toEqual({ kind: 'captive' });
  expect(await phone.db.outbox.count()).toBe(1);
});

test('swapped answers are not ours', async () => {
  const phone = await openPhone();
  await recordMany(phone, 2);
  const swapped = respond((request) => {
    const [a, b] = request.mutations as Mutation[];
    if (!a || !b) throw new Error('Two were expected');
    return answer(request, { results: [applied({ ...a, activityId: b.activityId }), applied({ ...b, activityId: a.activityId })] });
  });
  expect(await phone.syncOnce(swapped)).toEqual({ kind: 'captive' });
  expect(await phone.db.outbox.count()).toBe(2);
});

test('an answer to another request is not ours, though it names no change', async () => {
  const phone = await openPhone();
  await phone.sync(acknowledgeAll);
  const before = await readMeta(phone.db, 'feed');
  let kept: SyncResponse | undefined;
  const keep = respond((request) => {
    kept = answer(request, { cursor: 90, changes: { activities: [serverActivity(newActivityId(), phone.accountId)] } });
    return kept;
  });
  await (await openPhone()).syncOnce(keep);
  expect(await phone.syncOnce(respond(() => kept as SyncResponse))).toEqual({ kind: 'captive' });
  expect(await readMeta(phone.db, 'feed')).toEqual(before);
  expect(await phone.db.activities.count()).toBe(0);
});

test('the same answer twice in one reply is not ours', async () => {
  const phone = await openPhone();
  await phone.record();
  const twice = respond((request) => {
    const named = (request.mutations as Mutation[]).map((one) => applied(one));
    return answer(request, { results: [...named, ...named] });
  });
  expect(await phone.syncOnce(twice)).toEqual({ kind: 'captive' });
});

test('a change without an answer of its own stays', async () => {
  const phone = await openPhone();
  await recordMany(phone, 2);
  const first = respond((request) =>
    answer(request, { results: (request.mutations as Mutation[]).slice(0, 1).map((one) => applied(one)) }),
  );
  await phone.syncOnce(first);
  expect(await phone.db.outbox.count()).toBe(1);
});

test('a record typed while the request is away is not touched by its answer', async () => {
  const phone = await openPhone();
  await phone.record();
  let typed = newActivityId();
  await phone.syncOnce(
    respond(async (request) => {
      typed = await phone.record({ note: 'trong lúc gửi' });
      return answer(request);
    }),
  );
  expect(await phone.mutations()).toMatchObject([{ activityId: typed }]);
  expect(await phone.row(typed)).toMatchObject({ where: 'phone' });
});

test('a correction typed while its record is away stays on top of what comes back', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.syncOnce(
    respond(async (request) => {
      await phone.record({ note: 'sửa' }, id);
      return answer(request, { changes: { activities: [serverActivity(id, phone.accountId)] } });
    }),
  );
  expect(await phone.row(id)).toMatchObject({ where: 'phone', version: 1, content: { note: 'sửa' }, received: { state: 'sent' } });
  expect((await phone.row(id)).received?.content.note).toBeUndefined();
  await phone.sync(acknowledgeAll);
  const row = await phone.row(id);
  expect(row).toMatchObject({ where: 'received', version: 2, content: { note: 'sửa' } });
  expect(row.received).toBeUndefined();
});

test('two changes of one record may go in one page, the later building on the earlier', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.syncOnce(lost);
  await phone.record({ note: 'sửa' }, id);
  const { requests, send } = listen(results((mutation) => applied(mutation)));
  await phone.sync(send);
  const [first, second] = (requests[0]?.mutations ?? []) as Mutation[];
  expect(second?.base).toBe(first?.id);
  expect(await phone.row(id)).toMatchObject({ where: 'received', version: 2 });
});

test('a refused record waits for its person and holds up nobody', async () => {
  const phone = await openPhone();
  const [bad] = await recordMany(phone, 5);
  await phone.sync(results((mutation) => (mutation.activityId === bad ? rejected(mutation) : applied(mutation))));
  expect(await phone.db.outbox.count()).toBe(1);
  if (bad)
    expect(await phone.row(bad)).toMatchObject({ where: 'attention', attention: { kind: 'refused', result: { reason: 'invalid' } } });
  const { requests, send } = listen();
  await phone.sync(send);
  expect(requests.flatMap((request) => request.mutations)).toEqual([]);
});

test('what builds on a refused change waits with it', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.syncOnce(lost);
  await phone.record({ note: 'sửa' }, id);
  await phone.db.meta.put({ key: 'link', value: { ...NEW_LINK, budget: 1 } });
  await phone.syncOnce(results((mutation) => rejected(mutation)));
  const { requests, send } = listen();
  await phone.sync(send);
  expect(requests.flatMap((request) => request.mutations)).toEqual([]);
  await phone.record({ note: 'mới' }, id);
  expect(await phone.mutations(id)).toMatchObject([{ base: 0, patch: { note: 'mới', attendees: 85 } }]);
});

test('an edit that clashes with the rules is kept and shown with the reason', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.record({ note: 'sửa' }, id);
  const clash = results((mutation) => ({
    status: 'conflict',
    id: mutation.id,
    activityId: mutation.activityId,
    version: 4,
    issues: [{ field: 'endDate', code: 'endBeforeStart' }],
  }));
  await phone.sync(clash);
  expect(await phone.row(id)).toMatchObject({
    where: 'attention',
    content: { note: 'sửa' },
    attention: { result: { status: 'conflict' } },
  });
});

test('what the server stumbled over is tried again later and later, and the others go on', async () => {
  const phone = await openPhone();
  const [bad] = await recordMany(phone, 3);
  const { requests, send } = listen(
    results((mutation) => (mutation.activityId === bad ? { status: 'failed', id: mutation.id } : applied(mutation))),
  );
  await phone.sync(send);
  expect(await phone.db.outbox.count()).toBe(1);
  await phone.sync(send);
  expect(requests.at(-1)?.mutations).toEqual([]);
  const pauses: number[] = [];
  for (let tries = 0; tries < 8; tries++) {
    const [entry] = await phone.db.outbox.toArray();
    pauses.push((entry?.notBefore ?? 0) - phone.clock.now);
    phone.clock.now = (entry?.notBefore ?? 0) + 1;
    await phone.sync(send);
  }
  expect(pauses[0]).toBeLessThanOrEqual(15_000);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-1)).toBeGreaterThanOrEqual(300_000);
  if (bad) expect(await phone.row(bad)).toMatchObject({ where: 'phone', stumble: 'server' });
});

/** Lets the server fail over it, each time once its pause is over, until the phone sends it no more; gives how often it was sent. */
async function failUntilStuck(phone: TestPhone, send: Send): Promise<number> {
  const { requests, send: heard } = listen(send);
  const sent = () => requests.filter((request) => request.mutations.length > 0).length;
  for (let before = -1; before < sent(); ) {
    before = sent();
    await phone.sync(heard);
    const [entry] = await phone.db.outbox.toArray();
    phone.clock.now = Math.max(phone.clock.now, entry?.notBefore ?? 0) + 1;
  }
  return sent();
}
const stumble = results((mutation) => ({ status: 'failed', id: mutation.id }));
const STUCK = { kind: 'refused', result: { status: 'stuck', stumble: 'server' } };

describe('what the server fails over again and again', () => {
  test('is sent no more by itself after an hour of tries, and lies before its person with a reason of its own', async () => {
    const phone = await openPhone();
    const id = await phone.record({ note: 'vấp' });
    const [before] = await phone.mutations();
    expect(await failUntilStuck(phone, stumble)).toBe(12);
    expect(phone.clock.now - NOW).toBeGreaterThan(3_000_000);
    expect(await phone.row(id)).toMatchObject({ where: 'attention', attention: STUCK, content: { note: 'vấp' } });
    phone.clock.now += 30 * 86_400_000;
    const { requests, send } = listen();
    await phone.sync(send);
    expect(requests[0]).toMatchObject({ mutations: [], held: { attention: 1 } });
    expect(await phone.mutations()).toEqual([before]);
    expect((await readUnsent(phone.db, 'CB-07')).records.map((one) => one.id)).toEqual([id]);
  });

  test('holds up nothing else', async () => {
    const phone = await openPhone();
    await phone.record();
    await failUntilStuck(phone, stumble);
    const other = await phone.record();
    await phone.sync(acknowledgeAll);
    expect(await phone.row(other)).toMatchObject({ where: 'received' });
  });

  test('is not found to be stuck because somebody presses often', async () => {
    const phone = await openPhone();
    const id = await phone.record();
    for (let presses = 0; presses < 40; presses++) await phone.syncOnce(stumble, true);
    expect(await phone.row(id)).toMatchObject({ where: 'phone', stumble: 'server' });
  });

  test('goes again under its id when the person asks for it, or for all', async () => {
    const phone = await openPhone();
    const id = await phone.record();
    const [before] = await phone.mutations();
    await failUntilStuck(phone, stumble);
    await sendAgain(phone.db, id);
    expect(await phone.row(id)).toMatchObject({ where: 'phone' });
    expect(await phone.mutations()).toEqual([before]);
    expect(await failUntilStuck(phone, stumble)).toBe(12);
    const refused = await phone.record();
    await phone.sync(results((mutation) => rejected(mutation, 'invalid')));
    await sendAgain(phone.db);
    const { requests, send } = listen();
    await phone.sync(send);
    expect(requests[0]?.mutations).toEqual([before]);
    expect(await phone.row(id)).toMatchObject({ where: 'received' });
    expect(await phone.row(refused)).toMatchObject({ where: 'attention' });
  });

  test('is mended by an edit, which goes at once', async () => {
    const phone = await openPhone();
    const id = await phone.record({ note: 'vấp' });
    await failUntilStuck(phone, stumble);
    await phone.record({ note: 'sửa' }, id);
    expect(await phone.row(id)).toMatchObject({ where: 'phone' });
    await phone.sync(acknowledgeAll);
    expect(await phone.row(id)).toMatchObject({ where: 'received', content: { note: 'sửa' } });
  });

  test('becomes a draft when it is dropped', async () => {
    const phone = await openPhone();
    const id = await phone.record({ note: 'vấp' });
    await failUntilStuck(phone, stumble);
    await discardChange(phone.db, id);
    expect(await phone.db.outbox.count()).toBe(0);
    expect(await phone.db.drafts.get(id)).toMatchObject({ draft: { values: { note: 'vấp' } } });
  });

  test('is named too where it is too large, or the whole answer is an error', async () => {
    for (const [trouble, stumble] of [
      [{ kind: 'too-large' }, 'tooLarge'],
      [{ kind: 'server-error', byName: true }, 'server'],
    ] as const) {
      const phone = await openPhone();
      const id = await phone.record();
      expect(await failUntilStuck(phone, fail(trouble))).toBe(12);
      expect(await phone.row(id)).toMatchObject({ where: 'attention', attention: { ...STUCK, result: { status: 'stuck', stumble } } });
    }
  });

  test('is nothing of what a busy or absent server leaves waiting', async () => {
    for (const trouble of [{ kind: 'busy' }, { kind: 'offline' }, { kind: 'captive' }, { kind: 'timeout' }] as const) {
      const phone = await openPhone();
      const id = await phone.record();
      for (let tries = 0; tries < 40; tries++, phone.clock.now += 700_000) await phone.syncOnce(fail(trouble));
      expect(await phone.row(id)).toMatchObject({ where: 'phone' });
    }
  });
});

test('who asks by hand need not wait', async () => {
  const phone = await openPhone();
  await phone.record();
  await phone.sync(results((mutation) => ({ status: 'failed', id: mutation.id })));
  expect(await phone.syncOnce(acknowledgeAll, true)).toMatchObject({ kind: 'done' });
  expect(await phone.db.outbox.count()).toBe(0);
  expect(await phone.db.activities.toArray()).toEqual([expect.not.objectContaining({ stumble: expect.anything() })]);
});

test('a pause set by a clock that was years ahead ends once the clock is right', async () => {
  const phone = await openPhone();
  phone.clock.now = NOW + 5 * 365 * 86_400_000;
  await phone.record();
  await phone.sync(results((mutation) => ({ status: 'failed', id: mutation.id })));
  phone.clock.now = NOW;
  expect(await readWaiting(phone.db, NOW)).toEqual({ count: 1, due: 0 });
  await phone.sync(acknowledgeAll);
  expect(await phone.db.outbox.count()).toBe(0);
});

test('one change the server will not take in any page is found by halving, and the others arrive', async () => {
  const phone = await openPhone();
  const ids = await recordMany(phone, 40);
  const poison = ids[17];
  const sizes: number[] = [];
  const send: Send = async (request, options) => {
    sizes.push(request.mutations.length);
    if ((request.mutations as Mutation[]).some((one) => one.activityId === poison)) return err({ kind: 'too-large' });
    return acknowledgeAll(request, options);
  };
  await phone.sync(send);
  expect(sizes).toContain(1);
  expect(await phone.mutations()).toMatchObject([{ activityId: poison }]);
  expect(sizes.length).toBeLessThan(25);
  if (poison) expect(await phone.row(poison)).toMatchObject({ where: 'phone', stumble: 'tooLarge' });
});

test('an error of our server about one change alone sets that one aside', async () => {
  const phone = await openPhone();
  const [poison] = await recordMany(phone, 8);
  const send: Send = async (request, options) =>
    (request.mutations as Mutation[]).some((one) => one.activityId === poison)
      ? err({ kind: 'server-error', byName: true })
      : acknowledgeAll(request, options);
  for (let tries = 0; tries < 10; tries++) await phone.sync(send);
  expect(await phone.mutations()).toMatchObject([{ activityId: poison }]);
});

test('a server that is down blames no record', async () => {
  const phone = await openPhone();
  await recordMany(phone, 4);
  for (let tries = 0; tries < 6; tries++) await phone.syncOnce(fail({ kind: 'server-error', byName: false }));
  expect((await phone.db.outbox.toArray()).every((entry) => entry.notBefore === undefined)).toBe(true);
  expect(await phone.sync(acknowledgeAll)).toEqual({ kind: 'done', more: false });
  expect(await phone.db.outbox.count()).toBe(0);
});

test('the phone says what it still holds beyond the page, and which new records wait', async () => {
  const phone = await openPhone();
  await phone.db.plans.put(PLAN);
  await phone.db.meta.put({ key: 'link', value: { ...NEW_LINK, budget: 1 } });
  await phone.record({ date: '2024-06-01' });
  phone.clock.now += 1_000;
  await phone.record({ date: '2024-06-01' });
  await phone.record({ date: '2024-06-20' });
  const gone = await phone.record({ date: '2024-06-20' });
  await phone.withdraw(gone);
  const { requests, send } = listen(lost);
  await phone.syncOnce(send);
  const part = (day: string, records: number) => ({ planId: PLAN.id, itemCode: 'II.1.a.p1', unitId: 'u-border', part: day, records });
  expect(requests[0]).toMatchObject({
    mutations: [{ patch: { date: '2024-06-01' } }],
    held: { count: 3, attention: 0, oldestAt: new Date(NOW + 1_000).toISOString(), persisted: true },
    note: [part('2024-06-01', 1), part('2024-06-15', 1)],
  });
});

test('a page is never longer than the server takes', async () => {
  const phone = await openPhone();
  await phone.db.meta.put({ key: 'link', value: { ...NEW_LINK, budget: 1e9 } });
  await recordMany(phone, MAX_MUTATIONS + 5);
  const { requests, send } = listen();
  await phone.sync(send);
  expect(requests.map((request) => request.mutations.length)).toEqual([MAX_MUTATIONS, 5]);
});

test('a clock that is days off is noticed, and forgotten once it is right', async () => {
  const phone = await openPhone();
  phone.clock.now = Date.parse('2001-01-01T00:00:00Z');
  await phone.sync(acknowledgeAll);
  expect((await readMeta(phone.db, 'contact'))?.clockSkewMs).toBe(NOW - phone.clock.now);
  phone.clock.now = NOW;
  await phone.sync(acknowledgeAll);
  expect(await readMeta(phone.db, 'contact')).toEqual({ at: new Date(NOW).toISOString() });
});

test('storage that fails is named and loses nothing', async () => {
  const phone = await openPhone();
  await phone.record();
  phone.db.plans.hook('creating', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const outcome = await phone.syncOnce(respond((request) => answer(request, { changes: { plans: [PLAN] } })));
  expect(outcome).toEqual({ kind: 'storage' });
  expect(await phone.db.outbox.count()).toBe(1);
  expect(await phone.db.activities.toArray()).toMatchObject([{ where: 'phone' }]);
});

test('an answer to a request from another point of the feed settles its changes and says nothing of the feed', async () => {
  const phone = await openPhone();
  const other = await openPhone(phone.accountId);
  await phone.sync(acknowledgeAll);
  const id = await phone.record();
  await phone.syncOnce(
    respond(async (request) => {
      await other.sync(respond((second) => answer(second, { cursor: 90, results: [] })));
      return answer(request, { cursor: 40, changes: { activities: [serverActivity(newActivityId(), phone.accountId)] } });
    }),
  );
  expect((await readMeta(phone.db, 'feed'))?.cursor).toBe(90);
  expect(await phone.row(id)).toMatchObject({ where: 'received' });
  expect(await phone.db.activities.count()).toBe(1);
});

test('an answer that says more but brings nothing is not asked for again and again', async () => {
  const phone = await openPhone();
  await phone.sync(acknowledgeAll);
  const outcome = await phone.syncOnce(respond((request) => answer(request, { cursor: request.cursor, more: true })));
  expect(outcome).toEqual({ kind: 'done', more: false });
});

test('an applied record counts as it was sent until the feed says more', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'gửi đi' });
  await phone.syncOnce(
    respond((request) => ({
      ...answer(request),
      changes: { activities: [serverActivity(id, phone.accountId, { version: 3, content: makeContent({ note: 'gộp' }) as never })] },
    })),
  );
  expect(await phone.row(id)).toMatchObject({ version: 3, content: { note: 'gộp' } });
});

test('an answer that comes after the feed already brought the change undoes nothing of what followed it', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'của tôi' });
  const corrected = serverActivity(id, phone.accountId, { version: 2, content: makeContent({ note: 'của trưởng phòng' }) as never });
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes: { activities: [corrected] } })));
  expect(await phone.row(id)).toMatchObject({ where: 'phone', version: 2 });
  await phone.syncOnce(results((mutation) => applied(mutation, 1)));
  expect(await phone.row(id)).toMatchObject({ where: 'received', version: 2, content: { note: 'của trưởng phòng' } });
});

test('an answer in another version of the protocol is not ours', async () => {
  const phone = await openPhone();
  await phone.record();
  const old: Send = async (request) => ok({ response: answer(request, { protocol: 99 }), bytesUp: 1, bytesDown: 1 });
  expect(await phone.syncOnce(old)).toEqual({ kind: 'captive' });
});
