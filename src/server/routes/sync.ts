import { type Day, instant } from '../../domain/day.ts';
import { horizonOf } from '../../domain/horizon.ts';
import { covers, postsOn } from '../../domain/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ReplyOf } from '../../protocol/endpoint.ts';
import { SYNC } from '../../protocol/endpoints/sync.ts';
import { MAX_BODY_BYTES } from '../../protocol/limits.ts';
import { unpackMutations } from '../../protocol/mutation-table.ts';
import { OLDEST_PROTOCOL, type SyncResponse } from '../../protocol/sync.ts';
import { shortenResults } from '../../protocol/taken.ts';
import { sha256 } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { isServed } from '../former/former-phone.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { describeError } from '../log.ts';
import { recordsAsSent } from '../merge/records-as-sent.ts';
import { applyPage } from '../store/apply-page.ts';
import { hasNews, saveDeviceReport, type TakenReport } from '../store/declared.ts';
import { lossOf } from '../store/devices.ts';
import { readFeed } from '../store/feed.ts';
import { ensurePlaceholders } from '../store/placeholders.ts';
import { keepSearchNear } from '../store/search/search-index.ts';
import { readFeedHead } from '../store/store.ts';
import { type Call, defineRoute } from './route.ts';

type SyncCall = Call<typeof SYNC, SignedInPerson>;

/** Phones of the first release compare the name of their scope with one that had no protocol in it. */
const FIRST_PROTOCOL = 2;

/**
 * Changes whenever the person may see other things than before, or the phone can read more than before, so that the phone's
 * copy is made anew.
 */
function scopeName({ person, today }: SignedInPerson, protocol: number): string {
  const parts: unknown[] = [person.id, ...postsOn(person, today).flatMap(({ role, unitIds }) => [role, unitIds])];
  return sha256(JSON.stringify(protocol === FIRST_PROTOCOL ? parts : [...parts, protocol])).slice(0, 8);
}

/** A phone that is older than those served is told to update before anything else about its request is judged. */
function refuseOldPhones(raw: unknown): Refusal | undefined {
  const protocol = typeof raw === 'object' && raw !== null && 'protocol' in raw ? raw.protocol : undefined;
  return Number.isInteger(protocol) && (protocol as number) < OLDEST_PROTOCOL ? { code: 'tooOld' } : undefined;
}

const plainLine = (text: string): string => text.replace(/\p{C}/gu, '');

interface TakenPage {
  readonly results: SyncResponse['results'];
  readonly taken: TakenReport;
}

async function takePage({ deps, now, body, who }: SyncCall, mutations: readonly unknown[]): Promise<TakenPage> {
  const { store, readReference, log } = deps;
  // A phone declares what it may record, and nothing for others.
  const note = (body.note ?? []).filter((cell) => covers(who.scope.recordsFor, cell.unitId));
  const report = { app: plainLine(body.app), held: body.held, note };
  let taken: TakenReport = { report: who.device.report };
  if (mutations.length === 0 && !(await hasNews(store.reader, who.device, report, now))) return { results: [], taken };
  const sender = { person: who.person, scope: who.scope, deviceId: who.device.id };
  const results = await applyPage({ store, readReference, log, sender, now }, mutations, async (tx, received) => {
    taken = await saveDeviceReport(tx, who.device.id, report, received, now);
  });
  // Nobody who pushes waits for the search, and one that fails costs no answer.
  keepSearchNear(store, readReference).catch((error: unknown) => log({ event: 'searchFailed', ...describeError(error) }));
  return { results, taken };
}

/** What a phone must know of what it said: phones of former releases could not read it. */
async function answerReport(call: SyncCall, { report, heard }: TakenReport): Promise<SyncResponse['report']> {
  if (call.body.held.store?.knows === undefined) return undefined;
  const found = (await lossOf(call.deps.store.reader, report))?.missing;
  // Who said what they miss is told how much of it the office misses, even where it misses nothing.
  const missing = found ?? (call.body.held.lost ? 0 : undefined);
  if (heard === undefined && missing === undefined) return undefined;
  return { ...(heard !== undefined && { heard }), ...(missing !== undefined && { missing }) };
}

/** Without what the phone knows from its own request, and without what is empty. */
function shorten({ epoch, scope, cursor, more, results, changes, ...rest }: SyncResponse, asked: SyncCall['body']): ReplyOf<typeof SYNC> {
  return {
    ...rest,
    ...(epoch !== asked.epoch && { epoch }),
    ...(scope !== asked.scope && { scope }),
    ...(cursor !== asked.cursor && { cursor }),
    ...(more && { more }),
    ...(results.length > 0 && { results }),
    ...(Object.keys(changes).length > 0 && { changes }),
  };
}

/**
 * From which day on a phone gets settled records. One that asks for all hears of all, and so do, for what the feed does not name they
 * would offer as lost, one that knows the database from before it was restored and phones of the first release.
 */
const horizonFor = ({ body, who }: SyncCall, isRestored: boolean): Day | undefined =>
  body.whole || isRestored || body.protocol === FIRST_PROTOCOL ? undefined : horizonOf(who.today);

async function sync(call: SyncCall): Promise<Result<ReplyOf<typeof SYNC>, Refusal>> {
  const { deps, now, body, who } = call;
  const mutations = body.table ? unpackMutations(body.table) : (body.mutations ?? []);
  if (!mutations) return refuse('badRequest', { detail: 'table' });
  if (!isServed(body.protocol)) return refuse('badRequest', { detail: 'protocol' });
  // The phone's store belongs to one account; another person's sign-in must not send or receive for it.
  if (body.accountId !== who.person.id) return refuse('wrongAccount');
  await ensurePlaceholders(deps.store, deps.readReference, now);
  // What was said to the server before it was restored may arrive again, long after its phone has said it anew upon what the
  // server still has. Nothing of it is taken, nor what it says of the device: a phone that had not heard of the restore gets the
  // feed from its beginning, and offers all that waits upon that.
  const isFormer = body.epoch !== '' && body.epoch !== (await readFeedHead(deps.store.reader)).epoch;
  const { results, taken } = isFormer ? { results: [], taken: { report: who.device.report } } : await takePage(call, mutations);
  const report = await answerReport(call, taken);
  const head = await readFeedHead(deps.store.reader);
  const scope = scopeName(who, body.protocol);
  const restarted = body.epoch !== head.epoch || body.scope !== scope || body.cursor > head.changeNo;
  const viewer = { person: who.person, scope: who.scope, deviceId: who.device.id, horizon: horizonFor(call, isFormer) };
  // A feed that begins anew is believed for what it does not say, too.
  const asSent = body.table && !restarted ? recordsAsSent(mutations, results) : undefined;
  const window = { after: restarted ? 0 : body.cursor, upTo: head.changeNo, limit: body.limit };
  const feed = await readFeed(deps.store.reader, viewer, window, asSent);
  const response: SyncResponse = {
    protocol: body.protocol,
    ...(body.nonce !== undefined && { nonce: body.nonce }),
    epoch: head.epoch,
    scope,
    cursor: feed.cursor,
    more: feed.more,
    ...(restarted && { restarted: true as const }),
    ...(body.table ? shortenResults(results) : { results }),
    changes: feed.changes,
    ...(report && { report }),
    now: instant(now),
  };
  return ok(body.mutations ? response : shorten(response, body));
}

export const syncRoutes = [
  defineRoute(SYNC, {
    summary: 'Send waiting changes and receive what changed',
    access: 'signedIn',
    tidiesText: true,
    maxBodyBytes: MAX_BODY_BYTES,
    precheck: refuseOldPhones,
    handle: sync,
  }),
];
