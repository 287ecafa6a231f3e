import { firstPart, foldTone } from './clean-text.ts';
import type { Draft } from './draft.ts';
import { HEADING_RANK } from './marker.ts';
import type { ReadSchedule } from './reading.ts';
import { isDayLine } from './row-label.ts';
import { isHeadingText } from './sentence.ts';
import { readTime } from './times.ts';
import { eitherWay } from './toneless.ts';

const LONGEST_END = 80;
const DATE_TAIL = '[^;.)]*(?:\\d[/.]\\d+[^;.)]*)*';
/** Words behind which a sentence names the time it is to be done in; other dates in it are of the papers it cites. */
const DUE = eitherWay(
  new RegExp(
    `(?:chậm nhất|trước|xong trong|hoàn thành trong|đến hết|thời gian(?: thực hiện| hoàn thành| tổ chức)?\\s*:|vào|trong|\\()\\s*(?:(?:là|từ|đầu|giữa|cuối)\\s+)?(?:(?:ngày|tháng|quý)\\s+[\\divx]|\\d{1,2}[/.]\\d{1,2}(?![\\d/]*\\s*-))${DATE_TAIL}`,
    'u',
  ),
);
/** "Mở hai lớp tập huấn, quý II.": a time behind the last comma or colon of a sentence. */
const AT_END = eitherWay(
  /[,:]\s+(?:trong\s+|vào\s+)?((?:quý|tháng)\s+[\divx]+(?:\s*(?:,|và|-|đến)\s*(?:(?:quý|tháng)\s+)?[\divx]+)*(?:(?:\/|\s+năm\s+)\d{4})?)\s*[.;]?$/u,
);
const OFTEN = eitherWay(
  /(?:^|[.;:]\s*)thường xuyên\s|định kỳ\s+(?:\d+\s+(?:tháng|tuần)\s+)?(?:đánh giá|tổng hợp|báo cáo|tổ chức|kiểm tra|rà soát|họp|sơ kết)|(?:hằng|hàng) (?:tuần|ngày)/u,
);
const EVERY = eitherWay(/(?:hằng|hàng) (?:quý|tháng)/u);
const WHEN_NEEDED = eitherWay(/khi cần|khi có yêu cầu|không định kỳ/u);
const YEAR_END = eitherWay(/(?<!6 tháng )cuối năm/u);

const NAMED_YEAR = eitherWay(/(?:\/|năm\s)(\d{4})/gu);

/** A deadline of another year is a date the sentence tells of. */
const isOfYear = (text: string, year: number | null): boolean =>
  year === null || [...text.matchAll(NAMED_YEAR)].every(([, found]) => Math.abs(Number(found) - year) <= 1);

/** What a sentence says about when it is done. Most sentences say nothing. */
function readSentence(text: string, year: number | null): ReadSchedule | undefined {
  const folded = foldTone(firstPart(text));
  const due = DUE.exec(folded)?.[0] ?? AT_END.exec(folded.slice(-LONGEST_END))?.[1];
  if (due && isOfYear(due, year)) {
    const time = readTime(due);
    if (time && (time.type === 'quarter' || time.type === 'month')) return time;
  }
  const every = EVERY.exec(folded)?.[0];
  if (every) return readTime(every);
  const often = OFTEN.exec(folded)?.[0];
  if (often) return { type: 'recurring', basis: 'stated', quote: often.replace(/^[.;:]\s*/, '').trim() };
  const needed = WHEN_NEEDED.exec(folded)?.[0];
  if (needed) return { type: 'adhoc', basis: 'stated', quote: needed };
  const yearEnd = YEAR_END.exec(folded)?.[0];
  return yearEnd === undefined ? undefined : { type: 'year', basis: 'stated', quote: yearEnd };
}

/** "II. NHIỆM VỤ QUÝ I", or the line of a day over its dashes: only quarters and months; the year in a heading is that of the plan. */
function readHeadingTime({ kind, rank, text }: Draft): ReadSchedule | undefined {
  if (kind === 'grouprow' || rank === HEADING_RANK || (kind === 'para' && isDayLine(text))) return readTime(text);
  if (!['part', 'roman', 'num', 'sub'].includes(kind) || !isHeadingText(text)) return undefined;
  const time = readTime(text);
  return time?.type === 'quarter' || time?.type === 'month' ? time : undefined;
}

/** Gives a node and those below it their schedule. What is said of a whole heading holds for what stands under it. */
export function scheduleTree(node: Draft, year: number | null, inherited: ReadSchedule | undefined): void {
  const ofAll = readTime(node.time) ?? readHeadingTime(node);
  const own = ofAll ?? readSentence(node.text, year) ?? readSentence(node.body, year);
  if (node.time !== '' && readTime(node.time) === undefined) {
    node.notes.push(node.time);
    // "07 giờ" below the line of a day is no doubt.
    if (own === undefined && inherited === undefined) node.doubts.add('timeUnread');
  }
  node.schedule = own ?? inherited ?? { type: 'year', basis: 'default' };
  const passedOn = ofAll ? { ...ofAll, basis: 'derived' as const } : inherited;
  for (const child of node.children) scheduleTree(child, year, passedOn);
}
