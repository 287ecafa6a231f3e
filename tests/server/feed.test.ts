import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PLACEHOLDER_ITEM } from '../../src/domain/placeholder.ts';
import type { Cell } from '../../src/domain/tally.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import { SyncResponse } from '../../src/protocol/sync.ts';
import { changeEpoch } from '../../src/server/store/epoch.ts';
import { databases, makeContent, makeCreate, makeEdit, makeStateChange, type Office, openOffice, PLAN_ID } from './helpers.ts';

const declared = (records: number, unitId = 'qlbg') => ({ planId: PLAN_ID, itemCode: 'II.1.b.p1', unitId, part: '2026-03-15', records });

describe.each(databases)('the feed on %s', (kind) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(kind);
  });
  afterEach(() => office.close());

  test('pages of any size, with writers in between, bring all and nothing twice over', async () => {
    const [writer, lead] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
    const creates = Array.from({ length: 30 }, (_, at) => makeCreate(makeContent({ date: `2026-0${1 + (at % 3)}-0${1 + (at % 9)}` })));
    await writer.sync(creates.slice(0, 10));
    const seen: string[] = [];
    let more = true;
    for (let turn = 0; more || turn < 25; turn++) {
      if (turn < 20) await writer.sync([creates[10 + turn], makeEdit((creates[turn] as Mutation).activityId, 1, { note: `Lần ${turn}` })]);
      const answer = await lead.sync([], { limit: 1 + (turn % 4) });
      seen.push(...(answer.changes.activities ?? []).map((one) => `${one.id} ${one.version}`));
      more = answer.more;
    }
    await writer.pull();
    expect(new Set(seen).size).toBe(seen.length);
    expect([...lead.activities].sort()).toEqual([...writer.activities].sort());
    const notEmpty = (cells: Map<string, Cell>) => [...cells].filter(([, cell]) => cell.records > 0).sort();
    expect(notEmpty(lead.cells)).toEqual(notEmpty(writer.cells));
  });

  test('every page is within its limit, in the order of change numbers, and the cursor stands at its last row', async () => {
    const phone = await office.signIn('CB-07');
    const cursors: number[] = [];
    let answer = await phone.sync([], { limit: 7 });
    for (; answer.more; answer = await phone.sync([], { limit: 7 })) {
      const rows = Object.values(answer.changes).flat().length;
      expect(rows).toBe(7);
      cursors.push(answer.cursor);
    }
    expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
    expect(new Set(cursors).size).toBe(cursors.length);
  });

  test('a restarted feed is told as such once, and goes on from its own cursor', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync([makeCreate()]);
    expect((await phone.sync()).restarted).toBeUndefined();
    phone.epoch = 'of another database';
    const first = await phone.sync([], { limit: 5 });
    expect(first).toMatchObject({ restarted: true, more: true });
    const second = await phone.sync([], { limit: 5 });
    expect(second.restarted).toBeUndefined();
    expect(second.cursor).toBeGreaterThan(first.cursor);
  });

  test('what was said before a restore and arrives after it changes nothing, and is taken once it is said anew', async () => {
    const phone = await office.signIn('CB-07');
    const create = makeCreate();
    await phone.sync([create]);
    const former = { ...phone.syncRequest([makeEdit(create.activityId, 1, { note: 'trước khi khôi phục' })]), note: [declared(7)] };
    await changeEpoch(office.store, `restored-${kind}`);
    expect(await phone.sync([makeCreate()])).toMatchObject({ results: [], restarted: true });
    await phone.sync([makeEdit(create.activityId, 1, { note: 'sau khi khôi phục' })]);
    expect(SyncResponse.parse(await (await phone.post('/api/sync', former)).json())).toMatchObject({ results: [], restarted: true });
    expect(await office.store.reader.selectFrom('declared').selectAll().where('records', '=', 7).execute()).toEqual([]);
    await phone.pull();
    expect(phone.activities.get(create.activityId)).toMatchObject({ version: 2, content: { note: 'sau khi khôi phục' } });
  });

  describe('two years on', () => {
    const settled = makeCreate();
    const [waiting, later] = [makeCreate(), makeCreate()];
    const old = [settled, waiting, later].map(({ activityId }) => activityId).sort();
    beforeEach(async () => {
      const [writer, lead] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
      await writer.sync([settled, waiting, later]);
      await lead.sync([makeStateChange(settled.activityId, 1, 'confirm')]);
      office.clock.now += 2 * 366 * 86_400_000;
    });

    test('what is done with stays at the office, what waits for somebody comes, and whoever is done with since is told', async () => {
      const [writer, lead] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
      for (const phone of [writer, lead]) {
        await phone.pull(3);
        expect([...phone.activities.keys()].sort()).toEqual([waiting.activityId, later.activityId].sort());
      }
      await lead.sync([makeStateChange(later.activityId, 1, 'confirm')]);
      await writer.pull();
      expect(writer.activities.get(later.activityId)).toMatchObject({ state: 'confirmed' });
      const counted = [...writer.cells.values()].filter(({ state }) => state === 'confirmed').map(({ records }) => records);
      expect(counted).toEqual([2]);
    });

    test('a confirmed record that nobody has put under a plan yet comes, to be put there', async () => {
      const unplaced = { item_code: PLACEHOLDER_ITEM };
      await office.store.writer.updateTable('activities').set(unplaced).where('id', '=', settled.activityId).execute();
      const lead = await office.signIn('TP-QLBG');
      await lead.pull(3);
      expect([...lead.activities.keys()].sort()).toEqual(old);
    });

    test('a duplicate comes, so that whoever judges the record it is one of is told what counts instead', async () => {
      const linked = { state: 'duplicate', duplicate_of_id: waiting.activityId } as const;
      await office.store.writer.updateTable('activities').set(linked).where('id', '=', settled.activityId).execute();
      const lead = await office.signIn('TP-QLBG');
      await lead.pull(3);
      expect([...lead.activities.keys()].sort()).toEqual(old);
    });

    test('a phone that asks for all, one of the first release, and one that hears of a restore are told of all', async () => {
      for (const more of [{ whole: true }, { protocol: 2, note: [] }]) {
        const phone = await office.signIn('CB-07');
        await phone.sync([], more);
        expect([...phone.activities.keys()].sort()).toEqual(old);
      }
      const phone = await office.signIn('CB-07');
      await phone.pull();
      await changeEpoch(office.store, `restored-later-${kind}`);
      await phone.sync();
      expect([...phone.activities.keys()].sort()).toEqual(old);
    });
  });

  test('a cursor beyond the head, as after a restore, begins anew', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync();
    expect((await phone.sync([], { cursor: 1_000_000 })).restarted).toBe(true);
  });

  test('another scope begins anew', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync();
    expect((await phone.sync([], { scope: 'another' })).restarted).toBe(true);
  });

  test('an edit brings the record again, once', async () => {
    const [officer, lead] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
    await lead.pull();
    const create = makeCreate();
    await officer.sync([create]);
    await lead.pull();
    await officer.sync([makeEdit(create.activityId, 1, { note: 'Một' }), makeEdit(create.activityId, 2, { note: 'Hai' })]);
    const { changes } = await lead.sync();
    expect(changes.activities).toMatchObject([{ version: 3, content: { note: 'Hai' } }]);
    expect(changes.cells).toBeUndefined();
  });

  test('a cell that lost its last record comes as an empty one', async () => {
    const [officer, other] = [await office.signIn('CB-07'), await office.signIn('CB-08')];
    const create = makeCreate();
    await officer.sync([create]);
    await other.pull();
    await officer.sync([makeEdit(create.activityId, 1, { date: '2026-02-03' })]);
    const { changes } = await other.sync();
    expect(changes.cells).toMatchObject([
      { part: '2026-02-01', records: 1 },
      { part: '2026-03-15', records: 0, measures: {} },
    ]);
  });

  describe('records that move between units', () => {
    /** The supervisor records for every unit; the leads see what lies in theirs. */
    const open = async () => {
      const [supervisor, border, boats] = [await office.signIn('VP-01'), await office.signIn('TP-QLBG'), await office.signIn('TP-LS')];
      const create = makeCreate();
      await supervisor.sync([create]);
      await border.pull();
      await boats.pull();
      return { supervisor, border, boats, id: create.activityId };
    };

    test('leave the lead of the unit they left and come to the other', async () => {
      const { supervisor, border, boats, id } = await open();
      expect([border.activities.has(id), boats.activities.has(id)]).toEqual([true, false]);
      await supervisor.sync([makeEdit(id, 1, { unitId: 'ls' })]);
      expect((await border.sync()).changes.removed).toEqual([id]);
      expect((await boats.sync()).changes.removed).toBeUndefined();
      expect([border.activities.has(id), boats.activities.has(id)]).toEqual([false, true]);
      expect(supervisor.activities.has(id)).toBe(true);
    });

    test('are taken back from everybody they passed, however long a phone was away', async () => {
      const { supervisor, border, boats, id } = await open();
      await supervisor.sync([makeEdit(id, 1, { unitId: 'ls' })]);
      await boats.pull();
      await supervisor.sync([makeEdit(id, 2, { unitId: 'tt' })]);
      await border.pull();
      await boats.pull();
      expect([border.activities.has(id), boats.activities.has(id)]).toEqual([false, false]);
    });

    test('that come back are there again and not removed', async () => {
      const { supervisor, border, id } = await open();
      await supervisor.sync([makeEdit(id, 1, { unitId: 'ls' })]);
      await supervisor.sync([makeEdit(id, 2, { unitId: 'qlbg' })]);
      expect((await border.sync()).changes.removed).toBeUndefined();
      expect(border.activities.get(id)?.version).toBe(3);
    });
  });

  describe('what phones declare', () => {
    test('is told to others as one sum, and leaves out the own', async () => {
      const [one, two, three] = [await office.signIn('CB-07'), await office.signIn('CB-08'), await office.signIn('TP-QLBG')];
      await one.sync([], { note: [declared(2)] });
      await two.sync([], { note: [declared(3), declared(1)] });
      await three.pull();
      expect(three.declared).toEqual([declared(6)]);
      await one.pull();
      expect(one.declared).toEqual([declared(4)]);
    });

    test('is sent only when some note changed, and empties when the records arrive', async () => {
      const [officer, lead] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
      await officer.sync([], { note: [declared(1)] });
      expect((await lead.sync()).changes.declared).toEqual([declared(1)]);
      await officer.sync([], { note: [declared(1)] });
      expect((await lead.sync()).changes.declared).toBeUndefined();
      await officer.sync([makeCreate()], { note: [] });
      expect((await lead.sync()).changes).toMatchObject({ declared: [], cells: [{ records: 1 }] });
    });

    test('of other units stays with those units', async () => {
      const [officer, other, approver] = [await office.signIn('CB-12'), await office.signIn('CB-07'), await office.signIn('GD-01')];
      await officer.sync([], { note: [declared(5, 'ls')] });
      await other.pull();
      await approver.pull();
      expect([other.declared, approver.declared]).toEqual([[], [declared(5, 'ls')]]);
    });

    test('for units of others is not heard', async () => {
      const [officer, approver] = [await office.signIn('CB-12'), await office.signIn('GD-01')];
      await officer.sync([], { note: [declared(5, 'qlbg')] });
      await approver.pull();
      expect(approver.declared).toEqual([]);
    });

    test('of a phone that was signed out by somebody leaves the figures', async () => {
      const [lost, supervisor] = [await office.signIn('CB-07'), await office.signIn('VP-01')];
      await lost.sync([], { note: [declared(5)], held: { count: 5, attention: 0, persisted: false, oldestAt: '2026-03-01T00:00:00Z' } });
      await supervisor.pull();
      expect(supervisor.declared).toEqual([declared(5)]);
      const { devices } = (await (await supervisor.get('/api/devices')).json()) as {
        devices: { id: string; person: { staffCode: string }; held: number }[];
      };
      const device = devices.find((one) => one.person.staffCode === 'CB-07');
      expect(device).toMatchObject({ held: 5, oldestAt: '2026-03-01T00:00:00Z', app: '1.0', signedOut: false });
      expect((await supervisor.post(`/api/devices/${device?.id}/sign-out`)).status).toBe(200);
      await supervisor.pull();
      expect(supervisor.declared).toEqual([]);
      expect((await lost.get('/api/me')).status).toBe(401);
    });
  });

  test('a withdrawal reaches the lead, and the record stays theirs to see', async () => {
    const [officer, lead] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
    const create = makeCreate();
    await officer.sync([create]);
    await lead.pull();
    await officer.sync([makeStateChange(create.activityId, 1, 'withdraw')]);
    await lead.pull();
    expect(lead.activities.get(create.activityId)?.state).toBe('withdrawn');
  });
});
