import { isDeepStrictEqual } from 'node:util';
import { countLost } from '../../src/client/store/safekeeping/held-ledger.ts';
import type { ActivityId, MutationId } from '../../src/domain/ids.ts';
import { Devices } from '../../src/protocol/account.ts';
import type { Browser, Profile, Storage, Tab } from './browser.ts';
import type { Finding } from './judge.ts';
import { PEOPLE } from './office.ts';
import type { Town } from './play.ts';

/** What may befall the storage of a browser. */
export const HARMS = [
  /** The databases are emptied: alone, with the copies of what waits, or with everything but the cookies. */
  'empty',
  'emptyWithoutCopies',
  'emptyButCookies',
  /** The databases fall back to an earlier state: alone, without the copies, or with all the rest. */
  'fallBack',
  'fallBackWithoutCopies',
  'fallBackWhole',
  /** The browser is killed before its other storage was on the disk; the databases were. */
  'kill',
] as const;
export type Harm = (typeof HARMS)[number];

/** A change that waited in a store and is no longer there. */
interface Vanished {
  readonly storage: Storage;
  readonly activityId: ActivityId;
  readonly change: MutationId;
  /** Who knew that it waits: the office, which had been told, or the ledger beside the store as long as that is not lost too. */
  knownBy: 'office' | 'ledger' | 'nobody';
}

interface Before {
  readonly waiting: ReadonlyMap<ActivityId, MutationId>;
  readonly entries: readonly unknown[];
  readonly drafts: readonly ActivityId[];
}

async function readBefore(tab: Tab): Promise<Before> {
  const drafts = (await tab.db.drafts.toArray()).map((draft) => draft.id);
  return { waiting: await tab.waiting(), entries: await tab.db.outbox.toArray(), drafts };
}

async function tabOf({ browser, who }: Storage): Promise<Tab> {
  const tab = await browser.tab(0, who);
  if (!tab) throw new Error(`No app for ${who}`);
  return tab;
}

const withoutSeq = (entries: readonly unknown[], id: ActivityId): unknown[] =>
  entries.flatMap((entry) => {
    const { activityId, mutation } = entry as { activityId: ActivityId; mutation: unknown };
    return activityId === id ? [mutation] : [];
  });

/** Keeps account of what storages lost, for the two verdicts upon what is said of it. */
export class Losses {
  readonly vanished: Vanished[] = [];
  /** Every change of theirs that is gone: of a record with several, different ones may have been told here and there. */
  readonly changes: { readonly storage: Storage; readonly change: MutationId }[] = [];
  /** Whether any storage was harmed or copied: then words may be lost, and two stores may use one key for different words. */
  isHarmed = false;
  readonly #kept = new Map<Browser, Profile>();
  /** Browsers whose databases were emptied or fell back. */
  readonly #struck = new Set<Browser>();

  async keep(browser: Browser): Promise<void> {
    this.#kept.set(browser, await browser.keep());
  }

  async harm(town: Town, browser: Browser, harm: Harm): Promise<void> {
    this.isHarmed = true;
    const before = new Map<Storage, Before>();
    for (const storage of browser.storages.values()) before.set(storage, await readBefore(await tabOf(storage)));
    await browser.close();
    await this.#strike(browser, harm);
    if (harm !== 'kill') this.#struck.add(browser);
    // What was deleted does not come back: from here on there is nothing to fall back to.
    if (harm.startsWith('empty')) this.#kept.delete(browser);
    const isLedgerThere = harm !== 'emptyButCookies' && harm !== 'fallBackWhole';
    if (!isLedgerThere)
      for (const one of this.vanished) if (one.storage.browser === browser && one.knownBy === 'ledger') one.knownBy = 'nobody';
    for (const [storage, was] of before) {
      await this.#note(town, storage, was, isLedgerThere);
      if (harm === 'kill') await this.#expectNothingBack(town, storage, was);
    }
  }

  async #strike(browser: Browser, harm: Harm): Promise<void> {
    const kept = this.#kept.get(browser);
    switch (harm) {
      case 'empty':
        return browser.putBack(undefined, 'stay');
      case 'emptyWithoutCopies':
        return browser.putBack(undefined, 'withoutCopies');
      case 'emptyButCookies':
        return browser.putBack(undefined, 'theirs');
      case 'fallBack':
        return kept && browser.putBack(kept, 'stay');
      case 'fallBackWithoutCopies':
        return kept && browser.putBack(kept, 'withoutCopies');
      case 'fallBackWhole':
        return kept && browser.putBack(kept, 'theirs');
      case 'kill':
        // Words of databases that are gone since do not come back with a lost writing.
        return kept && !this.#struck.has(browser) ? browser.putWords(kept.words) : undefined;
    }
  }

  /** The app is opened again: what does not wait there any more, and has not come back, has vanished. */
  async #note(town: Town, storage: Storage, { waiting, entries, drafts }: Before, isLedgerThere: boolean): Promise<void> {
    const tab = await tabOf(storage);
    const now = await tab.db.outbox.toArray();
    const changes = new Set(now.map((entry) => entry.mutation.id));
    // What a store had sent or taken back since waits in it again, and is sent once more.
    for (const { activityId } of now) if (!waiting.has(activityId)) town.ledger.get(activityId).lostIn.add(storage);
    const gone = (entries as readonly { readonly mutation: { readonly id: MutationId } }[]).map((entry) => entry.mutation.id);
    for (const change of gone) if (!changes.has(change)) this.changes.push({ storage, change });
    for (const [activityId, change] of waiting) {
      if (!isDeepStrictEqual(withoutSeq(entries, activityId), withoutSeq(now, activityId))) town.ledger.get(activityId).lostIn.add(storage);
      if (changes.has(change)) continue;
      const isTold = storage.told.waiting.get(activityId) === change;
      this.vanished.push({ storage, activityId, change, knownBy: isTold ? 'office' : isLedgerThere ? 'ledger' : 'nobody' });
    }
    for (const id of drafts) if (!(await tab.db.drafts.get(id))) town.ledger.entries.get(id)?.lostIn.add(storage);
  }

  /** The databases were whole: nothing can have come back into them. */
  async #expectNothingBack(town: Town, storage: Storage, { waiting }: Before): Promise<void> {
    const before = new Set(waiting.keys());
    const back = [...(await (await tabOf(storage)).waiting()).keys()].filter((id) => !before.has(id));
    if (back.length > 0) town.world.falseReturns.push(`${back.length} records came back into a store that was whole`);
  }

  async clone(town: Town, browser: Browser): Promise<void> {
    this.isHarmed = true;
    const clone = await browser.clone();
    town.browsers.push(clone);
    // What waits in the copy is sent by it whatever the person does beside it: two hands hold such a record from here on, and
    // what was last said of it is said by both.
    for (const [who, storage] of clone.storages)
      for (const id of (await (await tabOf(storage)).waiting()).keys()) town.ledger.copied(id, browser.storage(who), storage);
  }

  /** What each device lost for good, against what its screen and the office's say. */
  async judge(town: Town, storages: readonly Storage[]): Promise<Finding[]> {
    const findings: Finding[] = town.world.falseReturns.map((what) => ({ verdict: 'FALSE-ALARM', what }));
    // A restored office knows less than it was told.
    if (town.world.office.fallBacks > 0) return findings;
    const arrived = await town.world.office.store.reader.selectFrom('mutations').select('id').execute();
    const there = new Set<string>(arrived.map((row) => row.id));
    for (const storage of storages) for (const change of (await (await tabOf(storage)).waiting()).values()) there.add(change);
    const shown = await this.#shownAtOffice(town);
    const devices = new Map(storages.map((storage) => [`${storage.browser.index} ${storage.who}`, storage]));
    for (const [name, { browser, who }] of devices) {
      const of = storages.filter((one) => one.browser.index === browser.index && one.who === who);
      const lost = this.vanished.filter((one) => of.includes(one.storage) && !there.has(one.change));
      const known = new Set(lost.filter((one) => one.knownBy !== 'nobody').map((one) => one.activityId)).size;
      const atOffice = shown.get(`${browser.index} ${PEOPLE[who].id}`) ?? 0;
      const onPhones = await Promise.all(of.map(async (one) => countLost((await tabOf(one)).db)));
      const most = Math.max(atOffice, ...onPhones);
      if (most < known) findings.push({ verdict: 'LOSS-HIDDEN', what: `${known} records of ${name} are lost, and ${most} are shown` });
      // Of two copies of one profile the office hears one at a time: what the other still holds it takes for left behind.
      const withCopies = of.length > 1 ? await Promise.all(of.map(async (one) => (await (await tabOf(one)).waiting()).size)) : [];
      const gone = this.changes.filter((one) => of.includes(one.storage) && !there.has(one.change));
      const mayBeShown = new Set(gone.map((one) => one.change)).size + withCopies.reduce((sum, count) => sum + count, 0);
      if (most > mayBeShown)
        findings.push({ verdict: 'FALSE-ALARM', what: `${lost.length} records of ${name} are lost, and ${most} are shown` });
    }
    return findings;
  }

  async #shownAtOffice(town: Town): Promise<Map<string, number>> {
    const desk = town.browser(3);
    await desk.ensure('son');
    const response = await town.world.office.request('/api/devices', { headers: desk.headers() });
    const { devices } = Devices.parse(await response.json());
    return new Map(devices.map((device) => [`${device.name} ${device.person.id}`, device.loss?.missing ?? 0]));
  }
}
