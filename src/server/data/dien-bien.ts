import type { Locality, Partner, Unit } from '../../domain/reference.ts';
import { locality, PARTNERS, partner, unit } from './reference.ts';

/** Bodies that the plan gives duties to, under all the names it prints for them. Groups of bodies lead no item here. */
export const DIEN_BIEN_UNITS: readonly Unit[] = [
  unit(
    'db-snv',
    'Sở Nội vụ (Ban Thi đua - Khen thưởng tỉnh)',
    'Sở Nội vụ',
    'Sở Nội vụ (Ban Thi đua, khen thưởng)',
    'Sở Nội vụ (Ban TĐKT tỉnh)',
    'Sở Nội vụ (Ban Thi đua – Khen thưởng tỉnh)',
    'Sở Nội vụ (Ban Thi đua, khen thưởng) Sở Nội vụ (Ban TĐKT tỉnh)',
    'Sở Nội vụ',
  ),
  unit('db-vp', 'Văn phòng UBND tỉnh', 'VP UBND tỉnh', 'Văn Phòng UBND tỉnh'),
  unit('db-gd', 'Sở Giáo dục và Đào tạo', 'Sở GD&ĐT'),
  unit(
    'db-hd',
    'Hội đồng TĐKT tỉnh',
    'HĐ TĐKT tỉnh',
    'Hội đồng Thi đua - Khen thưởng tỉnh',
    'HĐ TĐKT tỉnh',
    'Hội đồng thi đua, khen thưởng tỉnh',
    'Thành viên Hội đồng thi đua, khen thưởng tỉnh',
  ),
];

export const DIEN_BIEN_PARTNERS: readonly Partner[] = [
  ...PARTNERS.filter(({ id }) => ['mttq', 'dtn', 'hpn', 'hnd', 'hccb', 'cd', 'bdbp', 'dtt', 'ubx'].includes(id)),
  partner('db-ptth', 'Đài Phát thanh - Truyền hình tỉnh'),
  partner('db-tg', 'Ban Tuyên giáo Tỉnh ủy'),
  partner('db-kct', 'Các khối, cụm thi đua của tỉnh'),
];

/** The province stayed when others merged; its communes, which changed, are not listed and need the office's own list. */
export const DIEN_BIEN_LOCALITIES: readonly Locality[] = [
  locality({ id: 'p-db', name: 'Tỉnh Điện Biên', level: 'province', parent: null }),
];
