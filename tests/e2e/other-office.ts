import type { Page } from '@playwright/test';
import { LOCALITIES, PARTNERS, UNITS } from '../../src/server/data/reference.ts';
import { expect } from './office.ts';

/** What the office of another province pastes, as it stands in its spreadsheets. */
export const LISTS = {
  units: [
    'Tên\tTên ngắn\tTên khác',
    'Văn phòng Sở\tVăn phòng\tThường trực Hội đồng TĐ-KT Sở',
    'Phòng Lãnh sự - Biên giới\tP. LS-BG',
    'Phòng Hợp tác quốc tế\tP. HTQT',
    'Ban Giám đốc\tBGĐ\tGiám đốc Sở, Chủ tịch Hội đồng',
  ].join('\n'),
  places: [
    'Tên\tThuộc',
    'Tỉnh Bình Phước\t',
    'Huyện Lộc Ninh\tTỉnh Bình Phước',
    'Xã Lộc Thành\tHuyện Lộc Ninh',
    'Xã Lộc Thạnh\tHuyện Lộc Ninh',
    'Xã Lộc Hòa\tHuyện Lộc Ninh',
  ].join('\n'),
  partners: ['Tên', 'Đồn Biên phòng Hoa Lư', 'Huyện đoàn Lộc Ninh', 'Tổ tự quản 10', 'Tổ tự quản 2'].join('\n'),
  people: [
    'Mã cán bộ\tTên gọi\tVai trò\tĐơn vị',
    'BP-VP\tVăn phòng\tVăn phòng Sở\tVăn phòng',
    'BP-01\tChị Hạnh\tChuyên viên\tP. LS-BG',
    'BP-02\tAnh Dũng\tChuyên viên\tP. LS-BG',
    'BP-03\tAnh Nam\tChuyên viên\tP. HTQT',
    'BP-TP\tChị Loan\tTrưởng phòng\tP. LS-BG',
  ].join('\n'),
} as const;

const LEVELS = /^(Tỉnh|Thành phố|Huyện|Thị xã|Xã|Phường|Đặc khu|Thị trấn) /;
const own = Object.values(LISTS).join('\n');

/** A town of that province is called as a day of the week, and a partner as a field of a form. */
const COMMON = ['Thứ Ba', 'Đài, trạm truyền thanh'];

/** The names of the demonstration that this office does not bear itself: units, places, partners, and the province's own. */
const FOREIGN: readonly string[] = [
  'Kiên Giang',
  ...[...UNITS.flatMap((unit) => [unit.name, unit.shortName, ...unit.aliases]), ...PARTNERS.map((one) => one.name)],
  ...LOCALITIES.map((one) => one.name.replace(LEVELS, '')),
].filter((name) => !own.includes(name) && !COMMON.includes(name));
/** Of the markers between the demonstration's posts. */
const FOREIGN_MARKER = /(mốc|số)\s*(28[7-9]|29\d|30\d|31[0-4])\b|>\s*(28[7-9]|29\d|30\d|31[0-4])\s*</i;

/** The page, with what only a screen reader or a finger finds, says nothing of the office of the demonstration. */
export async function expectOwnWordsOnly(page: Page): Promise<void> {
  const html = await page.evaluate(() => document.body.outerHTML.normalize('NFC').replaceAll('\u00a0', ' '));
  const found = FOREIGN.filter((name) =>
    new RegExp(`(?<![\\p{L}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'u').test(html),
  );
  expect([new URL(page.url()).pathname, ...found, ...(FOREIGN_MARKER.exec(html) ?? []).slice(0, 1)]).toEqual([
    new URL(page.url()).pathname,
  ]);
}
