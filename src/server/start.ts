import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { main } from './main.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const filesOf = (path: string): string[] =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name))
    : [path];

/** The app as built is missing, or older than what it was made from. */
function buildIsDue(): boolean {
  const builtAt = changedAt(join(ROOT, 'dist/index.html.br'));
  return builtAt === 0 || SOURCES.some((source) => filesOf(join(ROOT, source)).some((file) => changedAt(file) > builtAt));
}

const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
// Where only the run-time packages are installed, what was built elsewhere is served as it is.
if (existsSync(vite) && buildIsDue()) {
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
await main();
