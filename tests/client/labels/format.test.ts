import { beforeEach, expect, test, vi } from 'vitest';
import {
  activitySummary,
  ageOf,
  dayHeading,
  dayLong,
  dayShort,
  dayWord,
  fieldWords,
  formatMeasure,
  formatNumber,
  formatTime,
  issueText,
  optionLabel,
  timeOf,
} from '../../../src/client/labels/format.ts';
import { setLanguage } from '../../../src/client/labels/labels.ts';
import { day } from '../../../src/domain/day.ts';
import { makeContent } from '../../domain/make.ts';

const NBSP = '\u00a0';
const at = (text: string): number => Date.parse(text);

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } });
  vi.stubGlobal('localStorage', { setItem: () => undefined, getItem: () => null });
});

test('figures carry the dot of thousands, a comma before tenths and a true minus', () => {
  expect([0, 85, 1250, 1_234_567, 1.24, 0.96, -3].map(formatNumber)).toEqual(['0', '85', '1.250', '1.234.567', '1,2', '1', '−3']);
});

test('a figure never parts from its unit', () => {
  expect(formatMeasure('attendees', 1250)).toBe(`1.250${NBSP}lượt người`);
});

test('days are written as offices write them', () => {
  const wednesday = day('2024-06-12');
  expect(dayLong(wednesday)).toBe('thứ Tư 12/6/2024');
  expect(dayHeading(day('2024-06-16'))).toBe('Chủ Nhật 16/6/2024');
  expect(dayShort(wednesday)).toBe('12/6');
  expect(dayWord(wednesday, wednesday)).toBe('Hôm nay');
  expect(dayWord(day('2024-06-11'), wednesday)).toBe('Hôm qua');
  expect(dayWord(day('2024-06-07'), wednesday)).toBe('Thứ Sáu 7/6');
  expect(dayWord(day('2023-12-31'), wednesday)).toBe('Chủ Nhật 31/12/2023');
});

test('the clock is that of the office, wherever the phone believes to be', () => {
  expect(timeOf('2024-06-12T09:40:00Z')).toBe('16:40');
  const now = at('2024-06-12T10:00:00Z');
  expect(formatTime('2024-06-12T09:40:00Z', now)).toBe('16:40');
  // Still the 11th in Greenwich, already the 12th at the office.
  expect(formatTime('2024-06-11T17:05:00Z', now)).toBe('00:05');
  expect(formatTime('2024-06-11T01:31:00Z', now)).toBe('11/6 08:31');
  expect(formatTime('2023-12-31T01:31:00Z', now)).toBe('31/12/2023 08:31');
});

test('an age is said in its largest unit', () => {
  const now = at('2024-06-12T10:00:00Z');
  const ages = ['2024-06-12T09:59:40Z', '2024-06-12T09:24:00Z', '2024-06-12T05:00:00Z', '2024-06-11T11:00:00Z', '2024-06-09T10:00:00Z'];
  expect(ages.map((one) => ageOf(one, now))).toEqual(['vừa xong', `36${NBSP}phút`, `5${NBSP}giờ`, `23${NBSP}giờ`, `3${NBSP}ngày`]);
});

test('a record is summed up from what its type counts, estimates marked, zero left out', () => {
  const session = makeContent({ type: 'borderSession', own: { sessions: 2, attendees: 85, leaflets: 0 } });
  expect(activitySummary(session)).toBe(`2${NBSP}buổi${NBSP}· 85${NBSP}lượt người`);
  const guessed = makeContent({ type: 'fishermenOutreach', estimated: true, own: { sessions: 1, attendees: 46, vessels: 18, pledges: 9 } });
  expect(activitySummary(guessed)).toBe(`1${NBSP}buổi${NBSP}· khoảng${NBSP}46${NBSP}lượt người, 18${NBSP}lượt tàu`);
  const post = makeContent({ type: 'publication', own: { channel: 'zalo', title: 'Tin', count: 3 } });
  expect(activitySummary(post)).toBe(`3${NBSP}bài`);
});

test('an issue says how to go on, in the words of its field', () => {
  expect(issueText({ field: 'attendees', code: 'tooSmall', params: { min: 1 } })).toBe(
    'Phải từ 1 trở lên. Chưa đếm được thì ghi số ước và bật “khoảng”.',
  );
  expect(issueText({ field: 'localityId', code: 'required' })).toBe('Cần điền: Địa bàn.');
  expect(issueText({ field: 'date', code: 'outsidePlan', params: { from: '2024-01-01', to: '2024-12-31' } })).toContain(
    '1/1/2024 đến 31/12/2024',
  );
});

test('a field, type or option of a newer server is shown by its key', () => {
  expect(fieldWords('speed').label).toBe('speed');
  expect(optionLabel('borderSession', 'form', 'talk')).toBe('buổi nói chuyện');
  expect(optionLabel('borderSession', 'form', 'online')).toBe('online');
});

test('English counts with commas and comes back to Vietnamese', async () => {
  await setLanguage('en');
  expect(formatMeasure('sessions', 1)).toBe(`1${NBSP}session`);
  expect(formatMeasure('contestants', 1)).toBe(`1${NBSP}entry`);
  expect(formatMeasure('contestants', 2)).toBe(`2${NBSP}entries`);
  expect(formatNumber(1250)).toBe('1,250');
  expect(dayLong(day('2024-06-12'))).toBe('Wednesday 12/6/2024');
  await setLanguage('vi');
  expect(formatNumber(1250)).toBe('1.250');
});
