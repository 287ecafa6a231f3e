import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityId } from '../../src/domain/ids.ts';
import type { Patch } from '../../src/domain/patch.ts';
import { History } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { recount } from '../../src/server/commands/recount.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeDuplicate,
  makeEdit,
  makeReturn,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';

describe.each(databases)('verdicts on %s', (kind) => {
  let office: Office;
  let officer: Phone;
  let lead: Phone;
  let boats: Phone;
  let supervisor: Phone;
  let id: ActivityId;
  beforeAll(async () => {
    office = await openOffice(kind);
    officer = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
    boats = await office.signIn('TP-LS');
    supervisor = await office.signIn('VP-01');
  });
  beforeEach(async () => {
    id = await created(officer);
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
  const one = async (phone: Phone, mutation: Mutation): Promise<MutationResult> =>
    (await phone.sync([mutation])).results[0] as MutationResult;
  const seen = async (phone = officer) => {
    await phone.pull();
    return phone.activities.get(id);
  };

  test('a lead confirms, and the officer and the cells learn of it', async () => {
    expect(await one(lead, makeStateChange(id, 1, 'confirm'))).toMatchObject({ status: 'applied', version: 2 });
    expect(await seen()).toMatchObject({ state: 'confirmed', version: 2 });
    const cells = [...officer.cells.values()].filter((cell) => cell.state === 'confirmed');
    expect(cells).toMatchObject([{ records: 1, measures: { attendees: 40 } }]);
    expect(await one(lead, makeStateChange(id, 2, 'confirm'))).toMatchObject({ reason: 'notPossible' });
  });

  test('a returned record tells why until it is sent again, as it is or corrected', async () => {
    await one(lead, makeReturn(id, 1, 'Thiếu địa điểm'));
    expect(await seen()).toMatchObject({ state: 'returned', returnReason: 'Thiếu địa điểm' });
    await one(officer, makeEdit(id, 2, {}));
    expect(await seen()).toMatchObject({ state: 'sent', version: 3 });
    expect(await seen()).not.toHaveProperty('returnReason');
    await one(supervisor, makeReturn(id, 3, 'Sai ngày'));
    await one(officer, makeEdit(id, 4, { date: '2026-03-17' }));
    expect(await seen()).toMatchObject({ state: 'sent', version: 5, content: { date: '2026-03-17' } });
    expect(await seen()).not.toHaveProperty('returnReason');
  });

  test('a confirmed record stays so until a counted field changes', async () => {
    await one(lead, makeStateChange(id, 1, 'confirm'));
    await one(officer, makeEdit(id, 2, { note: 'Có mưa' }));
    expect(await seen()).toMatchObject({ state: 'confirmed', version: 3 });
    await one(officer, makeEdit(id, 3, { attendees: 41 }));
    expect(await seen()).toMatchObject({ state: 'sent', version: 4 });
  });

  test('a confirmed record whose fields changed is to be confirmed again, although they add up to the same', async () => {
    const make = (own: object) => makeCreate(makeContent({ type: 'exemplar', own: { action: 'found', ...own } }));
    const stateAfter = async (own: object, patch: Patch) => {
      const create = make(own);
      await officer.sync([create]);
      await lead.sync([makeStateChange(create.activityId, 1, 'confirm')]);
      await officer.sync([makeEdit(create.activityId, 2, patch)]);
      await officer.pull();
      return officer.activities.get(create.activityId)?.state;
    };
    expect(await stateAfter({ collectives: 5, individuals: 1 }, { collectives: 1, individuals: 5 })).toBe('sent');
    expect(await stateAfter({ individuals: 2 }, { action: 'proposed' })).toBe('sent');
    expect(await stateAfter({ individuals: 2 }, { estimated: true })).toBe('sent');
    expect(await stateAfter({ individuals: 2 }, { field: 'Biên giới', note: 'Đã kiểm tra' })).toBe('confirmed');
  });

  test('a verdict on what has changed since changes nothing', async () => {
    await one(officer, makeEdit(id, 1, { attendees: 44 }));
    const verdicts = [makeStateChange(id, 1, 'confirm'), makeReturn(id, 1), makeDuplicate(id, 1, await created(officer))];
    for (const verdict of verdicts) expect(await one(lead, verdict)).toMatchObject({ status: 'rejected', reason: 'changedSince' });
    expect(await seen()).toMatchObject({ state: 'sent', version: 2 });
    await one(officer, makeStateChange(id, 2, 'withdraw'));
    await one(officer, makeStateChange(id, 3, 'restore'));
    expect(await one(lead, makeStateChange(id, 2, 'confirm'))).toMatchObject({ reason: 'changedSince' });
    expect(await one(lead, makeStateChange(id, 4, 'confirm'))).toMatchObject({ status: 'applied' });
  });

  test('a later verdict of another stands, though made upon the version before the first', async () => {
    await one(lead, makeStateChange(id, 1, 'confirm'));
    expect(await one(supervisor, makeReturn(id, 1))).toMatchObject({ status: 'merged', version: 3 });
    expect(await seen()).toMatchObject({ state: 'returned' });
  });

  test('a duplicate names the record that is kept, and comes back by those who review', async () => {
    const kept = await created(officer);
    expect(await one(lead, makeDuplicate(id, 1, kept))).toMatchObject({ status: 'applied' });
    expect(await seen()).toMatchObject({ state: 'duplicate', duplicateOfId: kept });
    expect(await one(officer, makeStateChange(id, 2, 'restore'))).toMatchObject({ reason: 'forbidden' });
    expect(await one(officer, makeEdit(id, 2, { attendees: 9 }))).toMatchObject({ status: 'applied' });
    expect(await seen()).toMatchObject({ state: 'duplicate', duplicateOfId: kept });
    expect(await one(lead, makeStateChange(id, 3, 'restore'))).toMatchObject({ status: 'applied' });
    expect(await seen()).toMatchObject({ state: 'sent', content: { own: { attendees: 9 } } });
    expect(await seen()).not.toHaveProperty('duplicateOfId');
  });

  test("the record that is kept must be there, counted, another one, and within the reviewer's sight", async () => {
    const withdrawn = await created(officer);
    await one(officer, makeStateChange(withdrawn, 1, 'withdraw'));
    const foreign = await created(boats, { unitId: 'ls', itemCode: 'II.1.c' });
    for (const kept of [id, withdrawn, foreign, newActivityId()])
      expect(await one(lead, makeDuplicate(id, 1, kept))).toMatchObject({ status: 'rejected', reason: 'notPossible' });
    expect(await seen()).toMatchObject({ state: 'sent', version: 1 });
    expect(await one(supervisor, makeDuplicate(id, 1, foreign))).toMatchObject({ status: 'applied' });
  });

  test('two records are not duplicates of one another', async () => {
    const other = await created(officer);
    const page = [makeDuplicate(id, 1, other), makeDuplicate(other, 1, id)];
    expect((await lead.sync(page)).results).toMatchObject([{ status: 'applied' }, { reason: 'notPossible' }]);
  });

  test('the history tells each verdict with what was said', async () => {
    const kept = await created(officer);
    await one(lead, makeReturn(id, 1, 'Thiếu địa điểm'));
    await one(supervisor, makeDuplicate(id, 2, kept));
    const { entries } = History.parse(await (await officer.get(`/api/activities/${id}/history`)).json());
    expect(entries.map(({ action, staffCode }) => [action, staffCode])).toEqual([
      ['record', 'CB-07'],
      ['return', 'TP-QLBG'],
      ['markDuplicate', 'VP-01'],
    ]);
    expect(entries[1]).toMatchObject({ state: 'returned', reason: 'Thiếu địa điểm', fields: [] });
    expect(entries[2]).toMatchObject({ state: 'duplicate', duplicateOfId: kept });
    expect(entries[2]).not.toHaveProperty('reason');
  });

  test('a verdict sent twice is one, and its key with another reason is refused', async () => {
    const verdict = makeReturn(id, 1);
    const first = await one(lead, verdict);
    expect(await one(lead, verdict)).toEqual(first);
    expect(await one(lead, { ...verdict, reason: 'Lý do khác' })).toMatchObject({ reason: 'keyReused' });
    expect(await seen()).toMatchObject({ version: 2 });
  });
});
