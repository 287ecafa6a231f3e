import type { MeasureKey } from '../measure.ts';
import { firstPart, foldTone } from './clean-text.ts';
import type { Draft } from './draft.ts';
import type { ReadTarget } from './reading.ts';
import { eitherWay, plainOf } from './toneless.ts';

/** What a figure is followed by. The longer names stand before the shorter. */
const COUNTED: readonly (readonly [MeasureKey, string])[] = [
  ['broadcastMinutes', 'phút phát thanh'],
  ['broadcasts', '(?:lượt|buổi|lần|chương trình) phát thanh'],
  ['integratedMeetings', '(?:cuộc|buổi) họp (?:có )?lồng ghép'],
  ['contests', '(?:cuộc|hội) thi'],
  ['inspections', '(?:cuộc|đợt|lượt) (?:thanh tra|kiểm tra|giám sát)'],
  ['meetings', '(?:cuộc|phiên|buổi) họp'],
  ['events', '(?:cuộc |buổi )?(?:hội nghị|hội thảo|giao lưu|gặp mặt|đối thoại|tọa đàm|lễ)'],
  ['posts', 'bài (?:đăng|viết)? ?(?:trên )?(?:mạng xã hội|facebook|zalo)'],
  ['articles', 'tin,? ?(?:và )?bài|tin(?= trên| đăng)|bài(?: viết| báo)?(?= trên| tuyên| đăng| về|[.,;]|$)|bản tin|phóng sự'],
  ['leaflets', 'tờ (?:rơi|gấp)|tài liệu|cuốn sổ'],
  ['pledges', 'bản cam kết|cam kết'],
  ['trainees', '(?:lượt )?học viên'],
  ['trainings', 'lớp(?: tập huấn| bồi dưỡng)?'],
  ['models', 'mô hình|điển hình'],
  ['vessels', '(?:lượt )?tàu cá'],
  ['attendees', 'lượt người'],
  ['sessions', 'buổi(?: tuyên truyền| nói chuyện)?'],
];

/** "05 cuộc" alone: what was meant is said elsewhere in the item. */
const CONTEXT: readonly (readonly [MeasureKey, RegExp])[] = [
  ['inspections', eitherWay(/kiểm tra|giám sát|thanh tra/u)],
  ['contests', eitherWay(/cuộc thi|hội thi/u)],
  ['meetings', eitherWay(/họp|phiên họp/u)],
  ['events', eitherWay(/hội nghị|hội thảo|giao lưu|gặp mặt|đối thoại|tọa đàm/u)],
  ['sessions', eitherWay(/tuyên truyền|nói chuyện/u)],
];

const FIGURE = '(\\d{1,3}(?:\\.\\d{3})+|\\d{1,5})';
const PERIOD = '(?:\\s*\\/\\s*|\\s+(?:mỗi|một|hằng|hàng)\\s+)(năm|quý|tháng)';
const EACH = '(?:mỗi|một|hằng|hàng)\\s+(năm|quý|tháng)[^.;]{0,60}?';

/** By their names without tones. */
const PERIODS: Readonly<Record<string, ReadTarget['period']>> = { nam: 'year', quy: 'quarter', thang: 'month' };

const figure = (text: string): number => Number(text.replaceAll('.', ''));

/** Without a word that sets it as an aim, a figure tells what there is: "05 phong trào do Trung ương phát động". */
const AIM = eitherWay(
  /(?:tổ chức|thực hiện|mở|đăng|phát|viết|tham gia|xây dựng|ít nhất|tối thiểu|đạt|phấn đấu|hoàn thành|kiểm tra|ký|phát hiện|đề nghị|biểu dương|tập huấn|duy trì|có|từ|(?:mỗi|hằng|hàng)\s+\p{L}+)(?:\s+(?:được|từ|ít nhất|tối thiểu|trên|khoảng|là|đạt))*\s*$/u,
);

/** "Tờ rơi: 3.000 tờ rơi": a figure behind the name of the work alone. */
const NAME_AND_COLON = /^[^.;:]{3,80}:\s*$/u;

const COUNTED_WORDS = COUNTED.map(([measure, words]) => [measure, eitherWay(new RegExp(`^(?:${words})(?!\\p{L})`, 'u'))] as const);
const OCCASION = eitherWay(/^(?:cuộc|đợt)(?!\p{L})/u);
const FIGURES = eitherWay(new RegExp(`(?<![\\d/.,])${FIGURE}(?![\\d/%.]{0,20}\\d|\\s*%)\\s+(?=\\p{L})`, 'gu'));
const PERIOD_BEHIND = eitherWay(new RegExp(`^[^.;]{0,40}?${PERIOD}(?!\\p{L})`, 'u'));
const PERIOD_BEFORE = eitherWay(new RegExp(`${EACH}$`, 'u'));
/** As much of what stands before a figure as says what it is. */
const LETTERS_BEFORE = 120;

function measureOf(counted: string, ofContext: () => MeasureKey | undefined): MeasureKey | undefined {
  const named = COUNTED_WORDS.find(([, words]) => words.test(counted))?.[0];
  return named || !OCCASION.test(counted) ? named : ofContext();
}

function targetsIn(text: string, isTargetCell: boolean, context: string): ReadTarget[] {
  const targets: ReadTarget[] = [];
  let spoken: { readonly measure: MeasureKey | undefined } | undefined;
  const ofContext = (): MeasureKey | undefined => {
    spoken ??= { measure: CONTEXT.find(([, pattern]) => pattern.test(context))?.[0] };
    return spoken.measure;
  };
  for (const found of text.matchAll(FIGURES)) {
    const rest = text.slice(found.index + found[0].length);
    const measure = measureOf(rest, ofContext);
    const value = figure(found[1] ?? '');
    const before = text.slice(Math.max(0, found.index - LETTERS_BEFORE), found.index);
    if (!measure || value < 1 || !(isTargetCell || AIM.test(before) || (found.index < LETTERS_BEFORE && NAME_AND_COLON.test(before))))
      continue;
    const words = /^[^.;]{0,80}/.exec(rest)?.[0] ?? '';
    const period = PERIOD_BEHIND.exec(words)?.[1] ?? PERIOD_BEFORE.exec(before.trimEnd())?.[1];
    targets.push({ measure, value, period: PERIODS[plainOf(period ?? '')] ?? 'year', quote: `${found[1]} ${words}`.trim() });
  }
  return targets;
}

/** Targets a plan states. One of each measure: a second figure of the same kind is left to a person. */
export function targetsOf({ text, body, target }: Draft): ReadTarget[] {
  const sentence = foldTone(firstPart(`${text} ${body}`));
  const cell = foldTone(firstPart(target));
  const all = [...targetsIn(cell, true, `${cell} ${sentence}`), ...targetsIn(sentence, false, sentence)];
  return all.filter(({ measure }, at) => all.findIndex((other) => other.measure === measure) === at);
}

const PER_CENT = /\d\s*%/u;

/** A target in per cent is no count: its sentence becomes the item's note. */
export const perCentNotes = ({ text, body, target }: Draft): string[] =>
  [text, body, target].flatMap((said) =>
    firstPart(said)
      .split(/[.;]/)
      .filter((sentence) => PER_CENT.test(sentence))
      .map((sentence) => sentence.trim()),
  );
