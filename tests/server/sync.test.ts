import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  PLAN_ID,
} from './helpers.ts';

describe.each(databases)('sync on %s', (kind) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(kind);
  });
  afterAll(() => office.close());

  test('a first sync brings the plan, the units, the places, the partners and the colleagues', async () => {
    const phone = await office.signIn('CB-07');
    const { changes, restarted, more } = await phone.sync();
    expect(restarted).toBe(true);
    expect(more).toBe(false);
    expect(changes.plans?.[0]?.items).toHaveLength(23);
    expect(changes.units?.map((unit) => unit.id)).toEqual(['vp', 'qlbg', 'ls', 'tt']);
    expect(changes.people?.map((person) => person.staffCode)).toEqual(['CB-07', 'CB-08', 'TP-QLBG', 'TV-01']);
  });

  test('a new record is applied, comes back with its version, and stands in its cell', async () => {
    const phone = await office.signIn('CB-07');
    await phone.pull();
    const mutation = makeCreate(makeContent({ own: { sessions: 2, attendees: 30 } }));
    const { results } = await phone.sync([mutation]);
    expect(results).toEqual([{ status: 'applied', id: mutation.id, activityId: mutation.activityId, version: 1 }]);
    expect(phone.activities.get(mutation.activityId)).toMatchObject({ version: 1, state: 'sent', authorId: phone.person.id });
    expect([...phone.cells.values()]).toMatchObject([{ itemCode: 'II.1.b.p1', part: '2026-03-15', records: 1, measures: { sessions: 2 } }]);
  });

  test('a bad mutation never holds up its page: each is answered by name, in the order sent', async () => {
    const phone = await office.signIn('CB-07');
    const good = makeCreate();
    const unknownKey = { ...makeCreate(), state: 'confirmed' };
    const broken = makeCreate(makeContent({ date: '2026-03-17' }));
    const tooMany = { ...broken, patch: { ...broken.patch, attendees: 0 } };
    const { results } = await phone.sync([
      unknownKey,
      'nonsense',
      { id: 7 },
      tooMany,
      good,
      makeStateChange(newActivityId(), 1, 'withdraw'),
    ]);
    expect(results).toMatchObject([
      { status: 'rejected', reason: 'malformed', id: unknownKey.id },
      { status: 'rejected', reason: 'malformed', id: '' },
      { status: 'rejected', reason: 'malformed', id: '' },
      { status: 'rejected', reason: 'invalid', id: tooMany.id, issues: [{ field: 'attendees', code: 'tooSmall' }] },
      { status: 'applied', id: good.id },
      { status: 'rejected', reason: 'forbidden' },
    ]);
  });

  test('fields beside a withdrawal are malformed', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = { ...makeStateChange(newActivityId(), 1, 'withdraw'), patch: { note: 'x' } };
    expect((await phone.sync([mutation])).results).toMatchObject([{ reason: 'malformed', id: mutation.id }]);
  });

  test.each([
    ['an item that is not counted', { itemCode: 'II.1' }, 'itemCode', 'itemNotCounted'],
    ['an unknown item', { itemCode: 'IX' }, 'itemCode', 'unknownItem'],
    ['an unknown plan', { planId: 'another' }, 'itemCode', 'unknownPlan'],
    ['a day to come', { date: '2026-03-19' }, 'date', 'future'],
    ['a day outside the plan', { date: '2025-12-31' }, 'date', 'outsidePlan'],
    ['a unit of others', { unitId: 'ls' }, 'unitId', 'unitNotYours'],
    ['a place that ended', { localityId: 'o-tkh' }, 'localityId', 'localityNotValid'],
    ['a partner nobody knows', { partnerIds: ['xyz'] }, 'partnerIds', 'unknownPartner'],
  ])('%s is refused with its reason', async (_, more, field, code) => {
    const phone = await office.signIn('CB-07');
    const { results } = await phone.sync([makeCreate(makeContent(more))]);
    expect(results).toMatchObject([{ status: 'rejected', reason: 'invalid', issues: [{ field, code }] }]);
  });

  test.each([
    ['a missing date', { date: null }, 'date', 'required'],
    ['a word for a number', { attendees: 'nhiều' }, 'attendees', 'notANumber'],
    ['too many', { attendees: 20_001 }, 'attendees', 'tooLarge'],
    ['a day that is none', { date: '2026-02-30' }, 'date', 'badDate'],
    ['a field of another type', { vessels: 3 }, 'vessels', 'notAChoice'],
    ['a key that is no field', { role: 'admin' }, 'role', 'notAChoice'],
    ['a type that is none', { type: 'holiday' }, 'type', 'notAChoice'],
    ['a marker beyond the border', { markers: ['999'] }, 'markers', 'badMarker'],
    ['a long note', { note: 'x'.repeat(501) }, 'note', 'tooLong'],
  ])('%s is refused and the field is named', async (_, more, field, code) => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate();
    const { results } = await phone.sync([{ ...mutation, patch: { ...mutation.patch, ...more } }]);
    expect(results).toMatchObject([{ status: 'rejected', reason: 'invalid' }]);
    const issues = results[0]?.status === 'rejected' ? results[0].issues : [];
    expect(issues).toContainEqual(expect.objectContaining({ field, code }));
  });

  test('a key named __proto__ is refused', async () => {
    const phone = await office.signIn('CB-07');
    const text = JSON.stringify(phone.syncRequest([makeCreate()])).replace('"patch":{', '"patch":{"__proto__":"x",');
    const response = await office.request('/api/sync', { method: 'POST', body: text, cookie: phone.cookie });
    expect(await response.json()).toMatchObject({ results: [{ status: 'rejected' }] });
  });

  test('an id that is taken says so to its owner and nothing to others', async () => {
    const [owner, other] = [await office.signIn('CB-07'), await office.signIn('CB-12')];
    const mutation = makeCreate();
    await owner.sync([mutation]);
    const again = makeCreate(makeContent(), mutation.activityId);
    expect((await owner.sync([again])).results).toMatchObject([{ reason: 'exists' }]);
    const theirs = makeCreate(makeContent({ unitId: 'ls' }), mutation.activityId);
    expect((await other.sync([theirs])).results).toMatchObject([{ reason: 'forbidden' }]);
  });

  test('a withdrawn record leaves the figures and comes back when restored', async () => {
    const phone = await office.signIn('CB-12');
    await phone.pull();
    const create = makeCreate(makeContent({ unitId: 'ls', itemCode: 'II.1.c' }));
    await phone.sync([create, makeStateChange(create.activityId, create.id, 'withdraw')]);
    const cells = () => [...phone.cells.values()].filter((cell) => cell.itemCode === 'II.1.c' && cell.records > 0);
    expect(cells()).toMatchObject([{ state: 'withdrawn', records: 1 }]);
    const { results } = await phone.sync([makeStateChange(create.activityId, 2, 'restore')]);
    expect(results).toMatchObject([{ status: 'applied', version: 3 }]);
    expect(cells()).toMatchObject([{ state: 'sent', records: 1 }]);
  });

  test('what the state does not allow is not possible, and a late edit of a withdrawn record stays readable', async () => {
    const phone = await office.signIn('CB-07');
    const create = makeCreate();
    await phone.sync([create, makeStateChange(create.activityId, create.id, 'withdraw')]);
    const late = makeEdit(create.activityId, 1, { note: 'Ghi thêm' });
    const { results } = await phone.sync([makeStateChange(create.activityId, 2, 'withdraw'), late]);
    expect(results).toMatchObject([{ reason: 'notPossible' }, { reason: 'notPossible', id: late.id }]);
    const history = await (await phone.get(`/api/activities/${create.activityId}/history`)).json();
    expect(history).toMatchObject({ aside: [{ mutationId: late.id, staffCode: 'CB-07', fields: [{ field: 'note', to: 'Ghi thêm' }] }] });
  });

  test('another protocol, another account and a broken request are refused as a whole', async () => {
    const phone = await office.signIn('CB-07');
    const errorOf = async (body: unknown) => {
      const response = await phone.post('/api/sync', body);
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await errorOf({ protocol: 0, whatever: true })).toEqual([426, 'tooOld']);
    expect(await errorOf(phone.syncRequest([], { accountId: 'somebody' }))).toEqual([409, 'wrongAccount']);
    expect(await errorOf(phone.syncRequest([], { surprise: 1 }))).toEqual([400, 'badRequest']);
    expect(await errorOf(phone.syncRequest(Array(201).fill(makeCreate())))).toEqual([400, 'badRequest']);
    expect(await errorOf(null)).toEqual([400, 'badRequest']);
  });

  test('an empty sync is small', async () => {
    const phone = await office.signIn('CB-07');
    await phone.pull();
    const body = JSON.stringify(phone.syncRequest());
    const response = await office.request('/api/sync', { method: 'POST', body, cookie: phone.cookie });
    expect(body.length + (await response.text()).length).toBeLessThan(400);
  });

  test('the server alone says who wrote a record and when', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate();
    await phone.sync([{ ...mutation, at: '1999-01-01T00:00:00Z' }]);
    const record = phone.activities.get(mutation.activityId);
    expect(record).toMatchObject({ authorId: phone.person.id, createdAt: '2026-03-18T05:00:00.000Z', content: { planId: PLAN_ID } });
  });
});
