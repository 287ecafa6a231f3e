import { annexNote } from './cell-words.ts';
import { placeColumns } from './locality-lines.ts';
import type { Paper, PaperBlock } from './paper.ts';
import type { Report } from './report.ts';
import { annexTable, formTable, itemTable, localityTable, milestoneTable, supplementTable } from './report-tables.ts';
import { figureSentence } from './sentence.ts';
import { columnWords, countWords, periodInSentence } from './words.ts';

function results(report: Report): PaperBlock[] {
  const sentence = figureSentence(report.total.period) ?? 'Trong kỳ chưa có số liệu được xác nhận.';
  return [
    { kind: 'paragraph', text: sentence },
    { kind: 'part', text: '1. Theo nội dung kế hoạch' },
    itemTable(report).paper(),
    { kind: 'part', text: '2. Theo hình thức' },
    ...formBlocks(report),
    { kind: 'part', text: '3. Theo địa bàn' },
    ...localityBlocks(report),
    ...supplementBlocks(report),
  ];
}

const formBlocks = (report: Report): PaperBlock[] =>
  report.forms.length === 0 ? [{ kind: 'paragraph', text: 'Chưa có số liệu được xác nhận.' }] : [formTable(report).paper()];

function localityBlocks(report: Report): PaperBlock[] {
  const { byLocality } = report;
  if (!byLocality) return [{ kind: 'paragraph', text: 'Số liệu theo địa bàn: …', typed: true }];
  if (byLocality.length > 0) return [localityTable(byLocality, report).paper()];
  return [{ kind: 'paragraph', text: `Trong kỳ không có ${placeColumns.map(columnWords).join(' hoặc ')}.` }];
}

/** What earlier reports are mended by; nothing where there is nothing to mend. */
function supplementBlocks({ supplement }: Report): PaperBlock[] {
  const table = supplementTable(supplement)?.paper();
  if (!supplement || !table) return [];
  const { added, changed, withdrawn } = supplement;
  const parts = [
    ...(added > 0 ? [`bổ sung ${countWords(added)} lần hoạt động`] : []),
    ...(changed > 0 ? [`điều chỉnh ${countWords(changed)} lần hoạt động`] : []),
    ...(withdrawn > 0 ? [`rút ${countWords(withdrawn)} lần hoạt động`] : []),
  ];
  return [
    { kind: 'part', text: '4. Bổ sung, điều chỉnh số liệu các kỳ đã báo cáo' },
    { kind: 'paragraph', text: `So với các báo cáo trước: ${parts.join('; ')}. Số này không nằm trong cột “Trong kỳ” của các bảng trên.` },
    // What was mended may have changed no figure.
    ...(table.rows.length > 0 ? [table] : []),
  ];
}

/** The list behind the signature, where one is wanted. */
export const annexPart = (report: Report): Paper['annex'] =>
  report.annex && {
    title: 'PHỤ LỤC',
    subject: `Danh mục hoạt động ${periodInSentence(report.about.name, report.about.period)}`,
    note: annexNote(report.annex.fit),
    table: annexTable(report.annex.lines, report).paper(),
  };

const onceBlocks = (report: Report): PaperBlock[] =>
  report.milestones.length === 0
    ? [{ kind: 'paragraph', text: 'Kế hoạch không có việc một lần trong kỳ.' }]
    : [milestoneTable(report).paper()];

/** Parts II and III: what follows from figures alone, whatever a person types into the other parts. */
export const figureBlocks = (report: Report): PaperBlock[] => [
  { kind: 'section', text: 'II. KẾT QUẢ THỰC HIỆN' },
  ...results(report),
  { kind: 'section', text: 'III. VIỆC MỘT LẦN' },
  ...onceBlocks(report),
];
