import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { day, officeDay } from '../../src/domain/day.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import { MAX_CHANGES } from '../../src/protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/sync.ts';
import { recount } from '../../src/server/commands/recount.ts';
import type { DatabaseSetting } from '../../src/server/settings.ts';
import { openStore } from '../../src/server/store/open.ts';
import { activityGenerator } from '../helpers/generator.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import { median, percentile, printFigure } from './figure.ts';
import { fillStore } from './fill.ts';

export const PLAN = 'kien-giang-2024';
const OFFICERS = ['CB-03', 'CB-07', 'CB-08', 'CB-12', 'CB-19', 'AB-01', 'AB-02', 'DB-01'];
const STORED = 100_000;
/** The last of those stored, sent through the endpoint by the clock. */
const SENT = 20_000;
const PAGE = 50;
const ASKED = 200;
const FEW = 10_000;
const MANY = 1_000_000;

export interface Bench {
  readonly server: RunningServer;
  readonly setting: DatabaseSetting;
  signIn(staffCode: string): Promise<SyncClient>;
  close(): Promise<void>;
}

/** The real server as its own process, with the plans of three offices, so that there are eight officers. */
export async function openBench(url?: string): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cotmoc-bench-'));
  // As the installation is started: large blocks, of which a password hash takes one of 19 MB, go back to the system at once.
  const env = {
    MALLOC_MMAP_THRESHOLD_: '1048576',
    QUIET: '1',
    NO_ACCOUNT_LIMITS: '1',
    DEMO_PLANS: `${PLAN},an-bien-2020,dien-bien-2024`,
    ...(url !== undefined && { DATABASE_URL: url }),
  };
  const server = await startServer({ dataDir, env });
  return {
    server,
    setting: url === undefined ? { kind: 'sqlite', file: join(dataDir, 'cotmoc.sqlite') } : { kind: 'postgres', url },
    signIn: (staffCode) => signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? ''),
    async close() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function fillBench({ setting }: Bench, count: number): Promise<void> {
  const store = await openStore(setting, { newEpoch: () => 'bench', onIdleError: () => undefined });
  // Only this connection, and only to fill: the server's own flushes as ever.
  if (setting.kind === 'sqlite')
    for (const pragma of ['synchronous = off', 'cache_size = -1000000']) await sql.raw(`pragma ${pragma}`).execute(store.writer);
  await fillStore(store, count);
  await store.close();
}

/** Megabytes the process holds now (`VmRSS`), or held at most (`VmHWM`); undefined where the system does not say. */
export function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
  } catch {
    return undefined;
  }
}
function printMemory(figure: string, megabytes: number | undefined, bar: number): void {
  if (megabytes !== undefined) printFigure({ figure, value: megabytes, unit: 'MB', bar });
}

/** Everything a client will send, as text, so that making it is not measured. */
async function pagesFor(client: SyncClient, count: number): Promise<string[]> {
  const first = await client.sync([]);
  const { epoch, scope, changes } = first;
  let { cursor } = first;
  for (let { more } = first; more; ) ({ cursor, more } = await client.sync([], cursor));
  const plan = changes.plans?.find((one) => one.id === PLAN);
  if (!plan) throw new Error('The server sent no plan');
  const { units = [], localities = [], partners = [] } = changes;
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, 3);
  const [unitId] = client.person.unitIds;
  const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));
  const mutation = () => ({
    id: newId(),
    activityId: newId(),
    action: 'record',
    base: 0,
    patch: changedFields(undefined, make(unitId === undefined ? {} : { unitId })),
    at: new Date().toISOString(),
  });
  const known = { protocol: PROTOCOL_VERSION, accountId: client.person.id, app: 'bench', epoch, scope, cursor, limit: MAX_CHANGES };
  const rest = { held: { count: 0, attention: 0, persisted: false }, note: [] };
  return Array.from({ length: count / PAGE }, () =>
    JSON.stringify({ ...known, ...rest, mutations: Array.from({ length: PAGE }, mutation) }),
  );
}

async function sendPages(origin: string, { cookie }: SyncClient, pages: readonly string[]): Promise<void> {
  let cursor: string | undefined;
  for (const page of pages) {
    // A phone goes on from the last answer; its own records come back once.
    const body = cursor === undefined ? page : page.replace(/"cursor":\d+/, `"cursor":${cursor}`);
    const reply = await fetch(`${origin}/api/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body,
    });
    const text = await reply.text();
    if (text.split('"status":"applied"').length - 1 !== PAGE)
      throw new Error(`A page was not applied: ${reply.status} ${text.slice(0, 300)}`);
    cursor = /"cursor":(\d+)/.exec(text)?.[1];
  }
}

async function measureIngest(name: string, url?: string): Promise<void> {
  const bench = await openBench(url);
  try {
    const { server } = bench;
    if (url === undefined) printMemory('memory.rest', memoryOf(server.pid, 'VmRSS'), 150);
    await fillBench(bench, STORED - SENT);
    const clients = await Promise.all(OFFICERS.map((staffCode) => bench.signIn(staffCode)));
    const pages: string[][] = [];
    for (const client of clients) pages.push(await pagesFor(client, SENT / clients.length));
    const startedAt = performance.now();
    await Promise.all(clients.map((client, at) => sendPages(server.origin, client, pages[at] ?? [])));
    const seconds = (performance.now() - startedAt) / 1000;
    printFigure({ figure: `ingest.${name}`, value: SENT / seconds, unit: 'records/s', bar: 1_500 });
    if (url === undefined) printMemory('memory.load', memoryOf(server.pid, 'VmHWM'), 400);
    await expectTrueCells(bench);
  } finally {
    await bench.close();
  }
}

/** Speed that leaves wrong sums behind is none. */
async function expectTrueCells({ setting }: Bench): Promise<void> {
  const store = await openStore(setting, { newEpoch: () => 'bench', onIdleError: () => undefined });
  const code = await recount(store, false, (line) => process.stderr.write(`${line}\n`));
  await store.close();
  if (code !== 0) throw new Error('The cells are not what the records add up to');
}

export async function timesOf(origin: string, { cookie }: SyncClient, paths: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let asked = 0; asked < ASKED; asked++) {
    const startedAt = performance.now();
    const reply = await fetch(origin + paths[asked % paths.length], { headers: { cookie } });
    const { rows } = (await reply.json()) as { rows?: readonly unknown[] };
    times.push(performance.now() - startedAt);
    if (!rows || rows.length === 0) throw new Error(`No figures: ${reply.status}`);
  }
  // The first ones prepare statements and fill caches.
  return times.slice(ASKED / 10);
}

interface TallyTimes {
  readonly items: number[];
  readonly views: number[];
}

/** The whole plan, which is the longest period there is, asked by who sees all units. */
async function measureTallies(records: number): Promise<TallyTimes> {
  const bench = await openBench();
  try {
    await fillBench(bench, records);
    const client = await bench.signIn('VP-01');
    const { origin } = bench.server;
    const items = await timesOf(origin, client, [`/api/tally?planId=${PLAN}`]);
    const views = await timesOf(
      origin,
      client,
      ['localities', 'types'].map((view) => `/api/tally/${view}?planId=${PLAN}`),
    );
    return { items, views };
  } finally {
    await bench.close();
  }
}

/** Everything measured at a real server over HTTP, with a disk that is flushed. */
export async function benchServer(): Promise<void> {
  await measureIngest('sqlite');
  const postgres = await startPostgres({ durable: true });
  try {
    await measureIngest('postgres', postgres.url);
  } finally {
    await postgres.stop();
  }
  const few = await measureTallies(FEW);
  const many = await measureTallies(MANY);
  printFigure({ figure: 'tally.1m.p95', value: percentile(many.items, 0.95), unit: 'ms', bar: 10 });
  printFigure({ figure: 'tally.growth', value: median(many.items) / median(few.items), unit: '×', bar: 2 });
  printFigure({ figure: 'tally.locality.1m.p95', value: percentile(many.views, 0.95), unit: 'ms', bar: 100 });
}
