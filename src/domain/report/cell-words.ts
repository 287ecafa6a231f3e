import type { DueState } from '../due-work.ts';
import type { FigureCount } from '../figures/column.ts';
import type { UnitId } from '../ids.ts';
import type { PlanItem } from '../plan.ts';
import type { AnnexFit, AnnexLine } from './annex.ts';
import type { ItemFigureLine } from './item-lines.ts';
import type { LocalityLine } from './locality-lines.ts';
import type { Report } from './report.ts';
import type { Unplaced } from './unplaced-in.ts';
import { columnWords, countWords, dayWords, figureWords } from './words.ts';

// What stands in a cell of the report's tables, on paper and in the spreadsheet alike.

/** A figure stands alone in its cell, so that it can be read down the column; that it is a guess stands in the column of notes. */
export const aboutNote = (...figures: readonly Pick<FigureCount, 'isAbout'>[]): string =>
  figures.some(({ isAbout }) => isAbout) ? 'khoảng' : '';

const PER = { year: '', quarter: 'chỉ tiêu mỗi quý', month: 'chỉ tiêu mỗi tháng' } as const;

/** "đạt 54%" of a year is what was done since its start; of a quarter or month, what was done in the report's own. */
function reached({ target, period, cumulative }: ItemFigureLine, report: Report): string {
  if (!target) return '';
  const done = target.per === 'year' ? cumulative : target.per === report.about.name?.kind ? period : undefined;
  return done === undefined ? '' : `đạt ${figureWords(Math.floor((100 * done.value) / target.value))}%`;
}

/** What the column of notes says of a row. */
export const noteOf = (line: ItemFigureLine, report: Report): string =>
  [aboutNote(line.period, line.cumulative), line.target ? PER[line.target.per] : '', reached(line, report)]
    .filter((part) => part !== '')
    .join('; ');

export const leadName = (item: PlanItem, { units }: Report): string =>
  units.find(({ id }) => id === item.leadUnitId)?.shortName ?? item.leadUnit ?? '';

export const unitName = (id: UnitId, { units }: Pick<Report, 'units'>): string => units.find((unit) => unit.id === id)?.shortName ?? id;

export const localityName = ({ kind, name }: LocalityLine): string =>
  kind === 'locality' ? name : kind === 'none' ? 'Không gắn địa bàn' : 'Chưa phân theo địa bàn';

/** "01 buổi tuyên truyền; khoảng 40 lượt người tham dự" */
export const resultWords = ({ figures }: Pick<AnnexLine, 'figures'>): string =>
  figures
    .map(({ column, count: { value, isAbout } }) => `${isAbout ? 'khoảng ' : ''}${countWords(value)} ${columnWords(column)}`)
    .join('; ');

/** How work done once stands, in words. */
export function stateWords(state: DueState): string {
  switch (state.kind) {
    case 'done':
      return `Đã xong ngày ${dayWords(state.on)}`;
    case 'overdue':
      return `Quá hạn ${figureWords(state.days)} ngày`;
    case 'soon':
    case 'ahead':
      return 'Chưa đến hạn';
  }
}

export const docNumberOf = (state: DueState): string => (state.kind === 'done' ? (state.docNumber ?? '') : '');

/** Why the list of activities is not that of the figures; undefined where it is. */
export function annexNote(fit: AnnexFit): string | undefined {
  switch (fit.kind) {
    case 'whole':
      return undefined;
    case 'lacks':
      return `Danh mục còn thiếu ${countWords(fit.records)} lần hoạt động đã tính trong báo cáo.`;
    case 'exceeds':
      return `Danh mục có thêm ${countWords(fit.records)} lần hoạt động chưa tính trong báo cáo.`;
    case 'differs':
      return 'Kết quả trong danh mục chưa khớp với số liệu của báo cáo.';
  }
}

/** "12", or "nhiều nhất 12" where some of them may lie beside the period. */
export const unplacedWords = ({ records, isAtMost }: Unplaced): string => `${isAtMost ? 'nhiều nhất ' : ''}${figureWords(records)}`;
