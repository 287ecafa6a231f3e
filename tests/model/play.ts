import type { ActivityRow } from '../../src/client/store/db.ts';
import { discardChange } from '../../src/client/store/records/discard-change.ts';
import { saveDraft } from '../../src/client/store/records/drafts.ts';
import { recordActivity } from '../../src/client/store/records/record-activity.ts';
import { reviewActivities, undoReviews } from '../../src/client/store/records/review-activities.ts';
import { restoreActivity, withdrawActivity } from '../../src/client/store/records/withdraw-activity.ts';
import { type ActivityContent, COMMON_FIELDS, parseContent } from '../../src/domain/activity.ts';
import { draftOf } from '../../src/domain/activity-draft.ts';
import type { ActivityId, ItemCode } from '../../src/domain/ids.ts';
import { applyPatch, changedFields } from '../../src/domain/patch.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { nextPlanVersion } from '../../src/domain/plan-life.ts';
import { nextState } from '../../src/domain/record-action.ts';
import { ActivityList } from '../../src/protocol/account.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { endAccountTokens } from '../../src/server/store/devices.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { retireItem } from '../domain/amend-plan.ts';
import { Browser, type Tab, type World } from './browser.ts';
import type { Copy, Database } from './database.ts';
import { Ledger } from './ledger.ts';
import { Losses } from './losses.ts';
import { Network } from './network.ts';
import {
  BROWSERS,
  CLONE,
  daysAgo,
  ITEMS,
  LOCALITIES,
  type Name,
  Office,
  OTHER,
  OTHER_ITEMS,
  PEOPLE,
  PLAN,
  POISON,
  seededFill,
  TODAY,
  UNITS,
} from './office.ts';
import type { Step, Typed } from './steps.ts';

/** What a form holds before anything is typed. */
export const FIRST: ActivityContent = {
  planId: PLAN.id,
  itemCode: ITEMS[0] as ActivityContent['itemCode'],
  alsoItemCodes: [],
  type: 'borderSession',
  date: TODAY,
  unitId: UNITS[0] as ActivityContent['unitId'],
  coUnitIds: [],
  partnerIds: [],
  localityId: LOCALITIES[0] as NonNullable<ActivityContent['localityId']>,
  audienceGroups: [],
  estimated: false,
  own: { sessions: 1, attendees: 1 },
};

/** Where it is logged: an item of the plan it lies in or is put into. */
function typedPlace({ planId, itemCode }: ActivityContent, { plan, item }: Typed): { planId: string; itemCode: string } {
  const isOther = plan === undefined ? planId === OTHER.id : plan === 'other';
  const code = item ?? itemCode;
  if (!isOther) return { planId: PLAN.id, itemCode: ITEMS.find((one) => one === code) ?? ITEMS[2] };
  return { planId: OTHER.id, itemCode: OTHER_ITEMS.find((one) => one === code) ?? OTHER_ITEMS[1] };
}

/** The content with what was typed in it. */
function withTyped(content: ActivityContent, typed: Typed): ActivityContent {
  const { unit, locality, attendees, daysAgo: days, note, topic } = typed;
  const { note: before, own, ...rest } = content;
  const said = note === undefined ? before : (note ?? undefined);
  const { topic: old, ...figures } = own;
  const about = topic === undefined ? old : (topic ?? undefined);
  const parsed = parseContent({
    ...rest,
    ...((typed.plan !== undefined || typed.item !== undefined) && typedPlace(content, typed)),
    ...(unit !== undefined && { unitId: unit }),
    ...(locality !== undefined && { localityId: locality }),
    ...(days !== undefined && { date: daysAgo(days) }),
    ...(said !== undefined && { note: said }),
    type: about === undefined ? 'borderSession' : 'outreachSession',
    own: { ...figures, ...(attendees !== undefined && { attendees }), ...(about !== undefined && { topic: about }) },
  });
  if (!parsed) throw new Error('What is typed is no content');
  return parsed;
}

const isAgainstRules = (who: Name, { date, unitId }: ActivityContent): boolean =>
  date > TODAY || (PEOPLE[who].role !== 'supervisor' && !PEOPLE[who].unitIds.includes(unitId));

/** The version after this one. Under what it takes away, records may still be on their way. */
function amended(plan: Plan, code: ItemCode, way: Extract<Step, { do: 'amend' }>['way']): Plan {
  const { closed: _, ...open } = plan;
  switch (way) {
    case 'end':
      return nextPlanVersion(plan, { items: retireItem(plan, code, [], plan.version + 1) });
    case 'uncount':
      return nextPlanVersion(plan, { items: plan.items.map((item) => (item.code === code ? { ...item, tracking: 'none' } : item)) });
    case 'close':
      return nextPlanVersion(plan, { closed: true });
    case 'open':
      return nextPlanVersion(open, {});
  }
}

/** Of several the one of that number, counted round and round. */
const pickOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % Math.max(1, all.length)];

/** A town in which one schedule is played. */
export class Town {
  readonly world: World;
  readonly ledger = new Ledger();
  readonly losses = new Losses();
  readonly browsers: Browser[];
  /** Called when a tab has taken in an answer. */
  readonly onAnswer: (town: Town, tab: Tab) => Promise<void>;
  #copy: Copy | undefined;

  private constructor(world: World, onAnswer: Town['onAnswer']) {
    this.world = world;
    this.onAnswer = onAnswer;
    this.browsers = BROWSERS.map((name, index) => new Browser(world, index, name));
  }

  static async begin(database: Database, template: Copy, seed: number, onAnswer: Town['onAnswer'] = async () => undefined): Promise<Town> {
    const office = await Office.begin(database, template, seed);
    return new Town(
      { office, network: new Network(office), fillRandom: seededFill(seed + 1), offered: new Map(), falseReturns: [] },
      onAnswer,
    );
  }

  browser(index: number): Browser {
    const browser = this.browsers[index];
    if (!browser) throw new Error(`No browser ${index}`);
    return browser;
  }

  tabs(): Tab[] {
    return this.browsers.flatMap((browser) => [...browser.tabs.values()]);
  }

  /** Something nobody foresaw: the database stumbles over just this. */
  async #poisonFor({ note }: Typed): Promise<void> {
    if (note === POISON) await this.world.office.poison();
  }

  async create(tab: Tab, typed: Typed): Promise<ActivityId> {
    await this.#poisonFor(typed);
    return this.save(tab, withTyped(FIRST, typed));
  }

  /** A new record. */
  async save(tab: Tab, content: ActivityContent): Promise<ActivityId> {
    const { browser, who } = tab.storage;
    const id = browser.newId() as ActivityId;
    await recordActivity(tab.db, { id, content, authorId: PEOPLE[who].id, ...browser.mint });
    const entry = this.ledger.created(id, tab.storage, content);
    this.ledger.said(id, tab.storage, changedFields(undefined, content));
    entry.againstRules = isAgainstRules(who, content);
    return id;
  }

  async edit(tab: Tab, row: ActivityRow, typed: Typed): Promise<void> {
    const { browser, who } = tab.storage;
    const draft = await tab.db.drafts.get(row.id);
    const seen = draft?.begunOn ?? row.content;
    const content = withTyped(seen, typed);
    await this.#poisonFor(typed);
    const isRefused = await this.#isRefused(tab, row.id);
    await recordActivity(tab.db, { id: row.id, content, authorId: row.authorId, ...browser.mint });
    const patch = changedFields(seen, content);
    this.ledger.said(row.id, tab.storage, patch);
    const entry = this.ledger.get(row.id);
    // Said of the record as it was last saved, whatever a store that fell back shows of it: who changes one field says no other.
    entry.content = parseContent(applyPatch(entry.content, patch)) ?? content;
    if (isRefused) await this.#saidAnew(tab, row.id);
    entry.againstRules ||= isAgainstRules(who, content);
  }

  async #isRefused(tab: Tab, id: ActivityId): Promise<boolean> {
    const entries = await tab.db.outbox.where('activityId').equals(id).toArray();
    return entries.some((entry) => entry.refused !== undefined);
  }

  /**
   * A change that did not fit is said anew upon what others made of the record meanwhile: with the fields that make it a record of
   * the type the person saw. The whole is then what they see. A record made anew says what was changed of the refused one.
   */
  async #saidAnew(tab: Tab, id: ActivityId): Promise<void> {
    const row = await tab.db.activities.get(id);
    if (!row) throw new Error(`${id} was saved and is not there`);
    Object.assign(this.ledger.get(id), { content: row.content, withdrawn: row.state === 'withdrawn' });
    const isCommon = (field: string): boolean => field !== 'type' && COMMON_FIELDS.some((common) => common === field);
    for (const { mutation, mends } of await tab.db.outbox.where('activityId').equals(id).toArray()) {
      const said = mends ? changedFields(mends, row.content) : mutation.patch;
      const ofType = Object.entries(said).filter(([field]) => !isCommon(field));
      this.ledger.said(id, tab.storage, Object.fromEntries(ofType));
    }
  }

  async setWithdrawn(tab: Tab, { id, state }: ActivityRow, withdrawn: boolean): Promise<void> {
    const isRefused = await this.#isRefused(tab, id);
    await (withdrawn ? withdrawActivity : restoreActivity)(tab.db, { id, ...tab.storage.browser.mint });
    // The app offers to withdraw what is not withdrawn, and to bring back what is: anything else says nothing.
    if (withdrawn === (state === 'withdrawn')) return;
    this.ledger.said(id, tab.storage, {});
    this.ledger.get(id).withdrawn = withdrawn;
    if (isRefused) await this.#saidAnew(tab, id);
  }

  /** The records that wait for a verdict, as a supervisor's screen asks for them. */
  async #listSent({ browser }: Tab['storage']): Promise<readonly ServerActivity[]> {
    const lists: ServerActivity[] = [];
    for (const { id } of [PLAN, OTHER]) {
      const response = await this.world.office.request(`/api/activities?planId=${id}&state=sent`, { headers: browser.headers() });
      if (response.status === 200) lists.push(...ActivityList.parse(await response.json()).activities);
    }
    return lists;
  }

  async #judge(tab: Tab, { action, pick }: Extract<Step, { do: 'judge' }>): Promise<void> {
    const fetched = tab.storage.who === 'son' ? await this.#listSent(tab.storage) : [];
    const rows: readonly { id: ActivityId }[] = tab.storage.who === 'son' ? fetched : await tab.db.activities.toArray();
    const one = pickOf(rows, pick);
    const other = pickOf(rows, pick + 1);
    if (!one || (action === 'markDuplicate' && other === one)) return;
    const taken = await reviewActivities(tab.db, {
      ids: [one.id],
      action,
      ...(action === 'return' && { reason: 'Thiếu số' }),
      ...(action === 'markDuplicate' && other && { duplicateOfId: other.id }),
      fetched,
      ...tab.storage.browser.mint,
    });
    if (taken.length > 0) this.ledger.get(one.id).judged = true;
  }

  async #takeBack(tab: Tab, pick: number): Promise<void> {
    const waiting = await tab.db.outbox.toArray();
    await undoReviews(
      tab.db,
      waiting.slice(pick, pick + 1).map((entry) => entry.activityId),
    );
  }

  async discard(tab: Tab, id: ActivityId): Promise<void> {
    await discardChange(tab.db, id);
    this.ledger.get(id).dropped.add(tab.storage);
  }

  async #discardPicked(tab: Tab, pick: number): Promise<void> {
    const refused = pickOf(
      (await tab.db.outbox.toArray()).filter((entry) => entry.refused),
      pick,
    );
    if (refused) await this.discard(tab, refused.activityId);
  }

  async #sync(tab: Tab, { fates, hold, size, force, pick }: Extract<Step, { do: 'sync' }>): Promise<void> {
    if (tab.running) return;
    Object.assign(tab, { fates: [...fates], hold, pick });
    await tab.db.meta.put({ key: 'link', value: { budget: size, perMutation: 1, limit: size + 2 } });
    const outcome = await tab.sync(force);
    if (outcome?.kind === 'done') await this.onAnswer(this, tab);
  }

  async #release(tab: Tab | undefined, fate: Step & { do: 'release' }): Promise<void> {
    if (!tab) return;
    await tab.release(fate.fate, fate.pick);
    await this.onAnswer(this, tab);
  }

  async #releaseAll(): Promise<void> {
    const held = this.tabs().filter((tab) => tab.parcel);
    await Promise.all(held.map((tab) => tab.release('fine', 0)));
    for (const tab of held) await this.onAnswer(this, tab);
  }

  /** What was given up arrives after all. */
  async arrive(): Promise<void> {
    const { network } = this.world;
    for (const letter of network.late.splice(0)) await network.replay(letter);
  }

  async #onTab(tab: Tab, step: Step): Promise<void> {
    if (step.do === 'create') await this.create(tab, step.typed);
    else if (step.do === 'judge') await this.#judge(tab, step);
    else if (step.do === 'takeBack') await this.#takeBack(tab, step.pick);
    else if (step.do === 'discard') await this.#discardPicked(tab, step.pick);
    else if (step.do === 'sync') await this.#sync(tab, step);
    else if (step.do === 'edit' || step.do === 'open' || step.do === 'withdraw' || step.do === 'restore') {
      const row = pickOf(await tab.db.activities.toArray(), step.pick);
      if (row) await this.#onRow(tab, row, step);
    }
  }

  async #onRow(tab: Tab, row: ActivityRow, step: Step): Promise<void> {
    const { who, browser } = tab.storage;
    // A supervisor corrects nobody's record.
    if (who === 'son' && row.authorId !== PEOPLE.son.id) return;
    if (step.do === 'withdraw' || step.do === 'restore') return this.setWithdrawn(tab, row, step.do === 'withdraw');
    // The app offers no form for what cannot be changed.
    if (nextState(row.state, 'record', false) === undefined) return;
    if (step.do === 'edit') return this.edit(tab, row, step.typed);
    const savedAt = new Date(browser.now()).toISOString();
    await saveDraft(tab.db, { id: row.id, draft: draftOf(row.id, row.content), editOf: row.version, savedAt });
  }

  async #signIn(browser: Browser, pick: number): Promise<void> {
    // One phone has two people; the others have one each.
    const names: readonly Name[] = browser.index === 0 ? ['an', 'binh'] : [BROWSERS[browser.index] as Name];
    await browser.signIn(pickOf(names, pick) as Name);
  }

  async #amend({ item, way }: Extract<Step, { do: 'amend' }>): Promise<void> {
    const { office } = this.world;
    const desk = this.browser(3);
    await desk.ensure('son');
    const plan = (await createReferenceReader()(office.store.reader)).plans.get(PLAN.id);
    if (!plan) throw new Error('The plan is gone');
    const body = JSON.stringify({ plan: amended(plan, item as ItemCode, way), targets: [] });
    await office.request('/api/plans', { method: 'POST', headers: desk.headers(), body });
  }

  async play(step: Step): Promise<void> {
    const { office, network } = this.world;
    switch (step.do) {
      case 'release':
        return this.#release(
          pickOf(
            this.tabs().filter((tab) => tab.parcel),
            step.pick,
          ),
          step,
        );
      case 'releaseAll':
        return this.#releaseAll();
      case 'arrive':
        return this.arrive();
      case 'replay':
        return network.replay(pickOf(network.sent, step.pick));
      case 'syncOther': {
        const others = this.tabs().filter((tab) => tab.storage.who !== tab.storage.browser.user);
        await pickOf(others, step.pick)?.sync();
        return;
      }
      case 'restart':
        return office.crash();
      case 'mend':
        return office.mend();
      case 'copy':
        this.#copy = await office.copy();
        return;
      case 'fallBack':
        network.forget();
        return this.#copy && office.fallBack(this.#copy);
      case 'amend':
        return this.#amend(step);
      case 'close':
        return this.browser(step.browser).close();
      case 'expire':
        return office.store.write((tx) => endAccountTokens(tx, PEOPLE[step.who].id, office.clock.now));
      case 'signIn':
        return this.#signIn(this.browser(step.browser), step.pick);
      case 'signOut':
        return this.browser(step.browser).signOut(step.online);
      case 'clock':
        this.browser(step.browser).skew = step.skew;
        return;
      case 'wait':
        office.clock.now += step.minutes * 60_000;
        return;
      case 'keep':
        return this.losses.keep(this.browser(step.browser));
      case 'harm':
        return this.losses.harm(this, this.browser(step.browser), step.harm);
      case 'clone':
        return this.browsers[CLONE] ? undefined : this.losses.clone(this, this.browser(step.browser));
      case 'replayAs':
        return network.replayAs(pickOf(network.sent, step.pick), this.browser(step.browser).headers());
      default: {
        // Nobody has made a copy yet.
        const tab = await this.browsers[step.browser]?.tab(step.tab);
        if (!tab) return;
        await this.#onTab(tab, step);
        if (this.tabs().includes(tab)) await tab.note();
      }
    }
  }

  /** Ends every fault: held requests are lost but arrive, the database takes everything, clocks are right. */
  async heal(): Promise<void> {
    for (const browser of this.browsers) {
      await browser.close();
      browser.skew = 0;
    }
    await this.arrive();
    await this.world.office.mend();
  }

  async close(): Promise<void> {
    for (const browser of this.browsers) await browser.close();
  }
}
