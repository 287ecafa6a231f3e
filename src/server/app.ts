import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { BUILD_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../protocol/sync.ts';
import { readable } from './auth/secrets.ts';
import type { AppDeps } from './deps.ts';
import { formerPhoneOf } from './former/former-phone.ts';
import { createProxyWatch } from './http/proxy-watch.ts';
import type { Refusal } from './http/refusal.ts';
import { sendJson, sendRefusal, sendText } from './http/reply.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { buildIn, serveApp } from './http/static-files.ts';
import { createTurns, type Turns } from './http/turns.ts';
import { describeError } from './log.ts';
import type { Route } from './routes/route.ts';
import { runRoute } from './routes/run-route.ts';
import { ROUTES } from './routes/table.ts';
import { storeTrouble } from './store/trouble.ts';

/** Milliseconds a phone is asked to wait when the database is away, and when its disk is full. */
const BUSY_RETRY_MS = 5_000;
const FULL_RETRY_MS = 60_000;

/** What an unforeseen error means to the caller. Its text stays here: it may quote what was sent. */
function refusalOf(error: unknown): Refusal {
  const trouble = storeTrouble(error);
  if (trouble === 'busy') return { code: 'busy', retryAfterMs: BUSY_RETRY_MS };
  if (trouble === 'full') return { code: 'storageFull', retryAfterMs: FULL_RETRY_MS };
  return { code: 'internal' };
}

/** What is known of a request while it is under way. */
export interface AppEnv {
  Variables: { requestId: string; path: string; accountId: string | undefined };
}
type AppContext = Context<AppEnv>;

/** The path is that of the route or the kind of file, never as asked for: an address may hold what nobody should read. */
const log = (deps: AppDeps, context: AppContext, startedAt: number): void =>
  deps.log({
    event: 'request',
    requestId: context.get('requestId'),
    method: context.req.method,
    path: context.get('path'),
    status: context.res.status,
    ms: deps.clock() - startedAt,
    bytes: Number(context.res.headers.get('content-length') ?? 0),
    accountId: context.get('accountId'),
  });

function aroundAll(deps: AppDeps): MiddlewareHandler<AppEnv> {
  const watchProxy = createProxyWatch(deps.log, deps.trustProxy);
  return async (context, next) => {
    const startedAt = deps.clock();
    context.set('requestId', readable(12, deps.fillRandom));
    context.set('path', context.req.path.startsWith('/api/') ? '/api/*' : '/*');
    setSecurityHeaders(context);
    watchProxy(context);
    await next();
    log(deps, context, startedAt);
  };
}

function fail(deps: AppDeps, context: AppContext, error: unknown): Promise<Response> {
  const refusal = refusalOf(error);
  deps.log({ event: 'requestFailed', requestId: context.get('requestId'), refusal: refusal.code, ...describeError(error) });
  return sendRefusal(context, refusal, context.get('requestId'));
}

async function answer(deps: AppDeps, route: Route, context: AppContext, strangers: Turns): Promise<Response> {
  context.set('path', route.path);
  const { who, protocol, result } = await runRoute(route, context, deps, strangers);
  context.set('accountId', who?.person.id);
  if (route.streams && result.ok) return sendText(context, route.streams, result.value as AsyncIterable<string>);
  const former = formerPhoneOf(protocol);
  if (result.ok) return sendJson(context, former ? former.reply(`${route.method} ${route.path}`, result.value) : result.value);
  const refusal = former ? { ...result.error, code: former.refusal(result.error.code), orders: [] } : result.error;
  return sendRefusal(context, refusal, context.get('requestId'));
}

/** The whole server as a function of what it needs: no port, no globals, so that a test calls it directly. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const strangers = createTurns();
  const build = deps.staticDir === undefined ? undefined : buildIn(deps.staticDir);
  app.use('*', aroundAll(deps));
  app.use('/api/*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    context.header(PROTOCOL_HEADER, String(PROTOCOL_VERSION));
    if (build !== undefined) context.header(BUILD_HEADER, build);
    await next();
  });
  for (const route of ROUTES) app.on(route.method, route.path, (context) => answer(deps, route, context, strangers));
  app.all('/api/*', (context) => sendRefusal(context, { code: 'notFound' }, context.get('requestId')));
  serveApp(app, deps.staticDir, build);
  app.onError((error, context) => fail(deps, context, error));
  return app;
}
