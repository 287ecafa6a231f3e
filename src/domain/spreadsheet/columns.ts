import { ACTIVITY_TYPES, type OwnFieldKey } from '../activity-types.ts';
import { RECORD_WORDS } from '../record-words.ts';
import { foldForSearch } from '../text.ts';

/** What a column may hold beside the own fields of a type. `subject`: what it was about, which each type asks for under another name. */
const COMMON = [
  'date',
  'endDate',
  'type',
  'itemCode',
  'subject',
  'localityId',
  'placeNote',
  'coUnitIds',
  'partnerIds',
  'audienceGroups',
  'note',
] as const;

export type SpreadsheetField = (typeof COMMON)[number] | OwnFieldKey;

const OWN_FIELDS = [...new Set(Object.values(ACTIVITY_TYPES).flatMap(({ fields }) => Object.keys(fields)))] as OwnFieldKey[];
export const SPREADSHEET_FIELDS: readonly SpreadsheetField[] = [...COMMON, ...OWN_FIELDS];

/** What offices print over a column besides the label of the form, folded. */
const ALSO_CALLED: { readonly [field in SpreadsheetField]?: readonly string[] } = {
  date: ['ngay thang', 'ngay thuc hien', 'ngay to chuc', 'thoi gian', 'thoi gian thuc hien', 'thoi gian to chuc', 'tu ngay', 'ngay, thang'],
  endDate: ['ngay ket thuc'],
  type: ['loai', 'loai viec', 'loai hinh', 'hinh thuc hoat dong'],
  itemCode: ['muc', 'ma muc', 'nhiem vu', 'noi dung ke hoach', 'muc trong ke hoach'],
  subject: ['noi dung', 'noi dung hoat dong', 'noi dung thuc hien', 'noi dung tuyen truyen', 'ten hoat dong', 'hoat dong', 'ten viec'],
  localityId: ['xa', 'xa, phuong', 'xa/phuong', 'dia phuong', 'dia ban to chuc'],
  placeNote: ['dia diem', 'dia diem to chuc', 'noi thuc hien'],
  coUnitIds: ['don vi phoi hop trong co quan'],
  partnerIds: ['don vi phoi hop', 'co quan phoi hop', 'phoi hop voi'],
  audienceGroups: ['doi tuong', 'thanh phan', 'doi tuong tham du', 'thanh phan tham du'],
  attendees: [
    ...['so nguoi', 'so nguoi du', 'so nguoi tham du', 'so nguoi tham gia', 'so luong nguoi', 'so luong', 'luot nguoi'],
    ...['so luot nguoi', 'so luot nguoi tham du', 'nguoi tham du', 'so luong nguoi tham du', 'tong so nguoi'],
  ],
  sessions: ['so buoi', 'so cuoc', 'buoi', 'so dot'],
  leaflets: ['to roi', 'so to roi', 'to roi, tai lieu', 'tai lieu', 'so to roi da phat'],
  vessels: ['so tau', 'tau ca', 'so tau ca', 'luot tau'],
  vesselOwners: ['chu tau', 'so chu tau', 'thuyen truong'],
  pledges: ['cam ket', 'ban cam ket', 'so ban cam ket'],
  markers: ['moc gioi', 'so moc', 'cot moc'],
  station: ['dai', 'tram', 'tram truyen thanh'],
  airings: ['so luot phat', 'luot phat', 'so lan phat', 'luot phat thanh'],
  minutesPerAiring: ['phut', 'so phut', 'thoi luong'],
  channel: ['kenh', 'trang dang', 'noi dang tin'],
  url: ['lien ket', 'link', 'dia chi'],
  count: ['so tin', 'so bai', 'so luong tin bai', 'tin, bai'],
  docNumber: ['van ban', 'so, ky hieu'],
  trainees: ['hoc vien', 'so hoc vien'],
  note: ['ghi chu khac'],
};

const labelOf = (field: SpreadsheetField): string => (field === 'subject' ? 'noi dung' : foldForSearch(RECORD_WORDS.fields[field].label));

const FIELD_BY_NAME: ReadonlyMap<string, SpreadsheetField> = new Map(
  // Where two fields go by one name, the first of them keeps it.
  SPREADSHEET_FIELDS.flatMap((field): [string, SpreadsheetField][] => [
    ...(ALSO_CALLED[field] ?? []).map((name): [string, SpreadsheetField] => [name, field]),
    [labelOf(field), field],
  ]).reverse(),
);

/** "Số người (lượt)" is called "số người". */
const nameIn = (cell: string): string =>
  foldForSearch(cell)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[*:.]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** What the words of a heading begin with or hold where it is none of the known names, in the order in which it is tried. */
const SAYS: readonly (readonly [SpreadsheetField, RegExp])[] = [
  ['endDate', /^(?:den ngay|ngay ket thuc|ket thuc)/],
  ['date', /^(?:thoi gian|thoi diem|tu ngay|ngay(?! (?:sinh|cap|ky|lap|nghi|cong)))(?:[ ,/]|$)/],
  ['partnerIds', /phoi hop/],
  ['audienceGroups', /^(?:doi tuong|thanh phan)/],
  ['vesselOwners', /chu tau|thuyen truong/],
  ['vessels', /^(?:tong )?(?:so |luot )*tau/],
  ['leaflets', /to roi|to gap|tai lieu/],
  ['pledges', /cam ket/],
  ['trainees', /^(?:tong )?(?:so |luot )*hoc vien/],
  [
    'attendees',
    /^(?:tong )?(?:so )?(?:luong |luot )*(?:nguoi (?:du|tham|nghe)|(?<=(?:so|luong|luot) )(?:nguoi|ngu dan|dai bieu|hoc sinh))/,
  ],
  ['sessions', /^(?:tong )?so (?:buoi|cuoc|dot)/],
  ['type', /^(?:loai hinh|hinh thuc)/],
  ['localityId', /^(?:dia ban|dia phuong|xa|phuong)(?:[ ,/]|$)/],
  ['placeNote', /^(?:dia diem|noi (?!dung))/],
  ['subject', /^(?:ten )?(?:noi dung|hoat dong|chu de|chuyen de|chuyen muc|cong viec)/],
  ['note', /^ghi chu/],
];
const LONGEST_HEADING = 60;

const knownField = (heading: string): SpreadsheetField | undefined => FIELD_BY_NAME.get(nameIn(heading));

/** A heading in words of its own; a cell with figures is none. */
const saidField = (heading: string): SpreadsheetField | undefined => {
  const name = nameIn(heading);
  return name.length > LONGEST_HEADING || /\d/.test(name) ? undefined : SAYS.find(([, pattern]) => pattern.test(name))?.[0];
};

/** The field that a heading names, if it is known. */
export const fieldOf = (heading: string): SpreadsheetField | undefined => knownField(heading) ?? saidField(heading);

/** A row of the spreadsheet, with the line it stands on there. */
export interface SpreadsheetRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns that hold a number with decimals: its point is no mark of thousands. */
  readonly fractions?: readonly number[];
}

/** A row in which a person corrected cells: what they typed is read as it is typed. */
export function withCells(row: SpreadsheetRow, cells: readonly string[]): SpreadsheetRow {
  const fractions = row.fractions?.filter((at) => cells[at] === row.cells[at]);
  return { line: row.line, cells, ...(fractions && { fractions }) };
}

/** What stands in each column; undefined where it is not taken in. */
export type Columns = readonly (SpreadsheetField | undefined)[];

export interface Headed {
  /** Line of the heading; 0 where there is none. */
  readonly line: number;
  readonly headings: readonly string[];
  readonly columns: Columns;
}

/** A title, the name of the office and the period stand above the heading. */
const ROWS_ABOVE = 40;

interface Named {
  readonly row: SpreadsheetRow;
  readonly columns: Columns;
  /** How many fields it names. */
  readonly fields: number;
}

const widthOf = (rows: readonly SpreadsheetRow[]): number => rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);

/** What the cells of a row would name. A field stands in one column: the first that is called so by a known name, else the first whose words say so. */
function namedIn(row: SpreadsheetRow): Named {
  const seen = new Set<SpreadsheetField>();
  const columns: (SpreadsheetField | undefined)[] = row.cells.map(() => undefined);
  // A row with figures is no heading, whatever words stand beside them.
  const finds = row.cells.some((cell) => /\d/.test(cell)) ? [knownField] : [knownField, saidField];
  for (const find of finds)
    for (const at of columns.keys()) {
      const field = columns[at] === undefined ? find(row.cells[at] ?? '') : undefined;
      if (field === undefined || seen.has(field)) continue;
      seen.add(field);
      columns[at] = field;
    }
  return { row, columns, fields: seen.size };
}

/** "Kết quả" over "Số người | Tờ rơi": the second row of a heading names what the first leaves open. */
function withRowBelow(cells: readonly string[], below: readonly string[] | undefined): readonly string[] | undefined {
  const filled = below?.filter((cell, at) => cell.trim() !== '' && cell !== cells[at]) ?? [];
  if (!below || filled.length === 0 || filled.some((cell) => fieldOf(cell) === undefined)) return undefined;
  return Array.from({ length: Math.max(cells.length, below.length) }, (_, at) => (below[at]?.trim() ? below[at] : (cells[at] ?? '')));
}

/** What each row names, by itself or with what the row above it leaves open. */
const namedRows = (rows: readonly SpreadsheetRow[]): Named[] =>
  rows.map((row, at) => {
    const own = namedIn(row);
    const cells = withRowBelow(rows[at - 1]?.cells ?? [], row.cells);
    const both = cells && namedIn({ line: row.line, cells });
    return both && both.fields > own.fields ? both : own;
  });

const toWidth = <T>(list: readonly T[], width: number, empty: T): T[] => Array.from({ length: width }, (_, at) => list[at] ?? empty);

const headedBy = ({ row, columns }: Named, width: number): Headed => ({
  line: row.line,
  headings: toWidth(row.cells, width, ''),
  columns: toWidth(columns, width, undefined),
});

/** The row that names the most columns, of those that may stand above a table. */
export function findHeadings(rows: readonly SpreadsheetRow[], named: readonly Named[] = namedRows(rows.slice(0, ROWS_ABOVE))): Headed {
  let best: Named = { row: { line: 0, cells: [] }, columns: [], fields: 1 };
  for (const row of named.slice(0, ROWS_ABOVE)) if (row.fields > best.fields) best = row;
  return headedBy(best, widthOf(rows));
}

/** A heading with the rows below it, down to the next. */
export interface HeadedTable extends Headed {
  readonly rows: readonly SpreadsheetRow[];
}

/** Rows of records seldom hold the name of one column, and never of three. */
const FIELDS_OF_A_HEADING = 3;

/** Words alone in their row. */
const isTitle = ({ cells }: SpreadsheetRow): boolean => {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length < 2 && !/^\s*\d/.test(filled[0] ?? '');
};

/** What stands above a further heading is its title, and no record of the table before. */
const withoutTitle = (rows: readonly SpreadsheetRow[]): readonly SpreadsheetRow[] =>
  rows.slice(0, rows.findLastIndex((row) => !isTitle(row)) + 1);

/**
 * The tables of a spreadsheet, each with the columns of its own heading: a further sheet, or a table below another, may have others. A
 * heading that is printed again goes on with what stood above it.
 */
export function findTables(rows: readonly SpreadsheetRow[]): HeadedTable[] {
  const named = namedRows(rows);
  const heads: { readonly at: number; readonly named: Named }[] = [];
  for (const [at, row] of named.entries()) {
    if (row.fields < FIELDS_OF_A_HEADING) continue;
    const last = heads.at(-1);
    // A heading of two rows is known by the one that names more.
    if (last?.at !== at - 1) heads.push({ at, named: row });
    else if (row.fields > last.named.fields) heads[heads.length - 1] = { at, named: row };
  }
  if (heads.length < 2) return [{ ...findHeadings(rows, named), rows }];
  const sections = heads.map(({ at, named: head }, nth) => {
    const next = heads[nth + 1]?.at;
    const below = rows.slice(at + 1, next);
    return { head, rows: next === undefined ? below : withoutTitle(below) };
  });
  const tables: { readonly head: Named; readonly rows: SpreadsheetRow[] }[] = [];
  for (const section of sections) {
    const last = tables.at(-1);
    if (last && last.head.columns.join() === section.head.columns.join()) last.rows.push(...section.rows);
    else tables.push({ head: section.head, rows: [...section.rows] });
  }
  return tables.map(({ head, rows: below }) => ({ ...headedBy(head, widthOf([head.row, ...below])), rows: below }));
}
