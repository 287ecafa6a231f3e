import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IDBFactory } from 'fake-indexeddb';
import type { AppDb } from '../../src/client/store/db.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { type ActivityId, uuidv7 } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import type { AppDeps } from '../../src/server/deps.ts';
import { anyPace } from '../../src/server/http/account-pace.ts';
import type { Store } from '../../src/server/store/store.ts';
import { cookieOf, type DatabaseKind, fillRandom, freshDatabase, NOON, ORIGIN } from '../server/helpers.ts';

/** One release with both of its sides, as it was kept, as it is, or as it might become. */
export interface Release {
  readonly name: string;
  readonly phone: typeof import('./phone-entry.ts');
  readonly server: typeof import('./server-entry.ts');
}

const KEPT = join(import.meta.dirname, '../fixtures/releases');
export const keptVersions = (): string[] => readdirSync(KEPT).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
export const folderOf = (version: string): string => join(KEPT, version);

export async function loadRelease(name: string, folder: string): Promise<Release> {
  const load = (side: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, `${side}.js`)).href);
  return { name, phone: await load('phone'), server: await load('server') };
}

/** An office whose server may be exchanged for that of another release, upon the same database. */
export class Site {
  readonly clock = { now: NOON };
  readonly #database: Awaited<ReturnType<typeof freshDatabase>>;
  readonly passwords = new Map<string, string>();
  #store: Store | undefined;
  #app: ReturnType<Release['server']['createApp']> | undefined;

  private constructor(database: Awaited<ReturnType<typeof freshDatabase>>) {
    this.#database = database;
  }

  static async open(release: Release, kind: DatabaseKind): Promise<Site> {
    const site = new Site(await freshDatabase(kind));
    const { server } = release;
    await site.run(release);
    const passwords = server.createPasswordHasher({ memory: 8, passes: 1 });
    const tools = { store: site.store, passwords, fillRandom, now: NOON };
    for (const { staffCode, password } of await server.setUpDemonstration(tools, server.DEFAULT_DEMO_PLANS))
      site.passwords.set(staffCode, password);
    return site;
  }

  get store(): Store {
    if (!this.#store) throw new Error('The site is closed');
    return this.#store;
  }

  /** Stops the server and starts that of this release. */
  async run({ server }: Release): Promise<void> {
    await this.#store?.close();
    const open = { newEpoch: () => 'e-1', onIdleError: () => undefined };
    this.#store = await server.openStore(this.#database.setting, open);
    const deps: AppDeps = {
      store: this.#store,
      readReference: server.createReferenceReader(),
      clock: () => this.clock.now,
      fillRandom,
      passwords: server.createPasswordHasher({ memory: 8, passes: 1 }),
      limiter: server.createRateLimiter(),
      accountPace: anyPace,
      log: () => undefined,
      version: 'test',
      production: false,
      publicOrigin: undefined,
      trustProxy: false,
      staticDir: undefined,
      checkReplies: true,
    };
    this.#app = server.createApp(deps);
  }

  async request(path: string, init: RequestInit, cookie?: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('origin', ORIGIN);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (init.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
    if (!this.#app) throw new Error('The site is closed');
    return this.#app.request(path, { ...init, headers });
  }

  async close(): Promise<void> {
    await this.#store?.close();
    await this.#database.drop();
  }
}

/** A phone of one release, whose app may be exchanged for that of another, upon the same storage. */
export class ReleasePhone {
  readonly clock = { now: NOON };
  readonly outcomes: SyncOutcome[] = [];
  /** Answers in which the feed began anew. */
  restarts = 0;
  online = true;
  readonly #site: Site;
  readonly #person: Person;
  readonly #cookie: string;
  readonly #storage = new IDBFactory();
  #release: Release;
  #db: AppDb | undefined;

  private constructor(site: Site, release: Release, person: Person, cookie: string) {
    this.#site = site;
    this.#release = release;
    this.#person = person;
    this.#cookie = cookie;
  }

  static async open(site: Site, release: Release, staffCode: string): Promise<ReleasePhone> {
    const body = JSON.stringify({ staffCode, password: site.passwords.get(staffCode), device: 'Máy thử' });
    const response = await site.request('/api/sign-in', { method: 'POST', body });
    const { person } = (await response.json()) as { person: Person };
    const phone = new ReleasePhone(site, release, person, cookieOf(response));
    await phone.change(release);
    return phone;
  }

  get db(): AppDb {
    if (!this.#db) throw new Error('The phone is closed');
    return this.#db;
  }

  /** Closes the app and opens that of this release. */
  async change(release: Release): Promise<void> {
    this.#db?.close();
    this.#release = release;
    const { AppDb, openDb } = release.phone;
    this.#db = await openDb(this.#person.id, undefined, new AppDb(this.#person.id, { suffix: '', factory: this.#storage }));
  }

  readonly newId = (): string => uuidv7(this.clock.now, fillRandom);
  get mint() {
    return { now: this.clock.now, newId: this.newId };
  }

  async save(content: object, id = this.newId() as ActivityId): Promise<ActivityId> {
    await this.#release.phone.recordActivity(this.db, { id, content: content as ActivityContent, authorId: this.#person.id, ...this.mint });
    return id;
  }

  /** Changes fields of a record as its person sees it. */
  async edit(id: ActivityId, { own = {}, ...common }: { readonly own?: object; readonly [field: string]: unknown }): Promise<void> {
    const { content } = await this.row(id);
    await this.save({ ...content, ...common, own: { ...content.own, ...own } }, id);
  }

  withdraw = (id: ActivityId): Promise<void> => this.#release.phone.withdrawActivity(this.db, { id, ...this.mint });
  restore = (id: ActivityId): Promise<void> => this.#release.phone.restoreActivity(this.db, { id, ...this.mint });

  async review(id: ActivityId, action: 'confirm' | 'return', reason?: string): Promise<boolean> {
    const done = await this.#release.phone.reviewActivities(this.db, { ids: [id], action, ...(reason && { reason }), ...this.mint });
    // The time in which it can be taken back goes by.
    this.clock.now += 60_000;
    return done.length === 1;
  }

  async row(id: ActivityId) {
    const row = await this.db.activities.get(id);
    if (!row) throw new Error(`No record ${id} on the phone`);
    return row;
  }

  readonly #fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await this.#site.request(path, init, this.#cookie);
    const said = (await response.clone().json()) as { readonly restarted?: true };
    if (said.restarted) this.restarts += 1;
    return response;
  };

  async sync(): Promise<SyncOutcome> {
    const { makeSend, syncUntilDone } = this.#release.phone;
    const { name } = this.#release;
    const deps = {
      now: () => this.clock.now,
      newId: this.newId,
      app: `web ${name}`,
      isPersisted: async () => true,
      isOnline: () => this.online,
    };
    const outcome = await syncUntilDone(this.db, makeSend(this.#fetch), deps);
    this.outcomes.push(outcome);
    return outcome;
  }

  async ask(path: string): Promise<unknown> {
    return (await this.#site.request(path, {}, this.#cookie)).json();
  }

  /** Says something to the office beside the sync; gives the status of the answer. */
  async tell(path: string, said: object): Promise<number> {
    return (await this.#site.request(path, { method: 'POST', body: JSON.stringify(said) }, this.#cookie)).status;
  }

  close(): void {
    this.#db?.close();
  }
}
