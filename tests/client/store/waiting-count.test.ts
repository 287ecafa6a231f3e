import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { waitingText } from '../../../src/client/features/account/waiting-text.ts';
import { itemFigures } from '../../../src/client/features/plans/item-figures.ts';
import { shareText } from '../../../src/client/features/plans/share-text.ts';
import { barText } from '../../../src/client/labels/bar-text.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { readTallySource } from '../../../src/client/store/lists/tally-source.ts';
import { saveDraft } from '../../../src/client/store/records/drafts.ts';
import { readUploadStatus } from '../../../src/client/store/records/upload-status.ts';
import { countWaiting } from '../../../src/client/store/records/waiting-count.ts';
import { AccountId, type ActivityId } from '../../../src/domain/ids.ts';
import { tallyByItem } from '../../../src/domain/tally.ts';
import { countChanges } from '../../../src/domain/waiting-changes.ts';
import { BORDERS, CONSULAR, PLAN } from '../../domain/make.ts';
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

const OFFICER = AccountId.parse('officer');

beforeAll(() => withWords(['account', 'plans', 'tallies', 'refusals'], Promise.resolve()));

/** A record of an officer that this phone has received, to be judged. */
async function receiveOne(phone: TestPhone): Promise<ActivityId> {
  const id = newActivityId();
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes: { activities: [serverActivity(id, OFFICER)] } })));
  return id;
}

test('a return that waits is one verdict and no record, whatever it takes from the figures', async () => {
  const phone = await openPhone();
  await phone.review(await receiveOne(phone), { action: 'return', reason: 'Thiếu số' });
  expect(await countWaiting(phone.db)).toEqual({ records: 0, verdicts: 1 });
  expect(countChanges(PLAN.id, (await readTallySource(phone.db, PLAN.id)).changes)).toEqual({ records: 0, verdicts: 1 });
  expect(waitingText(await countWaiting(phone.db))).toBe('1\u00a0quyết định duyệt');
});

test('a record with words and a verdict of its own waits as a record', async () => {
  const phone = await openPhone();
  const id = await receiveOne(phone);
  await phone.record({ note: 'sửa' }, id);
  await phone.review(id, { action: 'confirm' });
  await phone.review(await receiveOne(phone), { action: 'confirm' });
  expect(await countWaiting(phone.db)).toEqual({ records: 1, verdicts: 1 });
  expect(waitingText(await countWaiting(phone.db))).toBe('1\u00a0bản ghi, 1\u00a0quyết định duyệt');
});

test('what was refused waits for the person: it is named when signing out and not where the phone goes on sending', async () => {
  const phone = await openPhone();
  await phone.record();
  await phone.sync(results((mutation) => rejected(mutation)));
  expect(await countWaiting(phone.db)).toEqual({ records: 0, verdicts: 0 });
  expect(await countWaiting(phone.db, true)).toEqual({ records: 1, verdicts: 0 });
});

test('a change counts in the unit and period it leaves and in those it comes to', async () => {
  const phone = await openPhone();
  const id = await phone.record({ unitId: BORDERS, date: '2024-06-12' });
  await phone.sync(acknowledgeAll);
  await phone.record({ unitId: CONSULAR, date: '2024-03-01' }, id);
  const { changes } = await readTallySource(phone.db, PLAN.id);
  const one = { records: 1, verdicts: 0 };
  expect([BORDERS, CONSULAR].map((unitId) => countChanges(PLAN.id, changes, { unitId }))).toEqual([one, one]);
  expect(countChanges(PLAN.id, changes, { unitId: 'u-other' as typeof BORDERS })).toEqual({ records: 0, verdicts: 0 });
});

const STEPS = ['new', 'edit', 'withdraw', 'receive', 'confirm', 'return', 'duplicate', 'refuse', 'send', 'draft'] as const;
type Step = (typeof STEPS)[number];

async function take(phone: TestPhone, step: Step, ids: ActivityId[], pick: number): Promise<void> {
  const id = ids[pick % Math.max(1, ids.length)];
  const row = id && (await phone.db.activities.get(id));
  if (step === 'new') ids.push(await phone.record());
  else if (step === 'receive') ids.push(await receiveOne(phone));
  else if (step === 'refuse') await phone.sync(results((mutation) => rejected(mutation)));
  else if (step === 'send') await phone.sync(acknowledgeAll);
  else if (step === 'draft') {
    const draftId = newActivityId();
    await saveDraft(phone.db, { id: draftId, draft: { id: draftId, type: 'meeting', values: {} }, savedAt: new Date(0).toISOString() });
  } else if (!id || !row) return;
  else if (step === 'edit') await phone.record({ own: { sessions: 1, attendees: 10 + pick } }, id);
  else if (step === 'withdraw') await phone.withdraw(id).catch(() => undefined);
  else if (step === 'return') await phone.review(id, { action: 'return', reason: 'Thiếu số' });
  else if (step === 'duplicate') await phone.review(id, { action: 'markDuplicate', duplicateOfId: newActivityId() });
  else await phone.review(id, { action: 'confirm' });
  phone.clock.now += 60_000;
}

/** Every number that a sentence about what waits is made from, and the sentences with a difference in them. */
async function said(phone: TestPhone): Promise<{ numbers: number[]; sentences: string[] }> {
  const [truth, sending, all] = [await readUploadStatus(phone.db), await countWaiting(phone.db), await countWaiting(phone.db, true)];
  const source = await readTallySource(phone.db, PLAN.id);
  const inTallies = countChanges(PLAN.id, source.changes);
  const tallies = tallyByItem(PLAN, source.cells, source.declared, source.changes);
  const figures = PLAN.items.map((item) => ({ item, tally: tallies.get(item.code), figures: itemFigures(item, tallies.get(item.code)) }));
  return {
    numbers: [
      ...[truth.onPhone, truth.received, truth.attention, await phone.db.drafts.count()],
      ...[sending, all, inTallies].flatMap(({ records, verdicts }) => [records, verdicts]),
      ...figures.map((one) => one.figures.records),
    ],
    sentences: [
      waitingText(sending),
      waitingText(all),
      ...figures.flatMap(({ item, tally, figures: one }) => [
        barText(one.texts, one.measure),
        one.texts.onPhone,
        shareText(PLAN, item, { tally, pace: undefined, asOf: '' }),
      ]),
    ],
  };
}

test('no count of what waits is ever negative, whatever mix of records, verdicts, drafts and refusals lies on the phone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(9)), { minLength: 1, maxLength: 14 }), async (steps) => {
      const phone = await openPhone();
      const ids: ActivityId[] = [];
      for (const [step, pick] of steps) await take(phone, step, ids, pick);
      const { numbers, sentences } = await said(phone);
      expect(numbers.filter((one) => one < 0)).toEqual([]);
      expect(sentences.filter((one) => /[−-]\d/.test(one))).toEqual([]);
      phone.db.close();
    }),
    { numRuns: 40 },
  );
});
