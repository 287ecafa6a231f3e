import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from 'vite';
import { addressIn, type Build, FILE_GROUPS, type FileGroup, PAGE, pageOf, revisionOf, type ShippedFile } from '../client/shipped/build.ts';
import { SECURITY_HEADERS } from '../server/http/security-headers.ts';
import { afterBuild } from './after-build.ts';
import { GROUPED, WORKER } from './chunks.ts';
import { buildDexie } from './dexie-script.ts';
import { moduleOf, shareScript } from './shared-scripts.ts';

/** All files that the app comes to where it has the screens and words of these groups. */
function reach(chunks: Manifest, textOf: ReadonlyMap<string, string>, groups: readonly FileGroup[]): ReadonlySet<string> {
  const isOpen = (key: string): boolean => FILE_GROUPS.every((group) => groups.includes(group) || !GROUPED[group].test(key));
  const byFile = new Map(Object.values(chunks).flatMap((chunk) => (chunk.file.endsWith('.js') ? [[chunk.file, chunk]] : [])));
  const reached = new Set<string>();
  const queue = [PAGE, ...Object.values(chunks).flatMap(({ file, isEntry }) => (isEntry ? file : []))];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const { imports = [], dynamicImports = [], css = [] } = byFile.get(file) ?? {};
    queue.push(...css, ...[...imports, ...dynamicImports.filter(isOpen)].flatMap((key) => chunks[key]?.file ?? []));
    // The sheets of the page and the workers are named in the text alone; of the sheets of screens it is a list that says nothing.
    const text = textOf.get(file) ?? '';
    const isNamedHere = (name: string): boolean => (file === PAGE ? name.endsWith('.css') : !byFile.has(name) && name.endsWith('.js'));
    queue.push(...[...textOf.keys()].filter((name) => isNamedHere(name) && text.includes(name.slice('assets/'.length))));
  }
  return reached;
}

/**
 * Takes the code of the worker, and what it shares with the page, out of the modules and into scripts, in the order in which they
 * run. Their names, by that of the file they come from, say what is in them: of a new build a phone fetches only those that changed.
 */
async function shareWithWorker(chunks: Manifest, outDir: string): Promise<ReadonlyMap<string, string>> {
  const entry = Object.keys(chunks).find((key) => WORKER.endsWith(key));
  const inOrder = (key: string): readonly string[] => [...(chunks[key]?.imports ?? []).flatMap(inOrder), key];
  const scripts = new Map<string, string>();
  for (const key of new Set(inOrder(entry ?? ''))) {
    const file = chunks[key]?.file ?? '';
    const shared = shareScript(file, await readFile(join(outDir, file), 'utf8'));
    const bytes = Buffer.from(shared.script);
    const name = `${key === entry ? 'sw' : file.replace(/^.*\/|\.js$/g, '')}-${await revisionOf('', bytes)}.js`;
    await writeFile(join(outDir, name), bytes);
    if (key === entry) await rm(join(outDir, file));
    else await writeFile(join(outDir, file), moduleOf(file, `/${name}`, shared));
    scripts.set(file, name);
  }
  return scripts;
}

/**
 * Puts the build under an address of its own and writes down its files for the service worker. But for the scripts that the worker runs,
 * no file's name says what is in it, so that a change of one changes no other; the page alone names the build.
 */
export const ship = afterBuild('ship', async (outDir) => {
  const read = (name: string): Promise<Buffer<ArrayBuffer>> => readFile(join(outDir, name));
  const dexie = Buffer.from(await buildDexie());
  const dexieName = `dexie-${await revisionOf('', dexie)}.js`;
  await writeFile(join(outDir, dexieName), dexie);
  const chunks = JSON.parse(String(await read('.vite/manifest.json'))) as Manifest;
  const shared = await shareWithWorker(chunks, outDir);
  const scripts = [dexieName, ...shared.values()];
  const all = await readdir(outDir, { recursive: true });
  const names = all.filter((name) => /\.(?:js|css|html|svg)$/.test(name) && name !== 'sw.js' && !name.startsWith('sw-')).sort();
  const isText = (name: string) => name === PAGE || /^assets\/.*\.(?:js|css)$/.test(name);
  const texts = new Map(await Promise.all(names.filter(isText).map(async (name) => [name, String(await read(name))] as const)));
  const stages = [[], ...FILE_GROUPS.map((_, at) => FILE_GROUPS.slice(0, at + 1))].map((groups) => reach(chunks, texts, groups));
  const groupOf = (name: string): FileGroup | undefined => FILE_GROUPS[stages.findIndex((reached) => reached.has(name)) - 1];
  const unreached = [...texts.keys()].filter((name) => !stages.at(-1)?.has(name));
  if (unreached.length > 0) throw new Error(`No screen comes to ${unreached}`);
  // A phone that keeps the page must also take a changed policy for it.
  const policy = await revisionOf('', Buffer.from(SECURITY_HEADERS['Content-Security-Policy'] ?? ''));
  const page = String(await read(PAGE))
    .replace('</head>', `<meta name="policy" content="${policy}"></head>`)
    .replace('<script type="module"', `<script defer src="/${dexieName}"></script>\n    $&`);
  const complete = [...shared].reduce(
    (html, [file, name]) => html.replace(`href="/${file}">`, `$&\n    <link rel="modulepreload" crossorigin href="/${name}">`),
    page,
  );
  // Comments and the space before lines are for who reads the source.
  const bare = complete.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/\n\s+/g, '\n');
  const unnamed = bare.replaceAll(/(?<=(?:src|href)=")\/assets\//g, addressIn('--------', 'assets/'));
  await writeFile(join(outDir, PAGE), unnamed);
  const files = await Promise.all(
    names.map(async (name): Promise<ShippedFile> => {
      const [revision, group] = [await revisionOf(name, await read(name)), groupOf(name)];
      return group ? [name, revision, group] : [name, revision];
    }),
  );
  const id = await revisionOf('', Buffer.from(JSON.stringify([scripts, files])));
  await writeFile(join(outDir, PAGE), pageOf(unnamed, id));
  const shipped: Build = { id, files };
  const addresses = JSON.stringify(scripts.map((name) => `/${name}`));
  await writeFile(
    join(outDir, 'sw.js'),
    `self.COTMOC_BUILD=${JSON.stringify(shipped)};self.COTMOC_SCRIPTS=${addresses};${await read('sw.js')}`,
  );
});
