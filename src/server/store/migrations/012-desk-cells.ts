import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { takeAllTime } from './unhurried.ts';

const CELL_KEY = ['unit_id', 'part', 'state'] as const;
const PAGE = 500;
/** Each takes seven of the parameters a database allows. */
const ROWS_PER_STATEMENT = 2_000;

interface Stored {
  readonly id: string;
  readonly plan_id: string;
  readonly unit_id: string;
  readonly part: string;
  readonly state: string;
  readonly content: string;
}
interface Marked {
  readonly own?: { readonly markers?: unknown; readonly sessions?: unknown };
}
interface Before {
  activities: Stored;
  activity_markers: Omit<Stored, 'id' | 'content'> & { activity_id: string; position: number; sessions: number };
}

/** Main positions of the markers a record names: the number before a bracket or a stroke. */
const positionsOf = ({ own }: Marked): number[] => {
  const named = Array.isArray(own?.markers) ? own.markers.map((marker) => Number.parseInt(String(marker), 10)) : [];
  return [...new Set(named.filter((position) => position > 0))];
};

async function fillMarkers(db: Kysely<Before>): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('activities')
      .select(['id', 'plan_id', 'unit_id', 'part', 'state', 'content'])
      .where('id', '>', last)
      .where('content', 'like', '%"markers":%')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const marked = rows.flatMap(({ id, content, ...place }) => {
      const read = JSON.parse(content) as Marked;
      const sessions = typeof read.own?.sessions === 'number' ? read.own.sessions : 0;
      return positionsOf(read).map((position) => ({ activity_id: id, position, ...place, sessions }));
    });
    for (let from = 0; from < marked.length; from += ROWS_PER_STATEMENT)
      await db
        .insertInto('activity_markers')
        .values(marked.slice(from, from + ROWS_PER_STATEMENT))
        .execute();
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = end.id;
  }
}

/** Sums by author and by border marker, and which records name which markers. No phone pulls them. */
export const deskCells: Migration = {
  async up(db: Kysely<Before>) {
    await takeAllTime(db);
    // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
    for (const table of ['activity_markers', 'marker_cells', 'author_cells']) await db.schema.dropTable(table).ifExists().execute();
    await db.schema
      .createTable('activity_markers')
      .addColumn('activity_id', 'text', (c) => c.notNull().references('activities.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('plan_id', 'text', (c) => c.notNull())
      .addColumn('unit_id', 'text', (c) => c.notNull())
      .addColumn('part', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('sessions', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('activity_markers_key', ['activity_id', 'position'])
      .execute();
    await db.schema
      .createTable('marker_cells')
      .addColumn('plan_id', 'text', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('unit_id', 'text', (c) => c.notNull())
      .addColumn('part', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('records', 'bigint', (c) => c.notNull())
      .addColumn('sessions', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('marker_cells_key', ['plan_id', 'position', ...CELL_KEY])
      .execute();
    await db.schema
      .createTable('author_cells')
      .addColumn('plan_id', 'text', (c) => c.notNull())
      .addColumn('author_id', 'text', (c) => c.notNull().references('accounts.id'))
      .addColumn('unit_id', 'text', (c) => c.notNull())
      .addColumn('part', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('records', 'bigint', (c) => c.notNull())
      .addColumn('last_date', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('author_cells_key', ['plan_id', 'author_id', ...CELL_KEY])
      .execute();
    await fillMarkers(db);
    await db.schema
      .createIndex('activity_markers_cell')
      .on('activity_markers')
      .columns(['plan_id', 'position', ...CELL_KEY, 'sessions'])
      .execute();
    await db.schema
      .createIndex('activities_person')
      .ifNotExists()
      .on('activities')
      .columns(['plan_id', 'author_id', ...CELL_KEY, 'date'])
      .execute();
    await sql`insert into marker_cells (plan_id, position, unit_id, part, state, records, sessions)
      select plan_id, position, unit_id, part, state, count(*), sum(sessions) from activity_markers
      group by plan_id, position, unit_id, part, state`.execute(db);
    await sql`insert into author_cells (plan_id, author_id, unit_id, part, state, records, last_date)
      select plan_id, author_id, unit_id, part, state, count(*), max(date) from activities
      group by plan_id, author_id, unit_id, part, state`.execute(db);
  },
};
