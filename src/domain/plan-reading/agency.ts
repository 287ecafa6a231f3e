import { cleanText, foldTone, isUpper, withoutEnd } from './clean-text.ts';
import { isTitleLine } from './doc-type.ts';
import { eitherWay, plainOf } from './toneless.ts';

interface Where {
  readonly lines: readonly { readonly text: string }[];
  readonly title: string | null;
  readonly reasons: readonly { readonly text: string }[];
  readonly place: string | null;
  /** All text of the plan, to find how a name printed in capitals is written. */
  readonly bodyText: string;
}

const AGENCY =
  '(?:Sở|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Phòng|Ban|Chi cục|Cục|Trung tâm|Văn phòng|Hội|Đoàn|Huyện đoàn|Công an|Bộ Chỉ huy|Trường)';
const ISSUES = '(?:xây dựng|ban hành|đề ra|lập)';
/** Words a body's name begins with. A line that begins otherwise goes on with the line above it. */
const BODY = eitherWay(
  /^(?:sở|ủy ban|ubnd|ubmttq|hđnd|hội đồng|phòng|ban|bộ|chi cục|tổng cục|cục|trung tâm|văn phòng|hội|đoàn|liên đoàn|công đoàn|công an|đồn|hải đội|trường|trạm|bệnh viện|công ty|chi bộ|đảng|huyện ủy|tỉnh ủy|thành ủy|thị ủy|huyện đoàn|tỉnh đoàn|thành đoàn|xã đoàn|mặt trận|học viện|viện|đài|báo|kho bạc|bảo hiểm|thanh tra|tòa án|viện kiểm sát|hạt|khoa|tổ|đội|bảo tàng|thư viện|nhà (?:văn hóa|thiếu nhi|hát|xuất bản)|quỹ|vườn quốc gia|cảng(?: vụ)?|hải quan|lữ đoàn|trung đoàn|tiểu đoàn|liên hiệp|hiệp hội|lâm trường|hợp tác xã|bch|bđbp|ttyt|tttt)(?=[\s.,]|$)/,
);
const AREA = eitherWay(/(?:^|\s)(TỈNH|HUYỆN|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|ĐẶC KHU|QUẬN|XÃ|PHƯỜNG|ẤP|THÔN|KHU PHỐ)\s+(?!ĐOÀN|ỦY|UỶ)(.+)$/u);
/** The country's name and motto, those of the party, and lines that only rule off. */
const NO_NAME = eitherWay(/^(?:cộng hòa xã hội|độc lập|đảng cộng sản việt nam|[-–—_*.…\s]*$)/);
/** A body with a name of its own: the area of the body above it is no part of that. */
const NAMED = eitherWay(/^(?:trường|đồn|hải đội|bệnh viện|công ty|học viện|trung tâm|[\p{L}\s]{1,60} cửa khẩu)(?=\s)/u);

/** "Sở Ngoại vụ xây dựng kế hoạch": the body that issues it, in the last reason. */
const ISSUER = eitherWay(new RegExp(`(?:^|[.,;]\\s*)(${AGENCY}[^.,;]{0,80}?)\\s+${ISSUES}\\s+(?:Kế hoạch|kế hoạch|kế\\s)`, 'u'));

/** In capitals wherever they stand. `\u0111u` is "đu" with its tones alone: without them it would be the "du" of "du lịch". */
const SHORT_FORMS = eitherWay(
  /(?<!\p{L})(?:ubnd|hđnd|ubmttq|mttq|thpt|thcs|tncs|ptdtnt|ptdtbt|thpt-gdtx|gdtx|gdnn|gdđt|bđbp|bch|bcđ|ttyt|vnpt|tdtt|lđlđ|cskcb|\u0111u|bđ|th(?=&| và thcs))(?!\p{L})/giu,
);

/** What a school's name has before the name of its own. */
const SCHOOL = eitherWay(
  /^(trường (?:thpt|thcs|th&thcs|th và thcs|th|ptdtnt(?: thcs| thpt)?|mn|tiểu học và trung học cơ sở|tiểu học|trung học cơ sở|trung học phổ thông|phổ thông dân tộc nội trú|mầm non|mẫu giáo|cao đẳng|đại học|chính trị)|đồn biên phòng(?! cửa khẩu)|hải đội biên phòng|bệnh viện(?: đa khoa)?(?: khu vực)?|[\p{L}\s]{1,60}? cửa khẩu(?: quốc tế| quốc gia| cảng)?|công ty(?: tnhh| cổ phần)?) (.+)$/u,
);

const withCapital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

const properName = (capitals: string): string =>
  capitals.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());

const KIND_OF_NAMED = eitherWay(/^(trường|đồn|hải đội|chi cục|trạm|ban|trung tâm) (\p{Ll})/u);
const FIELD = eitherWay(/^((?:Sở|Phòng|Ban|Chi cục|Cục|Trung tâm|Hội|Bộ|Đồn|Bch) )(\p{Ll})/u);
const LAST_FIELD = eitherWay(/^((?:Sở|Phòng|Ban|Bộ|Chi cục|Cục|Trung tâm) .*? và )(\p{Ll})/u);
const LISTED_FIELDS = eitherWay(/^(?:Sở|Phòng|Ban|Trung tâm) [^,]*?,.* và /u);
const REGION = eitherWay(/((?:khu vực|vùng|số) )([ivx]+)(?=\s|$)/gu);
const NAMES_IN_NAME = eitherWay(/ (việt nam|hồ chí minh|biên phòng)(?=\s|$)/gu);

const capitalBehind = (_: string, before: string, letter: string): string => before + letter.toUpperCase();

/** How a name in capitals is written: what follows the kind of body is its field, "Sở Văn hóa và Thể thao". */
function fromCapitals(capitals: string): string {
  const small = capitals.toLowerCase();
  const named = SCHOOL.exec(small);
  const written = named?.[1]
    ? `${withCapital(named[1].replace(KIND_OF_NAMED, (_, kind: string, letter: string) => `${kind} ${letter.toUpperCase()}`))} ${properName(named[2] ?? '')}`
    : withCapital(small)
        .replace(FIELD, capitalBehind)
        .replace(LAST_FIELD, capitalBehind)
        .replace(LISTED_FIELDS, (fields) => fields.replace(/(, )(\p{Ll})/gu, capitalBehind))
        .replace(REGION, capitalBehind)
        .replace(NAMES_IN_NAME, (_, name: string) => ` ${plainOf(name) === 'bien phong' ? withCapital(name) : properName(name)}`);
  return written.replace(SHORT_FORMS, (short) => short.toUpperCase());
}

/** The letterhead is all in capitals; the text of the plan shows which letters of the name are capital. */
function asWritten(capitals: string, bodyText: string): string {
  if (!isUpper(capitals)) return capitals;
  const small = bodyText.toLowerCase();
  const wanted = capitals.toLowerCase();
  for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + 1)) {
    const written = bodyText.slice(at, at + capitals.length);
    if (!isUpper(written)) return withCapital(written);
  }
  return fromCapitals(capitals);
}

/** Where the letterhead ends: at its number, or at the title. */
const NUMBER_LINE = eitherWay(/^Số(?!\p{L})/u);

/** The names over the number, each as one text: the last is the body's own, those above it are of its superiors. */
function namesAbove(lines: Where['lines']): string[] {
  const end = lines.findIndex(({ text }) => NUMBER_LINE.test(text) || isTitleLine(text));
  const names: string[] = [];
  for (const { text } of lines.slice(0, Math.max(0, end))) {
    const name = cleanText(withoutEnd(text.replace(/^[\s*_–-]+/, ''), /[\s*_–-]/));
    const folded = foldTone(name);
    if (name === '' || name.length > 100 || NO_NAME.test(folded) || /\d{4}|:/.test(name)) continue;
    const isBody = BODY.test(folded);
    if (isBody && (isUpper(name) || /^\p{Lu}/u.test(name))) names.push(name);
    // "ỦY BAN NHÂN DÂN" over "XÃ BÌNH AN" is one name.
    else if (isUpper(name) && names.length > 0) names.push(`${names.pop()} ${name}`);
    else if (isUpper(name) && AREA.test(name)) names.push(name);
  }
  return names;
}

function fromLetterhead({ lines, bodyText }: Where): string | null {
  const names = namesAbove(lines);
  const own = names.at(-1);
  if (!own) return null;
  const whole = isUpper(own) ? asWritten(own, bodyText) : own;
  const ownArea = AREA.exec(own);
  const written = ownArea ? asWritten(own.slice(0, ownArea.index).trim(), bodyText) : whole;
  if (NAMED.test(foldTone(own)) && !ownArea) return whole;
  const area = ownArea ?? names.map((name) => AREA.exec(name)).find((found) => found !== null);
  return area?.[1] && area[2] ? `${written} ${area[1].toLowerCase()} ${properName(area[2])}`.trim() : written;
}

const ENDS_IN_AREA = eitherWay(/(?:tỉnh|huyện|thành phố|thị xã|xã|phường)$/u);
const OF_PROVINCE = eitherWay(/^Sở/u);
const IN_TITLE = eitherWay(/(?:^|\s)(Sở \p{Lu}\p{L}*(?: (?!năm|giai)\p{L}+){0,5}?)(?=\s+(?:năm|giai đoạn)|$)/u);

function withPlace(name: string, place: string | null): string {
  if (place === null || foldTone(name).includes(foldTone(place))) return name;
  if (ENDS_IN_AREA.test(name)) return `${name} ${place}`;
  return OF_PROVINCE.test(name) ? `${name} tỉnh ${place}` : name;
}

/** Who issues the plan: the letterhead, else the sentence that says so, else a name in the title. */
export function findAgency(where: Where): string | null {
  const fromHead = fromLetterhead(where);
  if (fromHead) return fromHead;
  for (const { text } of [...where.reasons].reverse()) {
    const issuer = ISSUER.exec(text)?.[1];
    if (issuer) return withPlace(issuer, where.place);
  }
  const inTitle = IN_TITLE.exec(where.title ?? '')?.[1];
  return inTitle ? withPlace(inTitle, where.place) : null;
}
