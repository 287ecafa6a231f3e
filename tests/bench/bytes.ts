import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printFigure } from './figure.ts';

/**
 * What a phone fetches, from the files of two builds: all that its service worker lays up, and that worker itself. After an
 * update that is what stands under a name it has not, or under its name with other bytes.
 */

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'public', 'index.html', 'package.json', 'tsconfig.json', 'tests/tsconfig.json', 'vite.config.ts'];
/** Nothing does what this line says; but it is there when the file has run. */
const ONE_LINE = "\nperformance.mark('one line more');\n";

/** As in `vite.config.ts`; the worker is fetched by the browser itself. */
const isLaidUp = (name: string): boolean => /\.(?:js|css|html|svg|png)$/.test(name) && !name.startsWith('screenshots/');

interface BuiltFile {
  readonly content: string;
  readonly bytes: number;
}
type Built = ReadonlyMap<string, BuiltFile>;

async function buildIn(folder: string): Promise<Built> {
  // The build of the service worker looks where it runs.
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: folder,
  });
  const dist = join(folder, 'dist');
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(isLaidUp);
  return new Map(
    names.map((name) => {
      const file = join(dist, name);
      const packed = statSync(`${file}.br`, { throwIfNoEntry: false }) ?? statSync(file);
      return [name, { content: readFileSync(file, 'latin1'), bytes: packed.size }];
    }),
  );
}

const sum = (built: Built, isFetched: (name: string, file: BuiltFile) => boolean = () => true): number =>
  [...built].reduce((bytes, [name, file]) => (isFetched(name, file) ? bytes + file.bytes : bytes), 0);

/** In bytes, what another build has that this one has not. */
const fetchedAfter = (former: Built, next: Built): number => sum(next, (name, { content }) => former.get(name)?.content !== content);

async function afterOneLine(former: Built, source: string): Promise<number> {
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
  printFigure({ figure: 'install.officer.bytes', value: sum(built) / 1_000, unit, bar: 190 });
  const changes = [
    ['update.screen.bytes', 'src/client/features/activities/journal.tsx', 12],
    ['update.first.bytes', 'src/client/main.tsx', 45],
    ['update.server.bytes', 'src/server/app.ts', 0],
  ] as const;
  for (const [figure, source, bar] of changes) printFigure({ figure, value: (await afterOneLine(built, source)) / 1_000, unit, bar });
}
