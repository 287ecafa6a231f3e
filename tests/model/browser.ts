import { AsyncLocalStorage } from 'node:async_hooks';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { AppDb } from '../../src/client/store/db.ts';
import { forgetCurrent, rememberPerson } from '../../src/client/store/known-accounts.ts';
import { openDb } from '../../src/client/store/open-db.ts';
import type { Mint } from '../../src/client/store/records/outbox.ts';
import { checkLedger, readWaitingRecords, rememberWaiting } from '../../src/client/store/safekeeping/held-ledger.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import { makeSend, type Send } from '../../src/client/sync/send.ts';
import { withSyncLock } from '../../src/client/sync/sync-lock.ts';
import { syncUntilDone } from '../../src/client/sync/sync-until-done.ts';
import { type ActivityId, type FillRandom, type MutationId, uuidv7 } from '../../src/domain/ids.ts';
import { Me } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { SyncResponse } from '../../src/protocol/sync.ts';
import { DEVICE_COOKIE, TOKEN_COOKIE } from '../../src/server/auth/cookies.ts';
import { fakeStorage } from '../helpers/fake-storage.ts';
import type { Fate, Network, Parcel } from './network.ts';
import { deviceKey, firstToken, type Name, type Office, ORIGIN, PASSWORD, PEOPLE } from './office.ts';

/** Locks as a browser keeps them, for all its tabs. */
class Locks {
  #held: Promise<unknown> | undefined;

  async request<T>(_: string, { ifAvailable }: { ifAvailable: boolean }, work: (lock: object | null) => Promise<T>): Promise<T> {
    if (this.#held && ifAvailable) return work(null);
    while (this.#held) await this.#held;
    const run = work({});
    this.#held = run
      .catch(() => undefined)
      .finally(() => {
        this.#held = undefined;
      });
    return run;
  }
}

/** What a browser gives its pages and Node does not have one of for each. */
interface Ambience {
  readonly locks: Locks;
  readonly words: ReturnType<typeof fakeStorage>;
}
const nowhere: Ambience = { locks: new Locks(), words: fakeStorage() };
/** Requests of several browsers are under way at once: each goes on in the one it began in. */
const here = new AsyncLocalStorage<Ambience>();
const ambience = (): Ambience => here.getStore() ?? nowhere;
Object.defineProperty(globalThis, 'navigator', { configurable: true, get: () => ({ locks: ambience().locks }) });
Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => ambience().words });
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

/** The world all browsers of a schedule share. */
export interface World {
  readonly office: Office;
  readonly network: Network;
  readonly fillRandom: FillRandom;
  /** Every change that went out, and from which storage. */
  readonly offered: Map<string, { readonly storage: Storage; readonly mutation: Mutation }>;
  /** Records a phone said had come back although nothing was gone. */
  readonly falseReturns: string[];
}

/** A record that waits, and its last change. */
export type Waiting = ReadonlyMap<ActivityId, MutationId>;

/** One account's store in one browser, whichever tabs have it open. */
export interface Storage {
  readonly browser: Browser;
  readonly who: Name;
  /** Tabs with a request under way: never two. */
  readonly sending: Set<Tab>;
  /** What the office was last told that it holds, and by which of its requests. */
  told: { readonly nth: number; readonly waiting: Waiting };
}

/** What lies on the disk of one browser, but for its cookies. */
export interface Profile {
  readonly databases: ReadonlyMap<Name, ReadonlyMap<string, readonly unknown[]>>;
  readonly words: Readonly<Record<string, string>>;
}

/** One phone or desk: its storage, cookies, clock and tabs. */
export class Browser {
  readonly index: number;
  readonly world: World;
  readonly storages = new Map<Name, Storage>();
  readonly tabs = new Map<string, Tab>();
  /** Its clock less the true time (ms). */
  skew = 0;
  /** Whose app is on the screen. */
  user: Name | undefined;
  readonly #indexedDb = new IDBFactory();
  readonly #ambience: Ambience = { locks: new Locks(), words: fakeStorage() };
  #token: string | undefined;
  #requests = 0;

  constructor(world: World, index: number, user: Name | undefined) {
    this.world = world;
    this.index = index;
    this.user = user;
    this.#token = firstToken(index);
  }

  /** The profile of this browser in another place: the same cookies, words and databases, which go on by themselves. */
  async clone(): Promise<Browser> {
    const kept = await this.keep();
    const clone = new Browser(this.world, this.index, this.user);
    clone.#token = this.#token;
    clone.skew = this.skew;
    for (const who of this.storages.keys()) clone.storage(who);
    await clone.putBack(kept, 'theirs');
    return clone;
  }

  /** What this browser keeps on its disk at this moment. */
  async keep(): Promise<Profile> {
    const databases = new Map<Name, ReadonlyMap<string, readonly unknown[]>>();
    for (const who of this.storages.keys()) {
      const tables = await this.#with(who, async (db) =>
        Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const)),
      );
      databases.set(who, new Map(tables));
    }
    return { databases, words: { ...this.#ambience.words } as Record<string, string> };
  }

  /** Puts the databases back to an earlier state; no state is an empty one. `words`: whether the other storage follows them. */
  async putBack(kept: Profile | undefined, words: 'stay' | 'theirs' | 'withoutCopies'): Promise<void> {
    await this.close();
    for (const who of this.storages.keys())
      await this.#with(who, async (db) => {
        for (const table of db.tables) {
          await table.clear();
          await table.bulkPut([...(kept?.databases.get(who)?.get(table.name) ?? [])]);
        }
      });
    if (words === 'theirs') this.putWords(kept?.words ?? {});
    if (words === 'withoutCopies') this.#forgetWords((key) => key.startsWith('cotmoc-copy-'));
  }

  /** A browser that is killed may not have put its latest words on the disk. */
  putWords(words: Readonly<Record<string, string>>): void {
    this.#forgetWords(() => true);
    for (const [key, value] of Object.entries(words)) this.#ambience.words.setItem(key, value);
  }

  #forgetWords(isMeant: (key: string) => boolean): void {
    for (const key of Object.keys(this.#ambience.words).filter(isMeant)) this.#ambience.words.removeItem(key);
  }

  /** Looks into a store as it lies on the disk: nobody opens the app. */
  async #with<T>(who: Name, work: (db: AppDb) => Promise<T>): Promise<T> {
    this.enter();
    const db = await openDb(PEOPLE[who].id);
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }

  nextRequest = (): number => ++this.#requests;

  now = (): number => this.world.office.clock.now + this.skew;
  newId = (): string => uuidv7(this.now(), this.world.fillRandom);
  get mint(): Mint {
    return { now: this.now(), newId: this.newId };
  }

  /** Code that asks its browser for something right away asks this one. */
  enter(): void {
    here.enterWith(this.#ambience);
    Dexie.dependencies.indexedDB = this.#indexedDb;
  }

  headers(): Headers {
    const token = this.#token === undefined ? '' : `; ${TOKEN_COOKIE}=${this.#token}`;
    return new Headers({ origin: ORIGIN, 'content-type': 'application/json', cookie: `${DEVICE_COOKIE}=${deviceKey(this.index)}${token}` });
  }

  storage(who: Name): Storage {
    const storage = this.storages.get(who) ?? { browser: this, who, sending: new Set(), told: { nth: 0, waiting: new Map() } };
    this.storages.set(who, storage);
    return storage;
  }

  /** The tab of that number in which this account's app is open; undefined where nobody is signed in. */
  async tab(number = 0, who = this.user): Promise<Tab | undefined> {
    if (who === undefined) return undefined;
    const key = `${who} ${number}`;
    const open = this.tabs.get(key);
    if (open) return open;
    this.enter();
    const tab = new Tab(this.storage(who), await openDb(PEOPLE[who].id));
    this.tabs.set(key, tab);
    await tab.look();
    return tab;
  }

  /** Closes every tab, however busy; what was under way may still arrive. */
  async close(): Promise<void> {
    const tabs = [...this.tabs.values()];
    this.tabs.clear();
    for (const tab of tabs) await tab.close();
  }

  #keepToken(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name, value] = pair.split('=');
      if (name === TOKEN_COOKIE) this.#token = value === '' ? undefined : value;
    }
  }

  /** Whose proof of sign-in the server takes here now. */
  async signedInAs(): Promise<string | undefined> {
    const response = await this.world.office.request('/api/me', { headers: this.headers() });
    return response.status === 200 ? Me.parse(await response.json()).person.id : undefined;
  }

  /** Signs in unless that is so already. */
  async ensure(who: Name): Promise<void> {
    if ((await this.signedInAs()) !== PEOPLE[who].id) await this.signIn(who);
  }

  async signIn(who: Name): Promise<void> {
    const body = JSON.stringify({ staffCode: PEOPLE[who].staffCode, password: PASSWORD, device: `${this.index}` });
    const response = await this.world.office.request('/api/sign-in', { method: 'POST', headers: this.headers(), body });
    if (response.status !== 200) throw new Error(`${who} cannot sign in: ${response.status}`);
    this.#keepToken(response);
    this.enter();
    rememberPerson(PEOPLE[who]);
    this.user = who;
  }

  /** As the app does it: the server is told if it can be, then the page goes. */
  async signOut(online: boolean): Promise<void> {
    if (online) this.#keepToken(await this.world.office.request('/api/sign-out', { method: 'POST', headers: this.headers(), body: '{}' }));
    this.enter();
    forgetCurrent();
    this.user = undefined;
    await this.close();
  }
}

/** A page with the app open: the real store and the real sync upon it. */
export class Tab {
  readonly storage: Storage;
  readonly db: AppDb;
  /** Fates of its next requests; afterwards they are held on the way, or all goes well. */
  fates: Fate[] = [];
  hold = false;
  pick = 0;
  /** Its request that is held on the way. */
  parcel: Parcel | undefined;
  running: Promise<SyncOutcome | undefined> | undefined;
  /** What follows once its request has come to the office. */
  onBrought: ((answer: Pick<SyncResponse, 'report'>) => void) | undefined;
  #onHeld: () => void = () => undefined;

  constructor(storage: Storage, db: AppDb) {
    this.storage = storage;
    this.db = db;
  }

  /** What waits here, as it stands in the outbox. */
  async waiting(): Promise<Map<ActivityId, MutationId>> {
    return new Map((await this.db.outbox.toArray()).map(({ activityId, mutation }) => [activityId, mutation.id]));
  }

  /** As the app does when it is opened: what was noted as waiting must be there. */
  async look(): Promise<void> {
    const { browser, who } = this.storage;
    browser.enter();
    const before = new Set((await this.db.outbox.toArray()).map((entry) => entry.mutation.id));
    const back = await checkLedger(this.db, browser.now());
    const news = (await this.db.outbox.toArray()).filter((entry) => !before.has(entry.mutation.id));
    const after = new Set(news.map((entry) => entry.activityId)).size;
    if (back !== after) browser.world.falseReturns.push(`${who} on ${browser.index} was told that ${back} came back, and ${after} did`);
  }

  /** As the app does after every change of what waits. */
  async note(): Promise<void> {
    const { browser } = this.storage;
    browser.enter();
    await rememberWaiting(this.db, await readWaitingRecords(this.db), browser.now());
  }

  readonly #fetch = (path: string, { method = 'GET', body, headers }: RequestInit): Promise<Response> =>
    new Promise((answer, fail) => {
      const { browser } = this.storage;
      const all = browser.headers();
      for (const [name, value] of new Headers(headers)) all.set(name, value);
      const { onBrought } = this;
      const parcel = { path, init: { method, headers: all, ...(body && { body }) }, answer, fail, ...(onBrought && { onBrought }) };
      const fate = this.fates.shift();
      if (fate === undefined && this.hold) {
        this.parcel = parcel;
        this.#onHeld();
      } else void browser.world.network.deliver(parcel, fate ?? 'fine', this.pick).catch(fail);
    });

  readonly #send: Send = async (request, options) => {
    const { world } = this.storage.browser;
    for (const mutation of request.mutations as Mutation[]) world.offered.set(mutation.id, { storage: this.storage, mutation });
    this.onBrought = await this.#tells(request.mutations as Mutation[]);
    this.storage.sending.add(this);
    if (this.storage.sending.size > 1) world.network.contradictions.push(`two tabs of ${this.storage.who} send at once`);
    const delivery = await makeSend(this.#fetch)(request, options);
    this.storage.sending.delete(this);
    return delivery;
  };

  /** What the office knows to be held here once this page has come there: all that waits and is not in it. */
  async #tells(page: readonly Mutation[]): Promise<(answer: Pick<SyncResponse, 'report'>) => void> {
    const { storage } = this;
    const nth = storage.browser.nextRequest();
    const sent = new Set(page.map((one) => one.id));
    const waiting = new Map([...(await this.waiting())].filter(([, change]) => !sent.has(change)));
    return ({ report }) => {
      if (nth > storage.told.nth && report?.heard === undefined) storage.told = { nth, waiting };
    };
  }

  async #run(force: boolean): Promise<SyncOutcome | undefined> {
    const { browser } = this.storage;
    const deps = { now: browser.now, newId: browser.newId, app: 'model', isPersisted: async () => true, isOnline: () => true };
    browser.enter();
    return withSyncLock(this.db.accountId, false, () => syncUntilDone(this.db, this.#send, deps, force));
  }

  /** Syncs until it is done or its request is held; undefined where another tab does it, or it is held. */
  async sync(force = false): Promise<SyncOutcome | undefined> {
    // A tab starts no second one beside its own.
    if (this.running) return undefined;
    const held = new Promise<undefined>((resolve) => {
      this.#onHeld = () => resolve(undefined);
    });
    this.running = this.#run(force).finally(() => {
      this.running = undefined;
    });
    return Promise.race([this.running, held]);
  }

  /** Lets the held request go on to its fate, and those after it on their way. */
  async release(fate: Fate, pick: number): Promise<void> {
    const { parcel, running } = this;
    this.parcel = undefined;
    this.hold = false;
    if (parcel) await this.storage.browser.world.network.deliver(parcel, fate, pick);
    await running;
  }

  async close(): Promise<void> {
    this.db.close();
    const { parcel, running } = this;
    this.parcel = undefined;
    this.hold = false;
    if (parcel) {
      this.storage.browser.world.network.late.push(parcel);
      parcel.fail(new TypeError('The page is gone'));
    }
    await running;
  }
}
