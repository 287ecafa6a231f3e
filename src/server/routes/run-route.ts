import type { Context } from 'hono';
import { ok, type Result } from '../../domain/result.ts';
import { isPrintable } from '../../domain/text.ts';
import { findUnprintable } from '../../domain/unprintable.ts';
import { DEVICE_COOKIE, readCookie } from '../auth/cookies.ts';
import { readSignedIn, type SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { readJsonBody } from '../http/body.ts';
import { isCrossSite } from '../http/csrf.ts';
import { clientNetwork } from '../http/network.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { Route } from './route.ts';

const MAX_PLACE_LENGTH = 80;
const SMALL_BODY_BYTES = 16 * 1024;

const mayCall = (route: Route, who: SignedInPerson | undefined): Refusal | undefined => {
  if (route.access === 'open') return undefined;
  if (!who) return { code: 'notSignedIn' };
  return route.access === 'signedIn' || route.access.includes(who.person.role) ? undefined : { code: 'forbidden' };
};

/** PostgreSQL takes no U+0000 in any text, and no half of a letter: whatever a schema lets through, such text ends here. */
function refuseUnprintable(value: unknown): Result<unknown, Refusal> {
  const place = findUnprintable(value);
  return place === undefined ? ok(value) : refuse('badRequest', { detail: place.slice(0, MAX_PLACE_LENGTH) });
}

/** Nothing is inflated for a stranger: compressed bodies are taken on routes that ask for a sign-in, and after it. */
async function readBody(route: Route, context: Context): Promise<Result<unknown, Refusal>> {
  if (!route.body) return ok(undefined);
  const raw = await readJsonBody(context.req.raw, route.maxBodyBytes ?? SMALL_BODY_BYTES, route.access !== 'open');
  if (!raw.ok) return raw;
  const refused = route.precheck?.(raw.value);
  if (refused) return { ok: false, error: refused };
  const parsed = route.body.safeParse(raw.value);
  if (!parsed.success) return refuse('badRequest', { detail: placeOf(parsed.error) });
  return route.tidiesText ? ok(parsed.data) : refuseUnprintable(parsed.data);
}

function readQuery(route: Route, context: Context): Result<unknown, Refusal> {
  if (!route.query) return ok(undefined);
  const parsed = route.query.safeParse(context.req.query());
  return parsed.success ? refuseUnprintable(parsed.data) : refuse('badRequest', { detail: placeOf(parsed.error) });
}

/** Where a shape went wrong, by the names of our own fields and never by the value. */
function placeOf(error: { readonly issues: readonly { readonly path: PropertyKey[] }[] }): string {
  const path = error.issues[0]?.path ?? [];
  return path.length === 0 ? 'keys' : path.map(String).join('.').slice(0, MAX_PLACE_LENGTH);
}

export interface RouteRun {
  readonly who: SignedInPerson | undefined;
  readonly result: Result<unknown, Refusal>;
}

/** Takes a request through all doors, in the order of what is cheapest to refuse. */
export async function runRoute(route: Route, context: Context, deps: AppDeps): Promise<RouteRun> {
  const now = deps.clock();
  if (isCrossSite(context.req.raw, deps.publicOrigin)) return { who: undefined, result: refuse('crossSite') };
  const cookies = context.req.header('cookie');
  const who = await readSignedIn(deps.store, cookies, now);
  const refused = mayCall(route, who);
  if (refused) return { who, result: { ok: false, error: refused } };
  // No id of ours holds such a thing.
  if (!Object.values(context.req.param()).every(isPrintable)) return { who, result: refuse('notFound') };
  const query = readQuery(route, context);
  if (!query.ok) return { who, result: query };
  const body = await readBody(route, context);
  if (!body.ok) return { who, result: body };
  const result = await route.handle({
    deps,
    now,
    network: clientNetwork(context, deps.trustProxy),
    deviceKey: readCookie(cookies, DEVICE_COOKIE),
    params: context.req.param(),
    body: body.value,
    query: query.value,
    who,
    setCookie: (header) => context.header('Set-Cookie', header, { append: true }),
  });
  if (deps.checkReplies && result.ok) route.reply.parse(result.value);
  return { who, result };
}
