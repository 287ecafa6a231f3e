import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, Env, Hono, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';

/** Hashed names never change their content; everything else is asked for anew, cheaply by its etag. */
const IMMUTABLE = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** A file's name has a dot in its last part; of the app's pages only those of plan items have one, in the item's code. */
const looksLikeFile = (path: string): boolean => /\.[^/]*$/.test(path) && !path.startsWith('/ke-hoach/');

const missing = (context: Context): Response => {
  context.header('Cache-Control', 'no-store');
  return context.text('', 404);
};

/** Set before the file is found, since a file's answer is finished at once; `missing` sets its own. */
const keep =
  (value: string): MiddlewareHandler =>
  async (context, next) => {
    context.header('Cache-Control', value);
    await next();
  };

/** Serves the built app. A missing file is a 404 and never a page, which a cache would keep under the file's name. */
export function serveApp<E extends Env>(app: Hono<E>, staticDir: string | undefined): void {
  if (staticDir === undefined) {
    app.get('*', missing);
    return;
  }
  const files = serveStatic({ root: staticDir, precompressed: true });
  const page = serveStatic({ path: join(staticDir, 'index.html'), precompressed: true });
  app.get('/assets/*', keep(IMMUTABLE), files, missing);
  app.get('*', etag(), keep(ASK_AGAIN), files);
  app.get('*', (context, next) => (looksLikeFile(context.req.path) ? Promise.resolve(missing(context)) : page(context, next)), missing);
}
