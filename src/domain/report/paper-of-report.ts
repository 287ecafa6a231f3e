import type { DueState } from '../due-work.ts';
import type { UnitId } from '../ids.ts';
import type { PlanItem } from '../plan.ts';
import type { Unit } from '../reference.ts';
import type { AnnexLine } from './annex.ts';
import type { MeasureLine, ReportFigure, ReportItemLine } from './item-lines.ts';
import type { LocalityLine } from './locality-lines.ts';
import type { Paper, PaperBlock, PaperColumn, PaperRow } from './paper.ts';
import type { Report } from './report.ts';
import { figureSentence } from './sentence.ts';
import { isNothing, type SupplementMeasure } from './supplement.ts';
import {
  BLANK,
  capital,
  countWords,
  dayInFull,
  dayWords,
  figureWords,
  lowerFirst,
  MEASURE_WORDS,
  monthInFull,
  periodWords,
} from './words.ts';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The plan's name within a sentence: "Kế hoạch tuyên truyền về …", whatever its title begins with. */
export const planName = ({ title }: { readonly title: string }): string =>
  /^kế hoạch(?=\s|$)/iu.test(title) ? `Kế hoạch${title.slice('kế hoạch'.length)}` : `Kế hoạch ${lowerFirst(title)}`;

const planPaper = ({ plan }: Report): string => {
  const number = plan.number === null ? '…' : plan.number.startsWith('/') ? `…${plan.number}` : plan.number;
  const date = plan.date === null ? `ngày … tháng … năm ${plan.year}` : dayInFull(plan.date);
  return `Kế hoạch số ${number} ${date} của ${plan.agency}`;
};

/** Without the word of the paper's kind, which the number before it has said. */
const planMatter = (report: Report): string => planName(report.plan).replace(/^Kế hoạch\s+/u, '');

const periodName = ({ about }: Report): string => periodWords(about.name, about.period);

const SAYS_WHAT_IS_DONE = /^(?:thông tin|tuyên truyền|triển khai|thực hiện|tổ chức|phát động|phổ biến|về)(?=[\s,]|$)/iu;

const opening = (report: Report): string => {
  const { from, to } = report.about.period;
  // A period without a name is told by its days alone.
  const days = report.about.name ? ` (từ ngày ${dayWords(from)} đến ngày ${dayWords(to)})` : '';
  const who = report.letterhead.agencyInText || report.plan.agency;
  const matter = planMatter(report);
  // A title that says what is to be done follows by itself; one that names a field is what the plan is about.
  const about = SAYS_WHAT_IS_DONE.test(matter) ? matter : `về ${matter}`;
  return `Thực hiện ${planPaper(report)} ${about}, ${who} báo cáo kết quả ${periodName(report)}${days} như sau:`;
};

const namesOf = (units: readonly Unit[]): string => units.map(({ name }) => name).join('; ');

function situation(report: Report): string[] {
  const { coverage, unit, total, items, milestones } = report;
  const counted = items.filter(({ kind }) => kind === 'item').length;
  const records = `${figureWords(total.period.records)} lần hoạt động đã được xác nhận`;
  const work = `${countWords(counted)} nội dung theo dõi bằng số liệu`;
  const once = `${countWords(milestones.length)} việc một lần`;
  // One of the two is named in any case.
  const parts = [...(counted > 0 || milestones.length === 0 ? [work] : []), ...(milestones.length > 0 ? [once] : [])];
  const first = `Kế hoạch có ${parts.join(' và ')} trong phạm vi báo cáo; trong kỳ có ${records}.`;
  if (unit) return [first];
  const reported =
    coverage.reported.length > 0
      ? `Có ${countWords(coverage.reported.length)} đơn vị gửi số liệu: ${namesOf(coverage.reported)}.`
      : 'Trong kỳ chưa có số liệu nào được xác nhận.';
  return [
    first,
    [
      reported,
      ...(coverage.waiting.length > 0 ? [`Đơn vị có số liệu đang chờ xác nhận: ${namesOf(coverage.waiting)}.`] : []),
      ...(coverage.silent.length > 0 ? [`Đơn vị chưa có số liệu trong kỳ: ${namesOf(coverage.silent)}.`] : []),
    ].join(' '),
  ];
}

const figure = ({ value }: ReportFigure): string => figureWords(value);
/** A figure stands alone in its cell, so that it can be read down the column; that it is a guess stands in the column of notes. */
const aboutNote = (...figures: readonly ReportFigure[]): string => (figures.some(({ about }) => about) ? 'khoảng' : '');

const PER = { year: '', quarter: 'chỉ tiêu mỗi quý', month: 'chỉ tiêu mỗi tháng' } as const;

/** "đạt 54%" of a year is what was done since its start; of a quarter or month, what was done in the report's own. */
function reached({ target, period, cumulative }: MeasureLine, report: Report): string {
  if (!target) return '';
  const done = target.per === 'year' ? cumulative : target.per === report.about.name?.kind ? period : undefined;
  return done === undefined ? '' : `đạt ${figureWords(Math.floor((100 * done.value) / target.value))}%`;
}

/** What the column of notes says of a row, on paper and in the spreadsheet alike. */
export const noteOf = (line: MeasureLine, report: Report): string =>
  [aboutNote(line.period, line.cumulative), line.target ? PER[line.target.per] : '', reached(line, report)]
    .filter((part) => part !== '')
    .join('; ');

export const leadOf = (item: PlanItem, { units }: Report): string =>
  units.find(({ id }) => id === item.leadUnitId)?.shortName ?? item.leadUnit ?? '';

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
  const lead = kind === 'item' ? leadOf(item, report) : '';
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

export const localityName = ({ kind, name }: LocalityLine): string =>
  kind === 'locality' ? name : kind === 'none' ? 'Không gắn địa bàn' : 'Chưa phân theo địa bàn';

/** The last row of the table by locality: the same figures as everywhere else. */
export const localityTotal = ({ forms }: Report): { readonly sessions: ReportFigure; readonly attendees: ReportFigure } => {
  const of = (key: 'sessions' | 'attendees'): ReportFigure =>
    forms.find(({ measure }) => measure === key)?.period ?? { value: 0, about: false };
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

/** How much more or less it is now. */
const changeOf = ({ was, is }: SupplementMeasure): string => `${is.value > was.value ? '+' : ''}${figureWords(is.value - was.value)}`;

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

/** "01 buổi tuyên truyền; 40 lượt người tham dự" */
export const resultWords = ({ measures }: Pick<AnnexLine, 'measures'>): string =>
  measures.map(([measure, value]) => `${countWords(value)} ${MEASURE_WORDS[measure]}`).join('; ');

const annexOf = (report: Report): Paper['annex'] =>
  report.annex && {
    title: 'PHỤ LỤC',
    subject: `Danh mục hoạt động ${periodName(report)}`,
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
      rows: report.annex.map((line, at) => ({
        look: 'plain',
        cells: [
          String(at + 1),
          dayWords(line.date),
          line.itemCode,
          unitName(line.unitId, report),
          line.place,
          `${line.about ? 'khoảng ' : ''}${resultWords(line)}`,
        ],
      })),
    },
  };

export const unitName = (id: UnitId, { units }: Pick<Report, 'units'>): string => units.find((unit) => unit.id === id)?.shortName ?? id;

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

function onceBlocks(report: Report): PaperBlock[] {
  const { milestones } = report;
  if (milestones.length === 0) return [{ kind: 'paragraph', text: 'Kế hoạch không có việc một lần trong kỳ.' }];
  return [
    {
      kind: 'table',
      columns: [
        { head: 'TT', share: 9, align: 'centre' },
        { head: 'Việc', share: 62 },
        { head: 'Đơn vị', share: 26, folds: true },
        { head: 'Hạn', share: 22 },
        { head: 'Kết quả', share: 26 },
        { head: 'Văn bản', share: 20, folds: true },
      ],
      rows: milestones.map(({ item, unitId, due, state }, at) => ({
        look: 'plain',
        code: item.code,
        cells: [
          String(at + 1),
          item.title,
          report.units.find(({ id }) => id === unitId)?.shortName ?? leadOf(item, report),
          due === null ? '' : dayWords(due),
          stateWords(state),
          docNumberOf(state),
        ],
      })),
    },
  ];
}

/** What a person wrote under a name, or a blank under it for the pen. */
function typed(name: string, text: string): PaperBlock[] {
  const [first = '…', ...more] = linesOf(text);
  return [`${name}: ${first}`, ...more].map((line) => ({ kind: 'paragraph', text: line, typed: true }));
}

/** Parts II and III: what follows from figures alone, whatever a person types into the other parts. */
export const figureBlocks = (report: Report): PaperBlock[] => [
  { kind: 'section', text: 'II. KẾT QUẢ THỰC HIỆN' },
  ...results(report),
  { kind: 'section', text: 'III. VIỆC MỘT LẦN' },
  ...onceBlocks(report),
];

export function paperOf(report: Report, figures: readonly PaperBlock[] = figureBlocks(report)): Paper {
  const { letterhead, words, signedOn, today } = report;
  const recipients = linesOf(letterhead.recipients);
  return {
    parentBody: letterhead.parentBody.toUpperCase(),
    agency: (letterhead.agency || report.plan.agency).toUpperCase(),
    number: `Số:${BLANK}/${letterhead.symbol || 'BC'}`,
    placeAndDate: `${letterhead.place || '…'}, ${signedOn ? dayInFull(signedOn) : monthInFull(today)}`,
    kind: 'BÁO CÁO',
    subject: `Kết quả thực hiện ${planName(report.plan)}, ${periodName(report)}`,
    blocks: [
      { kind: 'paragraph', text: opening(report) },
      { kind: 'section', text: 'I. TÌNH HÌNH TRIỂN KHAI' },
      ...situation(report).map((text): PaperBlock => ({ kind: 'paragraph', text })),
      ...figures,
      { kind: 'section', text: 'IV. ĐÁNH GIÁ' },
      ...typed('Ưu điểm', words.strengths),
      ...typed('Hạn chế, nguyên nhân', words.limits),
      { kind: 'section', text: 'V. NHIỆM VỤ KỲ TỚI; KIẾN NGHỊ' },
      ...typed('Nhiệm vụ kỳ tới', words.next),
      ...typed('Kiến nghị', words.proposals),
      { kind: 'paragraph', text: `Trên đây là báo cáo kết quả thực hiện ${planName(report.plan)}, ${periodName(report)}./.` },
    ],
    recipients: recipients.map(
      (line, at) => `- ${line.replace(/^-\s*/, '').replace(/[.;,]$/, '')}${at === recipients.length - 1 ? '.' : ';'}`,
    ),
    signer: linesOf(letterhead.signer).map((line) => line.toUpperCase()),
    annex: annexOf(report),
  };
}
