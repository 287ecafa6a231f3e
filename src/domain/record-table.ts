import { type ActivityContent, AUDIENCE_GROUPS, type RecordState } from './activity.ts';
import { activityType } from './activity-types.ts';
import { contribution } from './contribution.ts';
import { officeMoment } from './day.ts';
import type { AccountId, ActivityId, PlanId } from './ids.ts';
import { MEASURE_KEYS, type Measures } from './measure.ts';
import { findItem, type Plan } from './plan.ts';
import { inReadingOrder } from './reading-order.ts';
import { RECORD_WORDS } from './record-words.ts';
import type { Reference } from './reference.ts';
import { dayCell, numberCell, type SheetCell, type SheetColumn, textCell } from './sheet-cell.ts';

/** A record as it stands in a table: with all that it says, and what the office made of it. */
export interface TableRecord {
  readonly id: ActivityId;
  readonly version: number;
  readonly state: RecordState;
  readonly authorId: AccountId;
  readonly content: ActivityContent;
  /** When the office received it, and when it last changed there. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly returnReason?: string | undefined;
  readonly duplicateOfId?: ActivityId | undefined;
}

/** What the ids in a record are called. */
export interface TableNames {
  readonly reference: Reference;
  readonly planOf: (id: PlanId) => Plan | undefined;
  readonly staffCodeOf: (id: AccountId) => string | undefined;
}

/** With what it counts, worked out once for all columns. */
interface CountedRecord extends TableRecord {
  readonly measures: Measures;
}

interface TableColumn extends SheetColumn {
  readonly cellOf: (record: CountedRecord, names: TableNames) => SheetCell;
}

const LIST_SEPARATOR = '; ';

/** 2026-03-15 16:40, by the office's clock: every spreadsheet reads it, whatever its settings are. */
function moment(instant: string): SheetCell {
  const { day, time } = officeMoment(Date.parse(instant));
  return textCell(`${day} ${time}`);
}

const nameIn = (list: readonly { readonly id: string; readonly name: string }[], id: string): string =>
  list.find((option) => option.id === id)?.name ?? id;
const namesIn = (list: readonly { readonly id: string; readonly name: string }[], ids: readonly string[]): SheetCell =>
  textCell(ids.map((id) => nameIn(list, id)).join(LIST_SEPARATOR));

const optionName = (type: string, field: string, key: string): string =>
  (RECORD_WORDS.options as { readonly [field: string]: { readonly [key: string]: string } | undefined })[`${type}.${field}`]?.[key] ?? key;
const fieldName = (field: string): string =>
  (RECORD_WORDS.fields as { readonly [field: string]: { readonly label: string } | undefined })[field]?.label ?? field;

/** Answers of the type's own that no measure counts: "Hình thức: hội nghị; Mốc: 304/6, 313". */
function ownAnswers({ type, own }: ActivityContent): SheetCell {
  const fields = Object.entries(activityType(type)?.fields ?? {});
  const answers = fields.flatMap(([field, spec]) => {
    const value = own[field];
    if (value === undefined || (spec.kind === 'count' && spec.measure !== undefined)) return [];
    const isChosen = spec.kind === 'choice' || spec.kind === 'choices';
    const words = [value].flat().map((option) => (isChosen ? optionName(type, field, String(option)) : String(option)));
    return words.length > 0 ? [`${fieldName(field)}: ${words.join(', ')}`] : [];
  });
  return textCell(answers.join(LIST_SEPARATOR));
}

const { types, states, audienceGroups, measures } = RECORD_WORDS;

const COLUMNS: readonly TableColumn[] = [
  { head: 'Mã bản ghi', width: 38, cellOf: ({ id }) => textCell(id) },
  { head: 'Ngày', width: 12, cellOf: ({ content }) => dayCell(content.date) },
  { head: 'Đến ngày', width: 12, cellOf: ({ content }) => dayCell(content.endDate) },
  { head: 'Kế hoạch', width: 40, cellOf: ({ content }, { planOf }) => textCell(planOf(content.planId)?.title ?? content.planId) },
  { head: 'Mã mục', width: 12, cellOf: ({ content }) => textCell(content.itemCode) },
  {
    head: 'Mục kế hoạch',
    width: 40,
    cellOf({ content }, { planOf }) {
      const plan = planOf(content.planId);
      return textCell(plan && findItem(plan, content.itemCode)?.title);
    },
  },
  { head: 'Còn phục vụ mục', width: 16, cellOf: ({ content }) => textCell(content.alsoItemCodes.join(LIST_SEPARATOR)) },
  {
    head: 'Loại hoạt động',
    width: 30,
    cellOf: ({ content: { type } }) =>
      textCell((types as { readonly [type: string]: { readonly name: string } | undefined })[type]?.name ?? type),
  },
  { head: 'Đơn vị thực hiện', width: 30, cellOf: ({ content }, { reference }) => textCell(nameIn(reference.units, content.unitId)) },
  { head: 'Đơn vị cùng làm', width: 30, cellOf: ({ content }, { reference }) => namesIn(reference.units, content.coUnitIds) },
  { head: 'Phối hợp', width: 30, cellOf: ({ content }, { reference }) => namesIn(reference.partners, content.partnerIds) },
  {
    head: 'Địa bàn',
    width: 22,
    cellOf: ({ content: { localityId } }, { reference }) => textCell(localityId && nameIn(reference.localities, localityId)),
  },
  { head: 'Nơi tổ chức', width: 24, cellOf: ({ content }) => textCell(content.placeNote) },
  {
    head: 'Nhóm người dự',
    width: 24,
    cellOf: ({ content }) =>
      textCell(
        AUDIENCE_GROUPS.filter((group) => content.audienceGroups.includes(group))
          .map((group) => audienceGroups[group])
          .join(LIST_SEPARATOR),
      ),
  },
  ...MEASURE_KEYS.map(
    (key): TableColumn => ({
      head: Object.hasOwn(measures, key) ? measures[key].label : key,
      width: 14,
      cellOf: ({ measures: counted }) => numberCell(counted[key]),
    }),
  ),
  { head: 'Số ước', width: 10, cellOf: ({ content }) => textCell(content.estimated ? 'khoảng' : undefined) },
  { head: 'Nội dung riêng', width: 50, cellOf: ({ content }) => ownAnswers(content) },
  { head: 'Ghi chú', width: 50, cellOf: ({ content }) => textCell(content.note) },
  { head: 'Trạng thái', width: 16, cellOf: ({ state }) => textCell(states[state]) },
  { head: 'Lý do trả lại', width: 30, cellOf: ({ returnReason }) => textCell(returnReason) },
  { head: 'Tính ở bản ghi', width: 38, cellOf: ({ duplicateOfId }) => textCell(duplicateOfId) },
  { head: 'Người ghi', width: 12, cellOf: ({ authorId }, { staffCodeOf }) => textCell(staffCodeOf(authorId)) },
  { head: 'Lần sửa', width: 10, cellOf: ({ version }) => numberCell(version) },
  { head: 'Nhận lúc', width: 18, cellOf: ({ createdAt }) => moment(createdAt) },
  { head: 'Đổi lúc', width: 18, cellOf: ({ updatedAt }) => moment(updatedAt) },
];

/** The columns of records as a table: the same in every file, and in the feed. */
export const RECORD_COLUMNS: readonly SheetColumn[] = COLUMNS.map(({ head, width }) => ({ head, width }));

/** One record as a row, a cell for each column. */
export function recordRow(record: TableRecord, names: TableNames): SheetCell[] {
  const counted = { ...record, measures: contribution(record.content, record.state).measures };
  return COLUMNS.map(({ cellOf }) => cellOf(counted, names));
}

/** The same by the heads of the columns; what is not said is null, so that every record has every column. */
export const rowObject = (columns: readonly SheetColumn[], row: readonly SheetCell[]): Record<string, string | number | null> =>
  Object.fromEntries(columns.map(({ head }, at) => [head, valueIn(row[at])]));

const valueIn = (cell: SheetCell): string | number | null =>
  cell === undefined ? null : cell.kind === 'text' ? inReadingOrder(cell.text) : cell.value;
