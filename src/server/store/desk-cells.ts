import { type RawBuilder, sql } from 'kysely';
import type { ActivityId } from '../../domain/ids.ts';
import { type MarkerPlace, markerPlaces, type StoredActivity, type TouchedPlace } from '../merge/stored-activity.ts';
import { columnNames, insertRows, replaced, rowSource } from './row-source.ts';
import type { Tables } from './schema.ts';
import type { Reader, WriteTx } from './store.ts';
import type { ActivityMarkerTable } from './tables/records.ts';

// Sums for the desk alone, beside the cells that phones pull: who recorded how much, and what was done at which border marker.

/** Places per statement: each takes five of the parameters a database allows. */
const PLACES_PER_STATEMENT = 200;
const IDS_PER_STATEMENT = 2_000;

interface DeskCells {
  readonly table: 'author_cells' | 'marker_cells';
  /** What is summed. */
  readonly of: 'activities' | 'activity_markers';
  readonly place: readonly string[];
  readonly sums: readonly { readonly column: string; readonly sum: RawBuilder<unknown> }[];
}

const RECORDS = { column: 'records', sum: sql`count(*)` };
const BY_AUTHOR: DeskCells = {
  table: 'author_cells',
  of: 'activities',
  place: ['plan_id', 'author_id', 'unit_id', 'part', 'state'],
  sums: [RECORDS, { column: 'last_date', sum: sql`max(${sql.ref('activities.date')})` }],
};
const BY_MARKER: DeskCells = {
  table: 'marker_cells',
  of: 'activity_markers',
  place: ['plan_id', 'position', 'unit_id', 'part', 'state'],
  sums: [RECORDS, { column: 'sessions', sum: sql`cast(sum(${sql.ref('activity_markers.sessions')}) as bigint)` }],
};

type Place = Readonly<Record<string, string | number>>;
type CellPlace = Pick<TouchedPlace, 'planId' | 'unitId' | 'part' | 'state'>;
const cellColumns = ({ planId, unitId, part, state }: CellPlace) => ({ plan_id: planId, unit_id: unitId, part, state });
const authorPlace = (place: TouchedPlace): Place => ({ ...cellColumns(place), author_id: place.authorId });
const markerPlace = (place: MarkerPlace): Place => ({ ...cellColumns(place), position: place.position });

/** Made anew from the records of each place, as every cell is: a place without records has no cell. */
async function sumPlaces(tx: WriteTx, { table, of, place, sums }: DeskCells, places: readonly Place[], onlyNew: boolean): Promise<void> {
  const keyOf = (entry: Place): string => place.map((column) => entry[column]).join('|');
  const distinct = [...new Map(places.map((place) => [keyOf(place), place])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let from = 0; from < distinct.length; from += PLACES_PER_STATEMENT) {
    const page = distinct.slice(from, from + PLACES_PER_STATEMENT).map(([, entry]) => entry);
    const source = rowSource(tx.db, table, place as readonly (keyof Tables[typeof table])[], page as never);
    const given = sql`with place (${columnNames(place)}) as (${source})`;
    const columns = (name: string): RawBuilder<unknown> => sql.join(place.map((column) => sql.ref(`${name}.${column}`)));
    if (!onlyNew)
      await tx.send(
        sql`${given} delete from ${sql.table(table)} where (${columnNames(place)}) in (select ${columnNames(place)} from place)`.compile(
          tx.db,
        ),
      );
    await tx.send(
      sql`${given} insert into ${sql.table(table)} (${columnNames([...place, ...sums.map(({ column }) => column)])})
        select ${columns('place')}, ${sql.join(sums.map(({ sum }) => sum))} from place cross join ${sql.table(of)}
        where ${sql.join(
          place.map((column) => sql`${sql.ref(`${of}.${column}`)} = ${sql.ref(`place.${column}`)}`),
          sql` and `,
        )}
        group by ${columns('place')}
        on conflict (${columnNames(place)}) do update set ${replaced(sums.map(({ column }) => column))}`.compile(tx.db),
    );
  }
}

/** `onlyNew`: no record has left a place. */
export async function recomputeDeskCells(
  tx: WriteTx,
  { authors, markers }: { readonly authors: readonly TouchedPlace[]; readonly markers: readonly MarkerPlace[] },
  onlyNew: boolean,
): Promise<void> {
  await sumPlaces(tx, BY_AUTHOR, authors.map(authorPlace), onlyNew);
  await sumPlaces(tx, BY_MARKER, markers.map(markerPlace), onlyNew);
}

/** All of them anew. */
export async function rebuildDeskCells({ db }: Pick<WriteTx, 'db'>): Promise<void> {
  for (const { table, of, place, sums } of [BY_AUTHOR, BY_MARKER]) {
    await sql`delete from ${sql.table(table)}`.execute(db);
    await sql`insert into ${sql.table(table)} (${columnNames([...place, ...sums.map(({ column }) => column)])})
      select ${columnNames(place)}, ${sql.join(sums.map(({ sum }) => sum))} from ${sql.table(of)} group by ${columnNames(place)}`.execute(
      db,
    );
  }
}

/** A record at each border marker it names. */
export const markerRows = (activity: StoredActivity): ActivityMarkerTable[] =>
  markerPlaces(activity).map((place) => ({
    ...cellColumns(place),
    activity_id: activity.id,
    position: place.position,
    sessions: place.sessions,
  }));

/** `known`: those that may stand at markers already. */
export async function saveMarkers(
  tx: WriteTx,
  changed: readonly StoredActivity[],
  known: readonly StoredActivity[] = changed.filter((entry) => entry.version > 1),
): Promise<void> {
  const edited = known.map((entry) => entry.id);
  for (let from = 0; from < edited.length; from += IDS_PER_STATEMENT) {
    const page = edited.slice(from, from + IDS_PER_STATEMENT);
    await tx.send(tx.db.deleteFrom('activity_markers').where('activity_id', 'in', page).compile());
  }
  await insertRows(tx, 'activity_markers', changed.flatMap(markerRows));
}

export const readAuthorCells = (db: Reader) => db.selectFrom('author_cells').selectAll().execute();
export const readMarkerCells = (db: Reader) => db.selectFrom('marker_cells').selectAll().execute();
export const readMarkersOf = (db: Reader, ids: readonly ActivityId[]) =>
  db.selectFrom('activity_markers').selectAll().where('activity_id', 'in', ids).execute();
