import {
  addressIn,
  type Build,
  FILE_GROUPS,
  type FileGroup,
  fileAt,
  PAGE,
  pageOf,
  revisionIn,
  revisionOf,
  type ShippedFile,
} from './build.ts';

const CACHE = 'cotmoc-files';
/** Beside the files: the lists of the builds that open pages may run, the build that answers, and what is kept besides. */
const LISTS = '/b/list/';
const ACTIVE = '/b/active';
const GROUPS = '/b/groups';
/** So many at a time: each is small, and a slow link is long rather than narrow. */
const AT_ONCE = 4;

export interface FileDeps {
  readonly caches: CacheStorage;
  get(address: string): Promise<Response>;
  /** Records that wait go first: settles once no sync is under way. */
  whenSyncRests(): Promise<void>;
}

const keyOf = ([path, revision]: ShippedFile): string => `/${path}?${revision}`;

/**
 * The files of the app on this phone, each once, by what it contains: of a new build only what changed is fetched. Pages of an
 * earlier build still find theirs, by the list of that build.
 */
export class KeptFiles {
  readonly #build: Build;
  readonly #deps: FileDeps;

  constructor(build: Build, deps: FileDeps) {
    this.#build = build;
    this.#deps = deps;
  }

  /** All that this phone needs of the build, or an error. `mayForget`: no other tab runs what was there before. */
  async install(mayForget: boolean): Promise<void> {
    const cache = await this.#open();
    if (mayForget) await this.#forgetOthers(cache);
    await cache.put(LISTS + this.#build.id, Response.json(this.#build.files));
    await this.#take(cache, await this.#groups(cache));
  }

  /** The build answers from now on. What no list names is dropped. */
  async activate(): Promise<void> {
    const cache = await this.#open();
    await cache.put(ACTIVE, new Response(this.#build.id));
    // Before the lists: a further build lays its list down before its files, and those that come from here on are not looked at.
    const keys = await cache.keys();
    const lists = await Promise.all((await this.#listsIn(cache)).map(async (list) => (await this.#read<ShippedFile[]>(cache, list)) ?? []));
    const named = new Set(lists.flat().map(keyOf));
    for (const { url } of keys) {
      const { pathname, search } = new URL(url);
      if (search !== '' && !named.has(pathname + search)) await cache.delete(url);
    }
  }

  /** Takes what such people need besides, and has it again after each update. */
  async keep(groups: readonly FileGroup[]): Promise<void> {
    const cache = await this.#open();
    const all = FILE_GROUPS.filter((group) => groups.includes(group));
    const known = await this.#groups(cache);
    const wanted = [...known, ...all.filter((group) => !known.includes(group))];
    if (wanted.length > known.length) await cache.put(GROUPS, Response.json(wanted));
    await this.#take(cache, wanted);
  }

  /** The page, as of this build; undefined where it lies here no more. */
  async page(): Promise<Response | undefined> {
    const file = this.#build.files.find(([path]) => path === PAGE);
    const page = file && (await (await this.#open()).match(keyOf(file)));
    if (!page) return undefined;
    const headers = new Headers(page.headers);
    // As the server says it of the page (static-files.ts), also of a copy that came from elsewhere.
    headers.set('Cache-Control', 'no-store');
    return new Response(pageOf(await page.text(), this.#build.id), { headers });
  }

  /** Whether an address is that of a file of some build, or of this one by its plain name. */
  isFile(pathname: string): boolean {
    return (
      fileAt(pathname) !== undefined || revisionIn(pathname) !== undefined || this.#build.files.some(([path]) => `/${path}` === pathname)
    );
  }

  async file(pathname: string): Promise<Response | undefined> {
    const { id, path } = fileAt(pathname) ?? { id: this.#build.id, path: pathname.slice(1) };
    const cache = await this.#open();
    const revision = revisionIn(pathname);
    if (revision !== undefined) return cache.match(keyOf([path, revision]));
    const files = id === this.#build.id ? this.#build.files : await this.#read<ShippedFile[]>(cache, LISTS + id);
    const file = files?.find(([name]) => name === path);
    return file && cache.match(keyOf(file));
  }

  #open(): Promise<Cache> {
    return this.#deps.caches.open(CACHE);
  }

  async #read<T>(cache: Cache, key: string): Promise<T | undefined> {
    return (await cache.match(key))?.json();
  }

  #groups = async (cache: Cache): Promise<readonly FileGroup[]> => (await this.#read<FileGroup[]>(cache, GROUPS)) ?? [];

  async #listsIn(cache: Cache): Promise<string[]> {
    return (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((pathname) => pathname.startsWith(LISTS));
  }

  /** What neither this build nor the active one names, and the caches of releases that kept their files otherwise. */
  async #forgetOthers(cache: Cache): Promise<void> {
    const active = await (await cache.match(ACTIVE))?.text();
    // Before the first activation the page still lives from those caches.
    if (active === undefined) return;
    for (const list of await this.#listsIn(cache)) if (list !== LISTS + active) await cache.delete(list);
    for (const name of await this.#deps.caches.keys()) if (name !== CACHE) await this.#deps.caches.delete(name);
  }

  async #take(cache: Cache, groups: readonly FileGroup[]): Promise<void> {
    const waiting = this.#build.files.filter(([, , group]) => group === undefined || groups.includes(group));
    const work = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) if (!(await cache.match(keyOf(file)))) await this.#bring(cache, file);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #bring(cache: Cache, file: ShippedFile): Promise<void> {
    const [path, revision] = file;
    await this.#deps.whenSyncRests();
    // What the first page has fetched lies in the browser's own cache, under the address of the build.
    const answer = await this.#deps.get(path.startsWith('assets/') ? addressIn(this.#build.id, path) : `/${path}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    // The office may have a further build by now, or something on the way gave another answer.
    if (!answer.ok || (await revisionOf(path, bytes)) !== revision) throw new Error(`Not the file ${path} of build ${this.#build.id}`);
    await cache.put(keyOf(file), new Response(bytes, { headers: answer.headers }));
  }
}
