import { err, ok, type Result } from '../../domain/result.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import { packMutations } from '../../protocol/mutation-table.ts';
import type { UnreadRow } from '../../protocol/read-tolerantly.ts';
import type { ErrorBody } from '../../protocol/refusal.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION, SYNC_PATH, SyncResponse } from '../../protocol/sync.ts';
import type { SyncRequest } from '../../protocol/sync-request.ts';
import { expandTaken } from '../../protocol/taken.ts';
import { type Answer, exchange, type Fetch } from '../office/exchange.ts';
import type { SyncTrouble } from './outcome.ts';

export interface Delivery {
  readonly response: SyncResponse;
  /** Rows that a later release has sent and this one cannot read, or not all of them. */
  readonly unread?: readonly UnreadRow[];
  /** Bytes both ways, as far as they are known. */
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface SendOptions {
  /** How long nothing may come back (ms). */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Carries one request to the server and brings back an answer that is ours, or the name of what went wrong. */
export type Send = (request: SyncRequest, options: SendOptions) => Promise<Result<Delivery, SyncTrouble>>;

/** The code for a server of another release is not needed by most phones, and not before the first sync. */
export const otherRelease = () => import('./other-release.lazy.ts');

/** Below this the gzip header eats the gain. Bytes. */
const MIN_GZIP_BYTES = 200;

interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** What this phone sends are mutations of its own making. */
const mutationsOf = (request: SyncRequest): readonly Mutation[] => request.mutations as readonly Mutation[];

/** What is empty is left out, where the server is none of a former release, which misses it. */
function compact({ note, mutations, ...request }: SyncRequest): object {
  const table = packMutations(mutations as readonly Mutation[]);
  const mayLack = request.protocol >= PROTOCOL_VERSION;
  return {
    ...request,
    ...((note.length > 0 || !mayLack) && { note }),
    ...(table && { table }),
    ...(mutations.length > 0 && !table ? { mutations } : !mayLack && { mutations: [] }),
  };
}

async function encode(request: SyncRequest): Promise<Body> {
  const plain = new TextEncoder().encode(JSON.stringify(compact(request)));
  const headers = { 'Content-Type': 'application/json' };
  if (plain.byteLength < MIN_GZIP_BYTES || typeof CompressionStream === 'undefined') return { bytes: plain, headers };
  const packed = new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip')));
  return { bytes: new Uint8Array(await packed.arrayBuffer()), headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

/** The name of a refusal, where our own server signed it: with the number of the request, as nothing on the way can. */
function refusalOf(body: unknown): string | undefined {
  const { error, requestId } = (body ?? {}) as Partial<ErrorBody>;
  return typeof requestId === 'string' ? error : undefined;
}

/**
 * What an answer that is no success means. Of our refusals the status says enough, so that one whose name came with a later
 * release is understood. Whatever else stands between us and the server can only ask for patience or smaller pages.
 */
function troubleOf({ status, body, retryAfterMs }: Answer): SyncTrouble {
  const refusal = refusalOf(body);
  if (status === 413) return { kind: 'too-large' };
  if (refusal === 'tooMuch') return { kind: 'too-much', retryAfterMs };
  if (status === 429 || status === 503 || (refusal && status === 507)) return { kind: 'busy', retryAfterMs };
  if (!refusal) return status >= 500 ? { kind: 'server-error', byName: false } : { kind: 'captive' };
  if (status === 401) return { kind: 'signed-out', orders: (body as ErrorBody).orders };
  if (status === 426) return { kind: 'update-required' };
  return refusal === 'wrongAccount' ? { kind: 'wrong-account' } : { kind: 'server-error', byName: status === 400 || status === 500 };
}

/** The answer with every result in full; undefined where it is not one to this request. */
function responseTo(request: SyncRequest, { taken = {}, ...response }: SyncResponse): SyncResponse | undefined {
  const results = expandTaken(taken, mutationsOf(request));
  return results && { ...response, results: [...response.results, ...results] };
}

/** Where the office runs a later release, what this one does not know is left out; the code for it is fetched only then. */
const readLater = (answer: Answer) =>
  otherRelease().then(
    ({ readNewerSync }) => readNewerSync(answer),
    () => undefined,
  );

/** The answer with what was left out, since the request said it already or there is none. */
const wholeAnswer = ({ nonce, epoch, scope, cursor }: SyncRequest, answer: Answer): Answer =>
  nonce !== undefined && (answer.body as Partial<SyncResponse> | null | undefined)?.nonce === nonce
    ? { ...answer, body: { epoch, scope, cursor, more: false, results: [], changes: {}, ...(answer.body as object) } }
    : answer;

async function read(request: SyncRequest, answer: Answer, bytesUp: number): Promise<Result<Delivery, SyncTrouble>> {
  if (answer.status !== 200) return err(troubleOf(answer));
  const parsed = SyncResponse.safeParse(answer.body);
  const reading = parsed.success ? ok({ value: parsed.data }) : await readLater(answer);
  if (!reading?.ok) return reading ?? err({ kind: 'captive' });
  const { value, ...rest } = reading.value;
  const response = responseTo(request, value);
  return response ? ok({ response, ...rest, bytesUp, bytesDown: answer.bytes }) : err({ kind: 'captive' });
}

export function makeSend(fetch: Fetch): Send {
  /** The protocol of the server, where the office has gone back to a former release. */
  let former: number | undefined;
  const send: Send = async (request, options) => {
    const spoken = former ? (await otherRelease()).formerRequest(request, former) : request;
    const { bytes, headers } = await encode(spoken);
    const answer = await exchange(fetch, { path: SYNC_PATH, init: { method: 'POST', body: bytes, headers }, ...options });
    if (!answer.ok) return err({ kind: answer.error });
    // Servers of the first release do not say what they speak.
    const { protocol = OLDEST_PROTOCOL } = answer.value;
    if (protocol >= request.protocol) former = undefined;
    const sent = await read(spoken, wholeAnswer(spoken, answer.value), bytes.byteLength);
    // A former server takes no request that says more than it knows, the number of the protocol to begin with.
    const isTooNew = !former && protocol < spoken.protocol && !sent.ok && sent.error.kind === 'server-error' && sent.error.byName;
    if (!isTooNew) return sent;
    former = protocol;
    return send(request, options);
  };
  return send;
}
