import type { Context } from 'hono';
import { officeDay } from '../../domain/day.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isPrintable } from '../../domain/text.ts';
import { findUnprintable } from '../../domain/unprintable.ts';
import { oversize, partOfPath } from '../../protocol/oversize.ts';
import type { WipeOrder } from '../../protocol/wipe-order.ts';
import { type Asker, seenOn } from '../auth/asker.ts';
import { DEVICE_COOKIE, readCookie } from '../auth/cookies.ts';
import { factorRefusal } from '../auth/factor-rules.ts';
import { readFeedAsker } from '../auth/feed-key.ts';
import { sha256 } from '../auth/secrets.ts';
import { readSignedIn, type SignedInPerson } from '../auth/signed-in.ts';
import { ordersFor, phoneTraces } from '../auth/wipe-order.ts';
import type { AppDeps } from '../deps.ts';
import { protocolOf } from '../former/former-phone.ts';
import { readJsonBody } from '../http/body.ts';
import { isCrossSite } from '../http/csrf.ts';
import { clientNetwork, originOf } from '../http/network.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { Turns } from '../http/turns.ts';
import { appOfBrowser } from '../store/devices.ts';
import { lostPhonesOf } from '../store/lost-phones.ts';
import type { Route } from './route.ts';

const MAX_PLACE_LENGTH = 80;
const SMALL_BODY_BYTES = 16 * 1024;
/** A body that is refused counts as so many of its size. */
const REFUSED_COSTS = 4;
/** Milliseconds after which who asks is looked up anew. */
const SLOW_BODY_MS = 1_000;

const mayCall = (route: Route, who: Asker | undefined): Refusal | undefined => {
  if (route.access === 'open') return undefined;
  if (!who) return { code: 'notSignedIn' };
  const { access } = route;
  return typeof access === 'string' || who.scope.roles.some((role) => access.includes(role)) ? undefined : { code: 'forbidden' };
};

/** PostgreSQL takes no U+0000 in any text, and no half of a letter: whatever a schema lets through, such text ends here. */
function refuseUnprintable(value: unknown): Result<unknown, Refusal> {
  const place = findUnprintable(value);
  return place === undefined ? ok(value) : refuse('badRequest', { detail: place.slice(0, MAX_PLACE_LENGTH) });
}

/** Nothing is inflated for a stranger: compressed bodies are taken on routes that ask for a sign-in, and after it. */
async function readBody(route: Route, context: Context, onRead: Admitted['charge']): Promise<Result<unknown, Refusal>> {
  const { maxBodyBytes: maxBytes = SMALL_BODY_BYTES, access } = route;
  return route.body ? readJsonBody(context.req.raw, { maxBytes, gzip: access !== 'open', onRead }) : ok(undefined);
}

function checkBody(route: Route, raw: unknown): Result<unknown, Refusal> {
  if (!route.body) return ok(undefined);
  const refused = route.precheck?.(raw);
  if (refused) return { ok: false, error: refused };
  const tooLong = oversize(route.body, raw);
  if (tooLong !== undefined) return refuse('badRequest', { detail: tooLong.slice(0, MAX_PLACE_LENGTH) });
  const parsed = route.body.safeParse(raw);
  if (!parsed.success) return refuse('badRequest', { detail: placeOf(parsed.error) });
  return route.tidiesText ? ok(parsed.data) : refuseUnprintable(parsed.data);
}

function readQuery(route: Route, context: Context): Result<unknown, Refusal> {
  if (!route.query) return ok(undefined);
  const asked = context.req.query();
  const tooLong = oversize(route.query, asked);
  if (tooLong !== undefined) return refuse('badRequest', { detail: tooLong.slice(0, MAX_PLACE_LENGTH) });
  const parsed = route.query.safeParse(asked);
  return parsed.success ? refuseUnprintable(parsed.data) : refuse('badRequest', { detail: placeOf(parsed.error) });
}

/** Where a shape went wrong, by the names of our own fields and never by the value. */
function placeOf(error: { readonly issues: readonly { readonly path: PropertyKey[] }[] }): string {
  const path = error.issues[0]?.path ?? [];
  return path.length === 0 ? 'keys' : path.map(partOfPath).join('.').slice(0, MAX_PLACE_LENGTH);
}

export interface RouteRun {
  readonly who: Asker | SignedInPerson | undefined;
  /** The protocol of who asks. */
  readonly protocol: number;
  readonly result: Result<unknown, Refusal>;
}

type Entered = Result<{ readonly who: Asker | SignedInPerson | undefined; readonly app: string | undefined }, Refusal>;

/** Who asks: by the cookie of a browser, or by the key of a spreadsheet, and never by one where the other is asked for. */
async function enter(route: Route, context: Context, deps: AppDeps, now: number): Promise<Entered> {
  if (route.access === 'feed') {
    const reader = await readFeedAsker(deps, context.req.header('authorization'), clientNetwork(context, deps.trustProxy), now);
    // Asks Excel to ask its person for the key.
    if (!reader.ok) context.header('WWW-Authenticate', 'Basic realm="Cot Moc", charset="UTF-8"');
    return reader.ok ? ok({ who: reader.value, app: undefined }) : reader;
  }
  const cookies = context.req.header('cookie');
  if (route.access === 'lostPhone') {
    const phones = await lostPhonesOf(deps.store.reader, phoneTraces(cookies));
    const device = phones.find((phone) => phone.device.id === context.req.param('id'))?.device;
    return ok({ who: device && { ...seenOn(device.person, officeDay(now)), device }, app: device?.app });
  }
  const who = await readSignedIn(deps.store, cookies, now);
  const deviceKey = readCookie(cookies, DEVICE_COOKIE);
  // Who signs in says no release: what the browser said before tells which answer it can read.
  const app = who ? who.device.app : deviceKey && (await appOfBrowser(deps.store.reader, sha256(deviceKey)));
  return ok({ who, app });
}

/** A phone that was reported as lost learns of it with the first request that is refused. */
const ordersOf = async (context: Context, { store }: AppDeps, now: number): Promise<WipeOrder[]> =>
  ordersFor(await lostPhonesOf(store.reader, phoneTraces(context.req.header('cookie'))), now);

/**
 * Who asks, once their body is read. Somebody may send one so slowly that they are signed out, or have lost a role, before it ends: what
 * was found out at its beginning says nothing then.
 */
async function stillThere(
  route: Route,
  context: Context,
  deps: AppDeps,
  { who, now }: Pick<Admitted, 'who' | 'now'>,
): Promise<Result<RouteRun['who'], Refusal>> {
  const later = deps.clock();
  if (!route.body || later - now <= SLOW_BODY_MS) return ok(who);
  const entered = await enter(route, context, deps, later);
  if (!entered.ok) return entered;
  const refused = mayCall(route, entered.value.who);
  return refused ? { ok: false, error: refused } : ok(entered.value.who);
}

/** Takes a request through all doors, in the order of what is cheapest to refuse. */
export async function runRoute(route: Route, context: Context, deps: AppDeps, strangers: Turns): Promise<RouteRun> {
  const now = deps.clock();
  if (isCrossSite(context.req.raw, deps.publicOrigin))
    return { who: undefined, protocol: protocolOf(undefined, undefined), result: refuse('crossSite') };
  const entered = await enter(route, context, deps, now);
  if (!entered.ok) return { who: undefined, protocol: protocolOf(undefined, undefined), result: entered };
  const { who, app } = entered.value;
  // Neither a sign-in nor a browser that anybody ever signed in on.
  if (!who && app === undefined) await strangers.wait();
  const end = (result: Result<unknown, Refusal>, raw?: unknown): RouteRun => ({ who, protocol: protocolOf(raw, app), result });
  const refused = mayCall(route, who);
  if (refused) return end({ ok: false, error: who ? refused : { ...refused, orders: await ordersOf(context, deps, now) } });
  if (!who || route.access === 'open') return finish(route, context, deps, { who, now, end, charge: () => undefined });
  // Whoever has a lost phone takes nothing from what its owner may ask for.
  const asker = route.access === 'lostPhone' && 'device' in who ? who.device.id : who.person.id;
  const run = await deps.accountPace.run(asker, (charge) => finish(route, context, deps, { who, now, end, charge }));
  return run.ok ? run.value : end(run);
}

async function refuseWithoutFactor(
  { stepUp }: Route,
  deps: AppDeps,
  who: RouteRun['who'],
  asked: { readonly body: unknown; readonly query: unknown },
  now: number,
): Promise<Refusal | undefined> {
  if (!stepUp || !who || !('device' in who) || (stepUp !== true && !stepUp(asked))) return undefined;
  return factorRefusal(deps, who, now);
}

interface Admitted {
  readonly who: RouteRun['who'];
  readonly now: number;
  readonly end: (result: Result<unknown, Refusal>, raw?: unknown) => RouteRun;
  /** Is told how much of a body was read. */
  readonly charge: (bytes: number) => void;
}

async function finish(route: Route, context: Context, deps: AppDeps, admitted: Admitted): Promise<RouteRun> {
  const { now, end, charge } = admitted;
  // No id of ours holds such a thing.
  if (!Object.values(context.req.param()).every(isPrintable)) return end(refuse('notFound'));
  const query = readQuery(route, context);
  if (!query.ok) return end(query);
  let bytes = 0;
  const raw = await readBody(route, context, (read) => {
    bytes += read;
    charge(read);
  });
  const body = raw.ok ? checkBody(route, raw.value) : raw;
  if (!raw.ok || !body.ok) {
    // No release of the app makes such a body; taking it apart has cost more than its work would have.
    charge(bytes * (REFUSED_COSTS - 1));
    return end(body, raw.ok ? raw.value : undefined);
  }
  const there = await stillThere(route, context, deps, admitted);
  if (!there.ok) return end(there, raw.value);
  const who = there.value;
  const refused = await refuseWithoutFactor(route, deps, who, { body: body.value, query: query.value }, now);
  if (refused) return end({ ok: false, error: refused });
  const cookies = context.req.header('cookie');
  const result = await route.handle({
    deps,
    now,
    network: clientNetwork(context, deps.trustProxy),
    cookie: (name) => readCookie(cookies, name),
    deviceKey: readCookie(cookies, DEVICE_COOKIE),
    phone: phoneTraces(cookies),
    origin: deps.publicOrigin ?? originOf(context, deps.trustProxy),
    params: context.req.param(),
    body: body.value,
    query: query.value,
    who,
    setCookie: (header) => context.header('Set-Cookie', header, { append: true }),
  });
  if (deps.checkReplies && result.ok && !route.streams) route.reply.parse(result.value);
  return end(result, raw.value);
}
