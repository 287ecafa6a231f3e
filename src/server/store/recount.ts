import { type Contribution, contribution } from '../../domain/contribution.ts';
import type { ActivityId } from '../../domain/ids.ts';
import { monthPart, type Reporting } from '../../domain/period.ts';
import { type Amount, addAmounts, cellKey, cellsOf, NOTHING } from '../../domain/tally.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import { type FinePlace, markerPlaces, type StoredActivity } from '../merge/stored-activity.ts';
import { ACTIVITY_COLUMNS, activityRow, amountOfRow, cellOf, storedActivity } from './activity-row.ts';
import { fineKey, recomputeCells } from './cells.ts';
import { markerRows, readAuthorCells, readMarkerCells, readMarkersOf, rebuildDeskCells, saveMarkers } from './desk-cells.ts';
import { ifAsked } from './scope-filter.ts';
import type { Reader, WriteTx } from './store.ts';
import { MEASURE_COLUMNS } from './tables/measures.ts';
import type { ActivityMarkerTable } from './tables/records.ts';

/** A cell, fine or not, or one of those the desk reads, that is not what its records add up to. */
export interface CellDifference {
  readonly cell: string;
  readonly stored: Amount;
  readonly recounted: Amount;
  /** Where it is the last day somebody recorded for that is wrong. */
  readonly lastDays?: { readonly stored: string | undefined; readonly recounted: string | undefined };
}

/** A record beside whose content something stands that does not follow from it. */
export interface RecordDifference {
  readonly record: ActivityId;
  readonly columns: readonly string[];
}

/** What the cells hold, by key: of a cell five parts, of a fine one seven, of one for the desk its name and five parts. */
interface Count {
  readonly amounts: Map<string, Amount>;
  /** Of cells by author, the last day recorded for. */
  readonly lastDays: Map<string, string>;
  readonly places: Map<string, FinePlace>;
}

/** Records per statement, so that a million of them never lie in memory at once. */
const PAGE = 1_000;
/** What follows from a record's content and state. */
const DERIVED = ['plan_id', 'item_code', 'unit_id', 'locality_id', 'type', 'date', 'estimated', ...MEASURE_COLUMNS] as const;

const readActivityPage = (db: Reader, after: ActivityId | undefined) =>
  db
    .selectFrom('activities')
    .select(ACTIVITY_COLUMNS)
    .select(DERIVED)
    .where((eb) => ifAsked(after, (id) => eb('id', '>', id)))
    .orderBy('id')
    .limit(PAGE)
    .execute();

async function* activityPages(db: Reader) {
  for (let last: ActivityId | undefined; ; ) {
    const rows = await readActivityPage(db, last);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?.id;
  }
}

const reportingOf = ({ plans }: OfficeReference, planId: string) => {
  const plan = plans.get(planId);
  if (!plan) throw new Error(`Records refer to the plan ${planId}, which is not there`);
  return plan.reporting;
};

function add({ amounts, places }: Count, place: FinePlace, amount: Amount, keys: readonly string[]): void {
  for (const key of keys) amounts.set(key, addAmounts(amounts.get(key) ?? NOTHING, amount));
  for (const key of keys) places.set(key, place);
}

/** The sums of all records by the domain's own function, which knows nothing of how the store keeps them. */
async function countRecords(db: Reader, reference: OfficeReference): Promise<Count> {
  const count: Count = { amounts: new Map(), lastDays: new Map(), places: new Map() };
  const take = (contribution: Contribution): void => {
    for (const [key, cell] of cellsOf([contribution], reportingOf(reference, contribution.planId))) {
      const place = { ...contribution, part: cell.part };
      add(count, place, cell, [key, fineKey(place)]);
    }
  };
  for await (const rows of activityPages(db)) {
    for (const activity of rows.map(storedActivity)) {
      take(contribution(activity.content, activity.state));
      const reporting = reportingOf(reference, activity.content.planId);
      for (const [key, amount] of deskAmounts(activity, reporting))
        count.amounts.set(key, addAmounts(count.amounts.get(key) ?? NOTHING, amount));
      const { planId, unitId, date } = activity.content;
      const byAuthor = authorKey(planId, activity.authorId, unitId, monthPart(date, reporting), activity.state);
      if (date > (count.lastDays.get(byAuthor) ?? '')) count.lastDays.set(byAuthor, date);
    }
  }
  return count;
}

const authorKey = (planId: string, authorId: string, unitId: string, part: string, state: string): string =>
  ['author', planId, authorId, unitId, part, state].join('|');
const markerKey = (planId: string, position: number, unitId: string, part: string, state: string): string =>
  ['marker', planId, position, unitId, part, state].join('|');

/** What one record adds to the cells that the desk reads. */
function deskAmounts(activity: StoredActivity, reporting: Reporting): [key: string, amount: Amount][] {
  const { planId, unitId, date } = activity.content;
  const part = monthPart(date, reporting);
  return [
    [authorKey(planId, activity.authorId, unitId, part, activity.state), { records: 1, measures: {} }],
    ...markerPlaces({ ...activity, part }).map(({ position, state, sessions }): [string, Amount] => [
      markerKey(planId, position, unitId, part, state),
      { records: 1, measures: { sessions } },
    ]),
  ];
}

async function countDeskCells(db: Reader, { amounts, lastDays }: Count): Promise<void> {
  for (const { plan_id, author_id, unit_id, part, state, records, last_date } of await readAuthorCells(db)) {
    const key = authorKey(plan_id, author_id, unit_id, part, state);
    amounts.set(key, { records, measures: {} });
    lastDays.set(key, last_date);
  }
  for (const { plan_id, position, unit_id, part, state, records, sessions } of await readMarkerCells(db))
    amounts.set(markerKey(plan_id, position, unit_id, part, state), { records, measures: { sessions } });
}

async function countCells(db: Reader): Promise<Count> {
  const count: Count = { amounts: new Map(), lastDays: new Map(), places: new Map() };
  for (const row of await db.selectFrom('fine_cells').selectAll().execute()) {
    const cell = cellOf(row);
    const place = { ...cell, type: row.type, localityId: row.locality_id || undefined };
    add(count, place, amountOfRow(row), [fineKey(place)]);
  }
  for (const cell of (await db.selectFrom('cells').selectAll().where('records', '>', 0).execute()).map(cellOf)) {
    // Any fine place within a cell stands for it: the cell is made anew with it.
    add(count, { ...cell, type: '', localityId: undefined }, cell, [cellKey(cell)]);
  }
  await countDeskCells(db, count);
  return count;
}

const sameAmount = (a: Amount, b: Amount): boolean =>
  a.records === b.records &&
  (a.estimated ?? 0) === (b.estimated ?? 0) &&
  Object.keys({ ...a.measures, ...b.measures }).every((key) => measure(a, key) === measure(b, key));
const measure = ({ measures }: Amount, key: string): number | undefined => measures[key as keyof Amount['measures']];

interface Comparison {
  readonly differences: CellDifference[];
  readonly places: FinePlace[];
}

async function compare(db: Reader, reference: OfficeReference): Promise<Comparison> {
  const stored = await countCells(db);
  const records = await countRecords(db, reference);
  const differences = [...new Set([...stored.amounts.keys(), ...records.amounts.keys()])]
    .sort()
    .map((cell) => ({
      cell,
      stored: stored.amounts.get(cell) ?? NOTHING,
      recounted: records.amounts.get(cell) ?? NOTHING,
      lastDays: { stored: stored.lastDays.get(cell), recounted: records.lastDays.get(cell) },
    }))
    .filter(({ stored, recounted, lastDays }) => !sameAmount(stored, recounted) || lastDays.stored !== lastDays.recounted)
    .map(({ cell, stored, recounted, lastDays }) => ({
      cell,
      stored: plain(stored),
      recounted: plain(recounted),
      ...(lastDays.stored !== lastDays.recounted && { lastDays }),
    }));
  return { differences, places: differences.flatMap(({ cell }) => records.places.get(cell) ?? stored.places.get(cell) ?? []) };
}

const plain = (amount: Amount): Amount => addAmounts(NOTHING, amount);

/** Compares every stored cell with a recount of all records. */
export const compareCells = async (db: Reader, reference: OfficeReference): Promise<CellDifference[]> =>
  (await compare(db, reference)).differences;

type ActivityPageRow = Awaited<ReturnType<typeof readActivityPage>>[number];

/** The record as its content says it, by the cut days of today. */
function saidBy(row: ActivityPageRow, reference: OfficeReference): StoredActivity {
  const stored = storedActivity(row);
  return { ...stored, part: monthPart(stored.content.date, reportingOf(reference, stored.content.planId)) };
}

/** The columns of a record that are not what its content says, by the measures of today. */
function wrongColumns(row: ActivityPageRow, right: StoredActivity): string[] {
  const columns = activityRow(right, row.change_no);
  return [...(row.part === right.part ? [] : ['part']), ...DERIVED.filter((column) => row[column] !== columns[column])];
}

const markersText = (markers: readonly ActivityMarkerTable[]): string =>
  JSON.stringify(
    markers
      .map(({ position, plan_id, unit_id, part, state, sessions }) => [position, plan_id, unit_id, part, state, Number(sessions)])
      .sort((a, b) => Number(a[0]) - Number(b[0])),
  );

/** Compares what stands beside the content of each record, in its columns and among the border markers, with the content. */
export async function compareRecords(db: Reader, reference: OfficeReference): Promise<RecordDifference[]> {
  const differences: RecordDifference[] = [];
  for await (const rows of activityPages(db)) {
    const ids = rows.map(({ id }) => id);
    const markers = new Map<ActivityId, ActivityMarkerTable[]>(ids.map((id) => [id, []]));
    for (const marker of await readMarkersOf(db, ids)) markers.get(marker.activity_id)?.push(marker);
    for (const row of rows) {
      const right = saidBy(row, reference);
      const areMarkersRight = markersText(markers.get(row.id) ?? []) === markersText(markerRows(right));
      const columns = [...wrongColumns(row, right), ...(areMarkersRight ? [] : ['markers'])];
      if (columns.length > 0) differences.push({ record: row.id, columns });
    }
  }
  return differences;
}

/** Makes the columns of every record again from its content, with the cut days and measures of today. */
async function repairRecords(tx: WriteTx, reference: OfficeReference): Promise<void> {
  for await (const rows of activityPages(tx.db)) {
    for (const row of rows) {
      const right = saidBy(row, reference);
      if (wrongColumns(row, right).length > 0)
        await tx.db.updateTable('activities').set(activityRow(right, row.change_no)).where('id', '=', row.id).execute();
    }
    const right = rows.map(storedActivity).map((difference) => ({
      ...difference,
      part: monthPart(difference.content.date, reportingOf(reference, difference.content.planId)),
    }));
    await saveMarkers(tx, right, right);
  }
}

/** Rebuilds what differs and says what it was. Phones hear of each mended cell. */
export async function repairCells(tx: WriteTx, reference: OfficeReference): Promise<CellDifference[]> {
  const { differences, places } = await compare(tx.db, reference);
  await repairRecords(tx, reference);
  await recomputeCells(tx, places);
  await rebuildDeskCells(tx);
  return differences;
}
