import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityId } from '../../src/domain/ids.ts';
import { History } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { repairCells } from '../../src/server/store/recount.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeDuplicate,
  makeEdit,
  makeReturn,
  makeStateChange,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';

describe.each(databases)('an activity that was logged more than once, on %s', (kind) => {
  let office: Office;
  let officer: Phone;
  let lead: Phone;
  let boats: Phone;
  let supervisor: Phone;
  let a: ActivityId;
  let b: ActivityId;
  beforeAll(async () => {
    office = await openOffice(kind);
    officer = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
    boats = await office.signIn('TP-LS');
    supervisor = await office.signIn('VP-01');
  });
  afterAll(async () => {
    expect(await recount(office.store, false, () => undefined)).toBe(0);
    await office.close();
  });

  const created = async (phone: Phone, more = {}): Promise<ActivityId> => {
    const create = makeCreate(makeContent(more));
    expect((await phone.sync([create])).results).toMatchObject([{ status: 'applied' }]);
    return create.activityId;
  };
  const done = async (phone: Phone, ...mutations: Mutation[]): Promise<void> => {
    for (const result of (await phone.sync(mutations)).results) expect(result.status).toMatch(/applied|merged/);
  };
  const seen = async (id: ActivityId, phone = lead) => {
    await phone.pull();
    return phone.activities.get(id);
  };
  const entriesOf = async (id: ActivityId) => History.parse(await (await supervisor.get(`/api/activities/${id}/history`)).json()).entries;
  /** Counted records of the group, as the cells of a phone say it. */
  const counted = async (phone = lead): Promise<number> => {
    await phone.pull();
    return [...phone.cells.values()]
      .filter(({ state, unitId }) => (state === 'sent' || state === 'confirmed') && unitId === 'qlbg')
      .reduce((sum, cell) => sum + cell.records, 0);
  };

  let before: number;
  beforeEach(async () => {
    before = await counted();
    a = await created(officer);
    b = await created(lead);
    await done(lead, makeDuplicate(b, 1, a));
    expect(await counted()).toBe(before + 1);
  });

  test('counts with the duplicate when the author of the kept record withdraws it, and its lead is offered that one', async () => {
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    expect(await seen(a)).toMatchObject({ state: 'withdrawn', version: 2, duplicateOfId: b });
    expect(await seen(b)).toMatchObject({ state: 'sent', version: 3 });
    expect(await seen(b)).not.toHaveProperty('duplicateOfId');
    expect(await counted()).toBe(before + 1);
    await done(lead, makeStateChange(b, 3, 'confirm'));
    // Whoever comes back finds the other one counted.
    await done(officer, makeStateChange(a, 2, 'restore'));
    expect(await seen(a, officer)).toMatchObject({ state: 'duplicate', duplicateOfId: b });
    expect(await counted()).toBe(before + 1);
  });

  test('counts with the duplicate when the kept record is returned, and once when that is sent again', async () => {
    await done(lead, makeReturn(a, 1, 'Thiếu địa điểm'));
    expect(await seen(a, officer)).toMatchObject({ state: 'returned', returnReason: 'Thiếu địa điểm', duplicateOfId: b });
    expect(await seen(b)).toMatchObject({ state: 'sent' });
    await done(officer, makeEdit(a, 2, { attendees: 44 }));
    expect(await seen(a, officer)).toMatchObject({ state: 'duplicate', duplicateOfId: b, content: { own: { attendees: 44 } } });
    expect(await seen(a, officer)).not.toHaveProperty('returnReason');
    expect(await counted()).toBe(before + 1);
  });

  test('counts with a record of another unit, and everybody who may see one of them hears of it', async () => {
    const far = await created(boats, { unitId: 'ls', itemCode: 'II.1.c' });
    await done(supervisor, makeDuplicate(far, 1, a));
    await done(lead, makeStateChange(b, 2, 'withdraw'));
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    expect(await seen(far, boats)).toMatchObject({ state: 'sent', version: 3 });
    expect(await seen(a, officer)).toMatchObject({ state: 'withdrawn', duplicateOfId: far });
    expect(await counted()).toBe(before);
  });

  test('follows along a chain: b of a, a of c, and c withdrawn', async () => {
    const c = await created(officer);
    await done(lead, makeDuplicate(a, 1, c));
    expect(await seen(b)).toMatchObject({ state: 'duplicate', duplicateOfId: c, version: 3 });
    await done(officer, makeStateChange(c, 1, 'withdraw'));
    const [first, second] = [a, b].sort() as [ActivityId, ActivityId];
    expect(await seen(first)).toMatchObject({ state: 'sent' });
    expect(await seen(second)).toMatchObject({ state: 'duplicate', duplicateOfId: first });
    expect(await seen(c)).toMatchObject({ state: 'withdrawn', duplicateOfId: first });
    expect(await counted()).toBe(before + 1);
  });

  test('counts no more once nobody stands by it, and with whoever comes back', async () => {
    await done(lead, makeStateChange(b, 2, 'withdraw'));
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    expect(await counted()).toBe(before);
    await done(lead, makeStateChange(b, 3, 'restore'));
    expect(await seen(b)).toMatchObject({ state: 'sent' });
    await done(officer, makeStateChange(a, 3, 'restore'));
    expect(await seen(a)).toMatchObject({ state: 'duplicate', duplicateOfId: b });
    expect(await counted()).toBe(before + 1);
  });

  test('is judged page by page: what one change brings about holds for the next of the same page', async () => {
    await done(supervisor, makeReturn(a, 1), makeReturn(b, 3));
    expect(await counted()).toBe(before);
    await done(officer, makeEdit(a, 2, {}));
    expect(await seen(a)).toMatchObject({ state: 'sent' });
    expect(await seen(b)).toMatchObject({ state: 'returned', returnReason: 'Thiếu địa điểm', duplicateOfId: a });
  });

  test('an edit made offline while the record became a duplicate is in the record, and so is one of a duplicate', async () => {
    await done(lead, makeEdit(b, 1, { attendees: 61 }));
    await done(lead, makeEdit(b, 3, { note: 'Có mưa' }));
    expect(await seen(b)).toMatchObject({ state: 'duplicate', duplicateOfId: a, content: { note: 'Có mưa', own: { attendees: 61 } } });
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    expect(await seen(b)).toMatchObject({ state: 'sent', content: { note: 'Có mưa', own: { attendees: 61 } } });
  });

  test('an edit of the duplicate that arrives after it came to count is merged', async () => {
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    expect((await lead.sync([makeEdit(b, 2, { attendees: 52 })])).results).toMatchObject([{ status: 'merged', version: 4 }]);
    expect(await seen(b)).toMatchObject({ state: 'sent', content: { own: { attendees: 52 } } });
  });

  test('a reviewer who returned the one and said offline that the other is no duplicate is not refused', async () => {
    await done(supervisor, makeReturn(a, 1), makeStateChange(b, 2, 'restore'));
    expect(await seen(b)).toMatchObject({ state: 'sent' });
    expect(await seen(a, officer)).toMatchObject({ state: 'returned', returnReason: 'Thiếu địa điểm' });
    expect(await seen(a, officer)).not.toHaveProperty('duplicateOfId');
    await done(officer, makeEdit(a, 3, {}));
    expect(await counted()).toBe(before + 2);
  });

  test('whose record it is does not matter to the rule, but only its own people may act', async () => {
    const restored = await officer.sync([
      makeStateChange(b, 2, 'restore'),
      makeStateChange(b, 2, 'withdraw'),
      makeEdit(b, 2, { note: 'x' }),
    ]);
    expect(restored.results).toMatchObject(['forbidden', 'forbidden', 'forbidden'].map((reason) => ({ reason })));
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    expect((await officer.sync([makeStateChange(b, 2, 'restore')])).results).toMatchObject([{ reason: 'forbidden' }]);
  });

  test('the history says in whose place a record counts, why, and who caused it', async () => {
    const withdrawal = makeStateChange(a, 1, 'withdraw');
    await done(officer, withdrawal);
    const [, , standIn] = await entriesOf(b);
    expect(standIn).toMatchObject({
      version: 3,
      action: 'restore',
      state: 'sent',
      staffCode: 'CB-07',
      mutationId: withdrawal.id,
      duplicateOfId: a,
      reason: 'withdraw',
      fields: [],
    });
    expect((await entriesOf(a))[1]).toMatchObject({ action: 'withdraw', state: 'withdrawn', duplicateOfId: b });
  });

  test('the history of what follows to another record names that one', async () => {
    const c = await created(officer);
    const verdict = makeDuplicate(a, 1, c);
    await done(lead, verdict);
    expect((await entriesOf(b))[2]).toMatchObject({
      action: 'markDuplicate',
      state: 'duplicate',
      staffCode: 'TP-QLBG',
      mutationId: verdict.id,
      duplicateOfId: c,
      reason: 'markDuplicate',
    });
  });

  test('a withdrawal sent twice moves the count once', async () => {
    const withdrawal = makeStateChange(a, 1, 'withdraw');
    await done(officer, withdrawal);
    await done(officer, withdrawal);
    expect(await seen(b)).toMatchObject({ state: 'sent', version: 3 });
    expect(await counted()).toBe(before + 1);
  });

  /** As a former release left it: the kept record is gone and nothing counts. */
  const forget = async (): Promise<void> => {
    await done(officer, makeStateChange(a, 1, 'withdraw'));
    await office.store.writer.updateTable('activities').set({ state: 'duplicate', duplicate_of_id: a }).where('id', '=', b).execute();
    await office.store.writer.updateTable('activities').set({ duplicate_of_id: null }).where('id', '=', a).execute();
    await recountCells();
  };
  const recountCells = async (): Promise<void> => {
    const lines: string[] = [];
    await office.store.write(async (tx) => {
      lines.push(...(await repairCells(tx, await office.deps.readReference(tx.db))).map((one) => one.cell));
    });
    expect(lines.length).toBeGreaterThan(0);
  };

  test('a recount names records that count nowhere, and repairs them', async () => {
    await forget();
    const lines: string[] = [];
    expect(await recount(office.store, false, (line) => lines.push(line))).toBe(1);
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ duplicates: [a, b].sort(), counted: 0 }]);
    expect(await recount(office.store, true, () => undefined)).toBe(1);
    expect(await recount(office.store, false, () => undefined)).toBe(0);
    expect(await seen(b)).toMatchObject({ state: 'sent', version: 4 });
    expect(await seen(a, officer)).toMatchObject({ state: 'withdrawn', duplicateOfId: b });
    expect((await entriesOf(b)).at(-1)).toMatchObject({ action: 'restore', staffCode: 'CB-07', duplicateOfId: a, reason: 'withdraw' });
    expect(await counted()).toBe(before + 1);
  });

  test('a recount names records that count twice, and repairs them', async () => {
    await office.store.writer.updateTable('activities').set({ state: 'sent' }).where('id', '=', b).execute();
    await recountCells();
    const lines: string[] = [];
    expect(await recount(office.store, true, (line) => lines.push(line))).toBe(1);
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ duplicates: [a, b].sort(), counted: 2 }]);
    expect(await recount(office.store, false, () => undefined)).toBe(0);
    expect(await counted()).toBe(before + 1);
  });

  test('a group of a former release heals when one of its records is touched', async () => {
    await forget();
    await done(lead, makeEdit(b, 3, { attendees: 47 }));
    expect(await seen(b)).toMatchObject({ state: 'sent', content: { own: { attendees: 47 } } });
    expect(await seen(a, officer)).toMatchObject({ state: 'withdrawn', duplicateOfId: b });
    expect(await counted()).toBe(before + 1);
  });
});
