import { isDeepStrictEqual } from 'node:util';
import type { ActivityRow, OutboxRow } from '../../src/client/store/db.ts';
import { readMeta } from '../../src/client/store/meta.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { contribution } from '../../src/domain/contribution.ts';
import type { ActivityId, UnitId } from '../../src/domain/ids.ts';
import { changedFields, fieldValue, type Patch } from '../../src/domain/patch.ts';
import { covers, scopeOf } from '../../src/domain/person.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { type Cell, cellKey, cellsOf, type DeclaredCell, tallyByItem } from '../../src/domain/tally.ts';
import { ActivityList, type History } from '../../src/protocol/account.ts';
import { MAX_CHANGES } from '../../src/protocol/limits.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { PROTOCOL_VERSION, SyncResponse } from '../../src/protocol/sync.ts';
import { TallyReply } from '../../src/protocol/tally.ts';
import { verifyAudit } from '../../src/server/store/audit-verify.ts';
import { readHistory } from '../../src/server/store/history.ts';
import { compareCells } from '../../src/server/store/recount.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { readFeedHead } from '../../src/server/store/store.ts';
import { readTallies } from '../helpers/tallies.ts';
import type { Storage, Tab } from './browser.ts';
import { judgeGroups } from './groups.ts';
import type { Entry } from './ledger.ts';
import { OTHER, PEOPLE, PLAN } from './office.ts';
import type { Town } from './play.ts';

export const VERDICTS = ['LOST', 'DUPLICATED', 'FALSE-SENT', 'DIVERGED', 'STUCK', 'MISCOUNTED', 'LOSS-HIDDEN', 'FALSE-ALARM'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Finding {
  readonly verdict: Verdict;
  readonly what: string;
}

/** What is wrong after a schedule. */
export class Guilty extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.map(({ verdict, what }) => `${verdict}: ${what}`).join('\n'));
    this.findings = findings;
  }
}

const MOST_ROUNDS = 6;
/** Quiet minutes before each round: longer than any pause a phone makes by itself. */
const QUIET_MS = 15 * 60_000;

const storagesOf = (town: Town): Storage[] => town.browsers.flatMap((browser) => [...browser.storages.values()]);

async function tabOf({ browser, who }: Storage): Promise<Tab> {
  const tab = await browser.tab(0, who);
  if (!tab) throw new Error(`No app for ${who}`);
  return tab;
}

const nameOf = ({ browser, who }: Storage): string => `${who} on ${browser.index}`;

/** One quiet round: every phone syncs, each person signed in where they were. */
async function round(town: Town): Promise<Finding[]> {
  const findings: Finding[] = [];
  town.world.office.clock.now += QUIET_MS;
  for (const storage of storagesOf(town)) {
    await storage.browser.ensure(storage.who);
    const outcome = await (await tabOf(storage)).sync();
    if (!isDeepStrictEqual(outcome, { kind: 'done', more: false }))
      findings.push({ verdict: 'STUCK', what: `the sync of ${nameOf(storage)} ends ${JSON.stringify(outcome)}` });
  }
  return findings;
}

/** Rounds until one of them changes nothing at the server: then every phone has heard everything. */
export async function settle(town: Town): Promise<Finding[]> {
  let findings: Finding[] = [];
  for (let count = 0, before = -1; count < MOST_ROUNDS; count++) {
    findings = await round(town);
    const { changeNo } = await readFeedHead(town.world.office.store.reader);
    if (changeNo === before && findings.length === 0) return [];
    before = changeNo;
  }
  return findings.length > 0 ? findings : [{ verdict: 'STUCK', what: 'the phones come to no rest' }];
}

/** What the server says to somebody who knows nothing yet. */
interface Told {
  readonly activities: Map<string, ServerActivity>;
  readonly declared: readonly DeclaredCell[];
  readonly plans: readonly Plan[];
}

async function tellAnew(town: Town, { browser, who }: Storage): Promise<Told> {
  const activities = new Map<string, ServerActivity>();
  let declared: readonly DeclaredCell[] = [];
  const plans = new Map<string, Plan>();
  await browser.ensure(who);
  const asked = { protocol: PROTOCOL_VERSION, accountId: PEOPLE[who].id, app: 'model', limit: MAX_CHANGES, note: [], mutations: [] };
  const held = { count: 0, attention: 0, persisted: true };
  let at = { epoch: '', scope: '', cursor: 0 };
  for (let more = true; more; ) {
    const body = JSON.stringify({ ...asked, held, ...at });
    const response = await town.world.office.request('/api/sync', { method: 'POST', headers: browser.headers(), body });
    const answer = SyncResponse.parse(await response.json());
    for (const one of answer.changes.activities ?? []) activities.set(one.id, one);
    for (const id of answer.changes.removed ?? []) activities.delete(id);
    declared = answer.changes.declared ?? declared;
    for (const plan of answer.changes.plans ?? []) plans.set(plan.id, plan);
    at = { epoch: answer.epoch, scope: answer.scope, cursor: answer.cursor };
    more = answer.more;
  }
  return { activities, declared, plans: [...plans.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** What phone and server must agree upon. */
type Common = Partial<Record<'id' | 'version' | 'state' | 'authorId' | 'content' | 'returnReason' | 'duplicateOfId', unknown>>;
const recordOf = ({ id, version, state, authorId, content, returnReason, duplicateOfId }: Common): Common => ({
  id,
  version,
  state,
  authorId,
  content,
  returnReason,
  duplicateOfId,
});

const cellMap = (cells: Iterable<Cell>): Map<string, unknown> =>
  new Map(
    [...cells]
      .filter((cell) => cell.records > 0)
      .map((cell) => [cellKey(cell), { records: cell.records, measures: cell.measures }] as const),
  );

const short = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

async function serverVersions(town: Town): Promise<Map<string, number>> {
  const rows = await town.world.office.store.reader.selectFrom('activities').select(['id', 'version']).execute();
  return new Map(rows.map((row) => [row.id, row.version]));
}

/** What a phone shows as received the server has, in that version or a later one. */
export async function checkReceived(town: Town, { db, storage }: Tab): Promise<void> {
  const feed = await readMeta(db, 'feed');
  const { epoch } = await readFeedHead(town.world.office.store.reader);
  // A phone that has not heard of the fall-back cannot know what the server forgot.
  if (!feed || feed.epoch !== epoch || feed.sweeping) return;
  const versions = await serverVersions(town);
  const rows = await db.activities.toArray();
  const findings = rows
    .filter((row) => row.where === 'received' && (versions.get(row.id) ?? 0) < Math.max(1, row.version))
    .map((row): Finding => ({ verdict: 'FALSE-SENT', what: `${row.id} is received in version ${row.version} for ${nameOf(storage)}` }));
  if (findings.length > 0) throw new Guilty(findings);
}

/** Refusals no person can be to blame for. */
const OUR_FAULT = new Set(['exists', 'keyReused', 'malformed', 'forbidden', 'baseRejected', 'invalid']);

function judgeEntry(town: Town, storage: Storage, row: ActivityRow | undefined, entry: OutboxRow, of: readonly OutboxRow[]): Finding[] {
  const { mutation, refused } = entry;
  const what = `${mutation.action} of ${entry.activityId} waits for ${nameOf(storage)}`;
  if (!refused && !of.some((one) => one.refused)) return [{ verdict: 'STUCK', what }];
  if (row?.where !== 'attention') return [{ verdict: 'STUCK', what: `${what} and no reason is shown` }];
  const { againstRules, hands, judged } = town.ledger.get(entry.activityId);
  const alone = hands.size <= 1 && !judged && town.world.office.fallBacks === 0 && !town.losses.isHarmed;
  const first = of.find((one) => one.refused) ?? entry;
  if (alone && !againstRules && first === entry && refused?.status === 'rejected' && OUR_FAULT.has(refused.reason))
    return [{ verdict: 'STUCK', what: `${what}, refused as ${refused.reason} though nothing is wrong with it` }];
  return [];
}

async function judgeOutbox(town: Town, storage: Storage): Promise<Finding[]> {
  const { db } = await tabOf(storage);
  const entries = await db.outbox.toArray();
  const findings: Finding[] = [];
  for (const entry of entries) {
    const of = entries.filter((one) => one.activityId === entry.activityId);
    findings.push(...judgeEntry(town, storage, await db.activities.get(entry.activityId), entry, of));
  }
  return findings;
}

/** What waits for its person is there to be read, with the reason. */
const isWaiting = async (storage: Storage, id: ActivityId): Promise<boolean> =>
  (await (await tabOf(storage)).db.outbox.where('activityId').equals(id).count()) > 0;

/** A record the server never named and its person dropped is a draft again. */
const isDraft = async (storage: Storage, id: ActivityId): Promise<boolean> =>
  (await (await tabOf(storage)).db.drafts.get(id)) !== undefined;

/** Where a word somebody saved can still be read. */
function isReadable(field: string, word: unknown, content: ActivityContent, { entries, aside }: History): boolean {
  const same = (value: unknown): boolean => isDeepStrictEqual(value ?? null, word ?? null);
  return (
    same(fieldValue(content, field)) ||
    entries.some((entry) => entry.fields.some((one) => one.field === field && (same(one.to) || same(one.from)))) ||
    aside.some((one) => one.fields.some((said) => said.field === field && same(said.to)))
  );
}

/** Nobody's words are overwritten by what nobody said. */
async function judgeFields(town: Town, id: ActivityId, entry: Entry, record: ServerActivity): Promise<Finding[]> {
  if (town.world.office.fallBacks > 0 || entry.dropped.size > 0 || entry.lostIn.size > 0) return [];
  for (const storage of entry.hands) if (await isWaiting(storage, id)) return [];
  const last = [...entry.words.values()];
  return [...new Set(last.flatMap((words) => [...words.keys()]))].flatMap((field): Finding[] => {
    const said = last.flatMap((words) => (words.has(field) ? [words.get(field)] : []));
    const now = fieldValue(record.content as ActivityContent, field);
    if (said.some((word) => isDeepStrictEqual(word ?? null, now ?? null))) return [];
    return [{ verdict: 'LOST', what: `${field} of ${id} is ${short(now)}, and people said ${short(said)}` }];
  });
}

/**
 * After a fall-back every device of the author offers again what it knows. One that knew less may be heard last: then its
 * copy stands, and the other in the history.
 */
async function isOfferedTwice(town: Town, { author }: Entry, id: ActivityId): Promise<boolean> {
  let copies = 0;
  for (const storage of storagesOf(town)) if (storage.who === author && (await (await tabOf(storage)).db.activities.get(id))) copies += 1;
  return town.world.office.fallBacks > 0 && copies > 1;
}

async function judgeRecord(town: Town, id: ActivityId, entry: Entry, record: ServerActivity | undefined): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const storage of entry.hands) {
    if (entry.lostIn.has(storage) || (await isWaiting(storage, id))) continue;
    if (!record) {
      if (storage.who === entry.author && !(await isDraft(storage, id)))
        findings.push({ verdict: 'LOST', what: `${id}, saved by ${nameOf(storage)}` });
      continue;
    }
    // What a backup lacks is offered again as it stands, without its history.
    if (entry.dropped.has(storage) || town.world.office.fallBacks > 0) continue;
    const history = await readHistory(town.world.office.store.reader, id);
    const isThere = (field: string, word: Patch[string] | undefined): boolean =>
      isReadable(field, word, record.content as ActivityContent, history);
    const isReplaced = (field: string, word: Patch[string]): boolean =>
      entry.shared.get(storage)?.has(field) === true &&
      [...entry.words].some(
        ([, words]) => words.has(field) && !isDeepStrictEqual(words.get(field), word) && isThere(field, words.get(field)),
      );
    for (const [field, word] of entry.words.get(storage) ?? [])
      if (!isThere(field, word) && !isReplaced(field, word))
        findings.push({ verdict: 'LOST', what: `${field} ${short(word)} of ${id}, saved by ${nameOf(storage)}` });
  }
  if (!record) return findings;
  findings.push(...(await judgeFields(town, id, entry, record)));
  if (record.authorId !== PEOPLE[entry.author].id)
    findings.push({ verdict: 'LOST', what: `${id} of ${entry.author} stands under the name of ${record.authorId}` });
  const [only, ...others] = entry.hands;
  const isWhole = only !== undefined && others.length === 0 && !entry.dropped.has(only) && entry.lostIn.size === 0;
  const alone = isWhole && !entry.judged && !entry.againstRules;
  const [now, said] = [
    { content: record.content, withdrawn: record.state === 'withdrawn' },
    { content: entry.content, withdrawn: entry.withdrawn },
  ];
  if (!alone || isDeepStrictEqual(now, said) || (await isWaiting(only, id))) return findings;
  if (await isOfferedTwice(town, entry, id)) {
    const history = await readHistory(town.world.office.store.reader, id);
    const words = Object.entries(changedFields(undefined, entry.content));
    if (words.every(([field, word]) => isReadable(field, word, record.content as ActivityContent, history))) return findings;
  }
  return [...findings, { verdict: 'LOST', what: `${id} was saved as ${short(said)} and is ${short(now)}` }];
}

async function judgeServer(town: Town, known: ReadonlyMap<string, ServerActivity>): Promise<Finding[]> {
  const { office, network, offered } = town.world;
  const { reader } = office.store;
  const findings: Finding[] = network.contradictions.map((what) => ({ verdict: 'DUPLICATED', what }));
  for (const id of known.keys())
    if (!town.ledger.entries.has(id as ActivityId)) findings.push({ verdict: 'DUPLICATED', what: `nobody saved ${id}` });
  const versions = await reader.selectFrom('activity_versions').select(['activity_id', 'version', 'mutation_id', 'patch']).execute();
  const [made, said] = [new Set<string>(), new Set<string>()];
  for (const one of versions) {
    // A change of one record may move others of the same activity, each once.
    const key = `${one.mutation_id} of ${one.activity_id}`;
    if (made.has(key)) findings.push({ verdict: 'DUPLICATED', what: `change ${key} made two versions` });
    made.add(key);
    if (one.patch === '{}') continue;
    if (said.has(one.mutation_id)) findings.push({ verdict: 'DUPLICATED', what: `change ${one.mutation_id} changed fields twice` });
    said.add(one.mutation_id);
  }
  if (office.fallBacks > 0) return findings;
  const rows = await reader.selectFrom('mutations').select(['id', 'activity_id', 'status']).execute();
  const claimed = new Set<string>(rows.map((row) => row.id));
  // What was made upon a refused change is made anew with it.
  const refused = new Set(rows.flatMap((row) => (row.status === 'rejected' || row.status === 'conflict' ? [row.activity_id] : [])));
  for (const [id, { storage, mutation }] of offered) {
    if (claimed.has(id) || refused.has(mutation.activityId)) continue;
    const waits = await (await tabOf(storage)).db.outbox.filter((entry) => entry.mutation.id === id).count();
    const { dropped, lostIn } = town.ledger.get(mutation.activityId);
    if (waits === 0 && !dropped.has(storage) && lostIn.size === 0)
      findings.push({ verdict: 'LOST', what: `${mutation.action} of ${mutation.activityId} left ${nameOf(storage)} and never arrived` });
  }
  return findings;
}

/** Nobody touched the database but through the server: the log of what was done and the history find nothing. */
async function judgeLog({ reader }: Town['world']['office']['store']): Promise<Finding[]> {
  const found = await verifyAudit(reader, createReferenceReader(), []);
  return found.map((one) => ({ verdict: 'FALSE-ALARM', what: `verify says ${short(one)}` }));
}

async function judgeTallies(town: Town, all: readonly ServerActivity[]): Promise<Finding[]> {
  const { office } = town.world;
  const differences = await compareCells(office.store.reader, await createReferenceReader()(office.store.reader));
  const findings: Finding[] = differences.map((one) => ({ verdict: 'MISCOUNTED', what: short(one) }));
  findings.push(...(await judgeLog(office.store)));
  for (const what of await judgeGroups(office.store.reader, all)) findings.push({ verdict: 'MISCOUNTED', what });
  const desk = town.browser(3);
  await desk.ensure('son');
  let told = 0;
  for (const { id } of [PLAN, OTHER]) {
    const response = await office.request(`/api/tally?planId=${id}`, { headers: desk.headers() });
    const { rows } = TallyReply.parse(await response.json());
    told += rows.reduce((sum, row) => sum + row.records, 0);
  }
  if (told !== all.length) findings.push({ verdict: 'MISCOUNTED', what: `${told} records in the tally, ${all.length} on the server` });
  return findings;
}

async function judgeStorage(town: Town, storage: Storage, all: readonly ServerActivity[]): Promise<Finding[]> {
  const { db } = await tabOf(storage);
  const findings: Finding[] = [];
  const find = (verdict: Verdict, what: string): void => void findings.push({ verdict, what: `${what} of ${nameOf(storage)}` });
  const left = await db.outbox.toArray();
  if (left.length > 0) find('STUCK', `${left.length} entries`);
  const told = await tellAnew(town, storage);
  const rows = new Map((await db.activities.toArray()).map((row) => [row.id as string, row]));
  for (const id of new Set([...rows.keys(), ...told.activities.keys()])) {
    const [shown, known] = [rows.get(id), told.activities.get(id)];
    const same = shown && known && isDeepStrictEqual(recordOf(shown), recordOf(known));
    if (!same) find('DIVERGED', `${id} is ${short(shown && recordOf(shown))} and not ${short(known && recordOf(known))} in the store`);
    else if (
      shown.where !== (shown.state === 'returned' && shown.authorId === PEOPLE[storage.who].id ? 'attention' : 'received') ||
      shown.received
    )
      find('DIVERGED', `${id} is said to be ${shown.where} in the store`);
  }
  const plans = (await db.plans.toArray()).map(({ feed: _, ...plan }) => plan);
  if (!isDeepStrictEqual(plans, told.plans)) find('DIVERGED', `the plan in version ${plans[0]?.version}`);
  const { tallies } = scopeOf(PEOPLE[storage.who]);
  const recount = cellsOf(
    all.map((one) => contribution(one.content as ActivityContent, one.state)).filter((one) => covers(tallies, one.unitId as UnitId)),
    PLAN.reporting,
  );
  if (!isDeepStrictEqual(cellMap(await db.cells.toArray()), cellMap(recount.values()))) find('MISCOUNTED', 'the cells');
  for (const plan of [PLAN, OTHER])
    if (!isDeepStrictEqual(await readTallies(db, plan), tallyByItem(plan, recount.values(), told.declared, [])))
      find('MISCOUNTED', `the tallies of ${plan.id}`);
  return findings;
}

/** All records, as a supervisor reads them page by page. */
async function allActivities(town: Town): Promise<Map<string, ServerActivity>> {
  const desk = town.browser(3);
  await desk.ensure('son');
  const all = new Map<string, ServerActivity>();
  for (const { id } of [PLAN, OTHER])
    for (let before = '', more = true; more; before = `&before=${[...all.keys()].at(-1)}`) {
      const response = await town.world.office.request(`/api/activities?planId=${id}&limit=200${before}`, { headers: desk.headers() });
      const page = ActivityList.parse(await response.json());
      for (const one of page.activities) all.set(one.id, one);
      more = page.more;
    }
  return all;
}

/** Lets everything heal and settle, and finds what is wrong then. */
export async function judge(town: Town): Promise<void> {
  await town.heal();
  const findings = await settle(town);
  const known = await allActivities(town);
  for (const storage of storagesOf(town)) findings.push(...(await judgeOutbox(town, storage)));
  for (const [id, entry] of town.ledger.entries) findings.push(...(await judgeRecord(town, id, entry, known.get(id))));
  findings.push(...(await judgeServer(town, known)));
  findings.push(...(await town.losses.judge(town, storagesOf(town))));
  if (findings.length > 0) throw new Guilty(findings);
  // People drop what was refused; then all must agree.
  let dropped = 0;
  for (const storage of storagesOf(town)) {
    const tab = await tabOf(storage);
    await town.onAnswer(town, tab);
    const left = await tab.db.outbox.toArray();
    dropped += left.length;
    for (const entry of left) await town.discard(tab, entry.activityId);
  }
  if (dropped > 0) findings.push(...(await settle(town)));
  const all = [...(await allActivities(town)).values()];
  findings.push(...(await judgeTallies(town, all)));
  for (const storage of storagesOf(town)) findings.push(...(await judgeStorage(town, storage, all)));
  if (findings.length > 0) throw new Guilty(findings);
}
