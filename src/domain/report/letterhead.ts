import type { Plan } from '../plan.ts';
import type { Unit } from '../reference.ts';

/** What an office sets once for its reports. Each is what is printed, and any may be left blank. */
export interface Letterhead {
  /** The body above, in capitals. */
  readonly parentBody: string;
  /** The body that reports, in capitals. */
  readonly agency: string;
  /** The same in the middle of a sentence. */
  readonly agencyInText: string;
  /** What follows the number: "BC-SNgV". */
  readonly symbol: string;
  readonly place: string;
  /** One line each: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC". */
  readonly signer: string;
  /** One line each, without the dash. */
  readonly recipients: string;
}

/** "Sở Ngoại vụ tỉnh Kiên Giang": the body, and the area whose committee stands above it. */
const OF_AREA = /^(?!Ủy ban|Uỷ ban|UBND)(\S.*?)\s+((tỉnh|thành phố|huyện|thị xã|xã|phường)\s+(\p{Lu}.*))$/u;
const COMMITTEE = /^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường)\s+(.+)$/u;

const headOf = (agency: string): string => (/^Sở(?=\s|$)/u.test(agency) ? 'GIÁM ĐỐC' : 'THỦ TRƯỞNG CƠ QUAN');
const headOfUnit = (name: string): string => {
  if (/^Văn phòng/u.test(name)) return 'CHÁNH VĂN PHÒNG';
  if (/^Thanh tra/u.test(name)) return 'CHÁNH THANH TRA';
  return /^Phòng/u.test(name) ? 'TRƯỞNG PHÒNG' : 'TRƯỞNG ĐƠN VỊ';
};

/** "62/KH-UBND" or "/KH-SNgV": a report bears the same sign with its own kind of paper. */
const symbolOf = (number: string | null): string => {
  const sign = /\/KH-(\S+)$/u.exec(number ?? '')?.[1];
  return sign === undefined ? 'BC' : `BC-${sign}`;
};

function ofOffice({ agency, number }: Plan): Letterhead {
  const committee = COMMITTEE.exec(agency);
  const [, own = agency, area = '', , place = ''] = OF_AREA.exec(agency) ?? [];
  return {
    parentBody: area === '' ? '' : `UBND ${area}`.toUpperCase(),
    agency: own.toUpperCase(),
    agencyInText: own,
    symbol: symbolOf(number),
    place: committee?.[1] ?? place,
    signer: committee ? 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH' : headOf(agency),
    recipients: 'Như trên;\nLưu: VT.',
  };
}

/**
 * What a first report proposes: what the office has set for its own reports, or else what is read off the plan. A unit reports to its
 * office under its own name.
 */
export function proposeLetterhead(plan: Plan, unit: Unit | undefined, set?: Letterhead): Letterhead {
  const office = set ?? ofOffice(plan);
  if (!unit) return office;
  return {
    ...office,
    parentBody: office.agency,
    agency: unit.name.toUpperCase(),
    agencyInText: unit.name,
    symbol: 'BC',
    signer: headOfUnit(unit.name),
    recipients: `${office.agencyInText};\nLưu.`,
  };
}
