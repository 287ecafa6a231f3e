import type { Compilable, CompiledQuery, Kysely, QueryResult, Transaction } from 'kysely';
import type { Gate } from '../gate.ts';
import { type AuditChain, continueChain, HEAD_COLUMNS } from './audit-chain.ts';
import type { Tables } from './schema.ts';

export type Reader = Kysely<Tables>;

/** A write transaction. It holds the feed's head, so no other one runs beside it. */
export interface WriteTx {
  readonly db: Transaction<Tables>;
  /** The next change number; every changed row takes one of its own. */
  readonly nextChange: () => number;
  /** So many of them in a row, of which this is the first. */
  readonly nextChanges: (count: number) => number;
  /**
   * For a statement whose answer nobody needs: where the database is far away, the next one goes out without waiting for it.
   * Before the commit all have been answered, and what one of them failed with ends the transaction.
   */
  readonly send: (statement: CompiledQuery) => Promise<void>;
  /** Takes what is to be said of this transaction in the log of what was done. */
  readonly chain: AuditChain;
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
  /** Whether statements may follow each other on a connection before they are answered. */
  readonly pipelined: boolean;
}

/**
 * Change numbers must become readable in their order: were number 8 committed before 7, a phone that pulls in between
 * would skip 7 for ever. Whoever writes therefore locks the head first and lets go at commit.
 */
async function runWrite<T>(db: Transaction<Tables>, pipelined: boolean, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const head = await db
    .updateTable('feed_head')
    .set((eb) => ({ change_no: eb.ref('change_no') }))
    .where('id', '=', 1)
    .returning(['change_no', ...HEAD_COLUMNS])
    .executeTakeFirstOrThrow();
  const { change_no: before, ...chainHead } = head;
  const chain = continueChain(chainHead);
  let last = before;
  const nextChanges = (count: number): number => {
    last += count;
    return last - count + 1;
  };
  const answers: Promise<unknown>[] = [];
  const send = (statement: CompiledQuery): Promise<void> =>
    db.getExecutor().provideConnection(async (connection) => {
      const answer = connection.executeQuery(statement);
      // SQLite may roll back by itself at a failure: what came behind it would then stand outside the transaction.
      if (!pipelined) return void (await answer);
      answer.catch(() => undefined);
      answers.push(answer);
    });
  try {
    const result = await work({ db, nextChange: () => nextChanges(1), nextChanges, send, chain });
    const { entries, head: next } = chain.end();
    if (entries.length > 0) await send(db.insertInto('audit_entries').values(entries).compile());
    if (last !== before || next)
      await send(
        db
          .updateTable('feed_head')
          .set({ ...next, change_no: last })
          .where('id', '=', 1)
          .compile(),
      );
    return result;
  } finally {
    // The first that failed is also why all behind it did.
    await Promise.all(answers);
  }
}

export const createStore = ({ writer, reader, writers, pipelined }: StoreParts): Store => ({
  reader,
  writer,
  write: (work) => writers.run(() => writer.transaction().execute((db) => runWrite(db, pipelined, work))),
  snapshot: (work) => reader.transaction().setIsolationLevel('repeatable read').execute(work),
  async close() {
    if (reader !== writer) await reader.destroy();
    await writer.destroy();
  },
});

type RowsOf<Queries extends readonly Compilable<unknown>[]> = {
  -readonly [At in keyof Queries]: Queries[At] extends Compilable<infer Row> ? Row[] : never;
};

/** The rows of several queries that do not build on each other, for one wait; each sees what is committed when its turn comes. */
export async function readTogether<const Queries extends readonly Compilable<unknown>[]>(
  db: Reader,
  ...queries: Queries
): Promise<RowsOf<Queries>> {
  const compiled = queries.map((query) => query.compile());
  const answers = await db
    .getExecutor()
    .provideConnection((connection) =>
      Promise.all(compiled.map((query) => connection.executeQuery(query) as Promise<QueryResult<unknown>>)),
    );
  return answers.map(({ rows }) => rows) as RowsOf<Queries>;
}

export interface FeedHead {
  readonly changeNo: number;
  readonly epoch: string;
}

/** The last change anybody may pull, and the database's epoch. */
export async function readFeedHead(db: Reader): Promise<FeedHead> {
  const row = await db.selectFrom('feed_head').select(['change_no', 'epoch']).where('id', '=', 1).executeTakeFirstOrThrow();
  return { changeNo: row.change_no, epoch: row.epoch };
}
