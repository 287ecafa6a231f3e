import { gzipSync } from 'node:zlib';
import { day, officeDay } from '../../src/domain/day.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import { MAX_CHANGES, MAX_MUTATIONS } from '../../src/protocol/limits.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/sync.ts';
import { percentile } from '../bench/figure.ts';
import { activityGenerator } from '../helpers/generator.ts';
import { startServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import type { Drill } from './drill.ts';

const PLAN = 'kien-giang-2024';
const OTHERS = ['CB-03', 'CB-08', 'CB-12', 'CB-19', 'TP-QLBG', 'TP-LS'];
const CONNECTIONS = 8;
/** Between two pushes of one person: at no time more than an account may ask without waiting. */
const PUSH_EVERY_MS = 300;
const BAR = 1.5;

interface Size {
  /** Quiet and attack take turns, so that what else the machine does falls upon both alike. */
  readonly turns: number;
  readonly turnMs: number;
}
const FULL: Size = { turns: 12, turnMs: 5_000 };
const REDUCED: Size = { turns: 5, turnMs: 4_000 };

const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Pusher {
  readonly push: () => Promise<void>;
}

/** Somebody who records as people do: one record after the other, each sent by itself. */
async function pusherOf(client: SyncClient): Promise<Pusher> {
  const first = await client.sync([]);
  let { cursor } = first;
  for (let { more } = first; more; ) ({ cursor, more } = await client.sync([], cursor));
  const plan = first.changes.plans?.find(({ id }) => id === PLAN);
  if (!plan) throw new Error('The server sent no plan');
  const { units = [], localities = [], partners = [] } = first.changes;
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, 5);
  const [unitId] = client.person.unitIds;
  return {
    async push() {
      const patch = changedFields(undefined, make(unitId === undefined ? {} : { unitId }));
      const create = { id: newId(), activityId: newId(), action: 'record', base: 0, patch, at: new Date().toISOString() };
      const reply = await client.sync([create], cursor);
      ({ cursor } = reply);
      if (reply.results[0]?.status !== 'applied')
        throw new Error(`A record of somebody else was not taken: ${JSON.stringify(reply.results)}`);
    },
  };
}

/** What one account sends without end: bodies as large as may be, made once. */
function attacksOf({ person, cookie }: SyncClient, origin: string): (() => Promise<unknown>)[] {
  const request = {
    protocol: PROTOCOL_VERSION,
    accountId: person.id,
    app: 'x',
    epoch: '',
    scope: '',
    cursor: 0,
    limit: MAX_CHANGES,
    held: { count: 0, attention: 0, persisted: false },
    note: [],
    mutations: [] as unknown[],
  };
  const fields = (count: number, length: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, nth) => [`f${nth}`.padEnd(length, 'x'), 1]));
  const change = (patch: object) => ({ id: newId(), activityId: newId(), action: 'record', base: 0, patch, at: new Date().toISOString() });
  const page = (make: () => object) => Array.from({ length: MAX_MUTATIONS }, make);
  const column = (value: unknown) => Array.from({ length: MAX_MUTATIONS }, () => value);
  const table = () => ({
    at: column(1),
    idMs: column(0),
    activityMs: column(0),
    ids: Array.from({ length: MAX_MUTATIONS }, () => newId().replaceAll('-', '').slice(13)).join(''),
    activityIds: Array.from({ length: MAX_MUTATIONS }, () => newId().replaceAll('-', '').slice(13)).join(''),
    keys: { action: column('record'), base: column(0) },
    patch: Object.fromEntries(Object.keys(fields(250, 40)).map((name) => [name, column(1)])),
  });
  const bodies: readonly (() => unknown)[] = [
    () => ({ ...request, table: table() }),
    () => ({ ...request, mutations: page(() => change(fields(60, 40))) }),
    () => ({ ...request, mutations: page(() => change({ note: 'x'.repeat(4_000) })) }),
    () => ({ ...request, mutations: [{ ...change({}), at: `2026-03-15T00:00:00.${'0'.repeat(1_900_000)}Z` }] }),
    () => ({ ...request, note: Array.from({ length: 400_000 }, () => [0]) }),
    () => ({ ...request, held: { ...request.held, names: Array.from({ length: 400_000 }, () => 'x') } }),
    () => ({ ...request, ...fields(100_000, 12) }),
  ];
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', origin, cookie };
  const send = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${origin}/api/sync`, { method: 'POST', headers, body }).then((answer) => answer.arrayBuffer());
  const ask = (path: string) => fetch(`${origin}${path}`, { headers: { cookie } }).then((answer) => answer.arrayBuffer());
  return [
    ...bodies.map((make) => {
      const body = gzipSync(JSON.stringify(make()));
      return () => send(body);
    }),
    () => ask(`/api/activities?planId=${PLAN}&limit=200`),
    () => ask(`/api/tally?planId=${PLAN}`),
  ];
}

/** Milliseconds of each push while the time lasts. */
async function timesOf(pushers: readonly Pusher[], ms: number): Promise<number[]> {
  const until = performance.now() + ms;
  const times: number[] = [];
  const run = async ({ push }: Pusher): Promise<void> => {
    while (performance.now() < until) {
      const startedAt = performance.now();
      await push();
      times.push(performance.now() - startedAt);
      await pause(PUSH_EVERY_MS);
    }
  };
  await Promise.all(pushers.map(run));
  return times;
}

/** How much longer others wait at a push while one account does its worst: p95 by p95. */
async function ratioAt(size: Size, databaseUrl: string | undefined): Promise<number> {
  const server = await startServer({ env: { QUIET: '1', ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) } });
  try {
    const signIn = (staffCode: string) => signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '');
    const pushers = [];
    for (const staffCode of OTHERS) pushers.push(await pusherOf(await signIn(staffCode)));
    const attacks = attacksOf(await signIn('CB-07'), server.origin);
    let answered = 0;
    const times = { quiet: [] as number[], attacked: [] as number[] };
    // What the server compiles at the first requests is no matter of anybody's behaviour.
    await timesOf(pushers, size.turnMs);
    for (let turn = 0; turn < size.turns; turn++) {
      times.quiet.push(...(await timesOf(pushers, size.turnMs)));
      let isOver = false;
      const misbehave = async (first: number): Promise<void> => {
        for (let nth = first; !isOver; nth++)
          await attacks[nth % attacks.length]?.().then(
            () => answered++,
            () => undefined,
          );
      };
      const attack = Array.from({ length: CONNECTIONS }, (_, nth) => misbehave(nth));
      try {
        times.attacked.push(...(await timesOf(pushers, size.turnMs)));
      } finally {
        isOver = true;
        await Promise.all(attack);
      }
    }
    if (answered < size.turns * CONNECTIONS) throw new Error(`The attack was hardly one: ${answered} answers`);
    return percentile(times.attacked, 0.95) / percentile(times.quiet, 0.95);
  } finally {
    await server.stop();
  }
}

/** One signed-in account sends as much as it can, as wrong as it can, on eight connections, while others send their records. */
export const misbehavingAccount: Drill = {
  name: 'S2',
  fact: 'others send their records as fast while one account misbehaves',
  isTimedAlone: true,
  async run({ full, database, postgresUrl }) {
    const value = await ratioAt(full ? FULL : REDUCED, database === 'postgres' ? postgresUrl : undefined);
    return [{ figure: 'S2.push.p95.ratio', value, unit: '×', bar: BAR, peer: 'none names a number', holds: 'atMost', timed: true }];
  },
};
