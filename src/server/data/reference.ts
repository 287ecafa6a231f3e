import { day } from '../../domain/day.ts';
import { Locality, Partner, Unit } from '../../domain/reference.ts';

export const unit = (id: string, name: string, shortName: string, ...aliases: string[]): Unit =>
  Unit.parse({ id, name, shortName, aliases });

/** The units of the office, with the names plans print for them. */
export const UNITS: readonly Unit[] = [
  unit('vp', 'Văn phòng Sở', 'Văn phòng', 'Văn phòng', 'VP Sở'),
  unit(
    'qlbg',
    'Phòng Quản lý biên giới - Hợp tác quốc tế',
    'P. QLBG-HTQT',
    'Phòng Quản lý biên giới- Hợp tác quốc tế',
    'Phòng QLBG-HTQT',
    'Phòng Quản lý biên giới và Hợp tác quốc tế',
  ),
  unit(
    'ls',
    'Phòng Lãnh sự - người Việt Nam ở nước ngoài',
    'P. Lãnh sự',
    'Phòng Lãnh sự-người Việt Nam ở nước ngoài',
    'Phòng Lãnh sự',
    'Phòng LS-NVNONN',
  ),
  unit('tt', 'Phòng Thanh tra', 'P. Thanh tra', 'Phòng Thanh Tra', 'Thanh tra Sở'),
];

export const partner = (id: string, name: string): Partner => Partner.parse({ id, name });

/** Bodies outside the office that take part; none of them has accounts. */
export const PARTNERS: readonly Partner[] = [
  partner('ubbgqg', 'Ủy ban Biên giới quốc gia - Bộ Ngoại giao'),
  partner('cls', 'Cục Lãnh sự - Bộ Ngoại giao'),
  partner('bdbp', 'Bộ đội Biên phòng'),
  partner('csb', 'Cảnh sát biển'),
  partner('mttq', 'Ủy ban Mặt trận Tổ quốc'),
  partner('dtn', 'Đoàn Thanh niên'),
  partner('hpn', 'Hội Liên hiệp Phụ nữ'),
  partner('hnd', 'Hội Nông dân'),
  partner('hccb', 'Hội Cựu chiến binh'),
  partner('cd', 'Công đoàn'),
  partner('dtt', 'Đài, trạm truyền thanh'),
  partner('ubx', 'Ủy ban nhân dân xã, phường'),
];

type Level = Locality['level'];
interface Place {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly parent: string | null;
  readonly from?: string;
  readonly to?: string;
  readonly next?: readonly string[];
}

/** The provinces merged and the district level ended on this day (resolutions 202/2025/QH15 and 1654/NQ-UBTVQH15). */
const MERGER = day('2025-07-01');
const LAST_OLD_DAY = day('2025-06-30');

export const locality = ({ id, name, level, parent, from, to, next }: Place): Locality =>
  Locality.parse({ id, name, level, parentId: parent, from: from ?? null, to: to ?? null, successorIds: next ?? [] });

const former = (
  parent: string,
  level: Level,
  next: readonly string[],
  ...places: readonly (readonly [id: string, name: string])[]
): Locality[] => places.map(([id, name]) => locality({ id, name, level, parent, to: LAST_OLD_DAY, next }));
const present = (...places: readonly (readonly [id: string, name: string])[]): Locality[] =>
  places.map(([id, name]) => locality({ id, name, level: 'commune', parent: 'p-ag', from: MERGER }));

/** Former and present places side by side: an id is kept for ever, and an old one names what followed it. */
export const LOCALITIES: readonly Locality[] = [
  locality({ id: 'p-kg', name: 'Tỉnh Kiên Giang', level: 'province', parent: null, to: LAST_OLD_DAY, next: ['p-ag'] }),
  locality({ id: 'p-ag', name: 'Tỉnh An Giang', level: 'province', parent: null, from: MERGER }),
  ...former('p-kg', 'district', ['c-gt', 'c-vd'], ['d-gt', 'Huyện Giang Thành']),
  ...former('d-gt', 'commune', ['c-gt'], ['o-tkh', 'Xã Tân Khánh Hòa'], ['o-pl', 'Xã Phú Lợi'], ['o-pm', 'Xã Phú Mỹ']),
  ...former('d-gt', 'commune', ['c-vd'], ['o-vp', 'Xã Vĩnh Phú'], ['o-vd', 'Xã Vĩnh Điều (cũ)']),
  ...present(['c-gt', 'Xã Giang Thành'], ['c-vd', 'Xã Vĩnh Điều']),
  locality({
    id: 'd-ht',
    name: 'Thành phố Hà Tiên',
    level: 'district',
    parent: 'p-kg',
    from: '2018-11-01',
    to: LAST_OLD_DAY,
    next: ['w-ht', 'w-tc', 'c-th'],
  }),
  ...former(
    'd-ht',
    'commune',
    ['w-ht'],
    ['o-bs', 'Phường Bình San'],
    ['o-dh', 'Phường Đông Hồ'],
    ['o-md', 'Phường Mỹ Đức'],
    ['o-pd', 'Phường Pháo Đài'],
  ),
  ...former('d-ht', 'commune', ['w-tc'], ['o-tc', 'Phường Tô Châu (cũ)'], ['o-ty', 'Xã Thuận Yên']),
  ...former('d-ht', 'commune', ['c-th'], ['o-th', 'Xã Tiên Hải (cũ)']),
  // Of the district of Kiên Lương and never of Hà Tiên: old and new Tô Châu are not the same area.
  ...former('p-kg', 'commune', ['w-tc'], ['o-dhoa', 'Xã Dương Hòa (huyện Kiên Lương)']),
  ...present(['w-ht', 'Phường Hà Tiên'], ['w-tc', 'Phường Tô Châu'], ['c-th', 'Xã Tiên Hải']),
  ...former('p-kg', 'district', ['c-ab', 'c-tyen', 'c-dt'], ['d-ab', 'Huyện An Biên']),
  ...former('d-ab', 'commune', ['c-ab'], ['o-t3', 'Thị trấn Thứ Ba'], ['o-dy', 'Xã Đông Yên'], ['o-hy', 'Xã Hưng Yên']),
  ...former('d-ab', 'commune', ['c-tyen'], ['o-tya', 'Xã Tây Yên A'], ['o-ny', 'Xã Nam Yên'], ['o-tyen', 'Xã Tây Yên (cũ)']),
  ...former('d-ab', 'commune', ['c-dt'], ['o-nt', 'Xã Nam Thái'], ['o-nta', 'Xã Nam Thái A'], ['o-dt', 'Xã Đông Thái (cũ)']),
  ...present(['c-ab', 'Xã An Biên'], ['c-tyen', 'Xã Tây Yên'], ['c-dt', 'Xã Đông Thái']),
];
