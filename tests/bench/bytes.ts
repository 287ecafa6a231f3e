import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Build } from '../../src/client/shipped/build.ts';
import { printFigure } from './figure.ts';

/**
 * What a phone fetches, from the files of two builds: all that its service worker keeps, and that worker itself. After an
 * update that is every file with another revision, and of the worker each script with another name or other bytes.
 */

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'public', 'index.html', 'package.json', 'tsconfig.json', 'tests/tsconfig.json', 'vite.config.ts'];
/** Nothing does what this line says; but it is there when the file has run. */
const ONE_LINE = "\nperformance.mark('one line more');\n";

type Bytes = ReadonlyMap<string, number>;

async function buildIn(folder: string): Promise<Bytes> {
  // The build of the service worker looks where it runs.
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: folder,
  });
  const dist = (name: string): string => join(folder, 'dist', name);
  const packed = (name: string): number => statSync(dist(`${name}.br`)).size;
  const worker = readFileSync(dist('sw.js'), 'utf8');
  const { files } = JSON.parse(worker.slice(worker.indexOf('{'), worker.indexOf(';self.COTMOC_SCRIPTS'))) as Build;
  const ofOfficer = files.filter(([, , group]) => group === undefined);
  const [, code = ''] = /"\/(sw-[^"]+)"/.exec(worker) ?? [];
  return new Map([
    ...ofOfficer.map(([path, revision]) => [`${path} ${revision}`, packed(path)] as const),
    [worker, packed('sw.js')],
    [code, packed(code)],
  ]);
}

const sum = (bytes: Iterable<number>): number => [...bytes].reduce((all, one) => all + one, 0);

/** In bytes, what another build has that this one has not. */
const fetchedAfter = (former: Bytes, next: Bytes): number => sum([...next].flatMap(([name, bytes]) => (former.has(name) ? [] : bytes)));

async function afterOneLine(former: Bytes, source: string): Promise<number> {
  const folder = copyOfSources();
  try {
    appendFileSync(join(folder, source), ONE_LINE);
    return fetchedAfter(former, await buildIn(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function copyOfSources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export async function benchBytes(): Promise<void> {
  const folder = copyOfSources();
  const built = await buildIn(folder);
  rmSync(folder, { recursive: true });
  const unit = 'kB';
  printFigure({ figure: 'install.officer.bytes', value: sum(built.values()) / 1_000, unit, bar: 190 });
  const changes = [
    ['update.screen.bytes', 'src/client/features/activities/journal.tsx', 12],
    ['update.first.bytes', 'src/client/main.tsx', 45],
    ['update.server.bytes', 'src/server/app.ts', 0],
  ] as const;
  for (const [figure, source, bar] of changes) printFigure({ figure, value: (await afterOneLine(built, source)) / 1_000, unit, bar });
}
