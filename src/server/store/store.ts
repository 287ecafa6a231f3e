import type { Kysely, Transaction } from 'kysely';
import type { Gate } from '../gate.ts';
import type { Tables } from './schema.ts';

export type Reader = Kysely<Tables>;

/** A write transaction. It holds the feed's head, so no other one runs beside it. */
export interface WriteTx {
  readonly db: Transaction<Tables>;
  /** The next change number; every changed row takes one of its own. */
  readonly nextChange: () => number;
}

export interface Store {
  /** Outside transactions: sees what is committed. */
  readonly reader: Reader;
  /** For single statements that change nothing anybody pulls (a last contact, a token). */
  readonly writer: Kysely<Tables>;
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** One unmoving picture of all that is committed, for work of many statements. */
  snapshot<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface StoreParts {
  readonly writer: Kysely<Tables>;
  readonly reader: Kysely<Tables>;
  readonly writers: Gate;
}

/**
 * Change numbers must become readable in their order: were number 8 committed before 7, a phone that pulls in between
 * would skip 7 for ever. Whoever writes therefore locks the head first and lets go at commit.
 */
async function runWrite<T>(db: Transaction<Tables>, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const head = await db
    .updateTable('feed_head')
    .set((eb) => ({ change_no: eb.ref('change_no') }))
    .where('id', '=', 1)
    .returning('change_no')
    .executeTakeFirstOrThrow();
  let last = head.change_no;
  const result = await work({ db, nextChange: () => ++last });
  if (last !== head.change_no) await db.updateTable('feed_head').set({ change_no: last }).where('id', '=', 1).execute();
  return result;
}

export const createStore = ({ writer, reader, writers }: StoreParts): Store => ({
  reader,
  writer,
  write: (work) => writers.run(() => writer.transaction().execute((db) => runWrite(db, work))),
  snapshot: (work) => reader.transaction().setIsolationLevel('repeatable read').execute(work),
  async close() {
    if (reader !== writer) await reader.destroy();
    await writer.destroy();
  },
});

export interface FeedHead {
  readonly changeNo: number;
  readonly epoch: string;
}

/** The last change anybody may pull, and the database's epoch. */
export async function readFeedHead(db: Reader): Promise<FeedHead> {
  const row = await db.selectFrom('feed_head').select(['change_no', 'epoch']).where('id', '=', 1).executeTakeFirstOrThrow();
  return { changeNo: row.change_no, epoch: row.epoch };
}
