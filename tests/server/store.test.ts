import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toJson } from '../../src/server/store/json.ts';
import { readFeedHead, readTogether, type Store, type WriteTx } from '../../src/server/store/store.ts';
import { databases, freshDatabase, openTestStore } from './helpers.ts';

const unit = (tx: WriteTx, id: string) =>
  tx.db
    .insertInto('reference')
    .values({ kind: 'unit', id, data: toJson({}), change_no: tx.nextChange() })
    .compile();

describe.each(databases)('the store on %s', (kind) => {
  let store: Store;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase(kind);
    store = await openTestStore(database.setting);
    drop = database.drop;
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  const names = async (): Promise<string[]> => {
    const [rows] = await readTogether(store.reader, store.reader.selectFrom('reference').select('id').orderBy('id'));
    return rows.map((row) => row.id);
  };

  test('what was sent without waiting is there after the commit', async () => {
    await store.write(async (tx) => {
      await tx.send(unit(tx, 'a'));
      await tx.send(unit(tx, 'b'));
    });
    expect(await names()).toEqual(['a', 'b']);
    expect((await readFeedHead(store.reader)).changeNo).toBe(2);
  });

  test('a statement that fails while nobody waits for it ends all of its transaction, and is what the caller hears of', async () => {
    const writing = store.write(async (tx) => {
      await tx.send(unit(tx, 'c'));
      await tx.send(unit(tx, 'a'));
      await tx.send(unit(tx, 'd'));
      await tx.db.selectFrom('reference').select('id').execute();
    });
    await expect(writing).rejects.toThrow(/unique/i);
    expect(await names()).toEqual(['a', 'b']);
    expect((await readFeedHead(store.reader)).changeNo).toBe(2);
    await store.write((tx) => tx.send(unit(tx, 'e')));
    expect(await names()).toEqual(['a', 'b', 'e']);
  });
});

test('a connection to PostgreSQL that dies between two statements ends its transaction and not the process', async () => {
  const database = await freshDatabase('postgres');
  const store = await openTestStore(database.setting);
  const writing = store.write(async (tx) => {
    const { pid } = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.db)).rows[0] ?? {};
    await sql`select pg_terminate_backend(${pid})`.execute(store.reader);
    // Long enough for its end to be heard while no answer is waited for.
    await setTimeout(200);
    await tx.send(unit(tx, 'a'));
  });
  await expect(writing).rejects.toThrow();
  await store.write((tx) => tx.send(unit(tx, 'b')));
  expect((await readFeedHead(store.reader)).changeNo).toBe(1);
  await store.close();
  await database.drop();
});
