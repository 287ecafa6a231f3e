import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { addressIn, type Build, PAGE, revisionOf } from '../../src/client/shipped/build.ts';
import { namesItsContent } from '../../src/server/http/static-files.ts';

// These tests look at what `npm run build` left in dist/.
const dist = (name: string): Buffer => readFileSync(`dist/${name}`);
const text = (name: string): string => dist(name).toString();
const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });

const worker = text('sw.js');
const build = JSON.parse(worker.slice(worker.indexOf('{'), worker.indexOf(';self.COTMOC_SCRIPTS'))) as Build;

/** The scripts that the service worker runs, by their file names. */
const [, addresses = ''] = /;self\.COTMOC_SCRIPTS=(\[[^\]]*\])/.exec(worker) ?? [];
const contentNamed = (JSON.parse(addresses) as string[]).map((address) => address.slice(1));

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}
const chunks = JSON.parse(text('.vite/manifest.json')) as Record<string, Chunk>;

/** The entry and all it imports before it runs. */
function firstPageFiles(): Set<string> {
  const found = new Set<string>();
  const visit = (key: string): void => {
    const chunk = chunks[key];
    if (!chunk || found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const sheet of chunk.css ?? []) found.add(sheet);
    for (const one of chunk.imports ?? []) visit(one);
  };
  visit(PAGE);
  // What the page shares with the service worker lies in scripts that the files name.
  for (const file of found) {
    const [, script] = file.endsWith('.js') ? (/import"\/([^"]+)"/.exec(text(file)) ?? []) : [];
    if (script) found.add(script);
  }
  // The scripts of the page itself: Dexie lies in one.
  for (const [, script] of text(PAGE).matchAll(/<script defer src="\/(dexie[^"]+)"/g)) if (script) found.add(script);
  return found;
}

// The aim is 70 kB. It may go up only for what keeps records safe, or what a plan is. `npm run first-page` says what is in it.
const FIRST_PAGE_BYTES = 86_750;

test('what a phone loads before the log form is usable does not grow', () => {
  const bytes = [...firstPageFiles()].map((file) => dist(`${file}.br`).length);
  expect(bytes.length).toBeGreaterThan(1);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(FIRST_PAGE_BYTES);
});

// Until the plan is there nothing can be logged: on a first visit this comes before the form too, and the table of the other screens.
const FIRST_SYNC_BYTES = 15_100;

test('what the first sync needs besides is fetched beside the first page, and does not grow', () => {
  const preloaded = [...text('index.html').matchAll(/<link rel="modulepreload"[^>]* href="\/(?:b\/[\w-]+\/)?([^"]+)"/g)].flatMap(
    ([, file]) => file ?? [],
  );
  const beside = preloaded.filter((file) => !firstPageFiles().has(file));
  expect(beside.some((file) => text(file).includes('/api/sync'))).toBe(true);
  // What the first page imports is asked for at once too, not only when the page has been read.
  const imported = [...firstPageFiles()].filter(
    (file) => /^assets\/.*\.js$/.test(file) && !text('index.html').includes(`src="/b/${build.id}/${file}"`),
  );
  expect(imported.filter((file) => !preloaded.includes(file))).toEqual([]);
  expect(beside.reduce((sum, file) => sum + dist(`${file}.br`).length, 0)).toBeLessThanOrEqual(FIRST_SYNC_BYTES);
});

test('browsers keep for good those scripts beside the page, and no others, whose names say what is in them', async () => {
  const beside = files.filter((name) => namesItsContent(`/${name}`));
  expect(beside.sort()).toEqual(contentNamed.toSorted());
  const revisions = beside.map(async (name) => [name.slice(0, -'-12345678.js'.length), await revisionOf('', new Uint8Array(dist(name)))]);
  expect((await Promise.all(revisions)).map((parts) => `${parts.join('-')}.js`)).toEqual(beside);
});

test('the service worker is a classic script, which may not name what modules alone have', () => {
  const scripts = ['sw.js', ...contentNamed];
  expect(scripts.length).toBeGreaterThan(4);
  for (const name of scripts) expect(() => new Script(text(name)), name).not.toThrow();
});

test('the shell has no inline script, no inline style and asks no other host', () => {
  const html = text('index.html');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(html.match(/(?:src|href)="https?:/g)).toBeNull();
});

test('every text file lies there compressed in both ways', () => {
  const plain = files.filter((name) => /\.(?:js|css|html|svg|webmanifest)$/.test(name));
  expect(plain.length).toBeGreaterThan(5);
  expect(plain.filter((name) => !existsSync(`dist/${name}.br`) || !existsSync(`dist/${name}.gz`))).toEqual([]);
});

test('the manifest names icons, screenshots and the three main types, and each picture exists', () => {
  const manifest = JSON.parse(text('manifest.webmanifest')) as {
    lang: string;
    icons: { src: string; purpose: string }[];
    screenshots: { src: string; sizes: string }[];
    shortcuts: { url: string }[];
  };
  expect(manifest.lang).toBe('vi');
  expect(manifest.icons.map((icon) => icon.purpose)).toContain('maskable');
  expect(manifest.shortcuts.map((one) => one.url)).toEqual(['/ghi/borderSession', '/ghi/fishermenOutreach', '/ghi/broadcast']);
  for (const { src } of [...manifest.icons, ...manifest.screenshots]) expect(existsSync(`dist${src}`), src).toBe(true);
});

test('a screenshot in the manifest has the size it says', () => {
  const { screenshots } = JSON.parse(text('manifest.webmanifest')) as { screenshots: { src: string; sizes: string }[] };
  // Width and height stand at fixed places in the head of a PNG file.
  for (const { src, sizes } of screenshots) {
    const head = dist(src.slice(1));
    expect(`${head.readUInt32BE(16)}x${head.readUInt32BE(20)}`).toBe(sizes);
  }
});

const assets = files.filter((name) => /^assets\/.*\.(?:js|css)$/.test(name));

test('the service worker knows every file, so that no screen needs the network', () => {
  const known = build.files.map(([path]) => path);
  expect([...assets, PAGE].filter((name) => !known.includes(name))).toEqual([]);
});

test('a file is known by what it contains, the page without the name of its build', async () => {
  for (const [path, revision] of build.files) expect(await revisionOf(path, new Uint8Array(dist(path))), path).toBe(revision);
});

test('no file but the page and the list says which build it is of, so that a change of one changes no other', () => {
  expect(text(PAGE)).toContain(addressIn(build.id, 'assets/'));
  expect(assets.filter((name) => text(name).includes(build.id))).toEqual([]);
});

// A PIN may be chosen without a signal, so that what seals a store is on every phone.
const OFFICER_BYTES = 204_650;

test('all that the phone of an officer fetches does not grow', () => {
  const kept = build.files.filter(([, , group]) => group === undefined).map(([path]) => path);
  const code = files.filter((name) => /^sw[\w-]*\.js$/.test(name));
  expect(code.length).toBe(2);
  expect([...kept, ...code].reduce((sum, name) => sum + dist(`${name}.br`).length, 0)).toBeLessThanOrEqual(OFFICER_BYTES);
});
