import { expect, test } from 'vitest';
import { shareText } from '../../../src/client/features/plans/share-text.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { findItem } from '../../../src/domain/plan.ts';
import { PLAN } from '../../domain/make.ts';

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
    'Lượt người tham dự: 2.201, chờ 712, trên máy −5',
  ]);
});
