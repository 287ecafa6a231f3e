import type { Day } from '../day.ts';
import type { FigureCount } from '../figures/column.ts';
import type { MeasureKey } from '../measure.ts';
import { capital } from '../text.ts';
import {
  aboutNote,
  annexNote,
  docNumberOf,
  leadName,
  localityName,
  noteOf,
  resultWords,
  stateWords,
  unitName,
  unplacedWords,
} from './cell-words.ts';
import { localityTotal } from './figure-blocks.ts';
import type { Report } from './report.ts';
import { isNothing, type SupplementMeasure } from './supplement.ts';
import type { Unplaced } from './unplaced-in.ts';
import { MEASURE_WORDS, periodInSentence, planNameInSentence } from './words.ts';

/** A cell knows what it is: a number can be added up, a day can be sorted, and words are never taken for a formula. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'day'; readonly value: Day }
  | undefined;

export interface SheetColumn {
  readonly head: string;
  /** In letters. */
  readonly width: number;
}

export interface ReportSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly { readonly strong?: true; readonly cells: readonly SheetCell[] }[];
}

const text = (words: string): SheetCell => (words === '' ? undefined : { kind: 'text', text: words });
const number = (value: number | undefined): SheetCell => (value === undefined ? undefined : { kind: 'number', value });
const onDay = (value: Day | null): SheetCell => (value === null ? undefined : { kind: 'day', value });
const measure = (key: MeasureKey): SheetCell => text(capital(MEASURE_WORDS[key]));
const about = (...figures: readonly Pick<FigureCount, 'isAbout'>[]): SheetCell => text(aboutNote(...figures));

/** Where the count may be too high it is told in words, so that nobody adds it up. */
const unplaced = (found: Unplaced) => {
  if (found.records === 0) return [];
  const count = found.isAtMost ? text(unplacedWords(found)) : number(found.records);
  return [{ cells: [text('Lần hoạt động chưa xếp vào kế hoạch, chưa tính'), count] }];
};

function facts(report: Report): ReportSheet {
  const { from, to } = report.about.period;
  const row = (name: string, ...cells: SheetCell[]) => ({ cells: [text(name), ...cells] });
  return {
    name: 'Thông tin',
    columns: [
      { head: 'Mục', width: 28 },
      { head: 'Nội dung', width: 70 },
    ],
    rows: [
      row('Kế hoạch', text(planNameInSentence(report.plan))),
      row('Cơ quan, đơn vị báo cáo', text(report.letterhead.agencyInText || report.plan.agency)),
      row('Kỳ báo cáo', text(capital(periodInSentence(report.about.name, report.about.period)))),
      row('Từ ngày', onDay(from)),
      row('Đến ngày', onDay(to)),
      row('Lũy kế từ ngày', onDay(report.cumulative.from)),
      ...(report.closed ? [row('Số liệu chốt ngày', onDay(report.closed.on)), row('Mã số liệu chốt', text(report.closed.code))] : []),
      row('Lần hoạt động đã xác nhận', number(report.total.period.records)),
      row('Lần hoạt động chờ xác nhận, chưa tính', number(report.missing.waiting)),
      row('Lần hoạt động các máy khai còn giữ, chưa nhận', number(report.missing.declared)),
      ...unplaced(report.missing.unplaced),
    ],
  };
}

const items = (report: Report): ReportSheet => ({
  name: 'Theo nội dung',
  columns: [
    { head: 'TT', width: 6 },
    { head: 'Mã', width: 12 },
    { head: 'Nội dung', width: 60 },
    { head: 'Dòng', width: 12 },
    { head: 'Đơn vị chủ trì', width: 22 },
    { head: 'Kết quả', width: 34 },
    { head: 'Chỉ tiêu', width: 12 },
    { head: 'Trong kỳ', width: 12 },
    { head: 'Lũy kế', width: 12 },
    { head: 'Ghi chú', width: 24 },
  ],
  rows: report.items.flatMap((line) => {
    // Told apart, so that whoever adds the rows up counts nothing twice.
    const kind = { heading: 'cộng mục cha', item: 'mục', own: 'ghi chung' }[line.kind];
    return line.measures.map((figures) => ({
      ...(line.kind === 'heading' && { strong: true as const }),
      cells: [
        number(line.number),
        text(line.item.code),
        text(line.item.title),
        text(kind),
        text(line.kind === 'item' ? leadName(line.item, report) : ''),
        measure(figures.measure),
        number(figures.target?.value),
        number(figures.period.value),
        number(figures.cumulative.value),
        text(noteOf(figures, report)),
      ],
    }));
  }),
});

const forms = ({ forms: lines }: Report): ReportSheet => ({
  name: 'Theo hình thức',
  columns: [
    { head: 'Hình thức, kết quả', width: 50 },
    { head: 'Trong kỳ', width: 14 },
    { head: 'Lũy kế', width: 14 },
    { head: 'Ghi chú', width: 14 },
  ],
  rows: lines.map(({ measure: key, period, cumulative }) => ({
    cells: [measure(key), number(period.value), number(cumulative.value), about(period, cumulative)],
  })),
});

function localities(report: Report): ReportSheet[] {
  if (!report.byLocality) return [];
  const total = localityTotal(report);
  return [
    {
      name: 'Theo địa bàn',
      columns: [
        { head: 'Địa bàn', width: 40 },
        { head: 'Số buổi', width: 12 },
        { head: 'Lượt người', width: 14 },
        { head: 'Ghi chú', width: 14 },
      ],
      rows: [
        ...report.byLocality.map((line) => ({
          cells: [text(localityName(line)), number(line.sessions.value), number(line.attendees.value), about(line.attendees)],
        })),
        {
          strong: true,
          cells: [text('Cộng'), number(total.sessions.value), number(total.attendees.value), about(total.attendees)],
        },
      ],
    },
  ];
}

const milestones = (report: Report): ReportSheet => ({
  name: 'Việc một lần',
  columns: [
    { head: 'TT', width: 6 },
    { head: 'Mã', width: 12 },
    { head: 'Việc', width: 60 },
    { head: 'Đơn vị', width: 22 },
    { head: 'Hạn', width: 12 },
    { head: 'Kết quả', width: 26 },
    { head: 'Ngày xong', width: 12 },
    { head: 'Văn bản', width: 18 },
    { head: 'Ghi chú', width: 30 },
  ],
  rows: report.milestones.map(({ item, unitId, due, state, note }, at) => ({
    cells: [
      number(at + 1),
      text(item.code),
      text(item.title),
      text(report.units.find(({ id }) => id === unitId)?.shortName ?? leadName(item, report)),
      onDay(due),
      text(stateWords(state)),
      onDay(state.kind === 'done' ? state.on : null),
      text(docNumberOf(state)),
      text(note ?? ''),
    ],
  })),
});

function supplement({ supplement: told }: Report): ReportSheet[] {
  if (!told || isNothing(told)) return [];
  const row = (code: string, title: string, { measure: key, was, is }: SupplementMeasure) => [
    text(code),
    text(title),
    measure(key),
    number(was.value),
    number(is.value),
    number(is.value - was.value),
    about(was, is),
  ];
  return [
    {
      name: 'Bổ sung, điều chỉnh',
      columns: [
        { head: 'Mã', width: 12 },
        { head: 'Nội dung', width: 60 },
        { head: 'Kết quả', width: 34 },
        { head: 'Đã báo cáo', width: 14 },
        { head: 'Nay là', width: 12 },
        { head: 'Tăng, giảm', width: 12 },
        { head: 'Ghi chú', width: 14 },
      ],
      rows: [
        ...told.lines.flatMap(({ code, title, measures }) => measures.map((measure) => ({ cells: row(code, title, measure) }))),
        ...told.total.map((figure) => ({ strong: true as const, cells: row('', 'Tổng cộng', figure) })),
      ],
    },
  ];
}

function annex(report: Report): ReportSheet[] {
  if (!report.annex) return [];
  const note = annexNote(report.annex.fit);
  return [
    {
      name: 'Phụ lục',
      columns: [
        { head: 'TT', width: 6 },
        { head: 'Ngày', width: 12 },
        { head: 'Mã', width: 12 },
        { head: 'Đơn vị', width: 22 },
        { head: 'Địa bàn', width: 36 },
        { head: 'Kết quả', width: 60 },
        { head: 'Ghi chú', width: 12 },
      ],
      rows: [
        ...report.annex.lines.map((line, at) => ({
          cells: [
            number(at + 1),
            onDay(line.date),
            text(line.itemCode),
            text(unitName(line.unitId, report)),
            text(line.place),
            text(resultWords(line)),
            about(...line.measures.map(([, count]) => count)),
          ],
        })),
        // Behind the last line, so that it is no line itself.
        ...(note === undefined
          ? []
          : [{ strong: true as const, cells: [undefined, undefined, undefined, undefined, undefined, text(note)] }]),
      ],
    },
  ];
}

/** One sheet per table of the report, and one that says what they are about. */
export const sheetsOf = (report: Report): ReportSheet[] => [
  facts(report),
  items(report),
  forms(report),
  ...localities(report),
  milestones(report),
  ...supplement(report),
  ...annex(report),
];
