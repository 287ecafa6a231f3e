import { foldTone, isUpper } from './clean-text.ts';

interface Where {
  readonly lines: readonly { readonly text: string }[];
  readonly title: string | null;
  readonly reasons: readonly { readonly text: string }[];
  readonly place: string | null;
  /** All text of the plan, to find how a name printed in capitals is written. */
  readonly bodyText: string;
}

const AGENCY =
  '(?:Sở|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Phòng|Ban|Chi cục|Cục|Trung tâm|Văn phòng|Hội|Đoàn|Huyện đoàn|Công an|Bộ Chỉ huy)';
const ISSUES = '(?:xây dựng|ban hành|đề ra|lập)';
const LETTERHEAD = /^(?:SỞ|ỦY BAN|UỶ BAN|UBND|PHÒNG|BAN|CHI CỤC|CỤC|TRUNG TÂM|VĂN PHÒNG|HỘI|ĐOÀN|HUYỆN|CÔNG AN|BỘ CHỈ HUY|TỈNH)/u;
const AREA = /\b(TỈNH|HUYỆN|THÀNH PHỐ|THỊ XÃ|XÃ|PHƯỜNG)\s+(.+)$/u;

/** "Sở Ngoại vụ xây dựng kế hoạch": the body that issues it, in the last reason. */
const ISSUER = new RegExp(`(?:^|[.,;]\\s*)(${AGENCY}[^.,;]{0,80}?)\\s+${ISSUES}\\s+(?:Kế hoạch|kế hoạch|kế\\s)`, 'u');

/** The letterhead is all in capitals; the text of the plan shows which letters of the name are capital. */
function asWritten(capitals: string, bodyText: string): string {
  const small = bodyText.toLowerCase();
  for (let at = small.indexOf(capitals.toLowerCase()); at >= 0; at = small.indexOf(capitals.toLowerCase(), at + 1)) {
    const written = bodyText.slice(at, at + capitals.length);
    if (!isUpper(written)) return written;
  }
  const name = capitals.charAt(0) + capitals.slice(1).toLowerCase();
  // What follows the kind of body is its field: "Sở Ngoại vụ".
  return name.replace(
    /^((?:Sở|Phòng|Ban|Chi cục|Cục|Trung tâm|Hội) )(\p{Ll})/u,
    (_, kind: string, letter: string) => kind + letter.toUpperCase(),
  );
}

const properName = (capitals: string): string =>
  capitals.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());

function fromLetterhead({ lines, bodyText }: Where): string | null {
  const end = lines.findIndex(({ text }) => /^(?:Số|KẾ HOẠCH)/u.test(text));
  const names = lines
    .slice(0, end < 0 ? 0 : end)
    .map(({ text }) => text)
    .filter((text) => isUpper(text) && LETTERHEAD.test(text));
  const own = names.at(-1);
  if (!own) return null;
  const ownArea = AREA.exec(own);
  const written = asWritten(ownArea ? own.slice(0, ownArea.index).trim() : own, bodyText);
  const area = ownArea ?? names.map((name) => AREA.exec(name)).find((found) => found !== null);
  return area?.[1] && area[2] ? `${written} ${area[1].toLowerCase()} ${properName(area[2])}` : written;
}

function withPlace(name: string, place: string | null): string {
  if (place === null || foldTone(name).includes(foldTone(place))) return name;
  if (/(?:tỉnh|huyện|thành phố|thị xã|xã|phường)$/u.test(name)) return `${name} ${place}`;
  return name.startsWith('Sở') ? `${name} tỉnh ${place}` : name;
}

/** Who issues the plan: the letterhead, else the sentence that says so, else a name in the title. */
export function findAgency(where: Where): string | null {
  const fromHead = fromLetterhead(where);
  if (fromHead) return fromHead;
  for (const { text } of [...where.reasons].reverse()) {
    const issuer = ISSUER.exec(text)?.[1];
    if (issuer) return withPlace(issuer, where.place);
  }
  const inTitle = /(?:^|\s)(Sở \p{Lu}\p{L}*(?: (?!năm|giai)\p{L}+){0,5}?)(?=\s+(?:năm|giai đoạn)|$)/u.exec(where.title ?? '')?.[1];
  return inTitle ? withPlace(inTitle, where.place) : null;
}
