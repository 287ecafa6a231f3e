import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };
import { BROWSERS } from './src/build/browsers.ts';
import { fetchBeside, type Modules, plainName, TOGETHER, together } from './src/build/chunks.ts';
import { sharedDexie } from './src/build/dexie-script.ts';
import { minifyAgain } from './src/build/minify-again.ts';
import { precompress } from './src/build/precompress.ts';
import { nothingToPreload } from './src/build/shared-scripts.ts';
import { ship } from './src/build/ship.ts';
import { SlowestFirst } from './src/build/slowest-first.ts';
import { smallSchemas } from './src/build/small-schemas.ts';
import { webApp } from './src/build/web-app.ts';

export default defineConfig({
  plugins: [
    smallSchemas,
    sharedDexie,
    solid({ solid: { moduleName: '/src/client/trusted-templates.ts' } }),
    nothingToPreload,
    fetchBeside,
    minifyAgain(),
    webApp,
    ship,
    precompress,
  ],
  // The package names a copy for browsers of 2015, half as large again.
  resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  worker: { plugins: () => [smallSchemas], rolldownOptions: { output: { entryFileNames: 'assets/[name].js' } } },
  // From file to file the way is the same in every build.
  experimental: { renderBuiltUrl: (_name, { hostType }) => (hostType === 'html' ? undefined : { relative: true }) },
  build: {
    target: BROWSERS,
    rolldownOptions: {
      input: ['index.html', 'src/worker.ts'],
      // An address is a word of its own in the source, and costs no more than its text.
      optimization: { inlineConst: { mode: 'all' } },
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: ({ name, facadeModuleId }) => `assets/${plainName(name, facadeModuleId)}.js`,
        assetFileNames: 'assets/[name][extname]',
        codeSplitting: {
          groups: [
            // They change with their versions alone.
            { name: 'libraries', test: /\/node_modules\/(?:solid-js|@solidjs)\//, priority: TOGETHER.length + 1 },
            ...TOGETHER.map((file, at) => ({
              name: (id: string, context: Modules) => (together(id, context) === file ? file : null),
              priority: TOGETHER.length - at,
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
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/{docs,domain,protocol,documents,server,faults,security,model}/**/*.test.ts'],
          globalSetup: ['tests/helpers/postgres.ts'],
          setupFiles: ['tests/helpers/seed.ts'],
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
          setupFiles: ['fake-indexeddb/auto', 'tests/helpers/seed.ts'],
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
          globalSetup: ['tests/helpers/postgres.ts'],
          setupFiles: ['fake-indexeddb/auto', 'tests/helpers/seed.ts'],
          execArgv: ['--no-experimental-webstorage'],
          // Kept releases are run as they were built.
          server: { deps: { external: [/fixtures\/releases/, /\.cache\/releases/] } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'build', environment: 'node', include: ['tests/{build,growing}/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
