import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, makeContent, makeCreate, makeEdit, newMutationId, type Office, openOffice } from './helpers.ts';

describe.each(databases)('repeats on %s', (kind) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(kind);
  });
  afterAll(() => office.close());

  const countRecords = async (): Promise<number> => {
    const row = await office.store.reader
      .selectFrom('activities')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return row.n;
  };

  test('a mutation sent twice counts once and gets its first answer again', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate();
    const first = await phone.sync([mutation]);
    const before = await countRecords();
    const edit = makeEdit(mutation.activityId, 1, { note: 'Sau đó' });
    await phone.sync([edit]);
    const again = await phone.sync([mutation, edit]);
    expect(again.results[0]).toEqual(first.results[0]);
    expect(again.results[1]).toMatchObject({ status: 'applied', version: 2 });
    expect(await countRecords()).toBe(before);
  });

  test('a refusal is repeated too', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate(makeContent({ date: '2026-03-19' }));
    const first = await phone.sync([mutation]);
    // The day has come meanwhile: the answer stays, and a mended change has a new key.
    office.clock.now += 86_400_000;
    expect((await phone.sync([mutation])).results).toEqual(first.results);
    expect((await phone.sync([{ ...mutation, id: newMutationId() }])).results).toMatchObject([{ status: 'applied' }]);
    office.clock.now -= 86_400_000;
  });

  test('the same key with other content is refused, and the record stays as it was', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate();
    await phone.sync([mutation]);
    const forged = { ...mutation, patch: { ...mutation.patch, attendees: 41 } };
    expect((await phone.sync([forged])).results).toMatchObject([{ status: 'rejected', reason: 'keyReused', id: mutation.id }]);
    expect(phone.activities.get(mutation.activityId)?.content.own).toMatchObject({ attendees: 40 });
  });

  test('the same key twice in one page counts once', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate();
    const { results } = await phone.sync([mutation, mutation, { ...mutation, patch: {} }]);
    expect(results).toMatchObject([{ status: 'applied', version: 1 }, { status: 'applied', version: 1 }, { reason: 'keyReused' }]);
  });

  test('a repeat is known even where the phone has learnt the version of its base meanwhile', async () => {
    const phone = await office.signIn('CB-07');
    const create = makeCreate();
    const edit = makeEdit(create.activityId, create.id, { note: 'Chuỗi' });
    await phone.sync([create, edit]);
    expect((await phone.sync([{ ...edit, base: 1 }])).results).toMatchObject([{ status: 'applied', version: 2 }]);
  });

  test("another account's key is forbidden", async () => {
    const [phone, other] = [await office.signIn('CB-07'), await office.signIn('CB-08')];
    const mutation = makeCreate();
    await phone.sync([mutation]);
    expect((await other.sync([mutation])).results).toMatchObject([{ status: 'rejected', reason: 'forbidden' }]);
  });

  test('ten records sent five times at once from five connections are ten records', async () => {
    const before = await countRecords();
    const phones = await Promise.all(Array.from({ length: 5 }, () => office.signIn('CB-08')));
    const mutations = Array.from({ length: 10 }, () => makeCreate());
    const shuffled = (turn: number) => mutations.map((_, at) => mutations[(at * 3 + turn) % mutations.length]);
    const answers = await Promise.all(phones.map((phone, turn) => phone.sync(shuffled(turn))));
    expect(await countRecords()).toBe(before + 10);
    const versions = answers.flatMap((answer) => answer.results.map((result) => JSON.stringify(result)));
    expect(new Set(versions).size).toBe(10);
  });

  test('the same id with other content from five devices at once is one record', async () => {
    const phones = await Promise.all(Array.from({ length: 5 }, () => office.signIn('CB-08')));
    const first = makeCreate();
    const rivals = phones.map((_, at) => makeCreate(makeContent({ own: { sessions: 1, attendees: 10 + at } }), first.activityId));
    const answers = await Promise.all(phones.map((phone, at) => phone.sync([rivals[at]])));
    const statuses = answers.map((answer) => answer.results[0]?.status).sort();
    expect(statuses).toEqual(['applied', 'rejected', 'rejected', 'rejected', 'rejected']);
  });
});
