import { expect, test } from 'vitest';
import { inAppBrowser } from '../../../src/client/features/account/surroundings.ts';
import { readPastedPeople } from '../../../src/client/features/admin/pasted-people.ts';
import { labels } from '../../../src/client/labels/labels.ts';
import type { UnitId } from '../../../src/domain/ids.ts';

const unit = (id: string, name: string, shortName: string) => ({ id: id as UnitId, name, shortName, aliases: [] });
const KNOWN = {
  units: [unit('vp', 'Văn phòng Sở', 'VP'), unit('ls', 'Phòng Lãnh sự', 'P. LS')],
  codes: ['QT-01'],
  roleLabels: labels().domain.roles,
};
const read = (text: string) => readPastedPeople(text, KNOWN);

test('people come with code, name, role and unit, by their headings or in this order', () => {
  const wanted = [
    { staffCode: 'CB-01', role: 'officer', unitIds: ['ls'], name: 'Nguyễn An' },
    { staffCode: 'TP-01', role: 'unitLead', unitIds: ['ls', 'vp'], name: 'Lê Bình' },
  ];
  expect(read('CB-01\tNguyễn An\t\tPhòng Lãnh sự\nTP-01\tLê Bình\tTrưởng phòng\tP. LS; Văn phòng Sở').map((one) => one.account)).toEqual(
    wanted,
  );
  const headed = 'Đơn vị;Họ tên;Mã cán bộ;Vai trò\nphòng lãnh sự;Nguyễn An;CB-01;Cán bộ nhập liệu\n"P. LS/VP";Lê Bình;TP-01;phụ trách';
  expect(read(headed).map((one) => one.account)).toEqual(wanted);
});

test('without names three columns are code, role and unit, and two are code and unit', () => {
  expect(read('VP-01,Văn phòng,VP')[0]?.account).toEqual({ staffCode: 'VP-01', role: 'supervisor', unitIds: ['vp'] });
  expect(read('CB-09,VP')[0]?.account).toEqual({ staffCode: 'CB-09', role: 'officer', unitIds: ['vp'] });
  expect(read('GD-01\t\tGiám đốc\t')[0]?.account).toMatchObject({ role: 'approver', unitIds: [] });
});

test.each([
  ['qt-01\tVP', 'taken', 'qt-01'],
  ['CB-01\tTổ trưởng\tVP', 'role', 'Tổ trưởng'],
  ['CB-01\tPhòng Lạ', 'unit', 'Phòng Lạ'],
  ['CB-01', 'noUnit', 'CB-01'],
  ['Nguyễn Văn An\tVP', 'staffCode', 'Nguyễn Văn An'],
  [`CB-01\t${'x'.repeat(81)}\t\tVP`, 'name', 'CB-01'],
])('the line %j must be mended: %s', (line, issue, about) => {
  expect(read(line)).toMatchObject([{ issue, about }]);
});

test('a code that stands twice is taken the second time', () => {
  expect(read('CB-01\tVP\ncb-01\tVP').map((one) => one.issue)).toEqual([undefined, 'taken']);
});

test.each([
  [
    'Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 Zalo android/12100',
    'Zalo',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/463.0.0]', 'Facebook'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36', undefined],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1', undefined],
])('%s is inside %s', (userAgent, app) => {
  expect(inAppBrowser(userAgent)).toBe(app);
});
