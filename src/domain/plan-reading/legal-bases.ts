import { eitherWay } from './toneless.ts';

const LEADING = eitherWay(/^(?:Căn cứ(?: vào)?|Thực hiện)\s+/u);
const DOCUMENTS =
  'Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Công điện|Hướng dẫn|Chương trình|Kết luận|Đề án|Quy chế|Quy định|Văn bản|Hiệp định';
const DOCUMENT = eitherWay(new RegExp(`^(?:${DOCUMENTS})\\s`, 'u'));
/** In small letters too where its number says that a document is meant, and not work. */
const NUMBERED_DOCUMENT = eitherWay(new RegExp(`^(?:${DOCUMENTS})\\s+số\\s`, 'iu'));
/** ", Sở Ngoại vụ xây dựng kế hoạch …": no longer the basis but what follows from it. */
const FOLLOWS = eitherWay(
  /[,;.]\s*(?:Sở|Ủy ban|Uỷ ban|UBND|Phòng|Ban|Chi cục|Cục|Trung tâm|Văn phòng|Hội|Đoàn|Công an)\s[^,;.]*\s(?:xây dựng|ban hành|đề ra|lập)\s.*$/u,
);

/** The end of the first sentence: a full stop before a capital, not one inside a number or a short form. */
const firstSentence = (text: string): string => text.split(/(?<=\p{L}{2}|\d{4})\.\s+(?=\p{Lu})/u)[0] ?? text;

/** The documents a plan rests on, as printed behind "Căn cứ" or "Thực hiện". */
export function findLegalBases(reasons: readonly string[]): string[] {
  return reasons
    .filter((text) => LEADING.test(text))
    .flatMap((text) => firstSentence(text.replace(FOLLOWS, '')).replace(LEADING, '').split(';'))
    .map((text) => text.trim().replace(/[.,:]$/, ''))
    .filter((text) => DOCUMENT.test(text) || NUMBERED_DOCUMENT.test(text));
}
