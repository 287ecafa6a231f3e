import { join } from 'node:path';
import { build, type Plugin } from 'vite';

export const SIDES = ['phone', 'server'] as const;
export type Side = (typeof SIDES)[number];

const ROOT = join(import.meta.dirname, '../..');
/** Compiled for this machine: they cannot be put into a file of text. */
const NATIVE = ['better-sqlite3', 'pg'];

/**
 * One side of the present tree as one file. What the wire's shape and a phone's storage depend upon (schemas, zod, Dexie,
 * Kysely) is inside, so that a kept release stays what it was whatever is installed later.
 */
export async function bundle(side: Side, plugins: readonly Plugin[] = []): Promise<string> {
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [...plugins],
    // Dexie's usual entry refuses to run beside another version of itself.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
    ssr: { noExternal: true, external: NATIVE },
    build: {
      ssr: join(import.meta.dirname, `${side}-entry.ts`),
      write: false,
      minify: true,
      target: 'es2023',
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = [made].flat();
  const chunk = output && 'output' in output ? output.output.find((one) => one.type === 'chunk') : undefined;
  if (!chunk) throw new Error(`Nothing came of bundling the ${side}`);
  return chunk.code;
}
