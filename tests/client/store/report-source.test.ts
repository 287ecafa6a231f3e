import { expect, test } from 'vitest';
import {
  readFormerWords,
  readOfficePart,
  readOwnLetterhead,
  readWords,
  saveOfficePart,
  saveOwnLetterhead,
  saveReportWords,
} from '../../../src/client/store/lists/report-inputs.ts';
import { readReceived } from '../../../src/client/store/lists/report-source.ts';
import { addDays, day } from '../../../src/domain/day.ts';
import { RequestId } from '../../../src/domain/ids.ts';
import { proposeLetterhead } from '../../../src/domain/report/letterhead.ts';
import { NO_WORDS } from '../../../src/domain/report/report.ts';
import { BORDERS, newId, PLAN } from '../../domain/make.ts';
import { acknowledgeAll, openPhone } from '../../helpers/phone.ts';

const JUNE = { from: day('2024-05-15'), to: day('2024-06-14') };
const PLACE = { planId: PLAN.id, unitId: BORDERS };

test('a report counts a record on the day the office has it on, and what was judged here not at all', async () => {
  const phone = await openPhone();
  const moved = await phone.record({ date: '2024-06-02' });
  const returned = await phone.record({ date: '2024-06-03' });
  await phone.record({ date: '2024-05-14' });
  await phone.sync(acknowledgeAll);
  const daysOf = async () => (await readReceived(phone.db, PLAN.id, JUNE)).map(({ date }) => date).toSorted();
  expect(await daysOf()).toEqual(['2024-06-02', '2024-06-03']);

  // Moved out of the period by a change the office has not heard of, and judged by a verdict that waits.
  await phone.record({ date: '2024-03-01' }, moved);
  expect(await phone.review(returned, { action: 'return', reason: 'Thiếu địa bàn' })).toBe(true);
  expect(await daysOf()).toEqual(['2024-06-02']);
  // Nothing that has not left the phone is in a report.
  await phone.record({ date: '2024-06-05' });
  expect(await daysOf()).toEqual(['2024-06-02']);
});

test('words are kept by period, and those written last are offered to another one', async () => {
  const { db } = await openPhone();
  const words = { ...NO_WORDS, strengths: 'Đều.' };
  await saveReportWords(db, PLACE, 'month-2024-5', words);
  expect(await readWords(db, PLACE, 'month-2024-5')).toEqual(words);
  expect(await readWords(db, PLACE, 'month-2024-6')).toBeUndefined();
  expect(await readFormerWords(db, PLACE, 'month-2024-6')).toEqual(words);
  expect(await readFormerWords(db, PLACE, 'month-2024-5')).toBeUndefined();
  expect(await readFormerWords(db, { ...PLACE, unitId: undefined }, 'month-2024-6')).toBeUndefined();
});

test('what is typed of a letterhead is kept by plan and unit, with what it was typed upon', async () => {
  const { db } = await openPhone();
  const own = { letterhead: proposeLetterhead(PLAN, undefined), upon: RequestId.parse(newId()) };
  await saveOwnLetterhead(db, PLACE, own);
  expect(await readOwnLetterhead(db, PLACE)).toEqual(own);
  expect(await readOwnLetterhead(db, { ...PLACE, unitId: undefined })).toBeUndefined();
  await saveOwnLetterhead(db, PLACE, undefined);
  expect(await readOwnLetterhead(db, PLACE)).toBeUndefined();
});

test('a letterhead that an earlier release saved is still there', async () => {
  const { db } = await openPhone();
  const letterhead = proposeLetterhead(PLAN, undefined);
  await db.meta.put({ key: `report.letterhead|${PLAN.id}|${BORDERS}`, value: letterhead });
  expect(await readOwnLetterhead(db, PLACE)).toEqual({ letterhead, upon: undefined });
});

test('of the office’s answers the latest are kept, and the oldest go first', async () => {
  const { db } = await openPhone();
  const periodAt = (at: number) => ({ from: JUNE.from, to: addDays(JUNE.to, at) });
  for (let at = 0; at < 45; at++) await saveOfficePart(db, PLACE, periodAt(at), { byLocality: [], records: [], at });
  expect(await readOfficePart(db, PLACE, periodAt(44))).toEqual({ byLocality: [], records: [], at: 44 });
  expect(await readOfficePart(db, PLACE, periodAt(4))).toBeUndefined();
  expect(await readOfficePart(db, PLACE, periodAt(5))).toBeDefined();
});
