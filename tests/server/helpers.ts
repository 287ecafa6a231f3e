import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type ActivityContent, parseContent } from '../../src/domain/activity.ts';
import { type ActivityId, type MutationId, uuidv7 } from '../../src/domain/ids.ts';
import { changedFields, type Patch } from '../../src/domain/patch.ts';
import type { Person } from '../../src/domain/person.ts';
import { type Cell, cellKey, type DeclaredCell } from '../../src/domain/tally.ts';
import { SignedIn } from '../../src/protocol/account.ts';
import { AddedFactor } from '../../src/protocol/factor.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { PROTOCOL_VERSION, SyncResponse } from '../../src/protocol/sync.ts';
import type { Held } from '../../src/protocol/sync-request.ts';
import { createApp } from '../../src/server/app.ts';
import { createPasswordHasher } from '../../src/server/auth/password-hash.ts';
import { stepAt, totpCode } from '../../src/server/auth/totp.ts';
import { DEFAULT_DEMO_PLANS, type DemoPlanId } from '../../src/server/data/demonstrations.ts';
import type { AppDeps } from '../../src/server/deps.ts';
import { anyPace } from '../../src/server/http/account-pace.ts';
import { createRateLimiter } from '../../src/server/http/rate-limit.ts';
import type { LogEntry } from '../../src/server/log.ts';
import { setUpDemonstration } from '../../src/server/set-up.ts';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { openStore } from '../../src/server/store/open.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import type { Store } from '../../src/server/store/store.ts';

export const databases = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof databases)[number];

/** Noon of a working day at the office. */
export const NOON = Date.parse('2026-03-18T05:00:00Z');
export const PLAN_ID = 'kien-giang-2024';
export const ORIGIN = 'http://localhost';
export const DAY_MS = 86_400_000;

export const fillRandom = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);
export const newActivityId = (): ActivityId => uuidv7(NOON, fillRandom) as ActivityId;
export const newMutationId = (): MutationId => uuidv7(NOON, fillRandom) as MutationId;

interface FreshDatabase {
  readonly setting: DatabaseSetting;
  drop(): Promise<void>;
}

async function freshPostgres(): Promise<FreshDatabase> {
  const url = new URL(inject('postgresUrl'));
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client(url.href);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { setting: { kind: 'postgres', url: own.href }, drop: () => run(`drop database ${name} with (force)`) };
}

function freshSqlite(): FreshDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'cotmoc-test-'));
  return {
    setting: { kind: 'sqlite', file: join(folder, 'cotmoc.sqlite') },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A database nobody has used. SQLite lies in a file, so that readers have their own connection as in the field. */
export const freshDatabase = (kind: DatabaseKind): Promise<FreshDatabase> =>
  kind === 'postgres' ? freshPostgres() : Promise.resolve(freshSqlite());

export const openTestStore = (setting: DatabaseSetting): Promise<Store> =>
  openStore(setting, { newEpoch: () => crypto.randomUUID().slice(0, 8), onIdleError: () => undefined });

type App = ReturnType<typeof createApp>;

/** The whole office on a fresh database, with a clock that stands until it is moved. */
export interface Office {
  readonly app: App;
  readonly deps: AppDeps;
  readonly store: Store;
  readonly setting: DatabaseSetting;
  readonly passwords: ReadonlyMap<string, string>;
  readonly logged: LogEntry[];
  readonly clock: { now: number };
  /** A request as a page of our own would send it. */
  request(path: string, init?: RequestInit & { readonly cookie?: string }): Promise<Response>;
  signIn(staffCode: string): Promise<Phone>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  readonly deps?: Partial<AppDeps>;
  readonly wrapStore?: (store: Store) => Store;
  readonly plans?: readonly DemoPlanId[];
}

function testDeps(store: Store, clock: { now: number }, logged: LogEntry[], more: Partial<AppDeps>): AppDeps {
  return {
    store,
    readReference: createReferenceReader(),
    clock: () => clock.now,
    fillRandom,
    // The least argon2 takes: what it costs in the field is no matter of these tests.
    passwords: createPasswordHasher({ memory: 8, passes: 1 }),
    limiter: createRateLimiter(),
    accountPace: anyPace,
    log: (entry) => logged.push(entry),
    version: 'test',
    production: false,
    publicOrigin: undefined,
    trustProxy: false,
    staticDir: undefined,
    checkReplies: true,
    ...more,
  };
}

export async function openOffice(
  kind: DatabaseKind,
  { deps: more = {}, wrapStore = (store) => store, plans = DEFAULT_DEMO_PLANS }: OfficeOptions = {},
): Promise<Office> {
  const database = await freshDatabase(kind);
  const store = wrapStore(await openTestStore(database.setting));
  const clock = { now: NOON };
  const logged: LogEntry[] = [];
  const deps = testDeps(store, clock, logged, more);
  const accounts = await setUpDemonstration({ store, passwords: deps.passwords, fillRandom, now: NOON }, plans);
  const passwords = new Map(accounts.map(({ staffCode, password }) => [staffCode, password]));
  const app = createApp(deps);
  const request: Office['request'] = async (path, { cookie, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', ORIGIN);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (init.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    return app.request(path, { ...init, headers });
  };
  return {
    app,
    deps,
    store,
    setting: database.setting,
    passwords,
    logged,
    clock,
    request,
    signIn: (staffCode) => Phone.signIn(request, staffCode, passwords.get(staffCode) ?? ''),
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

export type RejectReason = Extract<MutationResult, { status: 'rejected' }>['reason'];

const HELD: Held = { count: 0, attention: 0, persisted: true };

/** A phone as the server sees one: what it was told, applied as a phone applies it. */
export class Phone {
  readonly person: Person;
  readonly cookie: string;
  readonly request: Office['request'];
  epoch = '';
  scope = '';
  cursor = 0;
  activities = new Map<string, ServerActivity>();
  cells = new Map<string, Cell>();
  people = new Map<string, Person>();
  declared: DeclaredCell[] = [];

  constructor(request: Office['request'], person: Person, cookie: string) {
    this.request = request;
    this.person = person;
    this.cookie = cookie;
  }

  static async signIn(request: Office['request'], staffCode: string, password: string, cookie?: string): Promise<Phone> {
    const body = JSON.stringify({ staffCode, password, device: 'Máy thử' });
    const response = await request('/api/sign-in', { method: 'POST', body, ...(cookie !== undefined && { cookie }) });
    if (!response.ok) throw new Error(`Sign-in of ${staffCode}: ${response.status} ${await response.text()}`);
    return new Phone(request, SignedIn.parse(await response.json()).person, cookieOf(response));
  }

  get(path: string): Promise<Response> {
    return this.request(path, { cookie: this.cookie });
  }

  post(path: string, body?: unknown): Promise<Response> {
    return this.request(path, { method: 'POST', cookie: this.cookie, ...(body !== undefined && { body: JSON.stringify(body) }) });
  }

  syncRequest(mutations: readonly unknown[] = [], more: object = {}): object {
    const { epoch, scope, cursor } = this;
    const accountId = this.person.id;
    return {
      protocol: PROTOCOL_VERSION,
      accountId,
      app: '1.0',
      epoch,
      scope,
      cursor,
      limit: 2_000,
      held: HELD,
      note: [],
      mutations,
      ...more,
    };
  }

  /** One sync, and its answer taken in. */
  async sync(mutations: readonly unknown[] = [], more: object = {}): Promise<SyncResponse> {
    const response = await this.post('/api/sync', this.syncRequest(mutations, more));
    if (!response.ok) throw new Error(`Sync: ${response.status} ${await response.text()}`);
    const answer = SyncResponse.parse(await response.json());
    this.take(answer);
    return answer;
  }

  take(answer: SyncResponse): void {
    if (answer.restarted) {
      this.activities.clear();
      this.cells.clear();
      this.declared = [];
    }
    const { changes } = answer;
    for (const one of changes.activities ?? []) this.activities.set(one.id, one);
    for (const id of changes.removed ?? []) this.activities.delete(id);
    for (const cell of changes.cells ?? []) this.cells.set(cellKey(cell), cell);
    for (const person of changes.people ?? []) this.people.set(person.id, person);
    if (changes.declared) this.declared = changes.declared;
    ({ epoch: this.epoch, scope: this.scope, cursor: this.cursor } = answer);
  }

  /** Syncs until nothing more waits. */
  async pull(limit = 2_000): Promise<void> {
    while ((await this.sync([], { limit })).more);
  }
}

/** Makes the person answer by an app from now on; the answer of this moment is given with it. */
export async function enrolApp({ clock, passwords }: Office, phone: Phone, name = 'Ứng dụng') {
  const password = passwords.get(phone.person.staffCode);
  const begun = await phone.post('/api/factors/begin', { kind: 'totp', password });
  if (!begun.ok) throw new Error(`Enrolment: ${begun.status} ${await begun.text()}`);
  const { secret } = (await begun.json()) as { secret: string };
  const added = await phone.post('/api/factors', { kind: 'totp', name, code: totpCode(secret, stepAt(clock.now)) });
  if (!added.ok) throw new Error(`Enrolment: ${added.status} ${await added.text()}`);
  const { factors, recovery = [] } = AddedFactor.parse(await added.json());
  return { secret, recovery, factors };
}

export function makeContent(more: Partial<Record<keyof ActivityContent, unknown>> = {}): ActivityContent {
  const content = parseContent({
    planId: PLAN_ID,
    itemCode: 'II.1.b.p1',
    alsoItemCodes: [],
    type: 'borderSession',
    date: '2026-03-16',
    unitId: 'qlbg',
    coUnitIds: [],
    partnerIds: [],
    localityId: 'c-gt',
    audienceGroups: [],
    estimated: false,
    own: { sessions: 1, attendees: 40 },
    ...more,
  });
  if (!content) throw new Error('The content made for a test is none');
  return content;
}

export const makeCreate = (content: ActivityContent = makeContent(), activityId: ActivityId = newActivityId()): Mutation => ({
  id: newMutationId(),
  activityId,
  action: 'record',
  base: 0,
  patch: changedFields(undefined, content) as Mutation['patch'],
  at: '2026-03-18T04:59:00.000Z',
});

export const makeEdit = (activityId: ActivityId, base: Mutation['base'], patch: Patch): Mutation => ({
  id: newMutationId(),
  activityId,
  action: 'record',
  base,
  patch: patch as Mutation['patch'],
  at: '2026-03-18T04:59:30.000Z',
});

export const makeStateChange = (activityId: ActivityId, base: Mutation['base'], action: 'withdraw' | 'restore' | 'confirm'): Mutation => ({
  ...makeEdit(activityId, base, {}),
  action,
});

export const makeReturn = (activityId: ActivityId, base: Mutation['base'], reason = 'Thiếu địa điểm'): Mutation => ({
  ...makeEdit(activityId, base, {}),
  action: 'return',
  reason,
});

export const makeDuplicate = (activityId: ActivityId, base: Mutation['base'], duplicateOfId: ActivityId): Mutation => ({
  ...makeEdit(activityId, base, {}),
  action: 'markDuplicate',
  duplicateOfId,
});
