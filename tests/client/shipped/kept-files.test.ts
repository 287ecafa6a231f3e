import { beforeEach, describe, expect, test } from 'vitest';
import { addressIn, type Build, type FileGroup, groupsFor, PAGE, pageOf, revisionOf } from '../../../src/client/shipped/build.ts';
import { KeptFiles } from '../../../src/client/shipped/kept-files.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const ORIGIN = 'https://office.test';

/** As much of a browser's caches as the files need: answers by address, in the order they came. */
class FakeCache {
  readonly #answers = new Map<string, Response>();
  readonly #full = (address: string) => new URL(address, ORIGIN).href;
  match = async (address: string) => this.#answers.get(this.#full(address))?.clone();
  put = async (address: string, answer: Response) => void this.#answers.set(this.#full(address), answer);
  delete = async (address: string) => this.#answers.delete(this.#full(address));
  keys = async () => [...this.#answers.keys()].map((url) => ({ url }));
}
class FakeCaches {
  readonly #caches = new Map<string, FakeCache>();
  open = async (name: string) => {
    const cache = this.#caches.get(name) ?? new FakeCache();
    this.#caches.set(name, cache);
    return cache;
  };
  keys = async () => [...this.#caches.keys()];
  delete = async (name: string) => this.#caches.delete(name);
}

type Files = Readonly<Record<string, string>>;
const PAGE_TEXT = '<script src="/b/--------/assets/index.js"></script>';
const FILES: Files = { [PAGE]: PAGE_TEXT, 'assets/index.js': 'first', 'assets/journal.js': 'journal', 'assets/desk.js': 'desk' };
const GROUPS: Readonly<Record<string, FileGroup>> = { 'assets/desk.js': 'desk' };

async function buildOf(id: string, files: Files): Promise<Build> {
  const listed = Object.entries(files).map(async ([path, text]) => {
    const [revision, group] = [await revisionOf(path, bytes(text)), GROUPS[path]];
    return group ? ([path, revision, group] as const) : ([path, revision] as const);
  });
  return { id, files: await Promise.all(listed) };
}

let caches: FakeCaches;
let asked: string[];
beforeEach(() => {
  caches = new FakeCaches();
  asked = [];
});

/** The office with one build at a time: under another address there is nothing. */
async function office(id: string, files: Files): Promise<KeptFiles> {
  const get = async (address: string): Promise<Response> => {
    asked.push(address);
    const path = address.startsWith('/b/') ? address.slice(addressIn(id, '').length) : address.slice(1);
    const text = address.startsWith('/b/') && !address.startsWith(addressIn(id, '')) ? undefined : files[path];
    return text === undefined ? new Response('', { status: 404 }) : new Response(path === PAGE ? pageOf(text, id) : text);
  };
  return new KeptFiles(await buildOf(id, files), {
    caches: caches as unknown as CacheStorage,
    get,
    whenSyncRests: async () => undefined,
  });
}
const textOf = async (answer: Promise<Response | undefined>) => (await answer)?.text();

async function installed(id: string, files: Files, mayForget = true): Promise<KeptFiles> {
  const kept = await office(id, files);
  await kept.install(mayForget);
  await kept.activate();
  return kept;
}

test('a phone has the page and every file of its people without the network, and of the others only what it was asked to keep', async () => {
  const kept = await installed('build--1', FILES);
  asked = [];
  expect(await textOf(kept.page())).toBe('<script src="/b/build--1/assets/index.js"></script>');
  expect(await textOf(kept.file('/b/build--1/assets/journal.js'))).toBe('journal');
  expect(await kept.file('/b/build--1/assets/desk.js')).toBeUndefined();
  await kept.keep(['desk']);
  expect(await textOf(kept.file('/b/build--1/assets/desk.js'))).toBe('desk');
  expect(asked).toEqual(['/b/build--1/assets/desk.js']);
});

describe('of a new build', () => {
  test('only what changed is fetched, and the page names the new build though it was not', async () => {
    await (await installed('build--1', FILES)).keep(['desk']);
    asked = [];
    const next = await installed('build--2', { ...FILES, 'assets/journal.js': 'journal, mended' });
    expect(asked).toEqual(['/b/build--2/assets/journal.js']);
    expect(await textOf(next.page())).toContain('/b/build--2/');
    expect(await textOf(next.file('/b/build--2/assets/journal.js'))).toBe('journal, mended');
    expect(await textOf(next.file('/b/build--2/assets/desk.js'))).toBe('desk');
  });

  test('a change of a file that this phone does not need is not fetched', async () => {
    await installed('build--1', FILES);
    asked = [];
    await installed('build--2', { ...FILES, 'assets/desk.js': 'desk, mended' });
    expect(asked).toEqual([]);
  });

  test('an open page of the former one still finds its files, until no tab can run it any more', async () => {
    await installed('build--1', FILES);
    const second = await installed('build--2', { ...FILES, 'assets/journal.js': 'second' }, false);
    expect(await textOf(second.file('/b/build--1/assets/journal.js'))).toBe('journal');
    const third = await installed('build--3', { ...FILES, 'assets/journal.js': 'third' }, true);
    expect(await third.file('/b/build--1/assets/journal.js')).toBeUndefined();
    expect(await textOf(third.file('/b/build--2/assets/journal.js'))).toBe('second');
  });

  test('an open page of the former one still finds the scripts that it shares with the worker, whose names say what is in them', async () => {
    const script = (text: string): Promise<string> => revisionOf('', bytes(text)).then((revision) => `engine-${revision}.js`);
    const [former, now] = [await script('former'), await script('now')];
    await installed('build--1', { ...FILES, [former]: 'former' });
    const kept = await installed('build--2', { ...FILES, [now]: 'now' }, false);
    expect(kept.isFile(`/${former}`)).toBe(true);
    expect(await textOf(kept.file(`/${former}`))).toBe('former');
    expect(await textOf(kept.file(`/${now}`))).toBe('now');
    expect(kept.isFile('/browser-check.js')).toBe(false);
  });

  test('nothing is taken for its file that is not: the install fails, and the build before it goes on', async () => {
    const first = await installed('build--1', FILES);
    const wanted = await buildOf('build--2', { ...FILES, 'assets/journal.js': 'second' });
    const get = async () => new Response('<html>Sign in to this network</html>');
    const next = new KeptFiles(wanted, { caches: caches as unknown as CacheStorage, get, whenSyncRests: async () => undefined });
    await expect(next.install(true)).rejects.toThrow('assets/journal.js');
    expect(await textOf(first.file('/b/build--1/assets/journal.js'))).toBe('journal');
  });

  test('an install that was cut off goes on where it was', async () => {
    const kept = await office('build--1', FILES);
    const cut = new KeptFiles(await buildOf('build--1', FILES), {
      caches: caches as unknown as CacheStorage,
      get: async (address) => {
        if (address.endsWith('journal.js')) throw new TypeError('offline');
        return new Response(address.endsWith(PAGE) ? pageOf(PAGE_TEXT, 'build--1') : FILES[address.slice('/b/build--1/'.length)]);
      },
      whenSyncRests: async () => undefined,
    });
    await expect(cut.install(true)).rejects.toThrow('offline');
    // The other files were under way beside it.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await kept.install(true);
    expect(asked).toEqual(['/b/build--1/assets/journal.js']);
  });
});

test('caches of releases that kept files otherwise stay until a build of this kind has answered and no other tab is open', async () => {
  await caches.open('workbox-precache-v2');
  await installed('build--1', FILES);
  expect(await caches.keys()).toContain('workbox-precache-v2');
  await installed('build--2', FILES, false);
  expect(await caches.keys()).toContain('workbox-precache-v2');
  await installed('build--3', FILES);
  expect(await caches.keys()).not.toContain('workbox-precache-v2');
});

test('each file waits until no sync is under way', async () => {
  let rests = 0;
  const build = await buildOf('build--1', FILES);
  const whenSyncRests = async () => {
    rests += 1;
  };
  const get = async (address: string) => {
    const path = address.replace(/^\/(?:b\/build--1\/)?/, '');
    return new Response(path === PAGE ? pageOf(PAGE_TEXT, 'build--1') : FILES[path]);
  };
  await new KeptFiles(build, { caches: caches as unknown as CacheStorage, get, whenSyncRests }).install(true);
  expect(rests).toBe(3);
});

test('an officer keeps no screens of the desk, an administrator all of them, and English comes where it is spoken', () => {
  expect(groupsFor(['officer'], false)).toEqual([]);
  expect(groupsFor(['officer', 'unitLead'], true)).toEqual(['lead', 'english']);
  expect(groupsFor(['admin'], false)).toEqual(['lead', 'desk']);
  expect(groupsFor(undefined, true)).toEqual(['english']);
});
