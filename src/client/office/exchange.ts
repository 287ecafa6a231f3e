import { err, ok, type Result } from '../../domain/result.ts';
import { BUILD_HEADER, PROTOCOL_HEADER } from '../../protocol/sync.ts';
import { hearBuild } from './office-build.ts';

/** What came back, before anybody trusts it. */
export interface Answer {
  readonly status: number;
  /** The parsed body where it called itself JSON and was whole; undefined otherwise (a captive portal's page, say). */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
  /** The version our server speaks, where it is our server that answered; those of the first release do not say it. */
  readonly protocol: number | undefined;
  /** Names what the body says, where the server named it. */
  readonly tag?: string | undefined;
  /** Bytes of the body as they travelled, where that is known. */
  readonly bytes: number;
}

export interface Request {
  readonly path: string;
  readonly init: RequestInit;
  /** How long nothing at all may come back (ms). */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** How long an answer that has begun may stand still (ms). */
const STILL_MS = 20_000;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
/** A server that asks for more patience than this is not believed (ms). */
const MAX_RETRY_AFTER_MS = 3_600_000;

function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? Math.min(seconds * 1_000, MAX_RETRY_AFTER_MS) : undefined;
}

async function readText(body: Response['body'], onProgress: () => void): Promise<{ text: string; bytes: number }> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    onProgress();
    bytes += part.value.byteLength;
    text += decoder.decode(part.value, { stream: true });
  }
  return { text: text + decoder.decode(), bytes };
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One request and what comes back. A connection that carries nothing any more is given up: a fetch alone would hang for ever. */
export async function exchange(fetch: Fetch, { path, init, patienceMs, signal }: Request): Promise<Result<Answer, 'offline' | 'timeout'>> {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  let still = false;
  const outOfPatience = (): void => {
    still = true;
    giveUp();
  };
  let timer = setTimeout(outOfPatience, patienceMs);
  const onProgress = (): void => {
    clearTimeout(timer);
    timer = setTimeout(outOfPatience, STILL_MS);
  };
  signal?.addEventListener('abort', giveUp);
  try {
    // Nobody answers a POST from a cache, and a browser would say so in two headers more.
    const cache = init.method === 'POST' ? {} : ({ cache: 'no-store' } as const);
    const { status, headers, body } = await fetch(path, { ...init, ...cache, signal: controller.signal, redirect: 'manual' });
    onProgress();
    hearBuild(headers.get(BUILD_HEADER));
    const isJson = JSON_TYPE.test(headers.get('content-type') ?? '');
    if (!isJson) void body?.cancel();
    const { text, bytes } = isJson ? await readText(body, onProgress) : { text: '', bytes: 0 };
    return ok({
      status,
      body: parseJson(text),
      protocol: Number(headers.get(PROTOCOL_HEADER)) || undefined,
      tag: headers.get('etag') ?? undefined,
      bytes: Number(headers.get('content-length')) || bytes,
      retryAfterMs: retryAfter(headers),
    });
  } catch {
    return err(still ? 'timeout' : 'offline');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
