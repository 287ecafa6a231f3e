import { dayCell, numberCell, type ReportSheet, type SheetCell, textCell } from '../sheet-cell.ts';
import { capital } from '../text.ts';
import { annexNote, unplacedWords } from './cell-words.ts';
import type { Report } from './report.ts';
import { annexTable, formTable, itemTable, localityTable, milestoneTable, RESULTS, supplementTable } from './report-tables.ts';
import type { Unplaced } from './unplaced-in.ts';
import { PLAIN_WORDS, periodInSentence, planNameInSentence } from './words.ts';

/** Where the count may be too high it is told in words, so that nobody adds it up. */
function unplaced(found: Unplaced): ReportSheet['rows'] {
  if (found.records === 0) return [];
  const count = found.isAtMost ? textCell(unplacedWords(found)) : numberCell(found.records);
  return [{ cells: [textCell(`${capital(PLAIN_WORDS.records)} chưa xếp vào kế hoạch, chưa tính`), count] }];
}

function facts(report: Report): ReportSheet {
  const { from, to } = report.about.period;
  const row = (name: string, ...cells: SheetCell[]) => ({ cells: [textCell(name), ...cells] });
  return {
    name: 'Thông tin',
    columns: [
      { head: 'Mục', width: 28 },
      { head: 'Nội dung', width: 70 },
    ],
    rows: [
      row('Kế hoạch', textCell(planNameInSentence(report.plan))),
      row('Cơ quan, đơn vị báo cáo', textCell(report.letterhead.agencyInText || report.plan.agency)),
      row('Kỳ báo cáo', textCell(capital(periodInSentence(report.about.name, report.about.period)))),
      row('Từ ngày', dayCell(from)),
      row('Đến ngày', dayCell(to)),
      row('Lũy kế từ ngày', dayCell(report.cumulative.from)),
      ...(report.closed ? [row('Số liệu chốt ngày', dayCell(report.closed.on)), row('Mã số liệu chốt', textCell(report.closed.code))] : []),
      row(`${capital(PLAIN_WORDS.records)} đã xác nhận`, numberCell(report.total.period.records)),
      row(`${capital(PLAIN_WORDS.records)} chờ xác nhận, chưa tính`, numberCell(report.missing.waiting)),
      row(capital(PLAIN_WORDS.declared), numberCell(report.missing.declared)),
      ...unplaced(report.missing.unplaced),
    ],
  };
}

function annex(report: Report): ReportSheet[] {
  if (!report.annex) return [];
  const sheet = annexTable(report.annex.lines, report).sheet();
  const note = annexNote(report.annex.fit);
  if (note === undefined) return [sheet];
  // Behind the last line, so that it is no line itself.
  const before = sheet.columns.slice(
    0,
    sheet.columns.findIndex(({ head }) => head === RESULTS),
  );
  const cells = [...before.map(() => undefined), textCell(note)];
  return [{ ...sheet, rows: [...sheet.rows, { strong: true, cells }] }];
}

/** One sheet per table of the report, and one that says what they are about. */
export function sheetsOf(report: Report): ReportSheet[] {
  const supplement = supplementTable(report.supplement);
  return [
    facts(report),
    itemTable(report).sheet(),
    formTable(report).sheet(),
    ...(report.byLocality ? [localityTable(report.byLocality, report).sheet()] : []),
    milestoneTable(report).sheet(),
    ...(supplement ? [supplement.sheet()] : []),
    ...annex(report),
  ];
}
