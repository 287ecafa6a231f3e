import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Build } from '../../src/client/shipped/build.ts';
import { KeptFiles } from '../../src/client/shipped/kept-files.ts';
import { whenSyncRests } from '../../src/client/sync/sync-lock.ts';

const DIST = join(import.meta.dirname, '../../dist');

function builtFiles(): Build {
  const worker = readFileSync(join(DIST, 'sw.js'), 'utf8');
  return JSON.parse(worker.slice(worker.indexOf('{'), worker.indexOf(';self.COTMOC_SCRIPTS'))) as Build;
}

/** A sync that hangs is not waited for longer (ms), as in the service worker. */
const REST_MS = 60_000;

/** As much of a browser's cache as the files need. */
function emptyCaches(): CacheStorage {
  const answers = new Map<string, Response>();
  const cache = {
    match: async (address: string) => answers.get(address)?.clone(),
    put: async (address: string, answer: Response) => void answers.set(address, answer),
    keys: async () => [],
  };
  return { open: async () => cache, keys: async () => [] } as unknown as CacheStorage;
}

/** Fetches all files of the app over the link at `origin`, as the service worker of a phone does, until `signal`. */
export async function fetchFiles(origin: string, signal: AbortSignal): Promise<void> {
  const files = new KeptFiles(builtFiles(), {
    caches: emptyCaches(),
    get: (address) => fetch(origin + address, { signal }),
    whenSyncRests: () => whenSyncRests(AbortSignal.any([signal, AbortSignal.timeout(REST_MS)])),
  });
  await files.install(true);
}
