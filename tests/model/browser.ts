import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { AppDb } from '../../src/client/store/db.ts';
import { forgetCurrent, rememberPerson } from '../../src/client/store/known-accounts.ts';
import { openDb } from '../../src/client/store/open-db.ts';
import type { Mint } from '../../src/client/store/outbox.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import { makeSend, type Send } from '../../src/client/sync/send.ts';
import { withSyncLock } from '../../src/client/sync/sync-lock.ts';
import { syncUntilDone } from '../../src/client/sync/sync-until-done.ts';
import { type FillRandom, uuidv7 } from '../../src/domain/ids.ts';
import { SignedIn } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/sync.ts';
import { DEVICE_COOKIE, TOKEN_COOKIE } from '../../src/server/auth/cookies.ts';
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
  readonly words: Map<string, string>;
}
let here: Ambience = { locks: new Locks(), words: new Map() };
Object.defineProperty(globalThis, 'navigator', { configurable: true, get: () => ({ locks: here.locks }) });
Object.defineProperty(globalThis, 'localStorage', {
  configurable: true,
  get: () => ({
    getItem: (key: string) => here.words.get(key) ?? null,
    setItem: (key: string, value: string) => here.words.set(key, value),
    removeItem: (key: string) => here.words.delete(key),
  }),
});
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

/** The world all browsers of a schedule share. */
export interface World {
  readonly office: Office;
  readonly network: Network;
  readonly fillRandom: FillRandom;
  /** Every change that went out, and from which storage. */
  readonly offered: Map<string, { readonly storage: Storage; readonly mutation: Mutation }>;
}

/** One account's store in one browser, whichever tabs have it open. */
export interface Storage {
  readonly browser: Browser;
  readonly who: Name;
  /** Tabs with a request under way: never two. */
  readonly sending: Set<Tab>;
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
  readonly #ambience: Ambience = { locks: new Locks(), words: new Map() };
  #token: string | undefined;

  constructor(world: World, index: number, user: Name) {
    this.world = world;
    this.index = index;
    this.user = user;
    this.#token = firstToken(index);
  }

  now = (): number => this.world.office.clock.now + this.skew;
  newId = (): string => uuidv7(this.now(), this.world.fillRandom);
  get mint(): Mint {
    return { now: this.now(), newId: this.newId };
  }

  /** Code that asks its browser for something right away asks this one. */
  enter(): void {
    here = this.#ambience;
    Dexie.dependencies.indexedDB = this.#indexedDb;
  }

  headers(): Headers {
    const token = this.#token === undefined ? '' : `; ${TOKEN_COOKIE}=${this.#token}`;
    return new Headers({ origin: ORIGIN, 'content-type': 'application/json', cookie: `${DEVICE_COOKIE}=${deviceKey(this.index)}${token}` });
  }

  storage(who: Name): Storage {
    const storage = this.storages.get(who) ?? { browser: this, who, sending: new Set() };
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
    return response.status === 200 ? SignedIn.parse(await response.json()).person.id : undefined;
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
  #onHeld: () => void = () => undefined;

  constructor(storage: Storage, db: AppDb) {
    this.storage = storage;
    this.db = db;
  }

  readonly #fetch = (path: string, { method = 'GET', body, headers }: RequestInit): Promise<Response> =>
    new Promise((answer, fail) => {
      const { browser } = this.storage;
      const all = browser.headers();
      for (const [name, value] of new Headers(headers)) all.set(name, value);
      const parcel = { path, init: { method, headers: all, ...(body && { body }) }, answer, fail };
      const fate = this.fates.shift();
      if (fate === undefined && this.hold) {
        this.parcel = parcel;
        this.#onHeld();
      } else void browser.world.network.deliver(parcel, fate ?? 'fine', this.pick).catch(fail);
    });

  readonly #send: Send = async (request, options) => {
    const { world } = this.storage.browser;
    for (const mutation of request.mutations as Mutation[]) world.offered.set(mutation.id, { storage: this.storage, mutation });
    this.storage.sending.add(this);
    if (this.storage.sending.size > 1) world.network.contradictions.push(`two tabs of ${this.storage.who} send at once`);
    const delivery = await makeSend(this.#fetch)(request, options);
    this.storage.sending.delete(this);
    return delivery;
  };

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
