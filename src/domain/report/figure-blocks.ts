import type { FigureCount } from '../figures/column.ts';
import { capital } from '../text.ts';
import {
  aboutNote,
  annexNote,
  changeOf,
  docNumberOf,
  figure,
  leadName,
  localityName,
  noteOf,
  resultWords,
  stateWords,
  unitName,
} from './cell-words.ts';
import type { ReportItemLine } from './item-lines.ts';
import type { Paper, PaperBlock, PaperColumn, PaperRow } from './paper.ts';
import type { Report } from './report.ts';
import { figureSentence } from './sentence.ts';
import { isNothing, type SupplementMeasure } from './supplement.ts';
import { countWords, dayWords, figureWords, MEASURE_WORDS, periodInSentence } from './words.ts';

const ITEM_COLUMNS: readonly PaperColumn[] = [
  { head: 'TT', share: 9, align: 'centre' },
  { head: 'Mã, nội dung', share: 57 },
  { head: 'Đơn vị chủ trì', share: 26, folds: true },
  { head: 'Chỉ tiêu', share: 17, align: 'end' },
  { head: 'Trong kỳ', share: 18, align: 'end' },
  { head: 'Lũy kế', share: 18, align: 'end' },
  { head: 'Ghi chú', share: 20, folds: true },
];

const OWN = 'Ghi chung vào mục này';

function itemRows(line: ReportItemLine, report: Report): PaperRow[] {
  const { kind, item, number, measures } = line;
  const title = kind === 'own' ? OWN : item.title;
  const lead = kind === 'item' ? leadName(item, report) : '';
  const head: PaperRow = {
    look: kind === 'heading' ? 'heading' : 'head',
    cells: [number === undefined ? '' : String(number), title, lead, '', '', '', ''],
    ...(kind !== 'own' && { code: item.code }),
  };
  const subs = measures.map((measure): PaperRow => {
    const { target, period, cumulative } = measure;
    return {
      look: 'sub',
      cells: [
        '',
        MEASURE_WORDS[measure.measure],
        '',
        target ? figureWords(target.value) : '',
        figure(period),
        figure(cumulative),
        noteOf(measure, report),
      ],
    };
  });
  return [head, ...subs];
}

/** The whole plan, as the last lines of the first table. */
const totalRows = ({ forms }: Report): PaperRow[] =>
  forms.length === 0
    ? []
    : [
        { look: 'heading', cells: ['', 'Tổng cộng', '', '', '', '', ''] },
        ...forms.map(
          ({ measure, period, cumulative }): PaperRow => ({
            look: 'sub',
            cells: ['', MEASURE_WORDS[measure], '', '', figure(period), figure(cumulative), aboutNote(period, cumulative)],
          }),
        ),
      ];

function results(report: Report): PaperBlock[] {
  const sentence = figureSentence(report.total.period) ?? 'Trong kỳ chưa có số liệu được xác nhận.';
  return [
    { kind: 'paragraph', text: sentence },
    { kind: 'part', text: '1. Theo nội dung kế hoạch' },
    { kind: 'table', columns: ITEM_COLUMNS, rows: [...report.items.flatMap((line) => itemRows(line, report)), ...totalRows(report)] },
    { kind: 'part', text: '2. Theo hình thức' },
    ...formBlocks(report),
    { kind: 'part', text: '3. Theo địa bàn' },
    ...localityBlocks(report),
    ...supplementBlocks(report),
  ];
}

const formBlocks = ({ forms }: Report): PaperBlock[] =>
  forms.length === 0
    ? [{ kind: 'paragraph', text: 'Chưa có số liệu được xác nhận.' }]
    : [
        {
          kind: 'table',
          columns: [
            { head: 'Hình thức, kết quả', share: 85 },
            { head: 'Trong kỳ', share: 30, align: 'end' },
            { head: 'Lũy kế', share: 30, align: 'end' },
            { head: 'Ghi chú', share: 20, folds: true },
          ],
          rows: forms.map(({ measure, period, cumulative }) => ({
            look: 'plain',
            cells: [capital(MEASURE_WORDS[measure]), figure(period), figure(cumulative), aboutNote(period, cumulative)],
          })),
        },
      ];

/** The last row of the table by locality: the same figures as everywhere else. */
export const localityTotal = ({ forms }: Report): { readonly sessions: FigureCount; readonly attendees: FigureCount } => {
  const of = (key: 'sessions' | 'attendees'): FigureCount =>
    forms.find(({ measure }) => measure === key)?.period ?? { value: 0, isAbout: false };
  return { sessions: of('sessions'), attendees: of('attendees') };
};

function localityBlocks(report: Report): PaperBlock[] {
  const { byLocality } = report;
  if (!byLocality) return [{ kind: 'paragraph', text: 'Số liệu theo địa bàn: …', typed: true }];
  if (byLocality.length === 0) return [{ kind: 'paragraph', text: 'Trong kỳ không có buổi tuyên truyền hoặc lượt người tham dự.' }];
  const total = localityTotal(report);
  return [
    {
      kind: 'table',
      columns: [
        { head: 'Địa bàn', share: 85 },
        { head: 'Số buổi', share: 30, align: 'end' },
        { head: 'Lượt người', share: 30, align: 'end' },
        { head: 'Ghi chú', share: 20, folds: true },
      ],
      rows: [
        ...byLocality.map(
          (line): PaperRow => ({
            look: 'plain',
            cells: [localityName(line), figure(line.sessions), figure(line.attendees), aboutNote(line.attendees)],
          }),
        ),
        { look: 'total', cells: ['Cộng', figure(total.sessions), figure(total.attendees), aboutNote(total.attendees)] },
      ],
    },
  ];
}

const supplementRows = (measures: readonly SupplementMeasure[]): PaperRow[] =>
  measures.map((measure) => ({
    look: 'sub',
    cells: [
      '',
      MEASURE_WORDS[measure.measure],
      figure(measure.was),
      figure(measure.is),
      changeOf(measure),
      aboutNote(measure.was, measure.is),
    ],
  }));

/** What earlier reports are mended by; nothing where there is nothing to mend. */
function supplementBlocks({ supplement }: Report): PaperBlock[] {
  if (!supplement || isNothing(supplement)) return [];
  const { added, changed, withdrawn, lines, total } = supplement;
  const parts = [
    ...(added > 0 ? [`bổ sung ${countWords(added)} lần hoạt động`] : []),
    ...(changed > 0 ? [`điều chỉnh ${countWords(changed)} lần hoạt động`] : []),
    ...(withdrawn > 0 ? [`rút ${countWords(withdrawn)} lần hoạt động`] : []),
  ];
  const rows: PaperRow[] = [
    ...lines
      .filter(({ measures }) => measures.length > 0)
      .flatMap(({ code, title, measures }, at): PaperRow[] => [
        { look: 'head', cells: [String(at + 1), title, '', '', '', ''], code },
        ...supplementRows(measures),
      ]),
    ...(total.length > 0 ? [{ look: 'heading' as const, cells: ['', 'Tổng cộng', '', '', '', ''] }, ...supplementRows(total)] : []),
  ];
  return [
    { kind: 'part', text: '4. Bổ sung, điều chỉnh số liệu các kỳ đã báo cáo' },
    { kind: 'paragraph', text: `So với các báo cáo trước: ${parts.join('; ')}. Số này không nằm trong cột “Trong kỳ” của các bảng trên.` },
    ...(rows.length > 0 ? [{ kind: 'table' as const, columns: SUPPLEMENT_COLUMNS, rows }] : []),
  ];
}

const SUPPLEMENT_COLUMNS: readonly PaperColumn[] = [
  { head: 'TT', share: 9, align: 'centre' },
  { head: 'Mã, nội dung', share: 70 },
  { head: 'Đã báo cáo', share: 24, align: 'end' },
  { head: 'Nay là', share: 22, align: 'end' },
  { head: 'Tăng, giảm', share: 22, align: 'end' },
  { head: 'Ghi chú', share: 18, folds: true },
];

/** The list behind the signature, where one is wanted. */
export const annexPart = (report: Report): Paper['annex'] =>
  report.annex && {
    title: 'PHỤ LỤC',
    subject: `Danh mục hoạt động ${periodInSentence(report.about.name, report.about.period)}`,
    note: annexNote(report.annex.fit),
    table: {
      kind: 'table',
      columns: [
        { head: 'TT', share: 9, align: 'centre' },
        { head: 'Ngày', share: 27 },
        { head: 'Mã', share: 21 },
        { head: 'Đơn vị', share: 27, folds: true },
        { head: 'Địa bàn', share: 32 },
        { head: 'Kết quả', share: 48 },
      ],
      rows: report.annex.lines.map((line, at) => ({
        look: 'plain',
        cells: [String(at + 1), dayWords(line.date), line.itemCode, unitName(line.unitId, report), line.place, resultWords(line)],
      })),
    },
  };

function onceBlocks(report: Report): PaperBlock[] {
  const { milestones } = report;
  if (milestones.length === 0) return [{ kind: 'paragraph', text: 'Kế hoạch không có việc một lần trong kỳ.' }];
  return [
    {
      kind: 'table',
      columns: [
        { head: 'TT', share: 9, align: 'centre' },
        { head: 'Việc', share: 58 },
        { head: 'Đơn vị', share: 26, folds: true },
        { head: 'Hạn', share: 26 },
        { head: 'Kết quả', share: 26 },
        { head: 'Văn bản', share: 20, folds: true },
      ],
      rows: milestones.map(({ item, unitId, due, state }, at) => ({
        look: 'plain',
        code: item.code,
        cells: [
          String(at + 1),
          item.title,
          report.units.find(({ id }) => id === unitId)?.shortName ?? leadName(item, report),
          due === null ? '' : dayWords(due),
          stateWords(state),
          docNumberOf(state),
        ],
      })),
    },
  ];
}

/** Parts II and III: what follows from figures alone, whatever a person types into the other parts. */
export const figureBlocks = (report: Report): PaperBlock[] => [
  { kind: 'section', text: 'II. KẾT QUẢ THỰC HIỆN' },
  ...results(report),
  { kind: 'section', text: 'III. VIỆC MỘT LẦN' },
  ...onceBlocks(report),
];
