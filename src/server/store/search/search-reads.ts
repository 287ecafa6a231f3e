import { type RawBuilder, sql } from 'kysely';
import { addDays, type Day } from '../../../domain/day.ts';
import { maySee } from '../../../domain/person.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import type { Viewer } from '../activity-reads.ts';
import { ACTIVITY_COLUMNS, serverActivity } from '../activity-row.ts';
import type { Reader } from '../store.ts';
import { isPostgres, placeOfDay } from './search-index.ts';

/** A word, or what words may begin with. */
export interface Term {
  readonly word: string;
  readonly begins?: boolean;
}

export interface SoughtRecords {
  /** Of each group a record has at least one. */
  readonly groups: readonly (readonly Term[])[];
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** The place of the last record of the page before. */
  readonly after?: number | undefined;
}

/** The words hold letters, digits and low lines alone: nothing in them means anything to a database. */
const inSqlite = (groups: SoughtRecords['groups']): string =>
  groups.map((group) => `(${group.map(({ word, begins }) => `"${word}"${begins ? ' *' : ''}`).join(' OR ')})`).join(' AND ');
const inPostgres = (groups: SoughtRecords['groups']): string =>
  groups.map((group) => `(${group.map(({ word, begins }) => `'${word}'${begins ? ':*' : ''}`).join(' | ')})`).join(' & ');

const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;

/** Places of what is wanted, newest day first. SQLite keeps the words under the place with its sign turned: its lists are read upwards. */
function placesOf(db: Reader, { groups, from, to, after }: SoughtRecords, limit: number | undefined): RawBuilder<unknown> {
  const low = from && placeOfDay(from);
  const high = Math.min(to ? placeOfDay(addDays(to, 1)) : Number.MAX_SAFE_INTEGER, after ?? Number.MAX_SAFE_INTEGER);
  const most = limit === undefined ? sql`` : sql`limit ${limit}`;
  if (groups.length > 0 && !isPostgres(db)) {
    const conditions = [
      sql`search_words match ${inSqlite(groups)}`,
      // As a number with a point, which is what a parameter is taken for, it would be compared row by row.
      sql`rowid > cast(${-high} as integer)`,
      ...(low === undefined ? [] : [sql`rowid <= cast(${-low} as integer)`]),
    ];
    return sql`select -rowid as place from search_words ${all(conditions)} order by rowid ${most}`;
  }
  const conditions = [
    sql`place < ${high}`,
    ...(low === undefined ? [] : [sql`place >= ${low}`]),
    ...(groups.length > 0 ? [sql`words @@ cast(${inPostgres(groups)} as tsquery)`] : []),
  ];
  return sql`select place from search_docs ${all(conditions)} order by place desc ${most}`;
}

export interface Found {
  readonly activities: readonly ServerActivity[];
  /** Where the list goes on; undefined where it ends. */
  readonly next: number | undefined;
}

/** The records that have all of it, newest day first. */
export async function searchRecords(db: Reader, { person, scope }: Viewer, wanted: SoughtRecords, limit: number): Promise<Found> {
  const rows = await db
    .selectFrom(sql<{ place: number }>`(${placesOf(db, wanted, limit + 1)})`.as('found'))
    .innerJoin('search_docs', 'search_docs.place', 'found.place')
    .innerJoin('activities', 'activities.id', 'search_docs.activity_id')
    .select(ACTIVITY_COLUMNS.map((column) => `activities.${column}` as const))
    .select('search_docs.place')
    .orderBy('search_docs.place', 'desc')
    .execute();
  const page = rows.slice(0, limit);
  // The words say it too; a record may have left its unit since they were read.
  const isSeen = ({ authorId, content: { unitId } }: ReturnType<typeof serverActivity>) => maySee(scope, person, { authorId, unitId });
  return { activities: page.map(serverActivity).filter(isSeen), next: rows.length > limit ? page.at(-1)?.place : undefined };
}

export async function countFound(db: Reader, wanted: SoughtRecords): Promise<number> {
  const counted = sql<{ records: number }>`select count(*) as records from (${placesOf(db, wanted, undefined)}) as found`;
  return Number((await counted.execute(db)).rows[0]?.records ?? 0);
}
