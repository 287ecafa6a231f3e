import { expect, test } from 'vitest';
import { readDueDays } from '../../../src/domain/plan-reading/due-days.ts';

test.each([
  ['Gửi báo cáo về Sở Nội vụ chậm nhất ngày 15/3/2024.', ['2024-03-15']],
  ['Báo cáo kết quả trước ngày 20/11.', ['2024-11-20']],
  ['báo cáo định kỳ trước ngày 5/6 và ngày 5/12', ['2024-06-05', '2024-12-05']],
  ['(hoàn thành xong trước ngày 30/11/2024)', ['2024-11-30']],
  ['gửi trước ngày 10 tháng 12 năm 2024 để tổng hợp', ['2024-12-10']],
  ['chậm nhất là ngày 05.4.2024', ['2024-04-05']],
  ['chậm nhất đến hết ngày 31/1/2025', ['2025-01-31']],
])('%s', (text, days) => {
  expect(readDueDays(text, 2024)).toEqual(days);
});

test.each([
  'Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022',
  'Thực hiện Kế hoạch số 12/KH-UBND ngày 12 tháng 3 năm 2024',
  'trước ngày 25 hằng tháng',
  'trước ngày 31/4',
  'trước ngày 15/3/2019',
  'Lễ kỷ niệm ngày 20/11',
])('%s names no deadline', (text) => {
  expect(readDueDays(text, 2024)).toEqual([]);
});
