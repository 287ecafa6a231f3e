import { build, type Plugin } from 'vite';
import { BROWSERS } from './browsers.ts';

/**
 * The page and the service worker both need Dexie, and a worker that every browser can run may not import modules: it lies in a
 * script of its own, which both run and a phone fetches once per version. Its exports lie under this name.
 */
const DEXIE = 'CotmocDexie';
const DEXIE_EXPORTS = ['Dexie', 'liveQuery'];
export const sharedDexie: Plugin = {
  name: 'shared-dexie',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id) => (id === 'dexie' ? '\0dexie' : undefined),
  load: (id) => (id === '\0dexie' ? `export const { ${DEXIE_EXPORTS} } = globalThis.${DEXIE};` : undefined),
};

export async function buildDexie(): Promise<string> {
  const source = 'dexie-script';
  const script: Plugin = {
    name: source,
    resolveId: (id) => (id.endsWith(source) ? source : undefined),
    load: (id) => (id === source ? `export { ${DEXIE_EXPORTS} } from 'dexie/dist/modern/dexie.min.mjs';` : undefined),
  };
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [script],
    build: { write: false, target: BROWSERS, lib: { entry: source, formats: ['iife'], name: DEXIE, fileName: () => 'dexie.js' } },
  });
  const [chunk] = (Array.isArray(built) ? built : [built]).flatMap((result) => ('output' in result ? result.output : []));
  if (chunk?.type !== 'chunk') throw new Error('Dexie was not built');
  return chunk.code;
}
