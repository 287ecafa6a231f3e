import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { databases, makeContent, makeCreate, makeEdit, type Office, openOffice, openTestStore, Phone } from './helpers.ts';

const ROUNDS = 12;

/** Writes rounds of new records and edits, each of which touches cells that others touch too. */
async function write(phone: Phone, unitId: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const page = Array.from({ length: 4 }, (_, at) => makeCreate(makeContent({ unitId, date: `2026-03-1${at}` })));
    const edits = page.map((create, at) =>
      makeEdit(create.activityId, create.id, { date: `2026-03-1${(at + round) % 9}`, itemCode: 'III.p2' }),
    );
    await phone.sync([...page, ...edits.slice(0, 2)]);
  }
}

/** Pulls small pages while others write, until the writers are done and nothing waits. */
async function pullUntil(phone: Phone, isDone: () => boolean): Promise<void> {
  for (let done = false; !done; ) {
    done = isDone();
    const { more } = await phone.sync([], { limit: 3 });
    done &&= !more;
  }
}

describe.each(databases)('many at once on %s', (kind) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(kind);
  });
  afterAll(() => office.close());

  test('writers never stand in each other’s way, and a reader between them misses nothing', async () => {
    const writers = await Promise.all(['CB-07', 'CB-08', 'VP-01', 'TP-QLBG'].map((code) => office.signIn(code)));
    const reader = await office.signIn('TP-QLBG');
    const all = Promise.all(writers.map((phone) => write(phone, 'qlbg')));
    let done = false;
    await Promise.all([all.then(() => (done = true)), pullUntil(reader, () => done)]);
    const fresh = await office.signIn('TP-QLBG');
    await fresh.pull();
    expect(fresh.activities.size).toBe(4 * 4 * ROUNDS);
    expect([...reader.activities].sort()).toEqual([...fresh.activities].sort());
    expect([...reader.cells].sort()).toEqual([...fresh.cells].sort());
    expect(await recount(office.store, false, () => undefined)).toBe(0);
  });

  test('change numbers are never given twice', async () => {
    const tables = ['reference', 'accounts', 'activities', 'cells'] as const;
    const numbers = await Promise.all(tables.map((table) => office.store.reader.selectFrom(table).select('change_no').execute()));
    const list = numbers.flat().map((row) => row.change_no);
    expect(new Set(list).size).toBe(list.length);
  });
});

describe('two servers on one PostgreSQL', () => {
  test('give one answer to a mutation that both receive, and change numbers in one order', async () => {
    const office = await openOffice('postgres');
    const store = await openTestStore(office.setting);
    const second = createApp({ ...office.deps, store, readReference: createReferenceReader() });
    const requestSecond: Office['request'] = (path, init = {}) => {
      const headers = new Headers({ origin: 'http://localhost', 'content-type': 'application/json' });
      if (init.cookie !== undefined) headers.set('cookie', init.cookie);
      return Promise.resolve(second.request(path, { ...init, headers }));
    };
    const here = await office.signIn('CB-07');
    const there = new Phone(requestSecond, here.person, here.cookie);
    const reader = await office.signIn('TP-QLBG');
    let done = false;
    const both = Array.from({ length: 30 }, async () => {
      const page = [makeCreate(), makeCreate()];
      const [one, two] = await Promise.all([here.sync(page), there.sync(page.toReversed())]);
      expect(one.results).toEqual(two.results.toReversed());
    });
    await Promise.all([Promise.all(both).then(() => (done = true)), pullUntil(reader, () => done)]);
    const fresh = await office.signIn('TP-QLBG');
    await fresh.pull();
    expect(fresh.activities.size).toBe(60);
    expect([...reader.activities].sort()).toEqual([...fresh.activities].sort());
    expect(await recount(store, false, () => undefined)).toBe(0);
    await store.close();
    await office.close();
  });
});
