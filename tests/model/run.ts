import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { seedBug, usePhoneModules } from './hooks.ts';
import { HIDING_PLACES, SEED_SHOWN, SEEDED_BUGS, SHOWN_IN } from './seeded-bugs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    db: { type: 'string', default: 'sqlite' },
    cluster: { type: 'string' },
    path: { type: 'string' },
    bug: { type: 'string' },
    kind: { type: 'string' },
    'seeded-bugs': { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
  },
});

const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => stream.write(`${text}\n`, () => resolve()));

function whole(name: 'runs' | 'seed'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is a whole number above 0`);
  return value;
}

/** How long a failure may take to be shortened (ms). */
const SHRINK_MS = 60_000;
/** As many schedules each seeded bug has to hide in. */
const MOST_RUNS_FOR_BUG = '400';
const AT_ONCE = 2;

async function runModel(): Promise<boolean> {
  usePhoneModules();
  if (values.bug !== undefined) seedBug(values.bug);
  // Only now: the modules of the product must be loaded through the hooks.
  const { check } = await import('./check.ts');
  const { isScheduleKind } = await import('./steps.ts');
  const { DATABASES } = await import('./database.ts');
  const db = DATABASES.find((one) => one === values.db);
  if (!db) throw new Error(`--db is one of ${DATABASES.join(', ')}`);
  const shrinkMs = values.bug === undefined ? SHRINK_MS : 0;
  const { cluster, path, kind } = values;
  if (kind !== undefined && !isScheduleKind(kind)) throw new Error(`There are no schedules of the kind ${kind}`);
  const runs = path === undefined ? whole('runs') : 1;
  const { report, failure } = await check({
    runs,
    seed: whole('seed'),
    db,
    shrinkMs,
    ...(cluster && { cluster }),
    ...(path && { path }),
    ...(kind && { kind }),
  });
  if (failure !== undefined) await write(process.stderr, failure);
  await write(process.stdout, JSON.stringify(report));
  return failure === undefined && report.runs === runs;
}

/** Where a bug is looked for: in one schedule of a seed, or in all. */
interface Place {
  readonly seed: number;
  readonly at?: number;
}

/** Plays schedules with one bug switched on, in a process of its own; gives the verdict it showed itself in. */
async function playBug(name: string, { seed, at }: Place): Promise<string | undefined> {
  const kind = HIDING_PLACES[name] ?? 'plain';
  const where = at === undefined ? ['--runs', MOST_RUNS_FOR_BUG] : ['--path', String(at)];
  const asked = ['--bug', name, '--seed', String(seed), '--db', values.db, '--kind', kind, ...where];
  const script = [...process.execArgv, fileURLToPath(import.meta.url), ...asked];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, script).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  const line = stdout.trim();
  const { runs = 0, steps: _, seed: __, db: ___, ...verdicts } = (line === '' ? {} : JSON.parse(line)) as Record<string, number>;
  const verdict = Object.keys(verdicts).find((one) => verdicts[one] === 1);
  const last = at ?? runs - 1;
  await write(process.stderr, `${verdict ?? 'MISSED'} in schedule ${last} of seed ${seed}: ${name}${verdict ? '' : `\n${stderr}`}`);
  return verdict;
}

/** Where it is known to show, if a search is not asked for; a bug that hides well gets the schedules of a second seed. */
async function catchBug(name: string): Promise<boolean> {
  const first = whole('seed');
  const known = values.search ? undefined : SHOWN_IN[name];
  const places: Place[] = [...(known === undefined ? [] : [{ seed: SEED_SHOWN, at: known }]), { seed: first }, { seed: first + 1 }];
  for (const place of places) if (await playBug(name, place)) return true;
  return false;
}

async function runBugs(): Promise<boolean> {
  const waiting = Object.keys(SEEDED_BUGS);
  const seeded = waiting.length;
  const missed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) if (!(await catchBug(name))) missed.push(name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await write(process.stdout, JSON.stringify({ seeded, caught: seeded - missed.length, missed }));
  return missed.length === 0;
}

const good = await (values['seeded-bugs'] ? runBugs() : runModel());
// Timers of requests that were given up would keep the process for a minute.
process.exit(good ? 0 : 1);
