import { expect, test } from 'vitest';
import { shareText, shareWork } from '../../../src/client/features/plans/share-text.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { day } from '../../../src/domain/day.ts';
import { findItem } from '../../../src/domain/plan.ts';
import { NO_TALLY } from '../../../src/domain/tally.ts';
import { PLAN } from '../../domain/make.ts';
import { makePace } from '../../domain/make-pace.ts';

test('the shared text carries the figures of the screen, parts that are nothing left out', async () => {
  await withWords(['plans'], Promise.resolve());
  const item = findItem(PLAN, 'II.1.a.p1');
  if (!item) throw new Error('item');
  const tally = {
    confirmed: { records: 20, measures: { sessions: 27, attendees: 2201 } },
    waiting: { records: 4, measures: { sessions: 6, attendees: 712 } },
    declared: 2,
    onPhone: { records: 0, measures: { attendees: -5 } },
  };
  expect(shareText(PLAN, item, { tally, pace: undefined, asOf: 'số đến 16:40' }).split('\n')).toEqual([
    'II.1.a.p1 Mục II.1.a.p1',
    'Kế hoạch 2024, số đến 16:40',
    'Đã xác nhận: 27 buổi',
    'Chờ xác nhận: 6',
    'Đã khai, chưa nhận: 2 lần ghi',
    'Lượt người tham dự: 2.201, chờ 712, trên máy bớt 5',
  ]);
});

test('what contains estimates is shared as "khoảng"', async () => {
  await withWords(['plans'], Promise.resolve());
  const item = findItem(PLAN, 'II.1.a.p1');
  if (!item) throw new Error('item');
  const amount = { records: 2, measures: { sessions: 2, attendees: 90 }, estimated: 1 };
  const tally = { ...NO_TALLY, confirmed: amount, waiting: { ...amount, estimated: undefined }, onPhone: amount };
  expect(shareText(PLAN, item, { tally, pace: undefined, asOf: '' }).split('\n').slice(2)).toEqual([
    'Đã xác nhận: 2 buổi',
    'Chờ xác nhận: 2',
    'Trên máy này: 2',
    'Lượt người tham dự: khoảng 90, chờ 90, trên máy khoảng 90',
  ]);
  const pace = makePace({ tally, done: 90, place: { measure: 'attendees' } });
  expect(shareText(PLAN, item, { tally, pace, asOf: '' })).toContain('Đã xác nhận: khoảng 90/40 lượt người cả năm');
});

test('with a target the text says done and target, over what, and how that stands today', async () => {
  await withWords(['plans'], Promise.resolve());
  const item = findItem(PLAN, 'II.1.a.p1');
  if (!item) throw new Error('item');
  const tally = { ...NO_TALLY, confirmed: { records: 9, measures: { sessions: 14 } } };
  const pace = makePace({ tally, done: 14, expected: 17, state: 'late', by: 3 });
  expect(shareText(PLAN, item, { tally, pace, asOf: 'số đến 16:40' }).split('\n').slice(2)).toEqual([
    'Đã xác nhận: 14/40 buổi cả năm',
    'Chậm 3\u00a0buổi (cần đến hôm nay: 17)',
  ]);
});

test('one-off work says its days and how each stands', async () => {
  await withWords(['plans'], Promise.resolve());
  const item = findItem(PLAN, 'III');
  if (!item) throw new Error('item');
  const place = { planId: PLAN.id, itemCode: item.code, occurrenceId: 'q1', unitId: null };
  const states = [{ kind: 'done', on: day('2024-03-28'), docNumber: '142/BC' }, { kind: 'overdue', days: 4 }, { kind: 'ahead' }] as const;
  const work = states.map((state) => ({ place, due: day('2024-06-14'), mark: undefined, state }));
  expect(shareWork(PLAN, item, work, day('2024-06-18')).split('\n').slice(2)).toEqual([
    'hạn 14/6: Xong 28/3, 142/BC',
    'hạn 14/6: Quá hạn 4\u00a0ngày',
    'hạn 14/6',
  ]);
});
