import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActivityId, UnitId } from '../../src/domain/ids.ts';
import { toJson } from '../../src/server/store/json.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

const CODES = ['CB-07', 'CB-08', 'CB-12', 'TP-QLBG', 'TP-LS', 'VP-01', 'GD-01', 'TV-01', 'QT-01'] as const;
type Code = (typeof CODES)[number];

describe.each(databases)('scopes on %s', (kind) => {
  let office: Office;
  let phones: Record<Code, Phone>;
  let border: ActivityId;
  let boats: ActivityId;
  beforeAll(async () => {
    office = await openOffice(kind);
    const signedIn: Partial<Record<Code, Phone>> = {};
    // One after the other: from one network only so many are judged at a time.
    for (const code of CODES) signedIn[code] = await office.signIn(code);
    phones = signedIn as Record<Code, Phone>;
    const ofBorder = makeCreate();
    const ofBoats = makeCreate(makeContent({ unitId: 'ls', itemCode: 'II.1.c' }));
    border = ofBorder.activityId;
    boats = ofBoats.activityId;
    await phones['CB-07'].sync([ofBorder]);
    await phones['CB-12'].sync([ofBoats]);
    for (const phone of Object.values(phones)) await phone.pull();
  });
  afterAll(() => office.close());

  /** Reads one record, which both exist; b: of the border unit, f: of the boats. */
  const READS: Record<Code, string> = {
    'CB-07': 'b',
    'CB-08': '',
    'CB-12': 'f',
    'TP-QLBG': 'b',
    'TP-LS': 'f',
    'VP-01': 'bf',
    'GD-01': 'bf',
    'TV-01': '',
    'QT-01': '',
  };
  test.each(CODES)('%s reads the records of their scope and no others', async (code) => {
    const phone = phones[code];
    const statusOf = async (id: string, path = '') => (await phone.get(`/api/activities/${id}${path}`)).status;
    for (const path of ['', '/history']) {
      expect(await statusOf(border, path)).toBe(READS[code].includes('b') ? 200 : 404);
      expect(await statusOf(boats, path)).toBe(READS[code].includes('f') ? 200 : 404);
    }
    const list = (await (await phone.get(`/api/activities?planId=${PLAN_ID}`)).json()) as { activities: { id: string }[] };
    expect(list.activities).toHaveLength(READS[code].length);
  });

  const FEED: Record<Code, string> = { ...READS, 'VP-01': '', 'GD-01': '' };
  test.each(CODES)('%s receives own records, a lead those of the unit, and who sees all asks for them', (code) => {
    const seen = [...phones[code].activities.keys()];
    expect(seen.includes(border)).toBe(FEED[code].includes('b'));
    expect(seen.includes(boats)).toBe(FEED[code].includes('f'));
  });

  const CELLS: Record<Code, string[]> = {
    'CB-07': ['qlbg'],
    'CB-08': ['qlbg'],
    'CB-12': ['ls'],
    'TP-QLBG': ['qlbg'],
    'TP-LS': ['ls'],
    'VP-01': ['ls', 'qlbg'],
    'GD-01': ['ls', 'qlbg'],
    'TV-01': ['ls', 'qlbg'],
    'QT-01': [],
  };
  test.each(CODES)('%s receives the cells of their units, and the tally says the same', async (code) => {
    const units = [...phones[code].cells.values()].map((cell) => cell.unitId).sort();
    expect(units).toEqual(CELLS[code]);
    const tally = (await (await phones[code].get(`/api/tally?planId=${PLAN_ID}`)).json()) as { rows: { unitId: string }[] };
    expect(tally.rows.map((row) => row.unitId).sort()).toEqual(CELLS[code]);
  });

  const MAY_EDIT: readonly Code[] = ['CB-07', 'TP-QLBG'];
  test.each(CODES)('%s may change the record only where the role says so', async (code) => {
    const { results } = await phones[code].sync([makeEdit(border, 1, {})]);
    expect(results[0]?.status).toBe(MAY_EDIT.includes(code) ? 'applied' : 'rejected');
  });

  const MAY_RECORD: Record<Code, string[]> = {
    'CB-07': ['qlbg'],
    'CB-08': ['qlbg'],
    'CB-12': ['ls'],
    'TP-QLBG': ['qlbg'],
    'TP-LS': ['ls'],
    'VP-01': ['ls', 'qlbg', 'vp'],
    'GD-01': [],
    'TV-01': [],
    'QT-01': [],
  };
  test.each(CODES)('%s records for their own units only', async (code) => {
    for (const unitId of ['ls', 'qlbg', 'vp']) {
      const create = makeCreate(makeContent({ unitId }));
      const { results } = await phones[code].sync([create]);
      expect([unitId, results[0]?.status]).toEqual([unitId, MAY_RECORD[code].includes(unitId) ? 'applied' : 'rejected']);
    }
  });

  test.each(CODES)('%s cannot tell a foreign record from one that does not exist', async (code) => {
    const phone = phones[code];
    const foreign = [border, boats]
      .filter((id) => !MAY_EDIT.includes(code) || id === boats)
      .filter((id) => !(id === boats && ['CB-12', 'TP-LS'].includes(code)));
    const unknown = newActivityId();
    const answer = async (id: ActivityId) => {
      const changes = [makeEdit(id, 1, { note: 'x' }), makeEdit(id, 7, { note: 'x' }), makeStateChange(id, 1, 'withdraw')];
      const { results } = await phone.sync(changes);
      return results.map((result) => (result.status === 'rejected' ? result.reason : result.status));
    };
    for (const id of foreign) expect(await answer(id)).toEqual(await answer(unknown));
    const bodyOf = async (id: string) => {
      const { requestId: _, ...body } = (await (await phone.get(`/api/activities/${id}`)).json()) as { requestId?: string };
      return body;
    };
    for (const [letter, id] of [['b', border] as const, ['f', boats] as const])
      if (!READS[code].includes(letter)) expect(await bodyOf(id)).toEqual(await bodyOf(unknown));
  });

  test('a unit outside the scope is not found, as an unknown one', async () => {
    const ask = async (unitId: string) => (await phones['CB-07'].get(`/api/tally?planId=${PLAN_ID}&unitId=${unitId}`)).status;
    expect([await ask('qlbg'), await ask('ls'), await ask('nowhere')]).toEqual([200, 404, 404]);
  });

  test.each(CODES)('%s reaches the accounts only as an admin', async (code) => {
    const phone = phones[code];
    const expected = code === 'QT-01' ? 200 : 403;
    expect((await phone.get('/api/accounts')).status).toBe(expected);
    const paths = ['/api/accounts/x/code', '/api/accounts/x/disable', '/api/accounts/x/enable'];
    for (const path of paths) expect((await phone.post(path)).status).toBe(code === 'QT-01' ? 404 : 403);
  });

  const DEVICES: Record<Code, Code[]> = {
    'CB-07': ['CB-07'],
    'CB-08': ['CB-08'],
    'CB-12': ['CB-12'],
    'TP-QLBG': ['CB-07', 'CB-08', 'TP-QLBG', 'TV-01'],
    'TP-LS': ['CB-12', 'TP-LS', 'TV-01'],
    'VP-01': [...CODES],
    'GD-01': ['GD-01'],
    'TV-01': ['TV-01'],
    'QT-01': [...CODES],
  };
  test.each(CODES)('%s sees the devices of their scope', async (code) => {
    const { devices } = (await (await phones[code].get('/api/devices')).json()) as {
      devices: { person: { staffCode: string }; current: boolean }[];
    };
    expect(devices.map((device) => device.person.staffCode).sort()).toEqual([...DEVICES[code]].sort());
    expect(devices.filter((device) => device.current)).toHaveLength(1);
  });

  test('a right withdrawn takes effect on the next request', async () => {
    const phone = await office.signIn('TP-LS');
    await phone.pull();
    expect(phone.activities.has(boats)).toBe(true);
    await office.store.writer
      .updateTable('accounts')
      .set({ role: 'officer', unit_ids: toJson([UnitId.parse('qlbg')]) })
      .where('id', '=', phone.person.id)
      .execute();
    const answer = await phone.sync([makeEdit(boats, 1, { note: 'Nay không còn quyền' })]);
    expect(answer.results).toMatchObject([{ reason: 'forbidden' }]);
    expect(answer.restarted).toBe(true);
    expect(phone.activities.has(boats)).toBe(false);
    expect([...phone.cells.values()].every((cell) => cell.unitId === 'qlbg')).toBe(true);
  });

  test('a right withdrawn while a body is being sent takes effect before it is done', async () => {
    const admin = await office.signIn('QT-01');
    /** Sends half of the body, lets `meanwhile` happen, and sends the rest two seconds later. */
    const sendSlowly = async (fallen: Phone, meanwhile: () => Promise<unknown>): Promise<number> => {
      const body = JSON.stringify({ markers: [], hiddenTypes: [] });
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const init = { method: 'POST', cookie: fallen.cookie, body: readable, duplex: 'half' } as const;
      const answer = office.request('/api/settings', init);
      const half = Math.floor(body.length / 2);
      await writer.write(Buffer.from(body.slice(0, half)));
      await meanwhile();
      office.clock.now += 2_000;
      await writer.write(Buffer.from(body.slice(half)));
      await writer.close();
      return (await answer).status;
    };
    const fallen = await office.signIn('VP-01');
    expect(await sendSlowly(fallen, async () => undefined)).toBe(200);
    expect(await sendSlowly(fallen, () => admin.post(`/api/accounts/${fallen.person.id}/sign-out`))).toBe(401);
    const again = await office.signIn('VP-01');
    const asOfficer = () =>
      office.store.writer.updateTable('accounts').set({ role: 'officer' }).where('id', '=', fallen.person.id).execute();
    expect(await sendSlowly(again, asOfficer)).toBe(403);
  });
});
