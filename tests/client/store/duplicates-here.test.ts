import { describe, expect, test } from 'vitest';
import { readFollowers, readLeft } from '../../../src/client/store/records/duplicates-here.ts';
import { project } from '../../../src/client/store/records/projection.ts';
import { reviewActivities } from '../../../src/client/store/records/review-activities.ts';
import { readToReview } from '../../../src/client/store/records/review-list.ts';
import type { Snapshot } from '../../../src/domain/change.ts';
import { AccountId, type ActivityId, type UnitId } from '../../../src/domain/ids.ts';
import { tallyByItem } from '../../../src/domain/tally.ts';
import { makeContent as makeAny } from '../../domain/make.ts';
import { answer, newActivityId, openPhone, respond, serverActivity, type TestPhone } from '../../helpers/phone.ts';
import { readTallies } from '../../helpers/tallies.ts';
import { type FieldPhone, Town } from '../../helpers/town.ts';
import { makeContent } from '../../server/helpers.ts';

const ONE = AccountId.parse('officer-one');
const TWO = AccountId.parse('officer-two');
const THREE = AccountId.parse('officer-three');
const told = (...activities: ReturnType<typeof serverActivity>[]) => respond((request) => answer(request, { changes: { activities } }));
const ids = (count: number): ActivityId[] => Array.from({ length: count }, newActivityId).sort();

async function leadWith(...activities: ReturnType<typeof serverActivity>[]): Promise<TestPhone> {
  const phone = await openPhone();
  await phone.syncOnce(told(...activities));
  return phone;
}

describe('what a phone knows of duplicates', () => {
  test('says how many point at a record, and whose counts when that counts no more', async () => {
    const [first, kept, second, other] = ids(4) as [ActivityId, ActivityId, ActivityId, ActivityId];
    const phone = await leadWith(
      serverActivity(kept, ONE, { state: 'confirmed' }),
      serverActivity(second, THREE, { state: 'duplicate', duplicateOfId: kept }),
      serverActivity(first, TWO, { state: 'duplicate', duplicateOfId: kept }),
      serverActivity(other, ONE),
    );
    expect(await readFollowers(phone.db, [kept])).toEqual({ count: 2, nextBy: [TWO] });
    expect(await readFollowers(phone.db, [kept, other])).toEqual({ count: 2, nextBy: [TWO] });
    expect(await readFollowers(phone.db, [other])).toEqual({ count: 0, nextBy: [] });
  });

  test('leaves out a duplicate that its author withdrew', async () => {
    const [kept, gone] = ids(2) as [ActivityId, ActivityId];
    const phone = await leadWith(serverActivity(kept, ONE), serverActivity(gone, TWO, { state: 'withdrawn', duplicateOfId: kept }));
    expect(await readFollowers(phone.db, [kept])).toEqual({ count: 0, nextBy: [] });
    expect((await readLeft(phone.db)).get(kept)).toMatchObject({ id: gone, state: 'withdrawn' });
  });

  test('holds for a verdict that has not gone out yet', async () => {
    const [kept, twin] = ids(2) as [ActivityId, ActivityId];
    const phone = await leadWith(serverActivity(kept, ONE), serverActivity(twin, TWO));
    await phone.review(twin, { action: 'markDuplicate', duplicateOfId: kept });
    expect(await readFollowers(phone.db, [kept])).toEqual({ count: 1, nextBy: [TWO] });
  });
});

describe('a record that is linked with another one of the same activity', () => {
  const content = makeAny();
  const other = newActivityId();
  const change = (action: 'record' | 'restore' | 'withdraw') => ({ action, patch: {} });
  const linked = (state: Snapshot['state']): Snapshot => ({ content, state, duplicateOfId: other });

  test('is a duplicate when it comes back, as the server will have it', () => {
    expect(project(linked('withdrawn'), [change('restore')])).toEqual(linked('duplicate'));
    expect(project({ ...linked('returned'), returnReason: 'Thiếu số' }, [change('record')])).toEqual(linked('duplicate'));
  });

  test('stays linked when its author withdraws it, and is free once a reviewer says that it is no duplicate', () => {
    expect(project(linked('duplicate'), [change('withdraw')])).toEqual(linked('withdrawn'));
    expect(project(linked('duplicate'), [change('restore')])).toEqual({ content, state: 'sent' });
  });

  test('can be corrected and withdrawn while it is a duplicate, but not restored by its author', async () => {
    const phone = await openPhone('officer-one');
    const [kept, mine] = ids(2) as [ActivityId, ActivityId];
    await phone.syncOnce(told(serverActivity(mine, ONE, { state: 'duplicate', duplicateOfId: kept })));
    await phone.record({ note: 'Có mưa' }, mine);
    expect(await phone.row(mine)).toMatchObject({ state: 'duplicate', duplicateOfId: kept, content: { note: 'Có mưa' } });
    await phone.restore(mine);
    expect(await phone.mutations(mine)).toMatchObject([{ action: 'record' }]);
    await phone.withdraw(mine);
    expect(await phone.row(mine)).toMatchObject({ state: 'withdrawn' });
    await phone.restore(mine);
    expect(await phone.row(mine)).toMatchObject({ state: 'duplicate', duplicateOfId: kept });
  });
});

/** What the phone shows is what the server's own cells add up to, and no more waits here. */
async function expectSameFigures(town: Town, phone: FieldPhone): Promise<void> {
  const [plan] = await phone.db.plans.toArray();
  if (!plan) throw new Error('The phone has no plan');
  const fresh = await town.tellsAnew(phone);
  expect(await readTallies(phone.db, plan)).toEqual(tallyByItem(plan, fresh.cells.values(), fresh.declared, []));
}

test('after a withdrawal or a return the phones of author, lead and of the other author agree with the office', async () => {
  const town = await Town.open('CB-07', 'CB-08', 'TP-QLBG');
  const [one, two, lead] = town.phones as [FieldPhone, FieldPhone, FieldPhone];
  const [kept, twin] = [one.newId(), two.newId()] as [ActivityId, ActivityId];
  await one.record(makeContent(), kept);
  await two.record(makeContent(), twin);
  const syncAll = async (): Promise<void> => {
    for (let round = 0; round < 2; round++)
      for (const phone of town.phones) {
        // Verdicts rest a while before they go.
        phone.clock.now += 60_000;
        expect(await phone.sync()).toMatchObject({ kind: 'done' });
      }
  };
  const states = async (phone: FieldPhone) =>
    (await phone.db.activities.bulkGet([kept, twin])).map((row) => row && [row.state, row.where, row.duplicateOfId]);
  await syncAll();
  await reviewActivities(lead.db, { ids: [twin], action: 'markDuplicate', duplicateOfId: kept, ...lead.mint });
  await syncAll();
  await one.withdraw(kept);
  await syncAll();
  expect(await states(lead)).toEqual([
    ['withdrawn', 'received', twin],
    ['sent', 'received', undefined],
  ]);
  expect((await readToReview(lead.db, ['qlbg' as UnitId], { limit: 9 })).map((row) => row.id)).toEqual([twin]);
  await one.restore(kept);
  await reviewActivities(lead.db, { ids: [twin], action: 'return', reason: 'Thiếu số', ...lead.mint });
  await syncAll();
  expect(await states(one)).toEqual([['sent', 'received', undefined], undefined]);
  expect(await states(two)).toEqual([undefined, ['returned', 'attention', kept]]);
  await two.record(makeContent({ note: 'Đã sửa' }), twin);
  await syncAll();
  expect(await states(lead)).toEqual([
    ['sent', 'received', undefined],
    ['duplicate', 'received', kept],
  ]);
  for (const phone of town.phones) await expectSameFigures(town, phone);
  await town.close();
});
