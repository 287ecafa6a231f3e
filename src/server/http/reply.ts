import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { ErrorBody } from '../../protocol/refusal.ts';
import { type Refusal, STATUS } from './refusal.ts';

const deflate = promisify(gzip);
/** Below this the gzip header eats the gain. Bytes. */
const MIN_GZIP_BYTES = 200;

const takesGzip = (header: string | undefined): boolean =>
  header?.split(',').some((encoding) => /^\s*gzip\s*(;\s*q=(?!0(\.0+)?\s*$).*)?$/i.test(encoding)) ?? false;

/** Names an answer by what it says; weak, since it may travel compressed or not. */
const tagOf = (text: Uint8Array): string => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** Whether who asks has this very answer already. It was made all the same, after every check: only its bytes are spared. */
function isKnown(context: Context, text: Uint8Array, status: number): boolean {
  if (context.req.method !== 'GET' || status !== 200) return false;
  const tag = tagOf(text);
  context.header('ETag', tag);
  return context.req.header('if-none-match') === tag;
}

/** JSON, compressed where the other side takes it. */
export async function sendJson(context: Context, body: unknown, status = 200): Promise<Response> {
  const text = Buffer.from(JSON.stringify(body));
  if (isKnown(context, text, status)) return context.body(null, 304);
  context.header('Content-Type', 'application/json');
  const compressed = text.length > MIN_GZIP_BYTES && takesGzip(context.req.header('accept-encoding'));
  const bytes = compressed ? await deflate(text) : text;
  if (compressed) context.header('Content-Encoding', 'gzip');
  context.header('Content-Length', String(bytes.length));
  context.status(status as 200);
  return context.body(bytes);
}

/** Text as it is made: the next piece is asked for once the last has gone out, so that few lie in memory. */
export function sendText(context: Context, type: string, pieces: AsyncIterable<string>): Response {
  const encoder = new TextEncoder();
  const rest = pieces[Symbol.asyncIterator]();
  context.header('Content-Type', type);
  return context.body(
    new ReadableStream({
      async pull(controller) {
        const { done, value } = await rest.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await rest.return?.()),
    }),
  );
}

/** A named refusal. It quotes nothing that was sent. */
export function sendRefusal(context: Context, { code, detail, retryAfterMs, orders }: Refusal, requestId: string): Promise<Response> {
  if (retryAfterMs !== undefined) context.header('Retry-After', String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  context.header('X-Request-Id', requestId);
  const body: ErrorBody = {
    error: code,
    requestId,
    ...(detail !== undefined && { detail }),
    ...(orders?.length && { orders: [...orders] }),
  };
  return sendJson(context, body, STATUS[code]);
}
