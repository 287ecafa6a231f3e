import { firstPart, foldTone, withoutEnd } from './clean-text.ts';
import { eitherWay } from './toneless.ts';

export type Attribute = 'body' | 'lead' | 'co' | 'time' | 'target' | 'note';

export interface AttributeValue {
  readonly attribute: Attribute;
  readonly value: string;
}

const NAMES: readonly (readonly [Attribute, RegExp])[] = [
  ['body', eitherWay(/^nội dung(?: thực hiện)?$/)],
  ['lead', eitherWay(/^(?:(?:đơn vị|cơ quan|bộ phận|người|phòng) )?(?:chủ trì|thực hiện|phụ trách|đầu mối)(?: (?:thực hiện|tham mưu))?$/)],
  [
    'co',
    eitherWay(
      /^(?:(?:các )?(?:đơn vị|cơ quan|bộ phận|ngành|địa phương|tổ chức)(?:, (?:đơn vị|cơ quan|bộ phận|ngành|địa phương|tổ chức))? )?phối hợp(?: thực hiện)?$/,
    ),
  ],
  [
    'time',
    eitherWay(/^(?:thời gian|thời hạn|thời điểm|tiến độ|hạn hoàn thành|hạn|hoàn thành)(?: (?:thực hiện|hoàn thành|tổ chức|dự kiến))?$/),
  ],
  ['target', eitherWay(/^(?:chỉ tiêu|số lượng)$/)],
  [
    'note',
    eitherWay(
      /^(?:địa điểm|đối tượng|thành phần|kinh phí|sản phẩm|ghi chú)(?: (?:thực hiện|tổ chức|tham dự|tham gia|hoàn thành|dự kiến))?$/,
    ),
  ],
];

const LONGEST_NAME = 40;

const attributeOf = (name: string): Attribute | undefined => {
  const folded = foldTone(name);
  return NAMES.find(([, pattern]) => pattern.test(folded))?.[0];
};

interface Found {
  readonly attribute: Attribute;
  readonly from: number;
  readonly valueFrom: number;
}

/** "b) Phối hợp": letters may count what a line says. */
const LETTER_BEFORE = eitherWay(/^[a-zđ]\)\s*/u);
/** "Các đơn vị, địa phương phối hợp" has a comma of its own. */
const TWO_KINDS = eitherWay(/(?:^|[.;(|]\s*)(các [^.;,:(|–]+, [^.;,:(|–]+)$/iu);

/** What may be a name at the end of a text, the longest first. */
function namesBefore(before: string): string[] {
  const own = /(?:^|[.;,(|]\s*|\s[-–/]\s+)([^.;,:(|–]+)$/u.exec(before)?.[1]?.replace(/^.*\s[-/]\s+/u, '');
  return [TWO_KINDS.exec(before)?.[1], own].flatMap((name) => (name === undefined || name.trim() === '' ? [] : [name.trim()]));
}

/** Where a name of NAMES and its colon stand: at the start, or behind a mark that ends what was said before. */
function namesIn(text: string): Found[] {
  const found: Found[] = [];
  for (const colon of firstPart(text).matchAll(/\s?:/g)) {
    const before = text.slice(Math.max(0, colon.index - LONGEST_NAME), colon.index);
    const start = colon.index - before.length;
    for (const name of namesBefore(before)) {
      const attribute = attributeOf(name.replace(LETTER_BEFORE, ''));
      if (!attribute) continue;
      found.push({ attribute, from: start + before.lastIndexOf(name), valueFrom: colon.index + colon[0].length });
      break;
    }
  }
  return found;
}

const valueAt = (text: string, names: readonly Found[], at: number): string => {
  const value = text.slice(names[at]?.valueFrom, names[at + 1]?.from).trim();
  return at + 1 < names.length ? withoutEnd(value, /[\s;,.(|/–-]/u) : value;
};

/** "Phân công: Đồn Biên phòng chủ trì, UBND xã phối hợp." says in a sentence who leads and who helps. */
const ASSIGNED = eitherWay(
  /^phân công(?: thực hiện)?\s*:\s*([^.;:]{3,80}?) chủ trì(?:,? phối hợp(?: với)? ([^.;:]{3,160})|, ([^.;:]{3,160}?) phối hợp)?[.;]?$/iu,
);

function readAssigned(text: string): readonly AttributeValue[] | undefined {
  const [, lead, behind, before] = ASSIGNED.exec(firstPart(text)) ?? [];
  const co = behind ?? before;
  if (lead === undefined) return undefined;
  return [{ attribute: 'lead', value: lead }, ...(co === undefined ? [] : [{ attribute: 'co', value: co } as const])];
}

/**
 * A line such as "Chủ trì: Giám đốc Sở." says something of the node above and is no item. One line may say several things:
 * "Chủ trì: Đài truyền thanh. Phối hợp: Hội Phụ nữ. Thời gian: Tháng 6."
 */
export function readAttributes(text: string): readonly AttributeValue[] | undefined {
  const inner = /^\((.*)\)[.;]?$/u.exec(text)?.[1] ?? text;
  const colon = inner.indexOf(':');
  if (colon < 0 || colon > LONGEST_NAME) return undefined;
  const names = namesIn(inner);
  if (names[0]?.from !== 0) return readAssigned(inner);
  const values = names.map(({ attribute }, at) => ({ attribute, value: valueAt(inner, names, at) }));
  return values.every(({ value }) => value !== '') ? values : undefined;
}

/** What the end of a sentence says of itself: "Phát tờ rơi. Chủ trì: Đài truyền thanh; thời gian: Tháng 6." */
export function attributesAtEnd(text: string): readonly AttributeValue[] {
  const names = namesIn(text);
  return names
    .map(({ attribute }, at) => ({ attribute, value: valueAt(text, names, at).replace(/\)?[.;]?$/u, '') }))
    .filter(({ attribute, value }) => value !== '' && attribute !== 'body');
}
