import type { Unit } from '../reference.ts';
import { BULLET, withoutBullet } from './bullet.ts';
import { cleanText, firstPart, foldTone, withoutEnd } from './clean-text.ts';
import type { Draft } from './draft.ts';
import { HEADING_RANK } from './marker.ts';
import { endsWithColon, isHeadingText } from './sentence.ts';
import { eitherWay } from './toneless.ts';

/** Words a unit's name begins with, and words that only look so: "Ban hành", "Hội nghị", "Phòng, chống". */
const ONE =
  'sở(?! hữu)|phòng(?!,| chống| ngừa| bệnh)|văn phòng|ban(?! hành| bố)|hội đồng|ủy ban|ubnd|ubmttq|mặt trận|công an|bộ (?:chỉ huy|đội|tư lệnh)|trung tâm|đài|trạm|báo(?! cáo)|cục|chi cục|thanh tra(?!,| kiểm)|thường trực|thủ trưởng|chủ tịch|giám đốc|đoàn(?! kết)|hội(?! nghị| thảo| thi| diễn| họp| chợ)|liên đoàn|hạt|khoa|bí thư|đồn|ban quản lý|cơ quan|đơn vị|đảng ủy|chi bộ|xã đoàn|trường (?:thpt|thcs|tiểu học|mầm non|trung học)';
const MANY = `các (?:đồng chí )?(?:${ONE}|phòng|ngành|thành viên|tổ chức|xã|trường|doanh nghiệp|địa phương|huyện|khối|cụm)|thành viên hội đồng`;
const UNIT = eitherWay(new RegExp(`^(?:${MANY}|${ONE})(?=[\\s,;.:(]|$)`, 'u'));
/** Bodies that only a list or a cell of units names; a sentence may begin with these words. */
const LISTED = eitherWay(
  /^(?:trường|tổ(?! chức)|chi bộ|chi đoàn|xã đoàn|huyện đoàn|tỉnh đoàn|thành đoàn|ấp|thôn|bản|khu phố|xã|phường|bộ|lực lượng|công đoàn|hải đội|mttq|bch|bđbp|đảng ủy|huyện ủy|tỉnh ủy|trưởng|phó)(?=[\s,;.:(]|$)/u,
);

/** Whether a cell names a unit, not work: "Phòng Văn thư", "Trường THCS". */
export const isUnitName = (text: string): boolean =>
  text.length < LONGEST_NAME && (UNIT.test(foldTone(text)) || LISTED.test(foldTone(text)));

const ASKED = eitherWay(/^(?:giao|đề nghị|yêu cầu|phân công)\s+/iu);

const VERB = eitherWay(
  /\s(?:chủ trì|phụ trách|(?:có|chịu) trách nhiệm|tham mưu|theo dõi|triển khai|(?<!các )tổ chức|thực hiện|xây dựng|cập nhật|căn cứ|tăng cường|đẩy mạnh|được (?:giao|phân công)|phối hợp|báo cáo|gửi|rà soát|hướng dẫn|tổng hợp|đề xuất|tiếp tục|tuyên truyền|đăng|viết|phát động|phát hành|kiểm tra|quan tâm|đôn đốc|bố trí|hằng năm|thường xuyên)(?=[\s,;.:]|$)/u,
);

/** Words that tell what a unit does: where they stand before a colon, not all of it is a name. */
const DOES = eitherWay(/[;]|\s(?:chủ trì|phối hợp|(?:có|chịu) trách nhiệm)(?=[\s,]|$)/u);

const LONGEST_NAME = 80;

/** The unit a text begins with, as printed: all of a heading, or what stands before the verb of a sentence. */
function unitAtStart(text: string, isHeading: boolean): string | undefined {
  const named = firstPart(text).replace(ASKED, '');
  const folded = foldTone(named);
  if (!UNIT.test(folded)) return undefined;
  // "Văn phòng Sở: Chủ trì …"
  const colon = named.indexOf(':');
  const beforeColon = named.slice(0, Math.max(0, colon));
  if (colon > 0 && colon < LONGEST_NAME && UNIT.test(folded.slice(0, colon)) && !DOES.test(beforeColon)) return beforeColon.trim();
  // "Phòng Hành chính tổng hợp:" is all name, though a part of it could be a verb.
  if (endsWithColon(text) && text.length < LONGEST_NAME) return named.endsWith(':') ? withoutEnd(named.slice(0, -1), /\s/) : named;
  const verb = VERB.exec(named.normalize('NFC').replace(/^\p{L}/u, (first) => first.toLowerCase()));
  if (verb) return withoutEnd(named.slice(0, verb.index), /[,\s]/);
  return isHeading ? named.replace(/[:.]$/, '').trim() : undefined;
}

/** "Mở 02 lớp tập huấn (Phòng Nội vụ chủ trì, tháng 5)". */
const IN_BRACKETS = eitherWay(/\(([^(),;:]{3,80}?)\s(?:chủ trì|phụ trách|thực hiện)(?=[,;).])/iu);

const MOST_COMMAS = 4;

/** "Trên cơ sở Kế hoạch này, Hội đồng …": the unit stands behind a comma, and the reason may have commas of its own. */
const REASON = eitherWay(/^(?:Trên cơ sở|Căn cứ)\s/u);
const BEGINS_NAME = eitherWay(/^(?:các\s|\p{Lu})/u);

function withoutReason(text: string): string {
  if (!REASON.test(text)) return text;
  const parts = firstPart(text)
    .split(',')
    .slice(0, MOST_COMMAS + 1);
  const rests = parts.slice(1).map((_, at) => text.slice(parts.slice(0, at + 1).join(',').length + 1).trim());
  // A list in the reason may name kinds of units too: the one that acts is named as a whole.
  return rests.find((rest) => BEGINS_NAME.test(rest) && UNIT.test(foldTone(rest.slice(0, LONGEST_NAME)))) ?? rests[0] ?? text;
}

function statedLead({ kind, rank, text, body, leadUnit }: Draft): string | undefined {
  if (leadUnit !== '') return leadUnit;
  if (kind === 'row' || kind === 'grouprow' || kind === 'roman' || kind === 'part') return undefined;
  if (rank === HEADING_RANK && isUnitName(text)) return text.replace(/[:.]$/, '').trim();
  const inBrackets = IN_BRACKETS.exec(firstPart(text))?.[1];
  if (inBrackets !== undefined && isUnitName(inBrackets)) return inBrackets.trim();
  const isHeading = endsWithColon(text) || (kind !== 'dash' && kind !== 'para' && isHeadingText(text));
  // Below a heading that names work, the sentence says who does it.
  return (
    unitAtStart(withoutReason(text), isHeading) ??
    (body !== '' && isHeadingText(text) ? unitAtStart(withoutReason(body), false) : undefined)
  );
}

export interface Lead {
  readonly leadUnit: string | null;
  readonly leadBasis: 'stated' | 'inherited' | null;
}

export function leadOf(node: Draft, parent: Lead): Lead {
  const stated = statedLead(node);
  if (stated) return { leadUnit: stated, leadBasis: 'stated' };
  return { leadUnit: parent.leadUnit, leadBasis: parent.leadUnit === null ? null : 'inherited' };
}

const tidyUnit = (text: string): string => withoutBullet(cleanText(text)).replace(/[.,]$/, '').trim();

const BETWEEN_LINES = new RegExp(`;|\\n[^\\S\\n]*${BULLET}`, 'u');

/** Units of a cell: apart at ";", or where a new line begins with a dash. */
export const splitUnits = (cell: string): string[] =>
  cell
    .split(BETWEEN_LINES)
    .map(tidyUnit)
    .filter((unit) => unit !== '');

const WITH = eitherWay(
  /(?:^|[\s,])phối hợp(?: chặt chẽ)?(?: với)?\s+((?:các |với )?\p{L}[^.;:]{0,160}?)\s+(?:để |trong việc |nhằm )?(?:tiến hành|tổ chức|tuyên truyền|thông tin|triển khai|thực hiện|phát hiện|đẩy mạnh|xây dựng|kịp thời|tham mưu|kiểm tra|hướng dẫn|trong|theo)(?=[\s,]|\.|$)/iu,
);

/** "Phối hợp Ủy ban Mặt trận Tổ quốc và các đoàn thể tuyên truyền …": a proposal, since a sentence has no cells. */
const BETWEEN_UNITS = eitherWay(/(?<!\s)\s+và\s+(?=các |Ủy |Sở |Phòng |Đài |Ban |Công |Hội |Đoàn )|,\s+(?=\p{Lu})/u);

function unitsInSentence(text: string): string[] {
  const found = WITH.exec(firstPart(text))?.[1];
  if (!found || found.length > 160) return [];
  return found
    .split(BETWEEN_UNITS)
    .map(tidyUnit)
    .filter((unit) => UNIT.test(foldTone(unit)) || /^\p{Lu}/u.test(unit));
}

export function coUnitsOf({ kind, coUnits, text, body }: Draft): string[] {
  if (coUnits !== '' || kind === 'row' || kind === 'grouprow') return splitUnits(coUnits);
  return unitsInSentence(`${text} ${body}`);
}

/** Units a line lists: apart at ";", and without one at each comma or "và" before the name of another unit. */
const LISTED_PART = eitherWay(/(^|,\s+|\s+và\s+)((?:(?!,\s|\svà\s).)+)/gu);

export function listUnits(value: string): string {
  if (/[;\n]/.test(value)) return value;
  const units: string[] = [];
  for (const [, gap = '', part = ''] of value.matchAll(LISTED_PART)) {
    const last = units.at(-1);
    // "Phòng Văn hóa, Thể thao" is a single name.
    if (last === undefined || isUnitName(part)) units.push(part);
    else units[units.length - 1] = `${last}${gap}${part}`;
  }
  return units.join('; ');
}

const matchKey = (name: string): string => foldTone(name).replace(/[\s.,;:()/-]+/g, '');

/** "Thường trực Hội đồng (Văn phòng Sở)": two names of one unit. */
const TWO_NAMES = /^([^()]+)\(([^()]+)\)$/;

/** Finds units by their names and aliases, however dashes, spaces and tone marks are printed, or by the one that stands beside another. */
export function createUnitMatcher(units: readonly Unit[]): (printed: string | null) => string | null {
  const ids = new Map(
    units.flatMap(({ id, name, shortName, aliases }) => [name, shortName, ...aliases].map((alias) => [matchKey(alias), id] as const)),
  );
  return (printed) => {
    if (printed === null) return null;
    const whole = ids.get(matchKey(printed));
    const [, ...names] = whole === undefined ? (TWO_NAMES.exec(printed.trim()) ?? []) : [];
    const found = new Set(names.flatMap((name) => ids.get(matchKey(name)) ?? []));
    return whole ?? (found.size === 1 ? ([...found][0] ?? null) : null);
  };
}
