import { createHash } from 'node:crypto';
import type { ActivityContent } from '../../domain/activity.ts';
import { Day, instant, officeDay } from '../../domain/day.ts';
import { type AccountId, ActivityId, MutationId, type UnitId, uuidv7 } from '../../domain/ids.ts';
import { applyPatch, type Patch } from '../../domain/patch.ts';
import { covers, inPlaceOf, scopeOf } from '../../domain/person.ts';
import { isPossibleDuplicate } from '../../domain/possible-duplicate.ts';
import type { RowResult, Spreadsheet } from '../../protocol/endpoints/spreadsheets.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { mergePage } from '../merge/merge-page.ts';
import type { PageContext } from './apply-page.ts';
import { fromJson } from './json.ts';
import { readPage, writePage } from './page-store.ts';
import type { Reader, WriteTx } from './store.ts';
import type { SpreadsheetTable } from './tables/records.ts';

/** Which file is entered for which unit, and by whom. */
export interface SpreadsheetOrder {
  readonly fileHash: string;
  readonly fileName: string;
  readonly unitId: UnitId;
  readonly accountId: AccountId;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface OrderedRow {
  readonly line: number;
  readonly patch: Patch;
  readonly evenSo?: true | undefined;
}

/**
 * An id that the same row of the same file always comes to, so that a request whose answer was lost enters nothing twice. Once a
 * spreadsheet was undone, its rows are new ones in the next attempt.
 */
const derivedId = ({ file_hash, unit_id, attempt, at }: SpreadsheetTable, line: number, what: 'record' | 'entry' | 'undo'): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([file_hash, unit_id, attempt, line, what]))
    .digest();
  return uuidv7(at, (bytes) => {
    bytes.set(hash.subarray(0, bytes.length));
    return bytes;
  });
};

const spreadsheetsOf = (db: Reader, { fileHash, unitId }: SpreadsheetOrder) =>
  db
    .selectFrom('spreadsheets')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .where('unit_id', '=', unitId)
    .orderBy('attempt', 'desc')
    .limit(1);

/** The spreadsheet as it is entered, or would be. */
async function findSpreadsheet(db: Reader, order: SpreadsheetOrder): Promise<{ readonly row: SpreadsheetTable; readonly isNew: boolean }> {
  const last = await spreadsheetsOf(db, order).executeTakeFirst();
  if (last && last.undone_at === null) return { row: last, isNew: false };
  const { fileHash, fileName, unitId, accountId, now } = order;
  const attempt = (last?.attempt ?? 0) + 1;
  const id = createHash('sha256')
    .update(JSON.stringify([fileHash, unitId, attempt]))
    .digest('hex')
    .slice(0, 24);
  return {
    row: { id, file_hash: fileHash, unit_id: unitId, attempt, file_name: fileName, account_id: accountId, at: now, undone_at: null },
    isNew: true,
  };
}

const enteredIn = (db: Reader, id: string) =>
  db.selectFrom('spreadsheet_rows').select(['activity_id', 'line']).where('spreadsheet_id', '=', id);

/** Records of the unit on the days of these rows that may tell of the same activities. */
async function recordsBeside(
  db: Reader,
  unitId: UnitId,
  rows: readonly OrderedRow[],
): Promise<{ id: ActivityId; content: ActivityContent }[]> {
  const days = [...new Set(rows.flatMap(({ patch }) => Day.safeParse(patch['date']).data ?? []))];
  if (days.length === 0) return [];
  const found = await db
    .selectFrom('activities')
    .select(['id', 'content'])
    .where('unit_id', '=', unitId)
    .where('date', 'in', days)
    .where('state', 'in', ['sent', 'confirmed', 'returned'])
    .orderBy('id')
    .execute();
  return found.map(({ id, content }) => ({ id, content: fromJson(content) }));
}

interface Judged {
  readonly results: RowResult[];
  /** Rows that are entered, each with its change. */
  readonly mutations: readonly { readonly line: number; readonly mutation: Mutation }[];
}

const isTaken = ({ status }: MutationResult): boolean => status === 'applied' || status === 'merged';

async function judgeRows(
  db: Reader,
  { readReference, sender, now }: PageContext,
  spreadsheet: SpreadsheetTable,
  rows: readonly OrderedRow[],
): Promise<Judged> {
  const entered = await enteredIn(db, spreadsheet.id).execute();
  const [knownLines, ownIds] = [new Set(entered.map(({ line }) => line)), new Set(entered.map((row) => row.activity_id))];
  const beside = (await recordsBeside(db, spreadsheet.unit_id, rows)).filter(({ id }) => !ownIds.has(id));
  const made = rows.map(({ line, patch }) => ({
    line,
    mutation: {
      id: MutationId.parse(derivedId(spreadsheet, line, 'entry')),
      activityId: ActivityId.parse(derivedId(spreadsheet, line, 'record')),
      action: 'record',
      base: 0,
      patch: { ...patch, unitId: spreadsheet.unit_id },
      at: instant(now),
    } as Mutation,
  }));
  const mutations = made.map(({ mutation }) => mutation);
  const judged = mergePage(await readPage(db, readReference, { sender, now, mutations, failed: new Set() }), mutations).results;
  const results = rows.map(({ line, evenSo }, nth): RowResult => {
    const [result, mutation] = [judged[nth], mutations[nth]];
    if (knownLines.has(line)) return { line, status: 'known' };
    if (!result || !mutation || !isTaken(result))
      return { line, status: 'refused', ...(result && 'issues' in result && result.issues && { issues: result.issues }) };
    const content = applyPatch(undefined, mutation.patch) as ActivityContent;
    const alike = evenSo ? undefined : beside.find((record) => isPossibleDuplicate(record.content, content));
    return alike ? { line, status: 'alike', alikeId: alike.id } : { line, status: 'new' };
  });
  return { results, mutations: made.filter((_, nth) => results[nth]?.status === 'new') };
}

/** What would become of the rows: nothing is written. */
export async function checkRows(context: PageContext, order: SpreadsheetOrder, rows: readonly OrderedRow[]): Promise<RowResult[]> {
  const { reader } = context.store;
  return (await judgeRows(reader, context, (await findSpreadsheet(reader, order)).row, rows)).results;
}

/** Enters the rows that can be taken, all in one transaction; undefined where the spreadsheet would have more than `most`. */
export const enterRows = (
  context: PageContext,
  order: SpreadsheetOrder,
  rows: readonly OrderedRow[],
  most: number,
): Promise<RowResult[] | undefined> =>
  context.store.write(async (tx) => {
    const { row: spreadsheet, isNew } = await findSpreadsheet(tx.db, order);
    const { results, mutations } = await judgeRows(tx.db, context, spreadsheet, rows);
    if (mutations.length === 0) return results;
    if ((await enteredIn(tx.db, spreadsheet.id).execute()).length + mutations.length > most) return undefined;
    if (isNew) await tx.db.insertInto('spreadsheets').values(spreadsheet).execute();
    await applyAll(
      tx,
      context,
      mutations.map(({ mutation }) => mutation),
    );
    const entries = mutations.map(({ line, mutation }) => ({ activity_id: mutation.activityId, spreadsheet_id: spreadsheet.id, line }));
    await tx.db.insertInto('spreadsheet_rows').values(entries).execute();
    tx.chain.add({ kind: 'spreadsheetEntered', ...doneTo(spreadsheet, context, entries.length) });
    return results;
  });

/** What the log says of so many records of a spreadsheet. */
function doneTo({ id, unit_id }: SpreadsheetTable, { sender: { person, deviceId }, now }: PageContext, count: number) {
  const principal = inPlaceOf(person, officeDay(now), (post) => covers(scopeOf(post).reviews, unit_id));
  return { at: now, by: person.id, deviceId, subject: id, details: { count, ...principal } };
}

/** Rows of so many changes fit into one statement of either database. */
const PORTION = 200;

/** Changes of which each can be taken, all in one transaction. */
async function applyAll(tx: WriteTx, { readReference, sender, now }: PageContext, mutations: readonly Mutation[]): Promise<void> {
  for (let from = 0; from < mutations.length; from += PORTION) {
    const portion = mutations.slice(from, from + PORTION);
    const given = await readPage(tx.db, readReference, { sender, now, mutations: portion, failed: new Set() });
    const { results, writes } = mergePage(given, portion);
    const refused = results.find((result) => !isTaken(result));
    if (refused) throw new Error(`A row of a spreadsheet was ${refused.status} after it had been judged: ${refused.id}`);
    await writePage(tx, writes);
  }
}

export const findEntered = (db: Reader, id: string): Promise<SpreadsheetTable | undefined> =>
  db.selectFrom('spreadsheets').selectAll().where('id', '=', id).executeTakeFirst();

/** Most that are listed: an office enters one for each year and unit. */
const MOST_LISTED = 200;

/** What was entered for these units, the latest first; `untouched` counts the records that are still as they were entered. */
export async function listSpreadsheets(db: Reader, units: 'all' | readonly UnitId[]): Promise<Spreadsheet[]> {
  if (units !== 'all' && units.length === 0) return [];
  const everywhere = db
    .selectFrom('spreadsheets as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .innerJoin('spreadsheet_rows as r', 'r.spreadsheet_id', 's.id')
    .innerJoin('activities as c', 'c.id', 'r.activity_id')
    .select(['s.id', 's.file_name', 's.unit_id', 's.at', 's.undone_at', 'a.staff_code'])
    .select((eb) => [
      eb.cast<number>(eb.fn.countAll(), 'bigint').as('records'),
      // Whoever changes a record gives it a later version, and a verdict another state.
      eb.cast<number>(eb.fn.countAll().filterWhere('c.version', '=', 1).filterWhere('c.state', '=', 'sent'), 'bigint').as('untouched'),
    ])
    .groupBy(['s.id', 's.file_name', 's.unit_id', 's.at', 's.undone_at', 'a.staff_code'])
    .orderBy('s.at', 'desc')
    .orderBy('s.id')
    .limit(MOST_LISTED);
  const asked = units === 'all' ? everywhere : everywhere.where('s.unit_id', 'in', units);
  const rows = await asked.execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    unitId: row.unit_id,
    staffCode: row.staff_code,
    at: instant(row.at),
    records: row.records,
    untouched: row.untouched,
    ...(row.undone_at !== null && { undoneAt: instant(row.undone_at) }),
  }));
}

/** Records that a closed period told since they were entered: what was handed in names them. */
async function toldAmong(db: Reader, { at }: SpreadsheetTable, ids: ReadonlySet<string>): Promise<Set<string>> {
  const closings = await db
    .selectFrom('closings as c')
    .innerJoin('closing_events as e', 'e.closing_id', 'c.id')
    .select('c.frozen')
    .where('e.no', '=', 0)
    .where('e.at', '>=', at)
    .execute();
  const told = new Set<string>();
  for (const { frozen } of closings) {
    const { records, waiting, adjustments } = fromJson(frozen);
    const named = [...records, ...waiting, ...adjustments.flatMap(({ is }) => (is ? [is] : []))];
    for (const { id } of named) if (ids.has(id)) told.add(id);
  }
  return told;
}

export interface Undone {
  readonly withdrawn: number;
  /** Records that somebody judged, changed or told since: then none is withdrawn. */
  readonly builtOn: number;
}

/** Withdraws every record of a spreadsheet that somebody has not withdrawn already, while nothing builds on any of them. */
export const undoSpreadsheet = (context: PageContext, spreadsheet: SpreadsheetTable): Promise<Undone> =>
  context.store.write(async (tx) => {
    const { db } = tx;
    const rows = await db
      .selectFrom('spreadsheet_rows as r')
      .innerJoin('activities as a', 'a.id', 'r.activity_id')
      .select(['a.id', 'a.version', 'a.state', 'r.line'])
      .where('r.spreadsheet_id', '=', spreadsheet.id)
      .orderBy('r.line')
      .execute();
    const open = rows.filter(({ state }) => state !== 'withdrawn');
    const ids = new Set<string>(open.map(({ id }) => id));
    const counting = await db
      .selectFrom('activities as d')
      .innerJoin('spreadsheet_rows as r', 'r.activity_id', 'd.duplicate_of_id')
      .select('r.activity_id')
      .where('r.spreadsheet_id', '=', spreadsheet.id)
      .execute();
    const builtOn = new Set<string>([
      ...open.filter(({ version, state }) => version > 1 || state !== 'sent').map(({ id }) => id),
      ...counting.map((row) => row.activity_id).filter((id) => ids.has(id)),
      ...(await toldAmong(db, spreadsheet, ids)),
    ]);
    if (builtOn.size > 0) return { withdrawn: 0, builtOn: builtOn.size };
    const mutations = open.map(
      ({ id, version, line }): Mutation => ({
        id: MutationId.parse(derivedId(spreadsheet, line, 'undo')),
        activityId: id,
        action: 'withdraw',
        base: version,
        patch: {},
        at: instant(context.now),
      }),
    );
    if (mutations.length > 0) await applyAll(tx, context, mutations);
    await db.updateTable('spreadsheets').set({ undone_at: context.now }).where('id', '=', spreadsheet.id).execute();
    tx.chain.add({ kind: 'spreadsheetUndone', ...doneTo(spreadsheet, context, mutations.length) });
    return { withdrawn: mutations.length, builtOn: 0 };
  });
