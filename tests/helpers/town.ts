import { copyFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import type { AppDb } from '../../src/client/store/db.ts';
import { openDb } from '../../src/client/store/open-db.ts';
import { discardChange } from '../../src/client/store/records/discard-change.ts';
import { recordActivity } from '../../src/client/store/records/record-activity.ts';
import { restoreActivity, withdrawActivity } from '../../src/client/store/records/withdraw-activity.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import { makeSend } from '../../src/client/sync/send.ts';
import { syncUntilDone } from '../../src/client/sync/sync-until-done.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { type ActivityId, uuidv7 } from '../../src/domain/ids.ts';
import { ActivityList } from '../../src/protocol/account.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { createApp } from '../../src/server/app.ts';
import { copyStore } from '../../src/server/store/copy-store.ts';
import { changeEpoch } from '../../src/server/store/epoch.ts';
import type { Store } from '../../src/server/store/store.ts';
import { Phone as BarePhone, fillRandom, NOON, type Office, ORIGIN, openOffice, openTestStore, PLAN_ID } from '../server/helpers.ts';

/** What happens to one request on its way. */
export type Fate = 'fine' | 'lostBefore' | 'lostAfter' | 'cutAnswer' | 'portal' | 'busy';

/** An office with several phones, each with a storage of its own, and a network that does what the test says. */
export class Town {
  readonly office: Office;
  store: Store;
  app: ReturnType<typeof createApp>;
  readonly phones: FieldPhone[] = [];
  #backups = 0;

  constructor(office: Office) {
    this.office = office;
    this.store = office.store;
    this.app = office.app;
  }

  static async open(...staffCodes: string[]): Promise<Town> {
    const town = new Town(await openOffice('sqlite', { deps: { checkReplies: false } }));
    for (const staffCode of staffCodes) town.phones.push(await FieldPhone.open(town, await town.office.signIn(staffCode)));
    return town;
  }

  request(path: string, init: RequestInit): Promise<Response> {
    return Promise.resolve(this.app.request(path, init));
  }

  get #file(): string {
    const { setting } = this.office;
    if (setting.kind !== 'sqlite') throw new Error('A town keeps its records in SQLite');
    return setting.file;
  }

  /** Keeps a copy of the database as it is now; gives its name. */
  backup(): string {
    this.#backups += 1;
    const copy = `${this.#file}.backup-${this.#backups}`;
    const raw = new Database(this.#file);
    raw.exec(`vacuum into '${copy}'`);
    raw.close();
    return copy;
  }

  /** Stops the server, does something to its file, and starts it again. */
  async restart(between: (file: string) => void | Promise<void>): Promise<void> {
    await this.store.close();
    await between(this.#file);
    this.store = await openTestStore(this.office.setting);
    this.app = createApp({ ...this.office.deps, store: this.store });
  }

  /** Puts the copy in place of the database, epoch and all. */
  putBack(copy: string): Promise<void> {
    return this.restart((file) => {
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(copy, file);
    });
  }

  /** Puts the copy in place of the database, under a new epoch, as the office's restore does. */
  async restore(copy: string): Promise<void> {
    await this.putBack(copy);
    await changeEpoch(this.store, crypto.randomUUID().slice(0, 8));
  }

  /** Copies all there is now into another database, as moving the office does. */
  async copyTo(file: string): Promise<void> {
    const target = await openTestStore({ kind: 'sqlite', file });
    await copyStore(this.store, target, crypto.randomUUID().slice(0, 8), () => undefined);
    await target.close();
  }

  /** The office is served from that database from now on. */
  async moveTo(file: string): Promise<void> {
    await this.store.close();
    this.store = await openTestStore({ kind: 'sqlite', file });
    this.app = createApp({ ...this.office.deps, store: this.store });
  }

  /** Phones that are said to have lost something. */
  async losses(): Promise<readonly string[]> {
    const rows = await this.store.reader.selectFrom('devices').select('report').where('report', 'is not', null).execute();
    return rows.flatMap(({ report }) => (report !== null && 'loss' in JSON.parse(report) ? [report] : []));
  }

  /** What the server tells a phone of this account that knows nothing yet. */
  async tellsAnew({ bare: { person, cookie } }: FieldPhone): Promise<BarePhone> {
    const fresh = new BarePhone((path, init) => this.request(path, { ...init, headers: asPage(cookie) }), person, cookie);
    await fresh.pull();
    return fresh;
  }

  /** The records that wait for a verdict, as the screen of a supervisor asks for them. */
  async listSent({ bare: { cookie } }: FieldPhone): Promise<readonly ServerActivity[]> {
    const path = `/api/activities?planId=${PLAN_ID}&state=sent`;
    const response = await this.request(path, { headers: asPage(cookie) });
    return ActivityList.parse(await response.json()).activities;
  }

  async close(): Promise<void> {
    for (const phone of this.phones) phone.db.close();
    await this.store.close();
    rmSync(dirname(this.#file), { recursive: true, force: true });
  }
}

const asPage = (cookie: string, more?: HeadersInit): Headers => {
  const headers = new Headers(more);
  headers.set('origin', ORIGIN);
  headers.set('cookie', cookie);
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return headers;
};

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
}

/** The real engine of the phone upon its own storage, talking to the real server through a network that fails at will. */
export class FieldPhone {
  readonly db: AppDb;
  readonly bare: BarePhone;
  readonly clock = { now: NOON };
  readonly sent: Sent[] = [];
  /** Fates of the next requests; afterwards all goes well. */
  fates: Fate[] = [];
  /** Done by the person while the next request is away. */
  meanwhile: (() => Promise<void>) | undefined;
  readonly #town: Town;

  constructor(town: Town, bare: BarePhone, db: AppDb) {
    this.#town = town;
    this.bare = bare;
    this.db = db;
  }

  static async open(town: Town, bare: BarePhone): Promise<FieldPhone> {
    // Each phone has a storage of its own, even where two belong to one person.
    const before = Dexie.dependencies.indexedDB;
    Dexie.dependencies.indexedDB = new IDBFactory();
    const db = await openDb(bare.person.id);
    Dexie.dependencies.indexedDB = before;
    return new FieldPhone(town, bare, db);
  }

  readonly newId = (): string => uuidv7(this.clock.now, fillRandom);

  get mint() {
    return { now: this.clock.now, newId: this.newId };
  }

  record(content: ActivityContent, id = this.newId() as ActivityId): Promise<void> {
    return recordActivity(this.db, { id, content, authorId: this.bare.person.id, ...this.mint });
  }
  withdraw = (id: ActivityId): Promise<void> => withdrawActivity(this.db, { id, ...this.mint });
  restore = (id: ActivityId): Promise<void> => restoreActivity(this.db, { id, ...this.mint });
  discard = (id: ActivityId): Promise<void> => discardChange(this.db, id);

  /** Brings an earlier request to the server once more; nobody hears the answer. */
  async replay(at: number): Promise<void> {
    const sent = this.sent[at % Math.max(1, this.sent.length)];
    if (sent) await this.#town.request(sent.path, sent.init);
  }

  readonly #fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const request = {
      method: init.method ?? 'GET',
      headers: asPage(this.bare.cookie, init.headers),
      ...(init.body && { body: init.body }),
    };
    this.sent.push({ path, init: request });
    const fate = this.fates.shift() ?? 'fine';
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return this.#deliver(fate, path, request);
  };

  async #deliver(fate: Fate, path: string, init: RequestInit): Promise<Response> {
    if (fate === 'lostBefore') throw new TypeError('Failed to fetch');
    if (fate === 'portal') return new Response('<html>Wi-Fi</html>', { headers: { 'content-type': 'text/html' } });
    if (fate === 'busy') return new Response('', { status: 503, headers: { 'retry-after': '1' } });
    const response = await this.#town.request(path, init);
    if (fate === 'lostAfter') throw new TypeError('Failed to fetch');
    if (fate === 'fine') return response;
    const text = await response.text();
    return new Response(text.slice(0, text.length / 2), { headers: { 'content-type': 'application/json' } });
  }

  sync(): Promise<SyncOutcome> {
    const deps = { now: () => this.clock.now, newId: this.newId, app: 'test', isPersisted: async () => true, isOnline: () => true };
    return syncUntilDone(this.db, makeSend(this.#fetch), deps, true);
  }
}
