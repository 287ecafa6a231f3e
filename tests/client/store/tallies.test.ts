import { expect, test, vi } from 'vitest';
import { readPhoneChanges } from '../../../src/client/store/lists/tally-source.ts';
import { contribution } from '../../../src/domain/contribution.ts';
import { addAmounts, cellsOf, NO_TALLY, tallyByItem } from '../../../src/domain/tally.ts';
import { itemCode, PLAN } from '../../domain/make.ts';
import { acknowledgeAll, answer, openPhone, rejected, respond, results, type TestPhone } from '../../helpers/phone.ts';
import { readTallies } from '../../helpers/tallies.ts';

/** The server's cells of what it has received, as the feed brings them. */
async function pullCells(phone: TestPhone): Promise<void> {
  const rows = await phone.db.activities.toArray();
  const received = rows.flatMap((row) => (row.version === 0 ? [] : [row.received ?? row]));
  const contributions = received.map((one) => contribution(one.content, one.state));
  const cells = [...cellsOf(contributions, PLAN.reporting).values()];
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes: { plans: [PLAN], cells } })));
}

test('a figure is what the office has and, apart from it, what this phone will add', async () => {
  const phone = await openPhone();
  await phone.record({ own: { sessions: 2, attendees: 50 } });
  await phone.sync(acknowledgeAll);
  await pullCells(phone);
  await phone.record({ own: { sessions: 1, attendees: 30 } });
  const tally = (await readTallies(phone.db, PLAN)).get(itemCode('II.1.a.p1'));
  expect(tally).toMatchObject({
    waiting: { records: 1, measures: { sessions: 2, attendees: 50 } },
    onPhone: { records: 1, measures: { sessions: 1, attendees: 30 } },
  });
});

test('a correction adds the difference, and moves a record from item to item', async () => {
  const phone = await openPhone();
  const id = await phone.record({ own: { sessions: 2, attendees: 50 } });
  await phone.sync(acknowledgeAll);
  await pullCells(phone);
  await phone.record({ itemCode: 'II.1.a.p2', own: { sessions: 2, attendees: 60 } }, id);
  const tallies = await readTallies(phone.db, PLAN);
  expect(tallies.get(itemCode('II.1.a.p1'))?.onPhone).toMatchObject({ records: -1, measures: { attendees: -50 } });
  expect(tallies.get(itemCode('II.1.a.p2'))?.onPhone).toMatchObject({ records: 1, measures: { attendees: 60 } });
  expect(tallies.get(itemCode('II.1.a'))?.onPhone).toMatchObject({ records: 0, measures: { attendees: 10 } });
});

test('a withdrawal that waits takes the record away; one withdrawn before it left counts nothing', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await pullCells(phone);
  await phone.withdraw(id);
  await phone.withdraw(await phone.record());
  expect((await readTallies(phone.db, PLAN)).get(itemCode('II'))?.onPhone).toMatchObject({ records: -1, measures: { attendees: -85 } });
});

test('a refused record is still on the phone and still counted there; a returned one is not', async () => {
  const phone = await openPhone();
  await phone.record();
  await phone.sync(results((mutation) => rejected(mutation)));
  expect(await readPhoneChanges(phone.db, PLAN.id)).toHaveLength(1);
  const other = await openPhone();
  const id = await other.record();
  await other.sync(acknowledgeAll);
  await other.db.activities.update(id, { where: 'attention', state: 'returned' });
  expect(await readPhoneChanges(other.db, PLAN.id)).toEqual([]);
});

test('what the phone shows in all equals a count of all its records, whatever waits', async () => {
  const phone = await openPhone();
  const ids = [];
  for (let made = 0; made < 12; made++)
    ids.push(await phone.record({ itemCode: made % 2 ? 'II.1.a.p1' : 'II.1.b.p1', own: { sessions: 1, attendees: 10 + made } }));
  await phone.sync(acknowledgeAll);
  await pullCells(phone);
  for (const [at, id] of ids.entries()) {
    if (at % 3 === 0) await phone.record({ itemCode: 'II.1.a.p2', own: { sessions: 1, attendees: 5 } }, id);
    if (at % 4 === 1) await phone.withdraw(id);
  }
  await phone.record({ own: { sessions: 3, attendees: 7 } });
  const rows = await phone.db.activities.toArray();
  const all = cellsOf(
    rows.map((row) => contribution(row.content, row.state)),
    PLAN.reporting,
  );
  const shown = await readTallies(phone.db, PLAN);
  const counted = tallyByItem(PLAN, all.values(), [], []);
  for (const { code } of PLAN.items) {
    const { waiting, onPhone } = shown.get(code) ?? NO_TALLY;
    const whole = counted.get(code)?.waiting ?? NO_TALLY.waiting;
    const sum = addAmounts(waiting, onPhone);
    expect({ code, records: sum.records, attendees: sum.measures.attendees ?? 0 }).toEqual({
      code,
      records: whole.records,
      attendees: whole.measures.attendees ?? 0,
    });
  }
});

test('only records that wait are read for the figures', async () => {
  const phone = await openPhone();
  for (let made = 0; made < 20; made++) await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.record();
  const read = vi.fn((row) => row);
  phone.db.activities.hook('reading', read);
  await readTallies(phone.db, PLAN);
  expect(read).toHaveBeenCalledTimes(1);
});
