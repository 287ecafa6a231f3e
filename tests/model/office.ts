import { setImmediate } from 'node:timers/promises';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { AccountId, type FillRandom } from '../../src/domain/ids.ts';
import { Person, type Role } from '../../src/domain/person.ts';
import { Plan } from '../../src/domain/plan.ts';
import { createApp } from '../../src/server/app.ts';
import { createPasswordHasher } from '../../src/server/auth/password-hash.ts';
import { sha256 } from '../../src/server/auth/secrets.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import type { AppDeps } from '../../src/server/deps.ts';
import { anyPace } from '../../src/server/http/account-pace.ts';
import { addAccount } from '../../src/server/store/accounts.ts';
import { saveSignedInDevice } from '../../src/server/store/devices.ts';
import { savePlanVersion } from '../../src/server/store/plan-versions.ts';
import { createReferenceReader, saveReference } from '../../src/server/store/reference.ts';
import type { Store, WriteTx } from '../../src/server/store/store.ts';
import type { Copy, Database } from './database.ts';

/** Noon of a working day at the office. */
export const NOON = Date.parse('2026-03-18T05:00:00Z');
export const TODAY = day('2026-03-18');
export const ORIGIN = 'http://localhost';
export const PASSWORD = 'song-dai-rong-01';

export const ITEMS = ['I.1', 'I.2', 'II'] as const;
export const UNITS = ['bien-gioi', 'bien-dao'] as const;
export const LOCALITIES = ['xa-a', 'xa-b'] as const;

/** A note the database stumbles over while it is poisoned. */
export const POISON = 'poison';
export const daysAgo = (days: number): Day => addDays(TODAY, -days);

/** A plan small enough that reading it costs a schedule nothing. */
export const PLAN: Plan = Plan.parse({
  id: 'ke-hoach',
  version: 1,
  agency: 'Sở Ngoại vụ',
  number: null,
  date: null,
  year: 2026,
  title: 'Kế hoạch',
  period: { from: '2026-01-01', to: '2027-12-31' },
  reporting: { calendar: 'administrative', closingDay: 14 },
  items: ['I', ...ITEMS].map((code) => ({
    code,
    parentCode: code.startsWith('I.') ? 'I' : null,
    marker: null,
    kind: 'item',
    title: code,
    text: code,
    leadUnitId: UNITS[0],
    leadUnit: null,
    coUnits: [],
    schedule: { type: 'year', basis: 'default' },
    tracking: code === 'I' ? 'none' : 'tally',
    measures: ['sessions', 'attendees'],
    usualTypes: [],
  })),
});

/** Another plan of the same days, which shares one code with the first. */
export const OTHER_ITEMS = ['I.1', 'III'] as const;
export const OTHER: Plan = Plan.parse({
  ...PLAN,
  id: 'ke-hoach-khac',
  items: OTHER_ITEMS.map((code) => ({ ...PLAN.items[1], code, parentCode: null, title: code, text: code })),
});

const person = (id: string, role: Role, unitIds: readonly string[]): Person =>
  Person.parse({ id: AccountId.parse(id), staffCode: id.toUpperCase(), role, unitIds });

/** Two officers, who may share a phone; the lead who may correct both; a supervisor, who fetches what waits for a verdict. */
export const PEOPLE = {
  an: person('an', 'officer', UNITS),
  binh: person('binh', 'officer', [UNITS[0]]),
  lan: person('lan', 'unitLead', [UNITS[0]]),
  son: person('son', 'supervisor', []),
} as const;
export type Name = keyof typeof PEOPLE;

/** The browsers, and who is signed in on each at the beginning. */
export const BROWSERS = ['an', 'an', 'lan', 'son'] as const satisfies readonly Name[];

/** The browser that is a copy of another one, once somebody has made it. */
export const CLONE = BROWSERS.length;

export const firstToken = (browser: number): string => `token-of-browser-${browser}`;
export const deviceKey = (browser: number): string => `key-of-browser-${browser}`;

/** Chance that repeats with its seed. */
export function seededFill(seed: number): FillRandom {
  const random = seededRandom(seed);
  return (bytes) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random() * 256);
    return bytes;
  };
}

// The least argon2 takes: what it costs in the field is no matter here.
const passwords = createPasswordHasher({ memory: 8, passes: 1 });

async function fill(tx: WriteTx): Promise<void> {
  const locality = { level: 'commune', parentId: null, from: null, to: null, successorIds: [] };
  await saveReference(tx, [
    ...UNITS.map((id) => ({ kind: 'unit', id, data: { id, name: id, shortName: id, aliases: [] } }) as const),
    ...LOCALITIES.map((id) => ({ kind: 'locality', id, data: { id, name: id, ...locality } }) as const),
  ]);
  for (const plan of [PLAN, OTHER]) await savePlanVersion(tx, plan, { by: null, at: NOON });
  const passwordHash = await passwords.hash(PASSWORD);
  for (const one of Object.values(PEOPLE)) await addAccount(tx, { person: one, passwordHash }, NOON);
  for (const [browser, name] of BROWSERS.entries()) {
    const device = { id: `browser-${browser}`, accountId: PEOPLE[name].id, name: `${browser}` };
    const keys = { keyHash: sha256(deviceKey(browser)), tokenHash: sha256(firstToken(browser)) };
    await saveSignedInDevice(tx, { ...device, ...keys }, NOON);
  }
}

/** Fills a database once; every schedule begins with a copy of it. */
export async function prepare(database: Database): Promise<Copy> {
  const store = await database.open();
  await store.write(fill);
  return database.copy();
}

/** What is to happen to the writes of the server that come next. */
export type Cut = 'beforeCommit' | 'afterCommit';

class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';
}

/** The server: started, killed, put back to an older state. What it keeps lies in the database alone. */
export class Office {
  readonly clock = { now: NOON };
  readonly #database: Database;
  readonly #fillRandom: FillRandom;
  store!: Store;
  app!: ReturnType<typeof createApp>;
  /** How often it fell back to a copy. */
  fallBacks = 0;
  #cut: Cut | undefined;

  private constructor(database: Database, seed: number) {
    this.#database = database;
    this.#fillRandom = seededFill(seed);
  }

  static async begin(database: Database, template: Copy, seed: number): Promise<Office> {
    const office = new Office(database, seed);
    await office.mend();
    await database.put(template);
    office.#start(await database.open());
    return office;
  }

  #start(store: Store): void {
    this.store = this.#cutting(store);
    const deps: AppDeps = {
      store: this.store,
      readReference: createReferenceReader(),
      clock: () => this.clock.now,
      fillRandom: this.#fillRandom,
      passwords,
      // People sign in more often here than anybody would.
      limiter: { waitFor: () => 0, take: () => 0, giveBack: () => undefined },
      accountPace: anyPace,
      log: () => undefined,
      version: 'model',
      production: false,
      publicOrigin: undefined,
      trustProxy: false,
      staticDir: undefined,
      checkReplies: false,
    };
    this.app = createApp(deps);
  }

  #cutting(store: Store): Store {
    return {
      ...store,
      write: async (work) => {
        const cut = this.#cut;
        this.#cut = undefined;
        // Here requests wait for each other in the field, so here others may come in between.
        await setImmediate();
        const result = await store.write(async (tx) => {
          const done = await work(tx);
          if (cut === 'beforeCommit') throw new ConnectionLost('The connection is lost before the commit');
          return done;
        });
        if (cut === 'afterCommit') throw new ConnectionLost('The connection is lost after the commit');
        return result;
      },
    };
  }

  /** Cuts the server off from its database at its next write; undefined: it is well again. */
  cutNextWrite(cut: Cut | undefined): void {
    this.#cut = cut;
  }

  request(path: string, init: RequestInit): Promise<Response> {
    return Promise.resolve(this.app.request(path, init));
  }

  /** Killed and started again: what was not committed is gone. */
  async crash(): Promise<void> {
    this.#cut = undefined;
    this.#start(await this.#database.crash());
  }

  copy(): Promise<Copy> {
    return this.#database.copy();
  }

  /** Puts a copy in place of the database, under a new epoch, as the office's restore does. */
  async fallBack(copy: Copy): Promise<void> {
    this.fallBacks += 1;
    // A restored database takes everything again.
    await this.mend();
    await this.#database.put(copy, `epoch-${this.fallBacks}`);
    this.#start(await this.#database.open());
  }

  /** What nobody foresaw in one record makes the database refuse it, until that is mended. */
  poison(): Promise<void> {
    return this.#database.refuseNote(POISON);
  }

  mend(): Promise<void> {
    this.#cut = undefined;
    return this.#database.refuseNote(undefined);
  }
}
