import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Edit, WALKS, type Walk } from './walks.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/growing.md'), 'utf8');
/** A compiler that shares two cores with others takes its time (ms). */
const PATIENCE_MS = 180_000;

const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:src|tests|docs)\/[\w./-]*|index\.html)`/g)].map(([, path]) => path ?? '');

interface Described {
  readonly begins: readonly string[];
  readonly asks: readonly string[];
  readonly besides: readonly string[];
}

/** What the page says of each walk. */
const DESCRIBED: ReadonlyMap<string, Described> = new Map(
  PAGE.split(/^## /m)
    .slice(1)
    .map((section) => {
      const [name = ''] = section.split('\n');
      const [begin = '', rest = ''] = section.split('The compiler asks:');
      const [asks = '', besides = ''] = rest.split('Besides:');
      const first = (text: string): string[] => [...text.matchAll(/^- `([^`]+)`/gm)].map(([, path]) => path ?? '');
      return [name, { begins: pathsIn(begin), asks: first(asks), besides: first(besides) }];
    }),
);
const described = ({ name }: Walk): Described => DESCRIBED.get(name) ?? { begins: [], asks: [], besides: [] };

/** One program over all of the sources but the worker, whose globals are others. */
const TSCONFIG = {
  extends: '../../../../tsconfig.json',
  include: ['src'],
  exclude: ['src/sw.ts', 'src/worker.ts'],
  references: [],
  compilerOptions: {
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node', 'vite/client'],
    jsx: 'preserve',
    jsxImportSource: 'solid-js',
  },
};

function change(folder: string, { file, after, text }: Edit): void {
  const path = join(folder, file);
  const source = after === undefined ? '' : readFileSync(path, 'utf8');
  if (after !== undefined && !source.includes(after)) throw new Error(`${file} has no ${after}`);
  writeFileSync(path, after === undefined ? text : source.replace(after, () => `${after}${text}`));
}

/** What a program writes, whatever it ends with. */
const outputOf = (cwd: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd }, (_, out) => resolve(out));
  });

/** The files of a changed copy that do not compile. */
async function failingFiles(name: string, edits: readonly Edit[]): Promise<string[]> {
  const folder = join(ROOT, 'node_modules/.cache/growing', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const isConfig = (path: string): boolean => /tsconfig[\w.]*\.json$/.test(path);
  cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true, filter: (path) => !isConfig(path) });
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  for (const edit of edits) change(folder, edit);
  const output = await outputOf(folder, join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false');
  const errors = output.split('\n').filter((line) => / error TS/.test(line));
  return [...new Set(errors.map((line) => line.replace(/\(.*$/, '')))].sort();
}

test('every file the page names is there, and each of its walks is made here', () => {
  expect(pathsIn(PAGE).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect([...DESCRIBED.keys()]).toEqual(WALKS.map(({ name }) => name));
});

test.each(WALKS)('$name: begins where the page says, and changes no file it does not name', (walk) => {
  const { begins, asks, besides } = described(walk);
  const isNew = ({ after }: Edit): boolean => after === undefined;
  const begun = new Set(walk.begin.filter((edit) => !isNew(edit)).map(({ file }) => file));
  expect([...begun].sort()).toEqual(begins.filter((path) => path !== 'src/domain').sort());
  for (const { file } of walk.decisions) expect([...asks, ...besides]).toContain(file);
});

const walk = (name: string): Walk => WALKS.find((one) => one.name.startsWith(name)) as Walk;
/** Walks that ask in different files are begun in one copy: a compiler takes seconds. */
const TOGETHER: readonly (readonly Walk[])[] = [
  [walk('A type on existing'), walk('A new sync outcome'), walk('A new list that')],
  [walk('A type with a new measure'), walk('A new list with a reader')],
  [walk('A new own field'), walk('A new column of figures'), walk('A new column of a table')],
];

test.each(TOGETHER.map((walks, nth) => ({ walks, nth, names: walks.map(({ name }) => name).join(', ') })))(
  '$names: does not compile in the files the page names, and in no others',
  async ({ walks, nth }) => {
    const asks = walks.flatMap((one) => described(one).asks);
    expect(new Set(asks).size).toBe(asks.length);
    const begin = walks.flatMap((one) => one.begin);
    expect(await failingFiles(`begun-${nth}`, begin)).toEqual(asks.sort());
  },
  PATIENCE_MS,
);

test(
  'all of them together compile once it is decided what the compiler asks',
  async () => {
    expect(TOGETHER.flat()).toHaveLength(WALKS.length);
    expect(
      await failingFiles(
        'decided',
        WALKS.flatMap(({ begin, decisions }) => [...begin, ...decisions]),
      ),
    ).toEqual([]);
  },
  PATIENCE_MS,
);

/** What `tell-columns.ts` says of a changed copy of the domain. */
async function toldColumns(edits: readonly Edit[]): Promise<Record<'screen' | 'paper' | 'sheets' | 'share', string>> {
  const folder = mkdtempSync(join(tmpdir(), 'columns-'));
  try {
    for (const path of ['src/domain', 'tests/domain', 'tests/growing']) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const edit of edits) change(folder, edit);
    const told = JSON.parse(await outputOf(folder, join(folder, 'tests/growing/tell-columns.ts'))) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(told).map(([place, rows]) => [place, JSON.stringify(rows)])) as never;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a new column, once it has its words, stands in the table of the screen, on the paper of the report, in its sheets and in what is shared of it', async () => {
  const edits = [walk('A new column of figures'), walk('A new column of a table')].flatMap(({ begin, decisions }) => [
    ...begin,
    ...decisions,
  ]);
  const [before, after] = [await toldColumns([]), await toldColumns(edits.filter(({ file }) => file.startsWith('src/domain/')))];
  const columns: readonly [keyof typeof after, string][] = [
    ['screen', '"estimated"'],
    ['paper', '"Số ước","1","1",""'],
    ['sheets', '"Số ước",1,1,""'],
    ['share', '1 số ước'],
    ['paper', '"Thời gian"'],
    ['sheets', '"Thời gian"'],
  ];
  expect(columns.filter(([place, words]) => before[place].includes(words))).toEqual([]);
  expect(columns.filter(([place, words]) => !after[place].includes(words))).toEqual([]);
});
