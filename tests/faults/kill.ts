import type { ActivityId, MutationId } from '../../src/domain/ids.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { percentile } from '../bench/figure.ts';
import type { Bar, Means } from './bar.ts';
import { makeCreate, makeEdit } from './records.ts';
import { DATABASES, type DatabaseKind, Site } from './site.ts';
import { send, signIn, type Wire } from './wire.ts';

const CLIENTS = 20;
const STAFF = ['CB-07', 'CB-08', 'TP-QLBG', 'VP-01'] as const;
const READY_BAR_MS = 3_000;
/** Keys looked up in one statement. */
const CHUNK = 500;

interface Size {
  readonly kills: number;
  readonly maxWaitMs: number;
  /** Between two requests of a client. */
  readonly pauseMs: number;
}
const SIZES: Readonly<Record<'full' | 'reduced', Readonly<Record<DatabaseKind, Size>>>> = {
  full: { sqlite: { kills: 200, maxWaitMs: 3_000, pauseMs: 200 }, postgres: { kills: 200, maxWaitMs: 3_000, pauseMs: 200 } },
  reduced: { sqlite: { kills: 8, maxWaitMs: 250, pauseMs: 30 }, postgres: { kills: 3, maxWaitMs: 400, pauseMs: 30 } },
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the clients were told: the only truth of what may not be missing. */
class Ledger {
  /** Mutations acknowledged, with what they came to. */
  readonly acked = new Map<string, { readonly activityId: string; readonly version: number }>();
  /** Records there must be in the end, each once. */
  readonly records = new Set<string>();
  changedAnswers = 0;
  refusals = 0;
  #unchecked: string[] = [];

  take(result: MutationResult): boolean {
    if (result.status !== 'applied') {
      this.refusals += 1;
      return false;
    }
    const before = this.acked.get(result.id);
    if (before && (before.version !== result.version || before.activityId !== result.activityId)) this.changedAnswers += 1;
    if (!before) this.#unchecked.push(result.id);
    this.acked.set(result.id, result);
    return true;
  }

  /** What was acknowledged since this was last asked. */
  drain(): string[] {
    return this.#unchecked.splice(0);
  }
}

/** Sends new records and edits, keeps what was not answered, and now and then repeats what was. */
class Client {
  readonly #site: Site;
  readonly #wire: Wire;
  readonly #ledger: Ledger;
  readonly #random: () => number;
  #waiting: Mutation[] = [];
  #last: Mutation | undefined;
  #latest: { readonly activityId: ActivityId; readonly version: number } | undefined;

  constructor(site: Site, wire: Wire, ledger: Ledger, random: () => number) {
    this.#site = site;
    this.#wire = wire;
    this.#ledger = ledger;
    this.#random = random;
  }

  #below = (count: number): number => Math.floor(this.#random() * count);

  #write(): void {
    const creates = Array.from({ length: 1 + this.#below(4) }, () => makeCreate(1 + this.#below(200)));
    for (const { activityId } of creates) this.#ledger.records.add(activityId);
    this.#waiting.push(...creates);
    // An edit that says something new, once per version.
    if (this.#latest) this.#waiting.push(makeEdit(this.#latest.activityId, this.#latest.version, 201 + this.#latest.version));
    this.#latest = undefined;
  }

  async #exchange(): Promise<void> {
    const again = this.#last && this.#below(10) === 0 ? [this.#last] : [];
    const results = await send(this.#site, this.#wire, [...this.#waiting, ...again]);
    if (results === 'away') return sleep(20);
    const done = new Set(results.filter((result) => this.#ledger.take(result)).map((result) => result.id as string));
    const answered = this.#waiting.filter((one) => done.has(one.id));
    this.#waiting = this.#waiting.filter((one) => !done.has(one.id));
    this.#last = answered[0] ?? this.#last;
    const told = this.#last && this.#ledger.acked.get(this.#last.id);
    if (this.#last && told) this.#latest = { activityId: this.#last.activityId, version: told.version };
  }

  async run(pauseMs: number, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.#waiting.length < 20) this.#write();
      await this.#exchange();
      await sleep(pauseMs * (0.5 + this.#random()));
    }
  }

  /** Whether all was answered at last. */
  async finish(): Promise<boolean> {
    for (let tries = 0; this.#waiting.length > 0 && tries < 100; tries++) await this.#exchange();
    return this.#waiting.length === 0;
  }
}

/** Acknowledged mutations the database does not have, or has with another result. */
function countMissing(site: Site, ledger: Ledger, ids: readonly string[]): Promise<number> {
  return site.read(async (db) => {
    let missing = 0;
    for (let from = 0; from < ids.length; from += CHUNK) {
      const asked = ids.slice(from, from + CHUNK).map((id) => id as MutationId);
      const rows = await db
        .selectFrom('activity_versions')
        .select(['mutation_id', 'activity_id', 'version'])
        .where('mutation_id', 'in', asked)
        .execute();
      const kept = new Map(rows.map((row) => [row.mutation_id, row]));
      missing += asked.filter((id) => {
        const told = ledger.acked.get(id);
        const row = kept.get(id);
        return row?.activity_id !== told?.activityId || row?.version !== told?.version;
      }).length;
    }
    return missing;
  });
}

const count = (site: Site, table: 'activities' | 'activity_versions' | 'mutations'): Promise<number> =>
  site.read(async (db) => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(row.n);
  });

async function killAgainAndAgain(site: Site, ledger: Ledger, { kills, maxWaitMs }: Size, random: () => number) {
  const readyMs: number[] = [];
  let missing = 0;
  let damaged = 0;
  for (let turn = 0; turn < kills; turn++) {
    await sleep(50 + random() * (maxWaitMs - 50));
    await site.kill();
    const acked = ledger.drain();
    readyMs.push(await site.start());
    missing += await countMissing(site, ledger, acked);
    if (!site.isWhole()) damaged += 1;
  }
  return { missing, damaged, readyMs };
}

async function runOn(site: Site, { full, seed }: Means) {
  const size = SIZES[full ? 'full' : 'reduced'][site.kind];
  const random = seededRandom(seed);
  const ledger = new Ledger();
  const clients: Client[] = [];
  for (let at = 0; at < CLIENTS; at++)
    clients.push(new Client(site, await signIn(site, STAFF[at % STAFF.length] ?? ''), ledger, seededRandom(seed + at + 1)));
  let over = false;
  const killing = killAgainAndAgain(site, ledger, size, random).finally(() => {
    over = true;
  });
  const [{ missing, damaged, readyMs }] = await Promise.all([killing, ...clients.map((client) => client.run(size.pauseMs, () => over))]);
  const stuck = (await Promise.all(clients.map((client) => client.finish()))).filter((done) => !done).length;
  const records = await count(site, 'activities');
  const versions = await count(site, 'activity_versions');
  const keys = await count(site, 'mutations');
  const counts = {
    kills: size.kills,
    acked: ledger.acked.size,
    records,
    missing: missing + (await countMissing(site, ledger, [...ledger.acked.keys()])),
    // Each record once, each acknowledged change one version and one key.
    doubled: Math.max(0, records - ledger.records.size) + Math.max(0, versions - ledger.acked.size, keys - ledger.acked.size),
    changedAnswers: ledger.changedAnswers,
    refusals: ledger.refusals,
    stuck,
    damaged: damaged + (site.isWhole() ? 0 : 1),
    cellDifferences: await site.countDifferences(),
    readyP95Ms: Math.round(percentile(readyMs, 0.95)),
  };
  const { missing: lost, doubled, changedAnswers, refusals, damaged: broken, cellDifferences, readyP95Ms } = counts;
  const faults = lost + doubled + changedAnswers + refusals + stuck + broken + cellDifferences;
  // How fast it is ready says something of the release only when nothing else is measured beside it.
  return { counts, pass: faults === 0 && counts.acked > 0 && (!full || readyP95Ms <= READY_BAR_MS) };
}

export const kill: Bar = {
  name: 'B4',
  fact: 'what a server acknowledged survives kill -9 under load: nothing missing, nothing doubled, cells equal to a recount',
  async run(means) {
    const on = async (kind: DatabaseKind) => ({ kind, ...(await Site.with(kind, means.postgresUrl, (site) => runOn(site, means))) });
    const verdicts = [];
    // Most of the time goes by waiting for a server to start; where that is measured nothing runs beside it.
    if (means.full) for (const kind of DATABASES) verdicts.push(await on(kind));
    else verdicts.push(...(await Promise.all(DATABASES.map(on))));
    return {
      pass: verdicts.every((one) => one.pass),
      counts: { seed: means.seed, ...Object.fromEntries(verdicts.map(({ kind, counts }) => [kind, counts])) },
    };
  },
};
