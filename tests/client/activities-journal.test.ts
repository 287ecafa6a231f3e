import { beforeAll, describe, expect, test } from 'vitest';
import { dayNote, groupByDay } from '../../src/client/features/activities/journal-days.ts';
import { withWords } from '../../src/client/labels/labels.ts';
import { attentionReason, attentionWords, mendLabel } from '../../src/client/records/attention-words.ts';
import { fieldRows, fieldText } from '../../src/client/records/field-words.ts';
import type { ActivityRow, Attention } from '../../src/client/store/db.ts';
import { day } from '../../src/domain/day.ts';
import { MutationId } from '../../src/domain/ids.ts';
import { makeContent, makeWorld, newId } from '../domain/make.ts';

beforeAll(() => withWords(['records', 'refusals'], Promise.resolve()));

const TODAY = day('2024-06-12');
const row = (date: string): ActivityRow => ({ id: newId(), date }) as unknown as ActivityRow;

describe('days of the journal', () => {
  test('rows of one day stand together, in the order they came', () => {
    const rows = [row('2024-06-12'), row('2024-06-12'), row('2024-06-11')];
    expect(groupByDay(rows)).toEqual([
      { id: '2024-06-12', rows: [rows[0], rows[1]] },
      { id: '2024-06-11', rows: [rows[2]] },
    ]);
  });
  test.each([
    ['2024-06-12', { kind: 'weekday' }],
    ['2024-06-11', { kind: 'weekday' }],
    ['2024-06-07', { kind: 'daysAgo', days: 5 }],
    ['2024-06-05', { kind: 'lastWeek' }],
    ['2024-05-29', undefined],
    ['2024-06-13', undefined],
  ])('%s is %j', (value, note) => {
    expect(dayNote(day(value), TODAY)).toEqual(note);
  });
});

describe('why a record needs its person', () => {
  const id = MutationId.parse(newId());
  const refused = (issues: { field: string; code: 'unknownItem' | 'tooSmall'; params?: { min: number } }[]): Attention => ({
    kind: 'refused',
    result: { status: 'rejected', id, reason: 'invalid', issues },
  });

  test('the sentence of the first mistake stands in the list', () => {
    expect(attentionReason(refused([{ field: 'itemCode', code: 'unknownItem' }]))).toBe(
      'Mục này không còn trong kế hoạch. Chọn mục thay thế.',
    );
  });
  test('without a mistake the reason of the refusal is said', () => {
    expect(attentionReason({ kind: 'refused', result: { status: 'rejected', id, reason: 'exists' } })).toContain('Nhân bản');
  });
  test('the reason of the office is quoted', () => {
    expect(attentionReason({ kind: 'returned', reason: 'Thiếu số bản cam kết.' })).toBe('Trả lại: Thiếu số bản cam kết.');
    expect(attentionWords({ kind: 'returned', reason: 'Thiếu số bản cam kết.' }).reasons).toEqual(['“Thiếu số bản cam kết.”']);
  });
  test('the action is named after what mends it', () => {
    expect(mendLabel(attentionWords(refused([{ field: 'itemCode', code: 'unknownItem' }])).field)).toBe('Chọn mục');
    expect(mendLabel(attentionWords(refused([{ field: 'attendees', code: 'tooSmall', params: { min: 1 } }])).field)).toBe(
      'Sửa lượt người tham dự',
    );
    expect(mendLabel(undefined)).toBe('Sửa');
  });
  test('saving again cannot mend an id that is taken', () => {
    expect(attentionWords({ kind: 'refused', result: { status: 'rejected', id, reason: 'exists' } }).canMend).toBe(false);
    expect(attentionWords(refused([])).canMend).toBe(true);
  });
});

describe('a record in words', () => {
  const reference = makeWorld();
  const content = makeContent({
    own: { sessions: 1, attendees: 85, markers: ['304/6', '313'], form: 'talk' },
    audienceGroups: ['residents'],
  });

  test('a record is read in the order it was asked: figures are not said again, ids have their names, choices their words', () => {
    const rows = fieldRows(reference, content).map(({ label, value }) => `${label}: ${value}`);
    expect(rows).toEqual([
      'Đơn vị thực hiện: u-border',
      'Địa bàn: Xã Phú Mỹ',
      'Mốc: 304/6; 313',
      'Hình thức: buổi nói chuyện',
      'Nhóm người dự: người dân',
    ]);
  });
  test.each([
    ['date', '2024-06-01', '1/6/2024'],
    ['attendees', 1250, '1.250'],
    ['localityId', 'gone', 'gone'],
    ['note', null, 'để trống'],
    ['estimated', true, 'có'],
    ['coUnitIds', [], 'để trống'],
  ])('%s %j reads %s', (field, value, text) => {
    expect(fieldText(reference, 'borderSession', field, value)).toBe(text);
  });
});
