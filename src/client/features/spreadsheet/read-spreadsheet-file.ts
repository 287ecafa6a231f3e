import { askWorker, type WorkerEnd } from '../../ask-worker.ts';
import { trustedScript } from '../../trusted-scripts.ts';
import type { SpreadsheetAnswer } from './answer-spreadsheet.ts';
import readerAddress from './spreadsheet-reader.worker.ts?worker&url';

/** Reads a spreadsheet away from the page. Nothing leaves the device. */
export async function readSpreadsheetFile(file: File, signal: AbortSignal): Promise<SpreadsheetAnswer | WorkerEnd> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { kind: 'failed' }; // the file was moved, or its storage went away
  }
  if (signal.aborted) return { kind: 'stopped' };
  const worker = new Worker(trustedScript(readerAddress), { type: 'module' });
  return askWorker(worker, { name: file.name, bytes }, { take: (message: SpreadsheetAnswer | WorkerEnd) => message, signal });
}
