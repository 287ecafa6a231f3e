import { type Day, dayOfMonth, monthOf, yearOf } from '../day.ts';
import type { Column, PlainWord } from '../figures/column.ts';
import type { PlaceMeasure } from '../figures/columns.ts';
import type { MeasureKey } from '../measure.ts';
import type { Period, PeriodName } from '../period.ts';

/**
 * The words of the report. They are those of a Vietnamese state paper (Decree 30/2020/NĐ-CP) whatever language the screen
 * speaks, so they stand here and not among the labels.
 */

/** What a measure counts, in the middle of a sentence or in a row of a table. */
export const MEASURE_WORDS: Readonly<Record<MeasureKey, string>> = {
  sessions: 'buổi tuyên truyền',
  attendees: 'lượt người tham dự',
  leaflets: 'tờ rơi, tài liệu',
  vessels: 'lượt tàu cá được tuyên truyền',
  vesselOwners: 'lượt chủ tàu, thuyền trưởng',
  pledges: 'bản cam kết được ký',
  broadcasts: 'lượt phát thanh',
  broadcastMinutes: 'phút phát thanh',
  articles: 'tin, bài',
  posts: 'bài trên mạng xã hội',
  meetings: 'cuộc họp, phiên họp',
  integratedMeetings: 'cuộc họp có lồng ghép',
  events: 'hội nghị, giao lưu, gặp mặt',
  contests: 'cuộc thi',
  contestants: 'lượt người (bài) dự thi',
  inspections: 'cuộc kiểm tra, giám sát',
  findings: 'vụ việc, sai phạm được phát hiện',
  models: 'mô hình, điển hình được phát hiện, đề nghị',
  commendations: 'lượt tập thể, cá nhân được biểu dương, khen thưởng',
  campaigns: 'phong trào, đợt thi đua được phát động',
  trainings: 'lớp tập huấn, bồi dưỡng',
  trainees: 'lượt người được tập huấn',
};

/** What columns count that are no measure. */
export const PLAIN_WORDS: Readonly<Record<PlainWord, string>> = {
  records: 'lần hoạt động',
  declared: 'lần hoạt động các máy khai còn giữ, chưa nhận',
};

const COLUMN_WORDS = { ...PLAIN_WORDS, ...MEASURE_WORDS };
export const columnWords = ({ word }: Pick<Column, 'word'>): string => COLUMN_WORDS[word];

/** At the head of the table by locality. */
export const PLACE_HEADS: Readonly<Record<PlaceMeasure, string>> = { sessions: 'Số buổi', attendees: 'Lượt người' };

/** A blank that the clerk fills in, held together at the end of a line. */
export const BLANK = '\u00a0'.repeat(5);
const NBSP = '\u00a0';

/** 1.250 */
export const figureWords = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.');

/** Numbers below ten are written with a nought before them where they number things: "03 đơn vị". None is a plain nought. */
export const countWords = (value: number): string => (value > 0 && value < 10 ? `0${value}` : figureWords(value));

/** Days below ten, and January and February, have a nought before them: no stroke of a pen can then make them others. */
const dayNumber = (value: Day): string => String(dayOfMonth(value)).padStart(2, '0');
const monthNumber = (month: number): string => (month < 3 ? `0${month}` : String(month));

/** 05/02/2026 */
export const dayWords = (value: Day): string => `${dayNumber(value)}/${monthNumber(monthOf(value))}/${yearOf(value)}`;

/** "ngày 05 tháng 02 năm 2026" */
export const dayInFull = (value: Day): string =>
  `ngày${NBSP}${dayNumber(value)} tháng${NBSP}${monthNumber(monthOf(value))} năm${NBSP}${yearOf(value)}`;

/** The day is the clerk's to fill in; month and year are known. */
export const monthInFull = (value: Day): string => `ngày${BLANK} tháng${NBSP}${monthNumber(monthOf(value))} năm${NBSP}${yearOf(value)}`;

const ROMAN = ['I', 'II', 'III', 'IV'] as const;

/** "Quý II năm 2024", in the middle of a sentence; a period without a name is told by its days. */
export function periodInSentence(name: PeriodName | undefined, { from, to }: Period): string {
  switch (name?.kind) {
    case undefined:
      return `từ ngày ${dayWords(from)} đến ngày ${dayWords(to)}`;
    case 'month':
      return `tháng ${monthNumber(name.index)} năm ${name.year}`;
    case 'quarter':
      return `Quý ${ROMAN[name.index - 1] ?? name.index} năm ${name.year}`;
    case 'half':
      return `6 tháng ${name.index === 1 ? 'đầu' : 'cuối'} năm ${name.year}`;
    case 'nineMonths':
      return `9 tháng năm ${name.year}`;
    case 'year':
      return `năm ${name.year}`;
  }
}

/** For the beginning of a name in the middle of a sentence; a short form such as UBND stays. */
export const lowerFirstOfName = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** The plan's name within a sentence: "Kế hoạch tuyên truyền về …", whatever its title begins with. */
export const planNameInSentence = ({ title }: { readonly title: string }): string =>
  /^kế hoạch(?=\s|$)/iu.test(title) ? `Kế hoạch${title.slice('kế hoạch'.length)}` : `Kế hoạch ${lowerFirstOfName(title)}`;
