import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedFields } from '../../src/domain/patch.ts';
import type { Person } from '../../src/domain/person.ts';
import { Account, Accounts, Devices, History, MAX_GRANTS } from '../../src/protocol/account.ts';
import { createApp } from '../../src/server/app.ts';
import { verify } from '../../src/server/commands/verify.ts';
import {
  cookieOf,
  databases,
  enrolApp,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  newActivityId,
  type Office,
  ORIGIN,
  openOffice,
  type Phone,
  PLAN_ID,
} from './helpers.ts';
import { saveMilestonePlan } from './milestone-plan.ts';
import { OPERATIONS, type Operation, type Targets } from './operations.ts';

const GOOD = 'bốn chữ dễ nhớ';
/** Midnight at the office, Asia/Ho_Chi_Minh. */
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);

describe.each(databases)('further roles on %s', (kind) => {
  let office: Office;
  let admin: Phone;
  let deputy: Phone;
  let head: Phone;
  let author: Phone;
  beforeEach(async () => {
    office = await openOffice(kind);
    [admin, deputy, head, author] = [
      await office.signIn('QT-01'),
      await office.signIn('CB-12'),
      await office.signIn('TP-QLBG'),
      await office.signIn('CB-07'),
    ];
  });
  afterEach(() => office.close());

  const give = (to: Phone, body: object) => admin.post(`/api/accounts/${to.person.id}/grants`, { until: null, standsInFor: null, ...body });
  const stand = (more: object = {}) =>
    give(deputy, { role: 'unitLead', unitIds: ['qlbg'], from: '2026-03-18', until: '2026-03-20', standsInFor: head.person.id, ...more });
  const given = async (answer: Response): Promise<string> => {
    expect(answer.status).toBe(200);
    return Account.parse(await answer.json()).person.grants?.at(-1)?.id ?? '';
  };
  const recorded = async () => {
    const create = makeCreate();
    expect((await author.sync([create])).results[0]).toMatchObject({ status: 'applied' });
    return create.activityId;
  };
  const confirm = async (by: Phone, id: Awaited<ReturnType<typeof recorded>>) => {
    const [result] = (await by.sync([makeStateChange(id, 1, 'confirm')])).results;
    return result?.status === 'rejected' ? result.reason : result?.status;
  };
  const audited = async () => {
    const { entries } = (await (await admin.get('/api/audit')).json()) as { entries: { kind: string; of?: string; details: object }[] };
    return entries.filter(({ kind }) => kind.startsWith('role')).map(({ kind, of, details }) => [kind, of, details]);
  };

  test('a deputy confirms from the first day to the last, under the own name and in the place of whom they stand in for', async () => {
    const [first, second, third] = [await recorded(), await recorded(), await recorded()];
    await given(await stand({ from: '2026-03-19' }));
    office.clock.now = midnight('2026-03-19') - 1;
    expect(await confirm(deputy, first)).toBe('forbidden');
    office.clock.now = midnight('2026-03-19');
    expect(await confirm(deputy, first)).toBe('applied');
    office.clock.now = midnight('2026-03-21') - 1;
    expect(await confirm(deputy, second)).toBe('applied');
    office.clock.now = midnight('2026-03-21');
    expect(await confirm(deputy, third)).toBe('forbidden');
    expect(await confirm(head, third)).toBe('applied');
    const said = async (id: string) =>
      History.parse(await (await head.get(`/api/activities/${id}/history`)).json()).entries.map((entry) => [
        entry.staffCode,
        entry.standsInFor,
      ]);
    expect(await said(first)).toEqual([
      ['CB-07', undefined],
      ['CB-12', 'TP-QLBG'],
    ]);
    expect((await said(third)).at(-1)).toEqual(['TP-QLBG', undefined]);
  });

  test('in whose place something was done is bound like the rest of the history', async () => {
    const id = await recorded();
    await given(await stand());
    expect(await confirm(deputy, id)).toBe('applied');
    const findings = async () => {
      const lines: string[] = [];
      await verify(office.store, [], (line) => lines.push(line));
      return lines;
    };
    expect(await findings()).toEqual([]);
    await office.store.writer.updateTable('activity_versions').set({ stands_in_for: null }).where('version', '=', 2).execute();
    expect(await findings()).not.toEqual([]);
  });

  test('what a phone receives grows with a role and shrinks when it is over, and own records stay', async () => {
    const id = await recorded();
    const own = makeCreate(makeContent({ unitId: 'ls' }));
    await deputy.sync([own]);
    await deputy.pull();
    const { scope } = deputy;
    expect([deputy.activities.has(id), deputy.people.has(author.person.id)]).toEqual([false, false]);
    await given(await stand({ from: '2026-03-19' }));
    expect((await deputy.sync()).restarted).toBeUndefined();
    office.clock.now = midnight('2026-03-19');
    expect((await deputy.sync()).restarted).toBe(true);
    await deputy.pull();
    expect([deputy.activities.has(id), deputy.activities.has(own.activityId), deputy.people.has(author.person.id)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([...deputy.cells.values()].some((cell) => cell.unitId === 'qlbg')).toBe(true);
    office.clock.now = midnight('2026-03-21');
    expect((await deputy.sync()).restarted).toBe(true);
    await deputy.pull();
    expect([deputy.activities.has(id), deputy.activities.has(own.activityId), deputy.scope]).toEqual([false, true, scope]);
    expect([...deputy.cells.values()].some((cell) => cell.unitId === 'qlbg')).toBe(false);
  });

  test('a role that is ended by hand ends at once, and what was done on its days is still taken', async () => {
    const id = await recorded();
    const grantId = await given(await give(deputy, { role: 'officer', unitIds: ['qlbg'], from: '2026-03-17' }));
    const leadId = await given(await stand());
    const end = (grant: string) => admin.post(`/api/accounts/${deputy.person.id}/grants/${grant}/end`);
    expect([(await end(leadId)).status, (await end(leadId)).status, (await end(grantId)).status]).toEqual([200, 404, 200]);
    expect(await confirm(deputy, id)).toBe('forbidden');
    office.clock.now += 2 * 86_400_000;
    const on = (date: string) => makeCreate(makeContent({ unitId: 'qlbg', date }));
    const { results } = await deputy.sync(['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19'].map(on));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'applied', 'applied', 'rejected']);
    expect(await audited()).toEqual([
      ['roleEnded', 'CB-12', { role: 'officer', units: ['qlbg'], from: '2026-03-17' }],
      ['roleEnded', 'CB-12', { role: 'unitLead', units: ['qlbg'], from: '2026-03-18', standsInFor: 'TP-QLBG' }],
      ['roleGiven', 'CB-12', { role: 'unitLead', units: ['qlbg'], from: '2026-03-18', until: '2026-03-20', standsInFor: 'TP-QLBG' }],
      ['roleGiven', 'CB-12', { role: 'officer', units: ['qlbg'], from: '2026-03-17' }],
    ]);
  });

  test('a verdict that arrives after the last day is refused, whatever day its phone says it was given on, and the record waits on', async () => {
    const id = await recorded();
    const grantId = await given(await stand());
    const verdict = { ...makeStateChange(id, 1, 'confirm'), at: '2026-03-18T05:00:00.000Z' };
    await admin.post(`/api/accounts/${deputy.person.id}/grants/${grantId}/end`);
    expect((await deputy.sync([verdict])).results).toMatchObject([{ status: 'rejected', reason: 'forbidden' }]);
    office.clock.now = midnight('2026-03-22');
    // Said once more it gets the same answer, and whoever is there confirms what waits.
    expect((await deputy.sync([verdict])).results).toMatchObject([{ status: 'rejected', reason: 'forbidden' }]);
    expect(await confirm(head, id)).toBe('applied');
  });

  test('a record that only a deputy could make says in whose place it was made', async () => {
    await given(await stand());
    const [own, inPlace] = [makeCreate(makeContent({ unitId: 'ls', date: '2026-03-18' })), makeCreate(makeContent({ date: '2026-03-18' }))];
    expect((await deputy.sync([own, inPlace])).results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    const said = async (by: Phone, id: string) =>
      History.parse(await (await by.get(`/api/activities/${id}/history`)).json()).entries.map((entry) => entry.standsInFor);
    expect(await said(deputy, own.activityId)).toEqual([undefined]);
    expect(await said(head, inPlace.activityId)).toEqual(['TP-QLBG']);
  });

  test('nobody is the deputy for longer than the other has the role', async () => {
    await given(await give(author, { role: 'supervisor', unitIds: [], from: '2026-03-18', until: '2026-03-19' }));
    const standFor = (days: object) => give(deputy, { role: 'supervisor', unitIds: [], standsInFor: author.person.id, ...days });
    expect((await standFor({ from: '2026-03-18', until: '2026-03-20' })).status).toBe(400);
    expect((await standFor({ from: '2026-03-20', until: '2026-03-20' })).status).toBe(400);
    expect((await standFor({ from: '2026-03-19', until: '2026-03-19' })).status).toBe(200);
  });

  test('whoever has a second factor answers when they sign in, also on days before they stand in for somebody who must have one', async () => {
    await given(await give(deputy, { role: 'supervisor', unitIds: [], from: '2026-03-18', until: '2026-03-18' }));
    await enrolApp(office, deputy);
    office.clock.now = midnight('2026-03-20');
    await given(await give(deputy, { role: 'supervisor', unitIds: [], from: '2026-03-21', until: '2026-03-21' }));
    const body = JSON.stringify({ staffCode: 'CB-12', password: office.passwords.get('CB-12'), device: 'Máy lạ' });
    const stranger = await office.request('/api/sign-in', { method: 'POST', body });
    expect([stranger.status, await stranger.json()]).toMatchObject([403, { error: 'factorNeeded', detail: 'signIn' }]);
    const { accounts } = Accounts.parse(await (await admin.get('/api/accounts')).json());
    // An administrator sees it, and can have it forgotten where it was lost.
    expect(accounts.find(({ person }) => person.id === deputy.person.id)?.hasFactor).toBe(true);
  });

  test('a role that never began leaves nothing behind when it is ended', async () => {
    const grantId = await given(await give(deputy, { role: 'approver', unitIds: [], from: '2026-03-25' }));
    const answer = await admin.post(`/api/accounts/${deputy.person.id}/grants/${grantId}/end`);
    expect(Account.parse(await answer.json()).person.grants).toEqual([]);
    await deputy.pull();
    expect(deputy.people.get(deputy.person.id)).not.toHaveProperty('grants');
  });

  test('several roles open what each of them opens, and no more', async () => {
    const closings = () => deputy.get('/api/closing-differences?planId=kien-giang-2024&kind=month');
    const accounts = () => deputy.get('/api/accounts');
    expect([(await closings()).status, (await accounts()).status]).toEqual([403, 403]);
    await given(await give(deputy, { role: 'approver', unitIds: [], from: '2026-03-18' }));
    expect([(await closings()).status, (await accounts()).status]).toEqual([200, 403]);
    const id = await recorded();
    expect((await deputy.get(`/api/activities/${id}`)).status).toBe(200);
    expect(await confirm(deputy, id)).toBe('forbidden');
    // An administrator records like any officer once the role of one is given.
    await given(await give(admin, { role: 'officer', unitIds: ['vp'], from: '2026-03-16' }));
    const { results } = await admin.sync([makeCreate(makeContent({ unitId: 'vp' })), makeCreate(makeContent({ unitId: 'ls' }))]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'rejected']);
    expect((await admin.get('/api/accounts')).status).toBe(200);
  });

  test('a role is given for days, units and people that fit it, by administrators alone', async () => {
    const detail = async (body: object) => {
      const answer = await give(deputy, { role: 'officer', unitIds: ['qlbg'], from: '2026-03-18', ...body });
      return answer.status === 400 ? ((await answer.json()) as { detail: string }).detail : answer.status;
    };
    expect(await detail({ role: 'admin', unitIds: [] })).toBe('role');
    expect(await detail({ unitIds: [] })).toBe('unitIds');
    expect(await detail({ unitIds: ['khong-co'] })).toBe('unitIds');
    expect(await detail({ role: 'approver' })).toBe('unitIds');
    expect(await detail({ from: '2024-03-18' })).toBe('from');
    expect(await detail({ until: '2026-03-17' })).toBe('until');
    expect(await detail({ from: '2026-03-01', until: '2026-03-10' })).toBe('until');
    const inPlace = { standsInFor: head.person.id, until: '2026-03-20' };
    expect(await detail({ role: 'unitLead', ...inPlace, until: null })).toBe('until');
    expect(await detail({ role: 'unitLead', ...inPlace, until: '2028-03-20' })).toBe('until');
    // Only for what the other is, and where.
    expect(await detail({ role: 'supervisor', unitIds: [], ...inPlace })).toBe('standsInFor');
    expect(await detail({ role: 'unitLead', unitIds: ['ls'], ...inPlace })).toBe('standsInFor');
    expect(await detail({ role: 'officer', standsInFor: deputy.person.id, unitIds: ['ls'], until: '2026-03-20' })).toBe('standsInFor');
    expect(await detail({ role: 'unitLead', standsInFor: 'khong-co', until: '2026-03-20' })).toBe('standsInFor');
    // A deputy has no deputy.
    await given(await stand());
    const further = await give(author, {
      role: 'unitLead',
      unitIds: ['qlbg'],
      from: '2026-03-18',
      until: '2026-03-19',
      standsInFor: deputy.person.id,
    });
    expect(further.status).toBe(400);
    for (let held = 1; held < MAX_GRANTS; held += 1) expect(await detail({ until: '2026-03-30' })).toBe(200);
    expect(await detail({ until: '2026-03-30' })).toBe('grants');
  });

  test('an administrator who is not the only one is given a role by another', async () => {
    const { code } = (await (await admin.post('/api/accounts', { staffCode: 'QT-02', role: 'admin', unitIds: [] })).json()) as {
      code: string;
    };
    const opened = await office.request('/api/open-account', {
      method: 'POST',
      body: JSON.stringify({ code, password: GOOD, device: 'Máy' }),
    });
    const { person } = (await opened.json()) as { person: Person };
    const wish = { role: 'supervisor', unitIds: [], from: '2026-03-18' };
    expect(await (await give(admin, wish)).json()).toMatchObject({ error: 'forbidden', detail: 'secondAdmin' });
    const body = JSON.stringify({ ...wish, until: null, standsInFor: null });
    const path = (id: string) => `/api/accounts/${id}/grants`;
    const asOther = (id: string) => office.request(path(id), { method: 'POST', cookie: cookieOf(opened), body });
    expect([(await asOther(person.id)).status, (await asOther(admin.person.id)).status]).toEqual([403, 200]);
  });

  test('a phone of the first release gets the role of the account as before', async () => {
    await given(await stand());
    await deputy.sync([], { app: 'web 0.1.0', protocol: 2 });
    const me = await (await deputy.get('/api/me')).json();
    expect(JSON.stringify(me)).not.toContain('grants');
    expect(me).toMatchObject({ person: { role: 'officer', unitIds: ['ls'] } });
  });

  test('the list of accounts asks for a second factor where a further role does', async () => {
    const asks = async () =>
      Accounts.parse(await (await admin.get('/api/accounts')).json()).accounts.find(({ person }) => person.id === deputy.person.id)
        ?.hasFactor;
    expect(await asks()).toBeUndefined();
    await given(await give(deputy, { role: 'supervisor', unitIds: [], from: '2026-03-18', until: '2026-03-18' }));
    expect(await asks()).toBe(false);
    office.clock.now = midnight('2026-03-19');
    expect(await asks()).toBeUndefined();
  });

  const changeOf = (whom: Phone, body: object) => admin.post(`/api/accounts/${whom.person.id}/change`, { name: null, from: null, ...body });
  const grantsOf = async (whom: Phone) =>
    Accounts.parse(await (await admin.get('/api/accounts')).json()).accounts.find(({ person }) => person.id === whom.person.id)?.person
      .grants;
  const ENDED = ['roleEnded', 'CB-12', { role: 'unitLead', units: ['qlbg'], from: '2026-03-18', standsInFor: 'TP-QLBG' }];

  test.each([
    ['has another role by now', () => changeOf(head, { role: 'officer', unitIds: ['qlbg'] })],
    ['belongs to another unit by now', () => changeOf(head, { role: 'unitLead', unitIds: ['ls'], from: '2026-03-18' })],
    ['has no open account any more', () => admin.post(`/api/accounts/${head.person.id}/disable`)],
  ])('nobody goes on in the place of somebody who %s', async (_, happens) => {
    const id = await recorded();
    await given(await stand());
    await given(await stand({ from: '2026-03-20' }));
    expect((await happens()).status).toBe(200);
    expect(await confirm(deputy, id)).toBe('forbidden');
    // One that never began leaves nothing behind.
    expect(await grantsOf(deputy)).toMatchObject([{ from: '2026-03-18', until: '2026-03-18', ended: true }]);
    expect((await audited()).slice(0, 2)).toEqual([['roleEnded', 'CB-12', { ...(ENDED[2] as object), from: '2026-03-20' }], ENDED]);
    expect((await stand()).status).toBe(400);
  });

  test('whoever gets a further unit, or is called something else, keeps the deputy', async () => {
    const id = await recorded();
    await given(await stand());
    expect((await changeOf(head, { role: 'unitLead', unitIds: ['qlbg', 'ls'], name: 'Chị Hoa' })).status).toBe(200);
    expect(await confirm(deputy, id)).toBe('applied');
    expect((await audited()).map(([kind]) => kind)).toEqual(['roleGiven']);
  });

  test('a deputy is one only as long as the further role of whom they stand in for is not ended', async () => {
    const days = { role: 'approver', unitIds: [], from: '2026-03-18', until: '2026-03-20' };
    const grantId = await given(await give(author, days));
    await given(await give(deputy, { ...days, standsInFor: author.person.id }));
    const closings = async () => (await deputy.get('/api/closing-differences?planId=kien-giang-2024&kind=month')).status;
    expect(await closings()).toBe(200);
    expect((await admin.post(`/api/accounts/${author.person.id}/grants/${grantId}/end`)).status).toBe(200);
    expect(await closings()).toBe(403);
    expect((await audited()).slice(0, 2)).toEqual([
      ['roleEnded', 'CB-12', { role: 'approver', units: [], from: '2026-03-18', standsInFor: 'CB-07' }],
      ['roleEnded', 'CB-07', { role: 'approver', units: [], from: '2026-03-18' }],
    ]);
  });

  test('a change that two administrators make ends the deputies too', async () => {
    const { code } = (await (await admin.post('/api/accounts', { staffCode: 'QT-02', role: 'admin', unitIds: [] })).json()) as {
      code: string;
    };
    const opened = await office.request('/api/open-account', {
      method: 'POST',
      body: JSON.stringify({ code, password: GOOD, device: 'Máy' }),
    });
    const id = await recorded();
    await given(await stand());
    const change = { role: 'admin', unitIds: [], from: null, name: null };
    const { id: actId } = (await (await admin.post('/api/admin-acts', { accountId: head.person.id, change })).json()) as { id: string };
    const path = `/api/admin-acts/${actId}/confirm`;
    expect((await office.request(path, { method: 'POST', cookie: cookieOf(opened) })).status).toBe(200);
    expect(await confirm(deputy, id)).toBe('forbidden');
    expect((await audited())[0]).toEqual(ENDED);
  });

  test('work of the days of a deputy says in whose place it was, also when it comes after them', async () => {
    await given(await stand());
    office.clock.now = midnight('2026-03-22');
    const late = makeCreate(makeContent({ date: '2026-03-19' }));
    expect((await deputy.sync([late])).results).toMatchObject([{ status: 'applied' }]);
    expect((await deputy.sync([makeEdit(late.activityId, 1, { attendees: 12 })])).results).toMatchObject([{ status: 'applied' }]);
    const said = async (id: string) =>
      History.parse(await (await head.get(`/api/activities/${id}/history`)).json()).entries.map((entry) => entry.standsInFor);
    expect(await said(late.activityId)).toEqual(['TP-QLBG', 'TP-QLBG']);
    // Who belongs to the unit by now did not on the days of the deputy.
    expect((await changeOf(deputy, { role: 'officer', unitIds: ['qlbg'], from: '2026-03-22' })).status).toBe(200);
    const [before, since] = [makeCreate(makeContent({ date: '2026-03-18' })), makeCreate(makeContent({ date: '2026-03-22' }))];
    expect((await deputy.sync([before, since])).results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    expect([await said(before.activityId), await said(since.activityId)]).toEqual([['TP-QLBG'], [undefined]]);
  });

  test('whoever is given a role ahead of time has a week from its first day to make a second factor', async () => {
    await given(await give(deputy, { role: 'supervisor', unitIds: [], from: '2026-04-10', until: '2026-04-20' }));
    // The role that begins first is the first to ask.
    await given(await give(author, { role: 'supervisor', unitIds: [], from: '2026-04-15', until: '2026-04-20' }));
    await given(await give(author, { role: 'approver', unitIds: [], from: '2026-04-12', until: '2026-04-20' }));
    const due = async (whom: Phone) => ((await (await whom.get('/api/factors')).json()) as { dueAt?: string }).dueAt;
    office.clock.now = midnight('2026-04-15');
    expect(await due(deputy)).toBe(new Date(midnight('2026-04-17')).toISOString());
    expect(await due(author)).toBe(new Date(midnight('2026-04-19')).toISOString());
  });

  test('a role and the days to make a second factor for it are saved together or not at all', async () => {
    const writer = new Proxy(office.store.writer, {
      get: () => {
        throw new Error('The database went away after the transaction');
      },
    });
    const app = createApp({ ...office.deps, store: { ...office.store, writer } });
    const answer = await app.request(`/api/accounts/${deputy.person.id}/grants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, cookie: admin.cookie },
      body: JSON.stringify({ role: 'supervisor', unitIds: [], from: '2026-04-10', until: '2026-04-20', standsInFor: null }),
    });
    await given(answer);
    office.clock.now = midnight('2026-04-15');
    expect(await (await deputy.get('/api/factors')).json()).toMatchObject({ dueAt: new Date(midnight('2026-04-17')).toISOString() });
  });

  /** What a supervisor alone may do, by the operations of the table, with the entry it makes. */
  const ACTS = [
    ['POST /api/targets', 'targetSet'],
    ['POST /api/milestones', 'milestoneMarked'],
    ['POST /api/plan-settings', 'settingsChanged'],
    ['POST /api/reference', 'referenceChanged'],
    ['POST /api/settings', 'settingsChanged'],
    ['POST /api/feed-tokens', 'feedKeyAdded'],
    ['POST /api/closings', 'periodClosed'],
    ['POST /api/devices/:id/name', 'deviceNamed'],
    ['POST /api/devices/:id/lost', 'phoneReportedLost'],
    ['POST /api/devices/:id/quarantine', 'quarantinePutAway'],
    ['POST /api/devices/:id/loss-noted', 'lossNoted'],
    ['POST /api/spreadsheets', 'spreadsheetEntered'],
  ] as const;

  test('whatever of the office somebody does in the place of another stands in the log as such, and what they may do themselves does not', async () => {
    await saveMilestonePlan(office);
    const desk = await office.signIn('VP-01');
    const { devices } = Devices.parse(await (await author.get('/api/devices')).json());
    await given(
      await give(deputy, { role: 'supervisor', unitIds: [], from: '2026-03-18', until: '2026-03-18', standsInFor: desk.person.id }),
    );
    const row = { line: 2, patch: changedFields(undefined, makeContent({ date: '2026-02-02' })) };
    const bodies: Readonly<Record<string, unknown>> = {
      'POST /api/spreadsheets': { fileHash: 'b'.repeat(64), fileName: 'so.xlsx', unitId: 'qlbg', check: false, rows: [row] },
      'POST /api/devices/:id/quarantine': { act: 'putAway', activityIds: [newActivityId()] },
    };
    const targets = (requestId: string): Targets => ({
      activityId: '',
      deviceId: devices[0]?.id ?? '',
      accountId: author.person.id,
      unitId: 'qlbg',
      freshCode: 'CB-X',
      requestId,
      closingId: '',
      tokenId: '',
      actId: '',
      spreadsheetId: '',
    });
    for (const [operation] of ACTS) {
      const { path, body } = OPERATIONS[operation] as Operation;
      const asked = targets(newActivityId());
      const answer = await deputy.post(path(asked), bodies[operation] ?? body?.(asked));
      expect([operation, answer.status]).toEqual([operation, 200]);
    }
    const former = (await office.deps.readReference(office.store.reader)).plans.get(PLAN_ID);
    const plan = { ...former, version: (former?.version ?? 0) + 1, title: 'Kế hoạch sửa' };
    expect((await deputy.post('/api/plans', { plan, targets: [] })).status).toBe(200);
    const own = Devices.parse(await (await deputy.get('/api/devices')).json()).devices.find(({ current }) => current);
    expect((await deputy.post(`/api/devices/${own?.id}/name`, { name: 'máy tôi' })).status).toBe(200);
    const { entries } = (await (await admin.get('/api/audit')).json()) as {
      entries: { kind: string; by?: string; of?: string; details: { standsInFor?: string } }[];
    };
    const said = entries.filter(({ by }) => by === 'CB-12').map(({ kind, of, details }) => [kind, of === 'CB-12', details.standsInFor]);
    expect(said.toReversed()).toEqual([
      ['signedIn', false, undefined],
      ...ACTS.map(([, kind]) => [kind, false, 'VP-01']),
      ['planSaved', false, 'VP-01'],
      ['deviceNamed', true, undefined],
    ]);
  });
});
