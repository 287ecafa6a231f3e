import type { Unit } from '../../../domain/reference.ts';
import type { PlanSource, ReadAnswer, ReadRequest, ReadStep, WorkerMessage } from './messages.ts';

/** `failed`: the file could not be taken from the phone, or the worker broke. `stopped`: the person gave up. */
export type ReadOutcome = ReadAnswer | { readonly kind: 'failed' } | { readonly kind: 'stopped' };

export interface ReadInWorkerOptions {
  readonly units?: readonly Unit[];
  readonly onStep?: (step: ReadStep) => void;
  /** Ends the worker at once, however far it is. */
  readonly signal?: AbortSignal;
}

async function toSource(input: File | string): Promise<PlanSource> {
  if (typeof input === 'string') return { kind: 'text', text: input };
  return { kind: 'file', name: input.name, bytes: new Uint8Array(await input.arrayBuffer()) };
}

/** A worker that ran out of memory may end without a word. No plan takes as long as this, even on a slow phone. */
const LONGEST_READING_MS = 120_000;

function ask(request: ReadRequest, { onStep, signal }: ReadInWorkerOptions): Promise<ReadOutcome> {
  const worker = new Worker(new URL('./plan-reader.worker.ts', import.meta.url), { type: 'module' });
  let limit: ReturnType<typeof setTimeout> | undefined;
  return new Promise<ReadOutcome>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.kind === 'step') onStep?.(data);
      else resolve(data);
    });
    worker.addEventListener('error', () => resolve({ kind: 'failed' }));
    limit = setTimeout(() => resolve({ kind: 'failed' }), LONGEST_READING_MS);
    worker.addEventListener('messageerror', () => resolve({ kind: 'failed' }));
    signal?.addEventListener('abort', () => resolve({ kind: 'stopped' }), { once: true });
    worker.postMessage(request);
  }).finally(() => {
    clearTimeout(limit);
    worker.terminate();
  });
}

/** Reads a plan away from the page, which stays usable however large or hostile the file is. Nothing leaves the device. */
export async function readInWorker(input: File | string, options: ReadInWorkerOptions = {}): Promise<ReadOutcome> {
  let source: PlanSource;
  try {
    source = await toSource(input);
  } catch {
    return { kind: 'failed' }; // the file was moved, or its storage went away
  }
  return options.signal?.aborted ? { kind: 'stopped' } : ask({ source, units: options.units ?? [] }, options);
}
