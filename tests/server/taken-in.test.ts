import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { History } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import { findAccount, setDisabled } from '../../src/server/store/accounts.ts';
import { compareCells } from '../../src/server/store/recount.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { databases, makeContent, makeCreate, makeEdit, makeStateChange, type Office, openOffice, type Phone } from './helpers.ts';

describe.each(databases)('work of somebody who left, on %s', (kind) => {
  let office: Office;
  let gone: Phone;
  let lead: Phone;
  let desk: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    [gone, lead, desk] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG'), await office.signIn('VP-01')];
  });
  afterAll(() => office.close());

  const takeIn = async (phone: Phone, mutations: readonly unknown[], check = false, accountId: string = gone.person.id) =>
    (await phone.post('/api/taken-in', { accountId, check, mutations })).json();
  const disable = (disabled: boolean) => office.store.write((tx) => setDisabled(tx, gone.person.id, disabled));
  const create = makeCreate();
  const file: Mutation[] = [create, makeEdit(create.activityId, create.id, { note: 'Ghi ở mốc 302' })];
  const records = async () => (await office.store.reader.selectFrom('activities').select('id').execute()).length;

  test('is checked without a trace, entered under their name, and says who entered it', async () => {
    await disable(true);
    const checked = await takeIn(lead, file, true);
    expect(checked).toMatchObject({ staffCode: 'CB-07', results: [{ status: 'applied' }, { status: 'applied' }], known: [] });
    expect(await records()).toBe(0);
    expect(await takeIn(lead, file)).toMatchObject({ results: [{ status: 'applied' }, { status: 'applied' }] });
    await lead.pull();
    expect(lead.activities.get(create.activityId)).toMatchObject({
      authorId: gone.person.id,
      version: 2,
      content: { note: 'Ghi ở mốc 302' },
    });
    const { entries } = History.parse(await (await lead.get(`/api/activities/${create.activityId}/history`)).json());
    expect(entries).toMatchObject([
      { staffCode: 'CB-07', enteredBy: 'TP-QLBG' },
      { staffCode: 'CB-07', enteredBy: 'TP-QLBG' },
    ]);
  });

  test('counts once, though the file comes again and the phone comes back', async () => {
    expect(await takeIn(desk, file, true)).toMatchObject({ known: file.map(({ id }) => id) });
    expect(await takeIn(desk, file)).toMatchObject({ results: [{ status: 'applied' }, { status: 'applied' }] });
    await disable(false);
    expect((await gone.sync(file)).results).toMatchObject([
      { status: 'applied', version: 1 },
      { status: 'applied', version: 2 },
    ]);
    expect(await records()).toBe(1);
    expect(await compareCells(office.store.reader, await createReferenceReader()(office.store.reader))).toEqual([]);
  });

  test('is refused where it breaks the rules or lies out of reach, and its phone may still send it', async () => {
    const elsewhere = makeCreate(makeContent({ unitId: 'van-phong' }));
    const future = makeCreate(makeContent({ date: '2026-12-30' }));
    const verdict = makeStateChange(create.activityId, 2, 'confirm');
    const { results } = await takeIn(lead, [elsewhere, future, verdict, { id: 'không' }]);
    expect(results.map((one: { status: string; reason?: string }) => one.reason)).toEqual(['invalid', 'invalid', 'forbidden', 'malformed']);
    const claimed = await office.store.reader
      .selectFrom('mutations')
      .select('id')
      .where('id', 'in', [elsewhere.id, future.id, verdict.id])
      .execute();
    expect(claimed).toEqual([]);
    expect(await records()).toBe(1);
  });

  test('is taken in by leads for their own unit and by the office, and by nobody else', async () => {
    const lone = [makeCreate()];
    expect(await takeIn(lead, lone, false, desk.person.id)).toMatchObject({ error: 'notFound' });
    expect(await takeIn(lead, lone, false, 'khong-ai')).toMatchObject({ error: 'notFound' });
    expect(await takeIn(gone, lone)).toMatchObject({ error: 'forbidden' });
    expect((await findAccount(office.store.reader, gone.person.id))?.disabled).toBe(false);
  });
});
