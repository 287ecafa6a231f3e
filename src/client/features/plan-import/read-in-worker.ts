import type { Unit } from '../../../domain/reference.ts';
import { askWorker, type WorkerEnd } from '../../ask-worker.ts';
import { trustedScript } from '../../trusted-scripts.ts';
import type { PlanSource, ReadAnswer, ReadRequest, ReadStep, WorkerMessage } from './messages.ts';
import readerAddress from './plan-reader.worker.ts?worker&url';

export type ReadOutcome = ReadAnswer | WorkerEnd;

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

const ask = (request: ReadRequest, { onStep, signal }: ReadInWorkerOptions): Promise<ReadOutcome> =>
  askWorker(new Worker(trustedScript(readerAddress), { type: 'module' }), request, {
    take(message: WorkerMessage) {
      if (message.kind !== 'step') return message;
      onStep?.(message);
      return undefined;
    },
    signal,
  });

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
