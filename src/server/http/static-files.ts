import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, Env, Hono, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

/**
 * Under the address of their build files never change; everything else is asked for anew, cheaply by its etag. A build that is
 * not this one has none here: two are never mixed.
 */
const IMMUTABLE = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/**
 * What the service worker begins with. Browsers look whether it changed whenever the app is opened; with every answer the office says
 * which build it gives out, so that they may look in their own copy (client/shipped/worker-file.ts), and ask a day later at the latest.
 */
const ASK_TOMORROW = 'private, max-age=86400';
const WORKER = '/sw.js';

/**
 * The page itself. WebKit keeps a page that is left, with whatever transaction of its database was just open, and the database
 * then stays locked for the next one, which opens blank. A page that may not be stored is not kept so. Without a signal the
 * service worker answers: it keeps its own copy, whatever is said here.
 */
const NOT_KEPT = 'no-store';

/** A file's name has a dot in its last part; of the app's pages only those of plan items have one, in the item's code. */
const looksLikeFile = (path: string): boolean => /\.[^/]*$/.test(path) && !path.startsWith('/ke-hoach/');

const missing = (context: Context): Response => {
  context.header('Cache-Control', NOT_KEPT);
  return context.text('', 404);
};

/** What begins with a dot is no part of the app: what the build notes down for itself, say. */
const isHidden = (path: string): boolean => /\/(\.|%2e)/i.test(path);

/**
 * A script whose name ends in what is in it: what the service worker runs, and shares with the page. The build alone puts scripts so
 * named beside the page, and alone knows which (src/build/ship.ts).
 */
export const namesItsContent = (path: string): boolean => /^\/[\w-]+-[\w-]{8}\.js$/.test(path);

/** Every path that answers with the page: no file's, and that of the page's own file. */
const isPage = (path: string): boolean => !looksLikeFile(path) || path === '/index.html';

/** Set before the file is found, since a file's answer is finished at once; `missing` sets its own. */
const keep =
  (value: (path: string) => string): MiddlewareHandler =>
  async (context, next) => {
    context.header('Cache-Control', value(context.req.path));
    await next();
  };

const keepingOf = (path: string): string => {
  if (isPage(path)) return NOT_KEPT;
  if (path === WORKER) return ASK_TOMORROW;
  return namesItsContent(path) ? IMMUTABLE : ASK_AGAIN;
};

/** The build that lies there: the page names it (client/shipped/build.ts). */
export const buildIn = (staticDir: string): string | undefined =>
  /\/b\/([\w-]+)\//.exec(readFileSync(join(staticDir, 'index.html'), 'utf8'))?.[1];

/** Serves the built app. A missing file is a 404 and never a page, which a cache would keep under the file's name. */
export function serveApp<E extends Env>(app: Hono<E>, staticDir: string | undefined, build: string | undefined): void {
  if (staticDir === undefined) {
    app.get('*', missing);
    return;
  }
  const root = `/b/${build}/`;
  const files = serveStatic({ root: staticDir, precompressed: true });
  const ofBuild = serveStatic({ root: staticDir, precompressed: true, rewriteRequestPath: (path) => path.slice(root.length) });
  const page = serveStatic({ path: join(staticDir, 'index.html'), precompressed: true });
  app.get('*', (context, next) => (isHidden(context.req.path) ? Promise.resolve(missing(context)) : next()));
  const isOfBuild = (path: string): boolean => path.startsWith(root) && looksLikeFile(path);
  app.get(
    '/b/*',
    (context, next) => (isOfBuild(context.req.path) ? next() : Promise.resolve(missing(context))),
    keep(() => IMMUTABLE),
    ofBuild,
    missing,
  );
  app.get('*', etag(), keep(keepingOf), files);
  app.get('*', (context, next) => (looksLikeFile(context.req.path) ? Promise.resolve(missing(context)) : page(context, next)), missing);
}
