import { assertNever, err, ok, type Result } from '../../domain/result.ts';
import { packMutations } from '../../protocol/mutation-table.ts';
import { ErrorBody, type Mutation, type SyncRequest, SyncResponse } from '../../protocol/sync.ts';
import { expandTaken } from '../../protocol/taken.ts';
import { type Answer, ask, type Fetch } from './ask.ts';
import type { SyncTrouble } from './outcome.ts';

export interface Delivery {
  readonly response: SyncResponse;
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

/** Below this the gzip header eats the gain. Bytes. */
const MIN_GZIP_BYTES = 200;

interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** What this phone sends are mutations of its own making. */
const mutationsOf = (request: SyncRequest): readonly Mutation[] => request.mutations as readonly Mutation[];

function compact(request: SyncRequest): SyncRequest {
  const table = packMutations(mutationsOf(request));
  return table ? { ...request, mutations: [], table } : request;
}

async function encode(request: SyncRequest): Promise<Body> {
  const plain = new TextEncoder().encode(JSON.stringify(compact(request)));
  const headers = { 'Content-Type': 'application/json' };
  if (plain.byteLength < MIN_GZIP_BYTES || typeof CompressionStream === 'undefined') return { bytes: plain, headers };
  const packed = new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip')));
  return { bytes: new Uint8Array(await packed.arrayBuffer()), headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

const busy = ({ retryAfterMs }: Answer): SyncTrouble => ({ kind: 'busy', ...(retryAfterMs !== undefined && { retryAfterMs }) });

/** A refusal our own server signed with its name. */
function named(code: ErrorBody['error'], answer: Answer): SyncTrouble {
  switch (code) {
    case 'notSignedIn':
      return { kind: 'signed-out' };
    case 'wrongAccount':
      return { kind: 'wrong-account' };
    case 'tooOld':
      return { kind: 'update-required' };
    case 'tooLarge':
      return { kind: 'too-large' };
    case 'busy':
    case 'storageFull':
    case 'tooManyAttempts':
      return busy(answer);
    case 'badJson':
    case 'badRequest':
    case 'internal':
      return { kind: 'server-error', byName: true };
    case 'badContentType':
    case 'forbidden':
    case 'crossSite':
    case 'notFound':
    case 'wrongPassword':
    case 'codeUsed':
    case 'weakPassword':
    case 'staffCodeTaken':
    case 'planChanged':
    case 'planInvalid':
    case 'referenceInvalid':
      return { kind: 'server-error', byName: false };
    default:
      return assertNever(code);
  }
}

/** An answer without our name on it: whatever stands between us and the server can only ask for patience or smaller pages. */
function foreign(answer: Answer): SyncTrouble {
  if (answer.status === 429 || answer.status === 503) return busy(answer);
  if (answer.status === 413) return { kind: 'too-large' };
  return answer.status >= 500 ? { kind: 'server-error', byName: false } : { kind: 'captive' };
}

/** The answer with every result in full; undefined where it is not one to this request. */
function responseTo(request: SyncRequest, body: unknown): SyncResponse | undefined {
  const parsed = SyncResponse.safeParse(body);
  if (!parsed.success) return undefined;
  const { taken = {}, ...response } = parsed.data;
  const results = expandTaken(taken, mutationsOf(request));
  return results && { ...response, results: [...response.results, ...results] };
}

function read(request: SyncRequest, answer: Answer, bytesUp: number): Result<Delivery, SyncTrouble> {
  if (answer.status === 200) {
    const response = responseTo(request, answer.body);
    return response ? ok({ response, bytesUp, bytesDown: answer.bytes }) : err({ kind: 'captive' });
  }
  const refusal = ErrorBody.safeParse(answer.body);
  return err(refusal.success ? named(refusal.data.error, answer) : foreign(answer));
}

export const makeSend =
  (fetch: Fetch): Send =>
  async (request, { patienceMs, signal }) => {
    const { bytes, headers } = await encode(request);
    const answer = await ask(fetch, { path: '/api/sync', init: { method: 'POST', body: bytes, headers }, patienceMs, signal });
    return answer.ok ? read(request, answer.value, bytes.byteLength) : err({ kind: answer.error });
  };
