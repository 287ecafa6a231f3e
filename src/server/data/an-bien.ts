import type { Locality, Partner, Unit } from '../../domain/reference.ts';
import { LOCALITIES, PARTNERS, partner, unit } from './reference.ts';

/** Bodies that the plan gives duties to. Where it names several at once, or all communes, no single one leads. */
export const AN_BIEN_UNITS: readonly Unit[] = [
  unit('ab-nv', 'Phòng Nội vụ huyện An Biên', 'P. Nội vụ', 'Phòng Nội vụ'),
  unit('ab-dtt', 'Đài Truyền thanh huyện An Biên', 'Đài TT huyện', 'Đài Truyền thanh', 'Đài Truyền thanh huyện', 'Đài truyền thanh'),
  unit(
    'ab-mttq',
    'Ủy ban Mặt trận Tổ quốc Việt Nam huyện An Biên',
    'MTTQ huyện',
    'Ủy ban Mặt trận Tổ quốc',
    'Ủy ban Mặt trận tổ quốc Việt Nam huyện',
  ),
  unit(
    'ab-hd',
    'Hội đồng Thi đua - Khen thưởng huyện An Biên',
    'HĐ TĐKT huyện',
    'Hội đồng Thi đua - Khen thưởng huyện',
    'Các thành viên Hội đồng Thi đua - Khen thưởng huyện',
  ),
];

export const AN_BIEN_PARTNERS: readonly Partner[] = [...PARTNERS, partner('ab-tdkt', 'Hội đồng Thi đua - Khen thưởng xã, thị trấn')];

const PLACES = ['p-kg', 'p-ag', 'd-ab', 'c-ab', 'c-tyen', 'c-dt'];

/** The district as it was, with what followed it. */
export const AN_BIEN_LOCALITIES: readonly Locality[] = LOCALITIES.filter(({ id, parentId }) => PLACES.includes(id) || parentId === 'd-ab');
