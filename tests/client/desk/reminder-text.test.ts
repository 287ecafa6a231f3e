import { beforeAll, expect, test, vi } from 'vitest';
import { phoneReminder, unitReminder } from '../../../src/client/features/desk/reminder-text.ts';
import { setLanguage, withWords } from '../../../src/client/labels/labels.ts';
import { day, officeDay } from '../../../src/domain/day.ts';
import { quietPhones } from '../../../src/domain/silent-phones.ts';
import { NO_TALLY } from '../../../src/domain/tally.ts';
import { BORDERS, itemCode, PLAN } from '../../domain/make.ts';
import { makePace } from '../../domain/make-pace.ts';
import { DEVICES } from '../tallies/devices.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: { lang: 'vi' } });
  vi.stubGlobal('localStorage', { setItem: () => undefined, getItem: () => null });
  await withWords(['plans', 'tallies'], Promise.resolve());
});

const closing = {
  period: {
    key: 'month-2024-6',
    name: { kind: 'month', year: 2024, index: 6 },
    period: { from: day('2024-05-15'), to: day('2024-06-14') },
  },
  daysLeft: 2,
} as const;
const done = { records: 14, measures: { sessions: 14 } };
const waiting = { records: 1, measures: { sessions: 1 } };
const late = makePace({
  state: 'late',
  by: 3,
  target: 48,
  done: 14,
  waiting: 1,
  neededPerWeek: 1.2,
  tally: { ...NO_TALLY, confirmed: done, waiting },
});
const missed = makePace({
  state: 'late',
  by: 2,
  target: 2,
  neededPerWeek: null,
  place: { itemCode: 'II.1.b' },
  instance: { name: { kind: 'quarter', year: 2024, index: 1 }, period: { from: day('2024-01-01'), to: day('2024-03-14') } },
});
const overdue = {
  work: {
    place: { planId: PLAN.id, itemCode: itemCode('III'), occurrenceId: '2024-q1', unitId: null },
    due: day('2024-03-14'),
    mark: undefined,
    state: { kind: 'overdue', days: 90 },
  },
  daysLeft: -90,
} as const;
const unit = { id: BORDERS, name: 'Phòng Quản lý biên giới', shortName: 'P. QLBG', aliases: [] };
const toUnit = (change: object = {}): string =>
  unitReminder({
    plan: PLAN,
    planName: PLAN.title,
    closing,
    behind: { unit, late: [late, missed], overdue: [overdue] },
    asOf: 'số đến 16:40',
    partNote: () => undefined,
    ...change,
  }).replaceAll('\u00a0', ' ');

const phones = quietPhones(DEVICES, day('2024-06-12'));
const toPhone = (id: string, whose = 'Lê Văn A, P. Thanh tra'): string => {
  const phone = phones.find(({ device }) => device.id === id);
  if (!phone) throw new Error(id);
  return phoneReminder({ phone, whose, closing, dayOf: (at) => officeDay(Date.parse(at)) }).replaceAll('\u00a0', ' ');
};

test('a late unit is told what it is behind with, what each week needs, and when the period closes', () => {
  expect(toUnit().split('\n')).toEqual([
    'Kính gửi Phòng Quản lý biên giới,',
    'Theo kế hoạch “Kế hoạch tuyên truyền”, số đến 16:40, đơn vị còn 3 việc chậm:',
    '1. II.1.a.p1 Mục II.1.a.p1: đã xác nhận 14/48 buổi cả năm, chậm 3 buổi; 1 đang chờ xác nhận; cần 1,2 buổi mỗi tuần đến 31/12/2024.',
    '2. II.1.b Mục II.1.b: đã xác nhận 0/2 buổi quý I/2024, chậm 2 buổi; kỳ đã hết ngày 14/3/2024.',
    '3. III Mục III: quá hạn 90 ngày (hạn 14/3/2024).',
    'Đề nghị đơn vị bố trí thực hiện và ghi đủ vào Cột Mốc.',
    'Hạn chốt số liệu của kỳ: 14/6/2024 (còn 2 ngày).',
    'Trân trọng cảm ơn.',
  ]);
});

test('where the sender sees a part of the figures alone the text says so, and no day is named once it is past', () => {
  const text = toUnit({ partNote: () => 'mới có số của P. QLBG', closing: { ...closing, daysLeft: -1 } });
  expect(text).toContain('đến 31/12/2024; mới có số của P. QLBG.');
  expect(text).not.toContain('Hạn chốt');
  expect(toUnit({ closing: { ...closing, daysLeft: 0 } })).toContain('Hạn chốt số liệu của kỳ: hôm nay, 14/6/2024.');
});

test('the person of a silent phone is told since when, and what it held', () => {
  expect(toPhone('long').split('\n')).toEqual([
    'Kính gửi đồng chí CB-19 (Lê Văn A, P. Thanh tra),',
    'Máy của đồng chí liên hệ với văn phòng lần cuối lúc 08:00 21/5/2024, đến nay đã 22 ngày. Khi đó máy không giữ bản ghi nào chưa gửi; việc ghi từ đó đến nay văn phòng chưa có.',
    'Đề nghị đồng chí mở Cột Mốc ở nơi có sóng và chờ gửi xong. Máy hỏng hoặc mất thì xin báo ngay để không mất bản ghi.',
    'Hạn chốt số liệu của kỳ: 14/6/2024 (còn 2 ngày).',
    'Trân trọng cảm ơn.',
  ]);
  expect(toPhone('short')).toContain('đến nay đã 2 ngày. Khi đó máy báo còn giữ 2 bản ghi chưa gửi.');
  expect(toPhone('holding', '').split('\n').slice(0, 2)).toEqual([
    'Kính gửi đồng chí CB-19,',
    'Máy của đồng chí liên hệ với văn phòng lần cuối lúc 08:00 12/6/2024. Khi đó máy báo còn giữ 3 bản ghi chưa gửi.',
  ]);
});

test('a phone that lost records or was refused some is not told that it held nothing', () => {
  const [silent] = quietPhones(DEVICES, day('2024-06-12'));
  if (!silent) throw new Error('No silent phone');
  const told = (change: Partial<(typeof DEVICES)[number]>): string =>
    phoneReminder({
      phone: { ...silent, device: { ...silent.device, ...change } },
      whose: '',
      closing,
      dayOf: (at) => officeDay(Date.parse(at)),
    });
  const loss = { at: silent.device.seenAt, held: 7, now: 0, received: 5, missing: 2 };
  for (const change of [{ loss }, { attention: 3 }, { held: 0, attention: 3, loss }])
    expect(told(change)).not.toContain('không giữ bản ghi nào');
  expect(told({ held: 0, attention: 3, loss })).toContain(
    'Trên máy còn 3\u00a0bản ghi cần xem lại, văn phòng chưa nhận. 2\u00a0bản ghi máy từng giữ nay không còn, văn phòng chưa nhận.',
  );
});

test('both are written in the language of the screen', async () => {
  await setLanguage('en');
  expect(toUnit({ asOf: 'figures of 16:40' })).toMatch(
    /^Dear colleagues of Phòng Quản lý biên giới,\nBy .*, figures of 16:40, the unit is behind with 3 pieces of work:\n1\. .*: 14\/48 sessions confirmed .*; 1\.2 sessions needed each week until 31\/12\/2024\.\n/,
  );
  expect(toPhone('short')).toContain('2 days ago. It said then that it held 2 unsent records.');
  await setLanguage('vi');
});
