import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest, Plugin } from 'vite';
import { addressIn, type Build, FILE_GROUPS, type FileGroup, PAGE, pageOf, revisionOf, type ShippedFile } from '../client/shipped/build.ts';
import { SECURITY_HEADERS } from '../server/http/security-headers.ts';
import { GROUPED } from './chunks.ts';
import { buildDexie } from './dexie-script.ts';

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

/** The worker is bound by the policy of the page: it takes its two scripts by a way that the policy names. */
const TRUST_FILES = "(u=>self.trustedTypes?(p=>u=>p.createScriptURL(u))(trustedTypes.createPolicy('files',{createScriptURL:u=>u})):u=>u)()";

/**
 * Puts the build under an address of its own and writes down its files for the service worker. No file's name says what is in
 * it, so that a change of one changes no other; the page alone names the build.
 */
export function ship(): Plugin {
  let outDir = 'dist';
  const read = (name: string): Promise<Buffer<ArrayBuffer>> => readFile(join(outDir, name));
  return {
    name: 'ship',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const dexie = Buffer.from(await buildDexie());
        const dexieName = `dexie-${await revisionOf('', dexie)}.js`;
        await writeFile(join(outDir, dexieName), dexie);
        const all = await readdir(outDir, { recursive: true });
        const names = all.filter((name) => /\.(?:js|css|html|svg)$/.test(name) && name !== 'sw.js').sort();
        const code = await read('sw.js');
        const workerCode = `sw-${await revisionOf('', code)}.js`;
        const isText = (name: string) => name === PAGE || /^assets\/.*\.(?:js|css)$/.test(name);
        const texts = new Map(await Promise.all(names.filter(isText).map(async (name) => [name, String(await read(name))] as const)));
        const chunks = JSON.parse(String(await read('.vite/manifest.json'))) as Manifest;
        const stages = [[], ...FILE_GROUPS.map((_, at) => FILE_GROUPS.slice(0, at + 1))].map((groups) => reach(chunks, texts, groups));
        const groupOf = (name: string): FileGroup | undefined => FILE_GROUPS[stages.findIndex((reached) => reached.has(name)) - 1];
        const unreached = [...texts.keys()].filter((name) => !stages.at(-1)?.has(name));
        if (unreached.length > 0) throw new Error(`No screen comes to ${unreached}`);
        // A phone that keeps the page must also take a changed policy for it.
        const policy = await revisionOf('', Buffer.from(SECURITY_HEADERS['Content-Security-Policy'] ?? ''));
        const page = String(await read(PAGE))
          .replace('</head>', `<meta name="policy" content="${policy}"></head>`)
          .replace('<script type="module"', `<script defer src="/${dexieName}"></script>\n    $&`);
        const unnamed = page.replaceAll(/(?<=(?:src|href)=")\/assets\//g, addressIn('--------', 'assets/'));
        await writeFile(join(outDir, PAGE), unnamed);
        const files = await Promise.all(
          names.map(async (name): Promise<ShippedFile> => {
            const [revision, group] = [await revisionOf(name, await read(name)), groupOf(name)];
            return group ? [name, revision, group] : [name, revision];
          }),
        );
        const id = await revisionOf('', Buffer.from(JSON.stringify([workerCode, files])));
        await writeFile(join(outDir, PAGE), pageOf(unnamed, id));
        await writeFile(join(outDir, workerCode), code);
        const scripts = [dexieName, workerCode].map((name) => JSON.stringify(`/${name}`));
        const shipped: Build = { id, files };
        await writeFile(
          join(outDir, 'sw.js'),
          `self.COTMOC_BUILD=${JSON.stringify(shipped)};importScripts(...[${scripts}].map(${TRUST_FILES}));`,
        );
      },
    },
  };
}
