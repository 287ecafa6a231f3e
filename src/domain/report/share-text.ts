import { summedColumns } from '../figures/columns.ts';
import { capital } from '../text.ts';
import { unplacedWords } from './cell-words.ts';
import type { Report } from './report.ts';
import { figureSentence } from './sentence.ts';
import { columnWords, dayWords, figureWords, periodInSentence, planNameInSentence } from './words.ts';

/** The report in short for the office's chat group: the same figures, and what is still missing from them. */
export function shareTextOf(report: Report): string {
  const { about, unit, letterhead, plan, missing, forms, closed } = report;
  const { from, to } = about.period;
  const who = unit?.name ?? (letterhead.agencyInText || plan.agency);
  const cumulative = forms
    .filter(({ column, cumulative }) => summedColumns.includes(column) && cumulative.value !== 0)
    .map(({ cumulative: count, column }) => `${count.isAbout ? 'khoảng ' : ''}${figureWords(count.value)} ${columnWords(column)}`);
  return [
    `${who}: ${planNameInSentence(plan)}`,
    about.name
      ? `${capital(periodInSentence(about.name, about.period))} (từ ${dayWords(from)} đến ${dayWords(to)})`
      : capital(periodInSentence(undefined, about.period)),
    figureSentence(report.total.period) ?? 'Trong kỳ chưa có số liệu được xác nhận.',
    ...(cumulative.length > 0 ? [`Lũy kế từ ${dayWords(report.cumulative.from)}: ${cumulative.join('; ')}.`] : []),
    ...(closed ? [`Số liệu chốt ngày ${dayWords(closed.on)}, mã ${closed.code}.`] : []),
    ...(missing.waiting > 0 ? [`Chờ xác nhận, chưa tính: ${figureWords(missing.waiting)} lần ghi.`] : []),
    ...(missing.unplaced.records > 0 ? [`Chưa xếp vào kế hoạch, chưa tính: ${unplacedWords(missing.unplaced)} lần ghi.`] : []),
    ...(missing.declared > 0 ? [`Các máy khai còn giữ, chưa nhận: ${figureWords(missing.declared)} lần ghi.`] : []),
  ].join('\n');
}
