import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// These tests look at what `npm run build` left in dist/.
const dist = (name: string): Buffer => readFileSync(`dist/${name}`);
const text = (name: string): string => dist(name).toString();
const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });

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
  for (const [key, chunk] of Object.entries(chunks)) if (chunk.isEntry) visit(key);
  return found;
}

// The aim is 70 kB. It may go up only for what keeps records safe, or what a plan is. `npm run first-page` says what is in it.
const FIRST_PAGE_BYTES = 85_300;

test('what a phone loads before the log form is usable does not grow', () => {
  const bytes = [...firstPageFiles()].map((file) => dist(`${file}.br`).length);
  expect(bytes.length).toBeGreaterThan(1);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(FIRST_PAGE_BYTES);
});

// Until the plan is there nothing can be logged: on a first visit this comes before the form too, and the table of the other screens.
const FIRST_SYNC_BYTES = 11_200;

test('what the first sync needs besides is fetched beside the first page, and does not grow', () => {
  const beside = [...text('index.html').matchAll(/<link rel="modulepreload"[^>]* href="\/([^"]+)"/g)].flatMap(([, file]) => file ?? []);
  expect(beside.some((file) => text(file).includes('/api/sync'))).toBe(true);
  expect(beside.filter((file) => firstPageFiles().has(file))).toEqual([]);
  expect(beside.reduce((sum, file) => sum + dist(`${file}.br`).length, 0)).toBeLessThanOrEqual(FIRST_SYNC_BYTES);
});

test('the service worker is a classic script, which may not name what modules alone have', () => {
  expect(text('sw.js')).not.toContain('import.meta');
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

test('the service worker keeps every chunk, so that no route needs the network', () => {
  const worker = text('sw.js');
  const assets = files.filter((name) => /^assets\/.*\.(?:js|css)$/.test(name));
  expect(assets.filter((name) => !worker.includes(name))).toEqual([]);
});

test('every asset carries a hash in its name', () => {
  const assets = files.filter((name) => /^assets\/.*\.(?:js|css)$/.test(name));
  expect(assets.filter((name) => !/-[\w-]{8,}\.(?:js|css)$/.test(name))).toEqual([]);
});
