import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ok, type Result } from '../../domain/result.ts';
import { type Refusal, refuse } from './refusal.ts';

const inflate = promisify(gunzip);
const JSON_TYPE = /^application\/json(\s*;\s*charset=utf-8)?$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export interface Taking {
  /** Most bytes once inflated. */
  readonly maxBytes: number;
  /** Whether a compressed body is taken. */
  readonly gzip: boolean;
  /** Is told of every byte that was read or came out of others, whatever becomes of it. */
  readonly onRead: (bytes: number) => void;
}

/** The bytes on the wire, up to the cap; reading stops there whatever the sender announced. */
async function collect(request: Request, { maxBytes, onRead }: Taking): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('tooLarge');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      onRead(chunk.byteLength);
      if (size > maxBytes) return refuse('tooLarge');
      chunks.push(chunk);
    }
  } catch {
    // The connection broke in the middle: nobody hears this answer, and it is no fault of ours.
    return refuse('badRequest');
  }
  return ok(Buffer.concat(chunks));
}

async function inflated(bytes: Uint8Array<ArrayBuffer>, { maxBytes, onRead }: Taking): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  try {
    // The cap is on what comes out: a few kilobytes can hold gigabytes.
    const whole = await inflate(bytes, { maxOutputLength: maxBytes });
    onRead(whole.byteLength);
    return ok(whole);
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    if (tooLarge) onRead(maxBytes);
    return tooLarge ? refuse('tooLarge') : refuse('badRequest', { detail: 'gzip' });
  }
}

/** Reads a JSON body. */
export async function readJsonBody(request: Request, taking: Taking): Promise<Result<unknown, Refusal>> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) return refuse('badContentType');
  const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && !(taking.gzip && encoding === 'gzip')) return refuse('badContentType', { detail: 'content-encoding' });
  const collected = await collect(request, taking);
  const bytes = collected.ok && encoding === 'gzip' ? await inflated(collected.value, taking) : collected;
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(utf8.decode(bytes.value)));
  } catch {
    return refuse('badJson');
  }
}
