import { expect, test } from 'vitest';
import { countParked } from '../../../src/client/store/feed/feed-state.ts';
import { makeSend } from '../../../src/client/sync/send.ts';
import { unpackMutations } from '../../../src/protocol/mutation-table.ts';
import { PROTOCOL_HEADER } from '../../../src/protocol/sync.ts';
import type { SyncRequest } from '../../../src/protocol/sync-request.ts';
import { makeContent } from '../../domain/make.ts';
import { answer, newActivityId, openPhone, serverActivity, type TestPhone } from '../../helpers/phone.ts';

/** A server of a later release that brings these lists; what a phone sends is applied. */
async function bring(phone: TestPhone, changes: object, more: object = {}): Promise<unknown> {
  const send = makeSend(async (_, init) => {
    const bytes = init.body as Uint8Array<ArrayBuffer>;
    const packed = new Headers(init.headers).has('content-encoding');
    const stream = new Blob([bytes]).stream();
    const asked = (await new Response(packed ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).json()) as SyncRequest;
    const mutations = asked.table ? (unpackMutations(asked.table) ?? []) : [];
    const body = answer({ ...asked, mutations }, { changes: changes as never, ...more });
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: '9' } });
  });
  return phone.syncOnce(send);
}

const ofLaterType = (id = newActivityId(), version = 1) => ({
  ...serverActivity(id, 'lead' as never, { version }),
  content: { ...makeContent(), type: 'dronePatrol', own: { flights: 2 } },
});
const readable = (id: ReturnType<typeof newActivityId>, version: number) => serverActivity(id, 'lead' as never, { version });
const parkedKeys = async (phone: TestPhone): Promise<string[]> => (await phone.db.parked.toArray()).map(({ key }) => key);

test('a record of an unknown type is parked and counted, and a sum or a plan is counted apart from it', async () => {
  const phone = await openPhone();
  const record = ofLaterType();
  const person = { id: 'a-9', staffCode: 'X', role: 'auditor', unitIds: [] };
  expect(await bring(phone, { activities: [record], people: [person], notices: [1] })).toEqual({ kind: 'done', more: false });
  expect(await countParked(phone.db)).toEqual({ records: 1, others: 1 });
  expect(await phone.db.activities.count()).toBe(0);
  expect((await phone.db.parked.get(['activities', record.id]))?.raw).toEqual(record);
});

test('a later version that can be read takes its place', async () => {
  const phone = await openPhone();
  const record = ofLaterType();
  await bring(phone, { activities: [record] });
  await bring(phone, { activities: [readable(record.id, 2)] });
  expect(await parkedKeys(phone)).toEqual([]);
  expect(await phone.row(record.id)).toMatchObject({ version: 2 });
});

test('a later version that cannot be read leaves the one before on the phone', async () => {
  const phone = await openPhone();
  const id = newActivityId();
  await bring(phone, { activities: [readable(id, 1)] });
  await bring(phone, { activities: [ofLaterType(id, 2)] });
  expect(await phone.row(id)).toMatchObject({ version: 1, content: makeContent() });
  expect(await parkedKeys(phone)).toEqual([id]);
  // Nor does a new run of the feed sweep it, which speaks of the record in the later way only.
  await bring(phone, { activities: [ofLaterType(id, 2)] }, { scope: 's2', restarted: true });
  expect(await phone.row(id)).toMatchObject({ version: 1 });
});

test('what is taken away, or what a new run of the feed does not bring again, lies parked no longer', async () => {
  const phone = await openPhone();
  const [removed, swept] = [ofLaterType(), ofLaterType()];
  await bring(phone, { activities: [removed, swept] });
  await bring(phone, { removed: [removed.id] });
  expect(await parkedKeys(phone)).toEqual([swept.id]);
  const stays = ofLaterType();
  await bring(phone, { activities: [stays] }, { scope: 's2', restarted: true });
  expect(await parkedKeys(phone)).toEqual([stays.id]);
});

test('an app of another release looks at what lies parked once, and leaves what it cannot read either', async () => {
  const phone = await openPhone();
  const record = ofLaterType();
  await bring(phone, { activities: [record] });
  phone.online = false;
  phone.deps = { ...phone.deps, app: 'web 9.9.9' };
  await phone.sync(() => Promise.reject(new Error('Nothing is sent without a network')));
  expect(await phone.db.parked.toArray()).toMatchObject([{ key: record.id, app: 'web 9.9.9', raw: record }]);
});

test('what lay parked in part is landed under the changes that wait upon it', async () => {
  const phone = await openPhone();
  const id = newActivityId();
  const own = { ...makeContent().own, weather: 'Mưa' };
  await bring(phone, { activities: [{ ...serverActivity(id, phone.accountId), content: { ...makeContent(), own } }] });
  expect(await countParked(phone.db)).toEqual({ records: 0, others: 0 });
  await phone.record({ note: 'sửa khi chưa cập nhật' }, id);
  expect((await phone.mutations(id)).map(({ patch }) => patch)).toEqual([{ note: 'sửa khi chưa cập nhật' }]);
  await phone.db.parked.toCollection().modify((row) => {
    Object.assign(row, { raw: { ...serverActivity(id, phone.accountId, { content: makeContent({ placeNote: 'bến cá' }) as never }) } });
  });
  phone.online = false;
  phone.deps = { ...phone.deps, app: 'web 9.9.9' };
  await phone.sync(() => Promise.reject(new Error('Nothing is sent without a network')));
  expect(await phone.row(id)).toMatchObject({ where: 'phone', content: { note: 'sửa khi chưa cập nhật', placeNote: 'bến cá' } });
  expect(await phone.db.parked.count()).toBe(0);
});

test('a change whose result is not known waits its turn and holds up no other', async () => {
  const phone = await openPhone();
  const odd = await phone.record();
  const send = makeSend(async (_, init) => {
    const packed = new Headers(init.headers).has('content-encoding');
    const stream = new Blob([init.body as Uint8Array<ArrayBuffer>]).stream();
    const asked = (await new Response(packed ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).json()) as SyncRequest;
    const mutations = (asked.table ? (unpackMutations(asked.table) ?? []) : []) as { id: string; activityId: string }[];
    const results = mutations.map(({ id, activityId }) =>
      activityId === odd ? { status: 'queued', id } : { status: 'applied', id, activityId, version: 1 },
    );
    const body = { ...answer({ ...asked, mutations: [] }), results };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  });
  await phone.syncOnce(send);
  expect(await phone.row(odd)).toMatchObject({ where: 'phone', version: 0 });
  const other = await phone.record();
  await phone.syncOnce(send);
  expect(await phone.row(other)).toMatchObject({ where: 'received' });
  expect((await phone.mutations()).map(({ activityId }) => activityId)).toEqual([odd]);
});
