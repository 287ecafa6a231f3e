import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { UserConfig } from 'vite';
import { describe, expect, test } from 'vitest';
import { help as helpEn } from '../../src/client/labels/en/help.ts';
import { help as helpVi } from '../../src/client/labels/vi/help.ts';
import viteConfig from '../../vite.config.ts';

// These tests look at what `npm run build` left in dist/.
const text = (name: string): string => readFileSync(`dist/${name}`, 'utf8');
const filesOf = (ending: string): string[] =>
  readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));

type Browser = 'chrome' | 'firefox' | 'safari';
type Versions = Readonly<Record<Browser, number>>;
const BROWSERS = ['chrome', 'firefox', 'safari'] as const;
const NEVER = Number.POSITIVE_INFINITY;

/** The oldest version served, as the build is told. */
const targets = [(viteConfig as UserConfig).build?.target ?? []].flat();
const oldest = (browser: Browser): number =>
  Number(
    targets
      .find((one) => one.toString().startsWith(browser))
      ?.toString()
      .slice(browser.length),
  );
const FLOOR: Versions = { chrome: oldest('chrome'), firefox: oldest('firefox'), safari: oldest('safari') };

interface Feature {
  readonly pattern: RegExp;
  readonly since: Versions;
  /** Why older browsers do without it. */
  readonly guarded?: string;
}
const since = (chrome: number, firefox: number, safari: number): Versions => ({ chrome, firefox, safari });

const SCRIPT: Readonly<Record<string, Feature>> = {
  'Array.findLast': { pattern: /\.findLast(?:Index)?\(/, since: since(97, 104, 15.4) },
  'Object.hasOwn': { pattern: /Object\.hasOwn\(/, since: since(93, 92, 15.4) },
  structuredClone: { pattern: /\bstructuredClone\(/, since: since(98, 94, 15.4) },
  lookbehind: { pattern: /\(\?<[=!]/, since: since(62, 78, 16.4) },
  'sorted copies': {
    pattern: /\.(?:toSorted|toReversed|toSpliced|with)\(/,
    since: since(110, 115, 16),
    guarded: 'public/browser-check.js adds them to pages',
  },
  groupBy: { pattern: /\b(?:Object|Map)\.groupBy\b/, since: since(117, 119, 17.4) },
  'Promise.withResolvers': {
    pattern: /\bwithResolvers\b/,
    since: since(119, 121, 17.4),
    guarded: 'Dexie wraps it where there is one',
  },
  'Promise.try': { pattern: /Promise\.try\(/, since: since(128, 134, 18.2) },
  'Array.fromAsync': { pattern: /Array\.fromAsync/, since: since(121, 115, 16.4) },
  'AbortSignal.any': { pattern: /AbortSignal\.any/, since: since(116, 124, 17.4) },
  'Set methods': {
    pattern: /\.(?:union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
    since: since(122, 127, 17),
  },
  'Iterator methods': {
    pattern: /\bIterator\.from|\.(?:values|keys|entries)\(\)\.(?:map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)\(/,
    since: since(122, 131, 18.4),
  },
  'well-formed text': { pattern: /\.(?:is|to)WellFormed\(/, since: since(111, 119, 16.4) },
  'URL.canParse': { pattern: /URL\.(?:canParse|parse)\(/, since: since(120, 115, 17) },
  'v flag': { pattern: /new RegExp\([^)]*["'`][dgimsy]*v[dgimsy]*["'`]\)/, since: since(112, 116, 17) },
  'flags within an expression': { pattern: /\(\?[ims]+(?:-[ims]+)?:/, since: since(125, 132, 26) },
  'RegExp.escape': { pattern: /RegExp\.escape/, since: since(136, 134, 18.2) },
  'bytes as base64': { pattern: /\.(?:toBase64|fromBase64|toHex|fromHex)\(/, since: since(140, 133, 18.2) },
  checkVisibility: { pattern: /\.checkVisibility\(/, since: since(105, 106, 17.4) },
  popover: { pattern: /\.(?:show|hide|toggle)Popover\(/, since: since(114, 125, 17) },
  startViewTransition: { pattern: /startViewTransition/, since: since(111, 144, 18) },
  requestClose: { pattern: /\.requestClose\(/, since: since(134, 139, 18.4) },
  setHTML: { pattern: /\.setHTML(?:Unsafe)?\(/, since: since(124, 123, 17.4) },
  Temporal: { pattern: /\bTemporal\./, since: since(144, 139, NEVER) },
  DurationFormat: { pattern: /Intl\.DurationFormat/, since: since(129, 136, 16.4) },
  scheduler: { pattern: /\bscheduler\.(?:yield|postTask)/, since: since(129, 142, NEVER) },
  requestIdleCallback: { pattern: /requestIdleCallback\(/, since: since(47, 55, NEVER), guarded: 'asked for first (client/idle.ts)' },
  storageBuckets: { pattern: /storageBuckets/, since: since(122, NEVER, NEVER), guarded: 'asked for first (rescue.lazy.ts)' },
  createWritable: { pattern: /createWritable/, since: since(86, 111, 26), guarded: 'asked for first (keep-reserve.lazy.ts)' },
  CompressionStream: { pattern: /new CompressionStream/, since: since(80, 113, 16.4) },
};

const SHEET: Readonly<Record<string, Feature>> = {
  nesting: { pattern: /[{;}\s]&/, since: since(120, 117, 17.2) },
  'color-mix': { pattern: /color-mix\(/, since: since(111, 113, 16.2) },
  'light-dark': { pattern: /light-dark\(/, since: since(123, 120, 17.5) },
  'relative colours': { pattern: /(?:rgb|hsl|oklch|lab)\(from /, since: since(119, 128, 16.4) },
  '@starting-style': { pattern: /@starting-style/, since: since(117, 129, 17.5) },
  '@scope': { pattern: /@scope/, since: since(118, 146, 17.4) },
  '@property': { pattern: /@property/, since: since(85, 128, 16.4) },
  subgrid: { pattern: /subgrid/, since: since(117, 71, 16) },
  'content-visibility': { pattern: /content-visibility/, since: since(85, 125, 18), guarded: 'speed alone' },
  anchors: { pattern: /anchor\(|position-anchor/, since: since(125, 147, 26) },
  'dynamic heights': { pattern: /\ddvh\b/, since: since(108, 101, 15.4) },
  'container units': { pattern: /\dcq[iwhb]\b/, since: since(105, 110, 16) },
  ':has': { pattern: /:has\(/, since: since(105, 121, 15.4), guarded: 'looks alone, and the focus by @supports in ui/lazy.css' },
  'text-wrap': { pattern: /text-wrap:/, since: since(114, 121, 17.4), guarded: 'an older browser breaks lines less evenly' },
  'field-sizing': { pattern: /field-sizing:/, since: since(123, 152, 26), guarded: 'an older browser keeps the least height' },
};

const isNewer = ({ since: needs }: Feature): boolean => BROWSERS.some((browser) => needs[browser] > FLOOR[browser]);
/** Features that a browser still served lacks and that nothing makes up for, with the files that use them. */
const tooNew = (features: Readonly<Record<string, Feature>>, names: readonly string[]): string[] =>
  Object.entries(features).flatMap(([name, feature]) =>
    !isNewer(feature) || feature.guarded !== undefined
      ? []
      : names.filter((file) => feature.pattern.test(text(file))).map((file) => `${name} in ${file}`),
  );

test('the build is told the oldest version of every browser', () => {
  for (const browser of BROWSERS) expect(FLOOR[browser], browser).toBeGreaterThan(0);
});

test('no built script needs a browser newer than the oldest served', () => {
  const scripts = filesOf('.js');
  expect(scripts.length).toBeGreaterThan(20);
  expect(tooNew(SCRIPT, scripts)).toEqual([]);
});

test('no built sheet needs a browser newer than the oldest served', () => {
  const sheets = filesOf('.css');
  expect(sheets.length).toBeGreaterThan(5);
  expect(tooNew(SHEET, sheets)).toEqual([]);
});

test('workers, where the page’s own methods are missing, do without sorted copies', () => {
  const workers = filesOf('.js').filter((name) => /^sw\.js$|worker/.test(name));
  expect(workers.length).toBeGreaterThan(1);
  const { 'sorted copies': copies } = SCRIPT;
  expect(workers.filter((name) => copies?.pattern.test(text(name)))).toEqual([]);
});

test('every exception in the lists is one that is still needed', () => {
  const all = (features: Readonly<Record<string, Feature>>, ending: string): string[] =>
    Object.entries(features).flatMap(([name, { pattern, guarded }]) =>
      guarded !== undefined && !filesOf(ending).some((file) => pattern.test(text(file))) ? [name] : [],
    );
  expect([...all(SCRIPT, '.js'), ...all(SHEET, '.css')]).toEqual([]);
});

test('README, both helps and the page for older browsers name these versions', () => {
  const wanted = [`109`, `115`, `16.4`];
  expect([FLOOR.chrome, FLOOR.firefox, FLOOR.safari].map(String)).toEqual(wanted);
  const sentence = /Chrome (?:hoặc|or|and) Edge 109, Firefox 115,? (?:và |and )?Safari 16\.4/;
  for (const said of [readFileSync('README.md', 'utf8'), JSON.stringify(helpVi), JSON.stringify(helpEn), text('browser-check.js')]) {
    expect(said.replaceAll(/\s+/g, ' ')).toMatch(sentence);
  }
});

describe('the page for browsers that cannot run the app', () => {
  interface World {
    /** What the browser lacks. */
    readonly lacks?: readonly string[];
    readonly storage?: 'blocked';
    /** The app has drawn something. */
    readonly drawn?: boolean;
  }
  /** Runs the file as a page would and says what was told; `fail` lets a script of the page fail. */
  function open({ lacks = [], storage, drawn = false }: World, fail?: { filename?: string; src?: string; error?: unknown }): string {
    const told: string[] = [];
    const listeners: ((event: unknown) => void)[] = [];
    const makeElement = () => ({
      style: {},
      noModule: false,
      setAttribute: () => undefined,
      appendChild: (child: string | object) => typeof child === 'string' && told.push(child),
    });
    const document = {
      createElement: makeElement,
      createTextNode: (words: string) => words,
      getElementById: () => ({ firstChild: drawn ? {} : null }),
      body: { firstChild: null, insertBefore: () => undefined },
    };
    const world: Record<string, unknown> = {
      document,
      indexedDB: {},
      structuredClone,
      HTMLDialogElement: class {},
      localStorage: storage === 'blocked' ? { getItem: () => JSON.parse('{') } : { getItem: () => null },
      addEventListener: (_type: string, listener: (event: unknown) => void) => listeners.push(listener),
    };
    world['window'] = world;
    for (const name of lacks) delete world[name];
    runInNewContext(text('browser-check.js'), world);
    for (const listener of fail ? listeners : []) listener({ filename: fail?.filename, target: { src: fail?.src }, error: fail?.error });
    return told[0] ?? '';
  }

  test('a browser that has all of it is told nothing', () => {
    expect(open({})).toBe('');
  });

  test('one that is too old, and one that may store nothing, are told so', () => {
    expect(open({ lacks: ['structuredClone'] })).toBe('Trình duyệt này quá cũ');
    expect(open({ lacks: ['indexedDB'] })).toBe('Trình duyệt không cho lưu dữ liệu');
    expect(open({ storage: 'blocked' })).toBe('Trình duyệt không cho lưu dữ liệu');
  });

  test('a first file that fails or never comes is told as long as nothing is drawn', () => {
    expect(open({}, { src: '/b/abcdefgh/assets/index.js' })).toBe('Cột Mốc chưa mở được');
    expect(open({}, { filename: '/b/abcdefgh/assets/index.js', error: new Error('of ours') })).toBe('Cột Mốc chưa mở được');
    expect(open({}, { filename: 'chrome-extension://other.js' })).toBe('');
    expect(open({ drawn: true }, { filename: '/b/abcdefgh/assets/index.js' })).toBe('');
  });

  test('it is written in the syntax of 2009, and adds what Chrome 109 lacks', () => {
    const code = text('browser-check.js').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '0');
    expect(code).not.toMatch(/=>|`|\?\.|\?\?|\b(?:let|const|class|async|await|import)\b|,\s*\)/);
    const bare = runInNewContext(
      `for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name];
       this.window = this; this.document = { createElement: () => ({ noModule: 1, style: {}, setAttribute() {}, appendChild() {} }), createTextNode: () => '', body: { insertBefore() {} } };
       ${text('browser-check.js')}
       JSON.stringify([[3, 1, 2].toSorted(), [1, 2, 3].toReversed(), [1, 2, 3].toSpliced(1, 1), [1, 2, 3].with(-1, 9), [1, 2].with(0, 9)])`,
      {},
    );
    expect(bare).toBe('[[1,2,3],[3,2,1],[1,3],[1,2,9],[9,2]]');
  });
});
