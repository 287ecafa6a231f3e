import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordState } from '../../src/domain/activity.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import { RECORD_ACTIONS, type RecordAction } from '../../src/domain/record-action.ts';
import { Devices } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { createRateLimiter } from '../../src/server/http/rate-limit.ts';
import { ROUTES } from '../../src/server/routes/table.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeDuplicate,
  makeEdit,
  makeReturn,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';
import { saveMilestonePlan } from './milestone-plan.ts';
import { ACTIONS, ACTOR_NAMES, ACTORS, type Actor, DOERS, OPERATIONS, type Operation, type Targets } from './operations.ts';

test('the table names every route and every action there is', () => {
  expect(Object.keys(OPERATIONS).sort()).toEqual(ROUTES.map((route) => `${route.method} ${route.path}`).sort());
  expect(new Set(ACTIONS.map((row) => row.action))).toEqual(new Set(RECORD_ACTIONS));
});

const UNKNOWN: Targets = {
  activityId: newActivityId(),
  deviceId: 'khong-co',
  accountId: 'khong-co',
  unitId: 'khong-co',
  freshCode: 'CB-X',
  requestId: newActivityId(),
  closingId: newActivityId(),
  tokenId: 'khong-co',
  actId: 'khong-co',
  spreadsheetId: 'khong-co',
};

describe.each(databases)('every operation by every role on %s', (kind) => {
  let office: Office;
  let phones: Partial<Record<Actor, Phone>>;
  let targets: Targets;
  beforeAll(async () => {
    // Refusals for too many attempts are tested elsewhere.
    const limiter = { ...createRateLimiter(), take: () => 0 };
    office = await openOffice(kind, { deps: { limiter } });
    await saveMilestonePlan(office);
    phones = {};
    for (const actor of DOERS) phones[actor] = await office.signIn(ACTORS[actor]);
    const create = makeCreate(makeContent({ alsoItemCodes: ['III.p2'] }));
    await phones.author?.sync([create]);
    const lost = await office.signIn('CB-07');
    const { devices } = Devices.parse(await (await lost.get('/api/devices')).json());
    const account = await office.signIn('CB-19');
    const supervisor = await office.signIn('VP-01');
    const closingId = newActivityId();
    await supervisor.post('/api/closings', { id: closingId, planId: 'kien-giang-2024', periodKey: 'month-2026-1' });
    const { token } = (await (await supervisor.post('/api/feed-tokens', { name: 'Excel' })).json()) as { token: { id: string } };
    const row = { line: 2, patch: changedFields(undefined, makeContent({ date: '2026-02-02', itemCode: 'II.1.b.p2' })) };
    const file = { fileHash: 'b'.repeat(64), fileName: 'so-tay.xlsx', unitId: 'qlbg', check: false, rows: [row] };
    await supervisor.post('/api/spreadsheets', file);
    const { spreadsheets } = (await (await supervisor.get('/api/spreadsheets')).json()) as { spreadsheets: { id: string }[] };
    targets = {
      activityId: create.activityId,
      deviceId: devices.find((device) => device.current)?.id ?? '',
      accountId: account.person.id,
      unitId: 'qlbg',
      freshCode: '',
      requestId: '',
      closingId,
      tokenId: token.id,
      actId: 'khong-co-viec',
      spreadsheetId: spreadsheets[0]?.id ?? '',
    };
  });
  afterAll(() => office.close());

  async function ask(actor: Actor, name: string, operation: Operation, at: Targets): Promise<Response> {
    const staffCode = ACTORS[actor];
    // A sign-out ends the sign-in it was asked with.
    const phone = name === 'POST /api/sign-out' && staffCode ? await office.signIn(staffCode) : phones[actor];
    const body = operation.body && JSON.stringify(operation.body(at));
    return office.request(operation.path(at), {
      method: name.split(' ')[0] ?? '',
      ...(body !== undefined && { body }),
      ...(phone && { cookie: phone.cookie }),
    });
  }
  const bodyOf = async (response: Response): Promise<object> => {
    const { requestId: _, ...body } = (await response.json()) as { requestId?: string };
    return body;
  };

  test.each(Object.entries(OPERATIONS))('%s', async (name, operation) => {
    for (const actor of ACTOR_NAMES) {
      const at = { ...targets, freshCode: `CB-${actor}`, requestId: newActivityId() };
      const response = await ask(actor, name, operation, at);
      const body = await bodyOf(response);
      const found = operation.counts && response.ok ? `:${operation.counts(body as never, at)}` : '';
      expect([actor, `${response.status}${found}`]).toEqual([actor, operation.answers[actor]]);
      if (response.status !== 404) continue;
      const unknown = await ask(actor, name, operation, UNKNOWN);
      expect([unknown.status, await bodyOf(unknown)]).toEqual([404, body]);
    }
  });

  const once = async (actor: Actor, mutation: Mutation): Promise<MutationResult | undefined> =>
    (await phones[actor]?.sync([mutation]))?.results[0];
  const outcomeOf = (result: MutationResult | undefined) => (result?.status === 'rejected' ? result.reason : result?.status);

  async function created(): Promise<ActivityId> {
    const create = makeCreate();
    expect(await once('author', create)).toMatchObject({ status: 'applied' });
    return create.activityId;
  }
  const makeAction = (action: RecordAction, id: ActivityId, base: number, kept: ActivityId): Mutation => {
    switch (action) {
      case 'record':
        return base === 0 ? makeCreate(undefined, id) : makeEdit(id, base, { note: 'Sửa' });
      case 'return':
        return makeReturn(id, base);
      case 'markDuplicate':
        return makeDuplicate(id, base, kept);
      default:
        return makeStateChange(id, base, action);
    }
  };
  const WAY_TO: Partial<Record<RecordState, RecordAction>> = {
    confirmed: 'confirm',
    returned: 'return',
    duplicate: 'markDuplicate',
    withdrawn: 'withdraw',
  };
  /** A record of the author in this state, and its version. */
  async function recordIn(state: RecordState | undefined, kept: ActivityId): Promise<{ id: ActivityId; version: number }> {
    if (state === undefined) return { id: newActivityId(), version: 0 };
    const id = await created();
    const way = WAY_TO[state];
    if (way) expect(await once('lead', makeAction(way, id, 1, kept))).toMatchObject({ status: 'applied' });
    return { id, version: way ? 2 : 1 };
  }

  test.each(ACTIONS)('$action from $from', async ({ action, from, outcomes }) => {
    const kept = await created();
    for (const doer of DOERS) {
      const { id, version } = await recordIn(from, kept);
      const outcome = outcomeOf(await once(doer, makeAction(action, id, version, kept)));
      expect([doer, outcome]).toEqual([doer, outcomes[doer]]);
      if (outcome !== 'forbidden') continue;
      const unknown = await once(doer, makeAction(action, newActivityId(), version, kept));
      expect([doer, outcomeOf(unknown)]).toEqual([doer, 'forbidden']);
      await phones.author?.pull();
      expect(phones.author?.activities.get(id)).toMatchObject({ state: from, version });
    }
  });
});
