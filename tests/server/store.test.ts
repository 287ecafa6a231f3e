import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKnownTallies } from '../../src/server/store/known-tallies.ts';
import { readFeedHead, readTogether, type Store, type WriteTx } from '../../src/server/store/store.ts';
import { databases, freshDatabase, openTestStore } from './helpers.ts';

const unit = (tx: WriteTx, id: string) =>
  tx.db.insertInto('reference').values({ kind: 'unit', id, data: '{}', change_no: tx.nextChange() }).compile();

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

  test('a tally is made once for each question, and anew when the log has gone on', async () => {
    const known = createKnownTallies();
    let made = 0;
    const ask = (question: string) => known(store.reader, question, async () => [++made]);
    expect([await ask('of the office'), await ask('of the office'), await ask('of a unit')]).toEqual([[1], [1], [2]]);
    await store.write((tx) => tx.send(unit(tx, 'f')));
    expect(await ask('of the office')).toEqual([3]);
  });

  test('sums that were being made when the log went on are not taken for what it says now', async () => {
    const known = createKnownTallies();
    const late = known(store.reader, 'of the office', async () => {
      await store.write((tx) => tx.send(unit(tx, 'g')));
      await known(store.reader, 'of a unit', async () => []);
      return ['before'];
    });
    expect(await late).toEqual(['before']);
    expect(await known(store.reader, 'of the office', async () => ['after'])).toEqual(['after']);
  });
});
