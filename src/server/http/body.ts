import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ok, type Result } from '../../domain/result.ts';
import { type Refusal, refuse } from './refusal.ts';

const inflate = promisify(gunzip);
const JSON_TYPE = /^application\/json(\s*;\s*charset=utf-8)?$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes on the wire, up to the cap; reading stops there whatever the sender announced. */
async function collect(request: Request, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('tooLarge');
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) return refuse('tooLarge');
      chunks.push(chunk);
    }
  } catch {
    // The connection broke in the middle: nobody hears this answer, and it is no fault of ours.
    return refuse('badRequest');
  }
  return ok(Buffer.concat(chunks));
}

async function inflated(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  try {
    // The cap is on what comes out: a few kilobytes can hold gigabytes.
    return ok(await inflate(bytes, { maxOutputLength: maxBytes }));
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return tooLarge ? refuse('tooLarge') : refuse('badRequest', { detail: 'gzip' });
  }
}

/** Reads a JSON body of at most `maxBytes` once inflated. `gzip` says whether a compressed one is taken. */
export async function readJsonBody(request: Request, maxBytes: number, gzip: boolean): Promise<Result<unknown, Refusal>> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) return refuse('badContentType');
  const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && !(gzip && encoding === 'gzip')) return refuse('badContentType', { detail: 'content-encoding' });
  const collected = await collect(request, maxBytes);
  const bytes = collected.ok && encoding === 'gzip' ? await inflated(collected.value, maxBytes) : collected;
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(utf8.decode(bytes.value)));
  } catch {
    return refuse('badJson');
  }
}
