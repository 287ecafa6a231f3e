import { PLACE_MEASURES } from '../figures/columns.ts';
import { dayCell, numberCell, type SheetCell, textCell } from '../sheet-cell.ts';
import { capital } from '../text.ts';
import type { AnnexLine } from './annex.ts';
import { aboutNote, docNumberOf, leadName, localityName, noteOf, resultWords, stateWords, unitName } from './cell-words.ts';
import type { FigureLine, ItemFigureLine, ReportItemLine } from './item-lines.ts';
import { type LocalityLine, placeFigures } from './locality-lines.ts';
import type { ReportMilestoneLine } from './milestone-lines.ts';
import type { Report } from './report.ts';
import { ordinal, type ReportColumn, type ReportTable, reportTable, type TableEntry } from './report-table.ts';
import { isNothing, type Supplement, type SupplementFigure } from './supplement.ts';
import { columnWords, figureWords, PLACE_HEADS } from './words.ts';

const END = { align: 'end' } as const;
const FOLDS = { folds: true } as const;

/** What every table of figures says, with room as the table has it. */
const periodColumns = (share: number, width: number): ReportColumn<FigureLine, unknown>[] => [
  { head: 'Trong kỳ', paper: { share, ...END }, width, ofLine: ({ period }) => numberCell(period.value) },
  { head: 'Lũy kế', paper: { share, ...END }, width, ofLine: ({ cumulative }) => numberCell(cumulative.value) },
];

const inRow = ({ column }: Pick<FigureLine, 'column'>): SheetCell => textCell(columnWords(column));
const inRowAlone = ({ column }: Pick<FigureLine, 'column'>): SheetCell => textCell(capital(columnWords(column)));

/** What the paper names above lines: an item, or the whole plan. */
type ItemGroup = Pick<ReportItemLine, 'item' | 'kind' | 'number'> | 'all';
type ItemLine = Pick<ItemFigureLine, 'target'> & FigureLine;

const OWN = 'Ghi chung vào mục này';
/** Told apart, so that whoever adds the rows up counts nothing twice. */
const KINDS = { heading: 'cộng mục cha', item: 'mục', own: 'ghi chung' } as const;

const itemColumns = (report: Report): ReportColumn<ItemLine, ItemGroup>[] => [
  { ...ordinal, width: 6, ofGroup: (at) => (at === 'all' ? undefined : numberCell(at.number)) },
  { head: 'Mã', width: 12, ofGroup: (at) => (at === 'all' ? undefined : textCell(at.item.code)) },
  {
    head: 'Mã, nội dung',
    paper: { share: 57 },
    ofGroup: (at) => textCell(at === 'all' ? 'Tổng cộng' : at.kind === 'own' ? OWN : at.item.title),
    ofLine: inRow,
  },
  { head: 'Nội dung', width: 60, ofGroup: (at) => (at === 'all' ? undefined : textCell(at.item.title)) },
  { head: 'Dòng', width: 12, ofGroup: (at) => (at === 'all' ? undefined : textCell(KINDS[at.kind])) },
  {
    head: 'Đơn vị chủ trì',
    paper: { share: 26, ...FOLDS },
    width: 22,
    ofGroup: (at) => (at !== 'all' && at.kind === 'item' ? textCell(leadName(at.item, report)) : undefined),
  },
  { head: 'Kết quả', width: 34, ofLine: inRowAlone },
  { head: 'Chỉ tiêu', paper: { share: 17, ...END }, width: 12, ofLine: ({ target }) => numberCell(target?.value) },
  ...periodColumns(18, 12),
  { head: 'Ghi chú', paper: { share: 20, ...FOLDS }, width: 24, ofLine: (line) => textCell(noteOf(line, report)) },
];

const itemEntry = (line: ReportItemLine): TableEntry<ItemLine, ItemGroup> => ({
  group: line,
  lines: line.figures,
  look: line.kind === 'heading' ? 'heading' : 'head',
  ...(line.kind !== 'own' && { code: line.item.code }),
  ...(line.kind === 'heading' && { isSum: true as const }),
});

/** Item by item; on paper the whole plan stands in its last lines. */
export function itemTable(report: Report): ReportTable {
  const { items, forms } = report;
  const all: TableEntry<ItemLine, ItemGroup> = {
    group: 'all',
    lines: forms.map((line) => ({ ...line, target: undefined })),
    look: 'heading',
    onPaperOnly: true,
  };
  return reportTable('Theo nội dung', itemColumns(report), [...items.map(itemEntry), ...(forms.length > 0 ? [all] : [])]);
}

export const formTable = ({ forms }: Report): ReportTable =>
  reportTable<FigureLine>(
    'Theo hình thức',
    [
      { head: 'Hình thức, kết quả', paper: { share: 85 }, width: 50, ofLine: inRowAlone },
      ...periodColumns(30, 14),
      {
        head: 'Ghi chú',
        paper: { share: 20, ...FOLDS },
        width: 14,
        ofLine: ({ period, cumulative }) => textCell(aboutNote(period, cumulative)),
      },
    ],
    [{ lines: forms, look: 'plain' }],
  );

type PlaceLine = Pick<LocalityLine, 'name' | 'figures'>;

/** Room for a head that is no longer than its figures, or for the head. */
const widthFor = (head: string): number => Math.max(12, head.length + 4);

export const localityTable = (lines: readonly LocalityLine[], { total }: Report): ReportTable =>
  reportTable<PlaceLine>(
    'Theo địa bàn',
    [
      { head: 'Địa bàn', paper: { share: 85 }, width: 40, ofLine: ({ name }) => textCell(name) },
      ...PLACE_MEASURES.map((measure, at): ReportColumn<PlaceLine> => {
        const head = PLACE_HEADS[measure];
        return { head, paper: { share: 30, ...END }, width: widthFor(head), ofLine: ({ figures }) => numberCell(figures[at]?.value) };
      }),
      { head: 'Ghi chú', paper: { share: 20, ...FOLDS }, width: 14, ofLine: ({ figures }) => textCell(aboutNote(...figures)) },
    ],
    [
      { lines: lines.map((line) => ({ ...line, name: localityName(line) })), look: 'plain' },
      // The same figures as everywhere else.
      { lines: [{ name: 'Cộng', figures: placeFigures(total.period) }], look: 'total', isSum: true },
    ],
  );

const signed = (value: number): string => `${value > 0 ? '+' : ''}${figureWords(value)}`;

interface SupplementGroup {
  readonly number?: number;
  readonly code: string;
  readonly title: string;
}

const SUPPLEMENT_COLUMNS: readonly ReportColumn<SupplementFigure, SupplementGroup>[] = [
  { ...ordinal, ofGroup: (at) => numberCell(at.number) },
  { head: 'Mã', width: 12, ofGroup: ({ code }) => textCell(code) },
  { head: 'Mã, nội dung', paper: { share: 70 }, ofGroup: ({ title }) => textCell(title), ofLine: inRow },
  { head: 'Nội dung', width: 60, ofGroup: ({ title }) => textCell(title) },
  { head: 'Kết quả', width: 34, ofLine: inRowAlone },
  { head: 'Đã báo cáo', paper: { share: 24, ...END }, width: 14, ofLine: ({ was }) => numberCell(was.value) },
  { head: 'Nay là', paper: { share: 22, ...END }, width: 12, ofLine: ({ is }) => numberCell(is.value) },
  {
    head: 'Tăng, giảm',
    paper: { share: 22, ...END, number: signed },
    width: 12,
    ofLine: ({ was, is }) => numberCell(is.value - was.value),
  },
  { head: 'Ghi chú', paper: { share: 18, ...FOLDS }, width: 14, ofLine: ({ was, is }) => textCell(aboutNote(was, is)) },
];

/** Undefined where there is nothing to mend. `lines` is empty where what was mended changed no figure. */
export function supplementTable(supplement: Supplement | undefined): ReportTable | undefined {
  if (!supplement || isNothing(supplement)) return undefined;
  const { lines, total } = supplement;
  const items = lines
    .filter(({ figures }) => figures.length > 0)
    .map(({ code, title, figures }, at): TableEntry<SupplementFigure, SupplementGroup> => {
      return { group: { number: at + 1, code, title }, lines: figures, look: 'head', code };
    });
  const all: TableEntry<SupplementFigure, SupplementGroup> = {
    group: { code: '', title: 'Tổng cộng' },
    lines: total,
    look: 'heading',
    isSum: true,
  };
  return reportTable('Bổ sung, điều chỉnh', SUPPLEMENT_COLUMNS, [...items, ...(total.length > 0 ? [all] : [])]);
}

type Numbered<Line> = Line & { readonly number: number };
const inOrder = <Line extends object>(lines: readonly Line[]): Numbered<Line>[] => lines.map((line, at) => ({ ...line, number: at + 1 }));

export const milestoneTable = (report: Report): ReportTable =>
  reportTable<Numbered<ReportMilestoneLine>>(
    'Việc một lần',
    [
      { ...ordinal, width: 6, ofLine: ({ number }) => numberCell(number) },
      { head: 'Mã', width: 12, ofLine: ({ item }) => textCell(item.code) },
      { head: 'Việc', paper: { share: 58 }, width: 60, ofLine: ({ item }) => textCell(item.title) },
      {
        head: 'Đơn vị',
        paper: { share: 26, ...FOLDS },
        width: 22,
        ofLine: ({ item, unitId }) => textCell(report.units.find(({ id }) => id === unitId)?.shortName ?? leadName(item, report)),
      },
      { head: 'Hạn', paper: { share: 26 }, width: 12, ofLine: ({ due }) => dayCell(due) },
      { head: 'Kết quả', paper: { share: 26 }, width: 26, ofLine: ({ state }) => textCell(stateWords(state)) },
      { head: 'Ngày xong', width: 12, ofLine: ({ state }) => (state.kind === 'done' ? dayCell(state.on) : undefined) },
      { head: 'Văn bản', paper: { share: 20, ...FOLDS }, width: 18, ofLine: ({ state }) => textCell(docNumberOf(state)) },
      { head: 'Ghi chú', width: 30, ofLine: ({ note }) => textCell(note) },
    ],
    inOrder(report.milestones).map((line) => ({ lines: [line], look: 'plain', code: line.item.code })),
  );

/** Where what a record counts stands in words. */
export const RESULTS = 'Kết quả';

/** The list behind the signature. */
export const annexTable = (lines: readonly AnnexLine[], report: Report): ReportTable =>
  reportTable<Numbered<AnnexLine>>(
    'Phụ lục',
    [
      { ...ordinal, width: 6, ofLine: ({ number }) => numberCell(number) },
      { head: 'Ngày', paper: { share: 27 }, width: 12, ofLine: ({ date }) => dayCell(date) },
      { head: 'Mã', paper: { share: 21 }, width: 12, ofLine: ({ itemCode }) => textCell(itemCode) },
      { head: 'Đơn vị', paper: { share: 27, ...FOLDS }, width: 22, ofLine: ({ unitId }) => textCell(unitName(unitId, report)) },
      { head: 'Địa bàn', paper: { share: 32 }, width: 36, ofLine: ({ place }) => textCell(place) },
      { head: RESULTS, paper: { share: 48 }, width: 60, ofLine: (line) => textCell(resultWords(line)) },
      { head: 'Ghi chú', width: 12, ofLine: ({ figures }) => textCell(aboutNote(...figures.map(({ count }) => count))) },
    ],
    [{ lines: inOrder(lines), look: 'plain' }],
  );
