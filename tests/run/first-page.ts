import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';

/**
 * Lists what lies in the first page: `npm run first-page`. Of each module, and of each folder or package, it prints the bytes
 * after minifying, and the bytes by which the compressed file would be smaller without it. The latter do not add up to the file:
 * what two modules say alike is saved by neither. `npm run first-page -- sync` lists another file of the build.
 */

const fileName = process.argv[2] ?? 'index';

const folder = mkdtempSync(join(tmpdir(), 'first-page-'));
await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true, sourcemap: 'hidden' } });
const assets = join(folder, 'assets');
const script = readdirSync(assets).find((name) => name === `${fileName}.js`);
if (script === undefined) throw new Error(`The build has no file ${fileName}`);
const code = readFileSync(join(assets, script), 'utf8');
const map = new SourceMap(JSON.parse(readFileSync(join(assets, `${script}.map`), 'utf8')));
rmSync(folder, { recursive: true });

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

/** The module that each character comes from. */
function authors(): string[] {
  const found: string[] = [];
  for (const [row, line] of code.split('\n').entries()) {
    for (let column = 0; column <= line.length; column += 1) {
      const entry = map.findEntry(row, column);
      found.push('originalSource' in entry && entry.originalSource ? moduleOf(entry.originalSource) : '(what joins them)');
    }
  }
  return found;
}

const by = authors();
const all = packed(code);
const without = (isLeftOut: (module: string) => boolean): string => {
  let rest = '';
  for (let at = 0; at < code.length; at += 1) if (!isLeftOut(by[at] ?? '')) rest += code[at];
  return rest;
};

function list(title: string, nameOf: (module: string) => string): void {
  const names = [...new Set(by.map(nameOf))];
  const rows = names.map((name) => {
    const rest = without((module) => nameOf(module) === name);
    return { name, minified: code.length - rest.length, saved: all - packed(rest) };
  });
  process.stdout.write(`\n${title}\nminified  compressed\n`);
  for (const { name, minified, saved } of rows.toSorted((a, b) => b.saved - a.saved)) {
    process.stdout.write(`${String(minified).padStart(8)}  ${String(saved).padStart(10)}  ${name}\n`);
  }
}

process.stdout.write(`${script}: ${code.length} B minified\n`);
list('By folder and package', groupOf);
list('By module', (module) => module);
