import { mkdtempSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/**
 * Lists what lies in the first page, Dexie apart, which is a script of its own: `npm run first-page`. Of each module, and of each
 * folder or package, it prints the bytes after minifying, and the bytes by which its compressed file would be smaller without it.
 * The latter do not add up to the files: what two modules say alike is saved by neither. `npm run first-page -- sync` lists
 * another file of the build.
 */

const wanted = process.argv[2];

const folder = mkdtempSync(join(tmpdir(), 'first-page-'));
const built = await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true, sourcemap: 'hidden' } });
rmSync(folder, { recursive: true });
// As they come from the bundler: what the page shares with the service worker lies in scripts afterwards, which have no map.
const chunks = [built]
  .flat()
  .flatMap((one) => ('output' in one ? one.output : []))
  .filter((one): one is Rolldown.OutputChunk => one.type === 'chunk');
const named = (name: string): Rolldown.OutputChunk => {
  const found = chunks.find(({ fileName }) => fileName === name);
  if (!found) throw new Error(`The build has no file ${name}`);
  return found;
};

/** A file and all that is fetched before it runs. */
const withImports = (name: string): string[] => [name, ...named(name).imports.flatMap(withImports)];
const files = wanted === undefined ? [...new Set(withImports('assets/index.js'))] : [`assets/${wanted}.js`];

/** Quicker than the build packs, and larger by a fifteenth. */
const QUALITY = 9;
const packed = (text: string): number =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_LGWIN]: 18 } }).length;

/** From "../../src/client/main.tsx" to "src/client/main.tsx", and packages by their name. */
const moduleOf = (source: string): string => source.replace(/^.*?(?=node_modules\/|src\/)/, '').replace('node_modules/', '');
const groupOf = (module: string): string =>
  module.startsWith('src/')
    ? module
        .split('/')
        .slice(0, module.startsWith('src/client/features') ? 4 : 3)
        .join('/')
    : module
        .split('/')
        .slice(0, module.startsWith('@') ? 2 : 1)
        .join('/');

/** The module that each character of a file comes from. */
function authorsIn({ code, map }: Rolldown.OutputChunk): string[] {
  if (!map) throw new Error('The build has no source maps');
  const sources = new SourceMap(JSON.parse(map.toString()));
  const found: string[] = [];
  for (const [row, line] of code.split('\n').entries()) {
    for (let column = 0; column <= line.length; column += 1) {
      const entry = sources.findEntry(row, column);
      found.push('originalSource' in entry && entry.originalSource ? moduleOf(entry.originalSource) : '(what joins them)');
    }
  }
  return found;
}

const parts = files.map((file) => {
  const chunk = named(file);
  return { file, code: chunk.code, by: authorsIn(chunk), all: packed(chunk.code) };
});
type Part = (typeof parts)[number];

function without({ code, by }: Part, isLeftOut: (module: string) => boolean): string {
  let rest = '';
  for (let at = 0; at < code.length; at += 1) if (!isLeftOut(by[at] ?? '')) rest += code[at];
  return rest;
}

function list(title: string, nameOf: (module: string) => string): void {
  const rows = parts.flatMap((part) =>
    [...new Set(part.by.map(nameOf))].map((name) => {
      const rest = without(part, (module) => nameOf(module) === name);
      return { name, minified: part.code.length - rest.length, saved: part.all - packed(rest) };
    }),
  );
  process.stdout.write(`\n${title}\nminified  compressed\n`);
  for (const { name, minified, saved } of rows.toSorted((a, b) => b.saved - a.saved)) {
    process.stdout.write(`${String(minified).padStart(8)}  ${String(saved).padStart(10)}  ${name}\n`);
  }
}

for (const { file, code, all } of parts) process.stdout.write(`${file}: ${code.length} B minified, ${all} B compressed\n`);
list('By folder and package', groupOf);
list('By module', (module) => module);
