import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Manifest, Plugin, Rolldown } from 'vite';
import { build } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import {
  addressIn,
  type Build,
  FILE_GROUPS,
  type FileGroup,
  PAGE,
  pageOf,
  revisionOf,
  type ShippedFile,
} from './src/client/shipped/build.ts';
import { SECURITY_HEADERS } from './src/server/http/security-headers.ts';

/**
 * The oldest browsers served: the last Chrome and Firefox of Windows 7, and the Safari that reads every regular expression here.
 * The README, the help and the page for older ones (public/browser-check.js) name the same.
 */
const BROWSERS = ['chrome109', 'edge109', 'firefox115', 'safari16.4'];
const SYNC_LOOP = '/src/client/sync/sync-loop.ts';
const COMPRESSIBLE = /\.(?:js|css|html|svg|webmanifest|json)$/;

/** As powers of two. A smaller window needs fewer bits for a distance, a larger one finds more repeats: each file takes the better. */
const BROTLI_WINDOWS = [18, 22] as const;
/** Sizes of a block, as powers of two, for files that have more than one. Without one the compressor chooses. */
const BROTLI_BLOCKS = [17, 19] as const;
const ONE_BLOCK = 2 ** 17;

const packBrotli = (bytes: Buffer, window: number, block = 0): Promise<Buffer> =>
  promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_LGWIN]: window,
      [constants.BROTLI_PARAM_LGBLOCK]: block,
    },
  });

/** Writes .br and .gz beside every text file once all other plugins have written theirs. */
function precompress(): Plugin {
  let outDir = 'dist';
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const names = await readdir(outDir, { recursive: true });
        for (const name of names.filter((name) => COMPRESSIBLE.test(name) && !name.startsWith('.'))) {
          const file = join(outDir, name);
          const bytes = await readFile(file);
          const packed = await Promise.all([
            ...BROTLI_WINDOWS.map((window) => packBrotli(bytes, window)),
            ...(bytes.length > ONE_BLOCK ? BROTLI_BLOCKS.map((block) => packBrotli(bytes, BROTLI_WINDOWS[0], block)) : []),
          ]);
          await writeFile(`${file}.br`, packed.toSorted((a, b) => a.length - b.length)[0] ?? bytes);
          await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        }
      },
    },
  };
}

/** Files of one name in several rooms are told apart by their room: a number would go to whichever comes first. */
const plainName = (name: string, source: string | null): string => {
  const [, room] = /([^/]+)\/[^/]+$/.exec(source ?? '') ?? [];
  return room === undefined || room === name ? name : `${room}-${name}`;
};

/** Screens and words that not every phone keeps. With each goes what only it fetches. */
const GROUPED: Readonly<Record<FileGroup, RegExp>> = {
  lead: /\/(?:record-verdict|tally-view|server-record|today|review|report-screen|browse-screen|quarantine|security|reminder|factor-dialog\.lazy)\.tsx$|\/send-settings\.lazy\.ts$|\/vi\/(?:browse|review|quarantine|factor)\.ts$/,
  desk: /\/(?:plan-import|plan-versions|connections-screen|spreadsheet-screen|accounts|audit|reference-screen)\.tsx$|\/vi\/(?:accounts|plan-import|plan-life|connections|reference|audit)\.ts$/,
  english: /\/labels\/en(?:\.ts$|\/)/,
};

interface Modules {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null;
}

/**
 * Puts all that the first page needs into one file, all that the first sync needs besides into another, and what several later
 * screens of every phone share into a third: one request on a slow link, and one text compresses better than ten. Without
 * this, whatever two pages share becomes a file of its own.
 */
function together(id: string, context: Modules): string | null {
  const seen = new Set<string>();
  const queue = [id];
  const screens: string[] = [];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const info = context.getModuleInfo(at);
    if (!info || seen.has(at)) continue;
    if (info.isEntry) return 'first';
    seen.add(at);
    if (info.dynamicImporters.length > 0) screens.push(at);
    queue.push(...info.importers);
  }
  if ([...seen].some((source) => source.endsWith(SYNC_LOOP))) return 'sync';
  const ofEveryPhone = screens.filter((screen) => FILE_GROUPS.every((group) => !GROUPED[group].test(screen)));
  return ofEveryPhone.length > 1 ? 'shared' : null;
}

/**
 * On a phone's first visit nothing can be logged before the plan is there: the code that fetches it comes beside the first
 * page, not after it. So does the table of the other screens: who opens with one of them waits for it alone.
 */
const BESIDE = [SYNC_LOOP, '/src/client/screens.lazy.tsx'];
const fetchBeside: Plugin = {
  name: 'fetch-beside',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, chunk: entry }) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const files = BESIDE.flatMap((source) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(source)));
        if (!chunk) throw new Error(`No chunk holds ${source}`);
        return [chunk.fileName, ...chunk.imports];
      });
      return [...new Set(files)]
        .filter((file) => file !== entry?.fileName)
        .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' }));
    },
  },
};

/** The client checks with the few schemas it uses of zod (src/client/small-schemas.ts). */
const smallSchemas: Plugin = {
  name: 'small-schemas',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id) => (id === 'zod/mini' ? join(import.meta.dirname, 'src/client/small-schemas.ts') : undefined),
  onLog: (_level, { code, message }) => {
    if (code === 'IMPORT_IS_UNDEFINED') throw new Error(message);
  },
};

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
function ship(): Plugin {
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

/**
 * The page and the service worker both need Dexie, and a worker that every browser can run may not import modules: it lies in a
 * script of its own, which both run and a phone fetches once per version. Its exports lie under this name.
 */
const DEXIE = 'CotmocDexie';
const DEXIE_EXPORTS = ['Dexie', 'liveQuery'];
const sharedDexie: Plugin = {
  name: 'shared-dexie',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id) => (id === 'dexie' ? '\0dexie' : undefined),
  load: (id) => (id === '\0dexie' ? `export const { ${DEXIE_EXPORTS} } = globalThis.${DEXIE};` : undefined),
};

async function buildDexie(): Promise<string> {
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

/**
 * The worker is one classic script: what it fetches late lies in it already, and what Vite would preload for a page (with
 * `import.meta`, which such a script may not even name) does not exist there.
 */
const nothingToPreload: Plugin = {
  name: 'nothing-to-preload',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined),
};

const icon = (src: string, sizes: string, purpose: 'any' | 'maskable') => ({ src, sizes, type: 'image/png', purpose });
const shortcut = (name: string, type: string) => ({
  name,
  url: `/ghi/${type}`,
  icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }],
});

const pwa = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'sw.ts',
  injectRegister: false,
  registerType: 'prompt',
  injectManifest: {
    // None: its files are named by `ship`.
    injectionPoint: undefined as unknown as string,
    rollupFormat: 'iife',
    buildPlugins: { vite: [smallSchemas, sharedDexie, nothingToPreload] },
  },
  manifest: {
    id: '/',
    name: 'Cột Mốc: sổ ghi tuyên truyền',
    short_name: 'Cột Mốc',
    description: 'Ghi hoạt động tuyên truyền theo kế hoạch, có sóng hay không.',
    lang: 'vi',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    orientation: 'any',
    theme_color: '#F1F3F0',
    background_color: '#F1F3F0',
    categories: ['government', 'productivity'],
    icons: [
      icon('/icon-192.png', '192x192', 'any'),
      icon('/icon-512.png', '512x512', 'any'),
      icon('/icon-maskable-512.png', '512x512', 'maskable'),
    ],
    screenshots: [
      { src: '/screenshots/phone.png', sizes: '720x1480', type: 'image/png', form_factor: 'narrow', label: 'Ghi hoạt động' },
      { src: '/screenshots/desktop.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide', label: 'Tổng hợp theo kế hoạch' },
    ],
    shortcuts: [
      shortcut('Buổi biên giới', 'borderSession'),
      shortcut('Ngư dân, chống IUU', 'fishermenOutreach'),
      shortcut('Loa truyền thanh', 'broadcast'),
    ],
  },
});

export default defineConfig({
  plugins: [
    smallSchemas,
    sharedDexie,
    solid({ solid: { moduleName: '/src/client/trusted-templates.ts' } }),
    fetchBeside,
    pwa,
    ship(),
    precompress(),
  ],
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  worker: { plugins: () => [smallSchemas], rolldownOptions: { output: { entryFileNames: 'assets/[name].js' } } },
  // From file to file the way is the same in every build.
  experimental: { renderBuiltUrl: (_name, { hostType }) => (hostType === 'html' ? undefined : { relative: true }) },
  build: {
    target: BROWSERS,
    rolldownOptions: {
      // An address is a word of its own in the source, and costs no more than its text.
      optimization: { inlineConst: { mode: 'all' } },
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: ({ name, facadeModuleId }) => `assets/${plainName(name, facadeModuleId)}.js`,
        assetFileNames: 'assets/[name][extname]',
        codeSplitting: {
          groups: [
            // They change with their versions alone.
            { name: 'libraries', test: /\/node_modules\/(?:solid-js|@solidjs)\//, priority: 4 },
            // A group takes what its modules import along, unless one before it has that.
            ...['first', 'sync', 'shared'].map((file, at) => ({
              name: (id: string, context: Modules) => (together(id, context) === file ? file : null),
              priority: 3 - at,
            })),
          ],
        },
      },
    },
    // Written into the page, a small file would be an address of its own kind, which the content policy refuses.
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    reportCompressedSize: false,
    modulePreload: {
      polyfill: false,
      // The names of what each later screen shares with others would lie in the first page. A screen asks for it itself: one
      // more round trip on a first visit, none once the service worker has all files.
      resolveDependencies: (_file, dependencies) => dependencies.filter((file) => file.endsWith('.css')),
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    // Said here too: the Solid plugin would else ask for jsdom, which nothing uses, and fail the run.
    environment: 'node',
    // Left alone, Vitest gives one of two cores away.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/{docs,domain,protocol,documents,server,faults,security,model}/**/*.test.ts'],
          globalSetup: ['tests/helpers/postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Outside a browser Solid would resolve to its server build, which has no reactivity.
        resolve: { conditions: ['browser', 'development'] },
        test: {
          name: 'client',
          environment: 'node',
          include: ['tests/client/**/*.test.ts'],
          setupFiles: ['fake-indexeddb/auto'],
          // Node's own localStorage without a file is none, and says so at every touch.
          execArgv: ['--no-experimental-webstorage'],
          server: { deps: { inline: [/solid-js/, /@solidjs/] } },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'compatibility',
          environment: 'node',
          include: ['tests/compatibility/**/*.test.ts'],
          setupFiles: ['fake-indexeddb/auto'],
          execArgv: ['--no-experimental-webstorage'],
          // Kept releases are run as they were built.
          server: { deps: { external: [/fixtures\/releases/, /\.cache\/releases/] } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'build', environment: 'node', include: ['tests/{build,growing}/**/*.test.ts'] } },
    ],
  },
});
