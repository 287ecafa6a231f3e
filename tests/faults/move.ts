import type { ActivityId } from '../../src/domain/ids.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { openPhone, type TestPhone } from '../helpers/phone.ts';
import { runCommand } from '../helpers/run-command.ts';
import type { Bar, Means } from './bar.ts';
import { Ledger } from './ledger.ts';
import { makeContent, newId } from './records.ts';
import { addressOf, DATABASES, type DatabaseKind, Site } from './site.ts';
import { sendThrough, signIn } from './wire.ts';

const SIZES = {
  full: { from: DATABASES, tries: 20, late: 200, pauseMs: 50 },
  reduced: { from: ['sqlite'], tries: 2, late: 3, pauseMs: 20 },
} as const;
const STAFF = ['CB-07', 'CB-08', 'TP-QLBG'] as const;
/** After the move: whatever a phone set aside for some minutes is due by then. */
const QUIET_ROUNDS = 4;
const QUIET_MS = 600_000;
const OTHER: Readonly<Record<DatabaseKind, DatabaseKind>> = { sqlite: 'postgres', postgres: 'sqlite' };

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** People who go on recording and sending, whatever is done to their office. */
class Crowd {
  readonly ledger = new Ledger();
  readonly #site: Site;
  readonly #phones: { readonly phone: TestPhone; readonly sync: () => Promise<unknown> }[] = [];
  readonly #random: () => number;

  private constructor(site: Site, random: () => number) {
    this.#site = site;
    this.#random = random;
  }

  static async open(site: Site, seed: number): Promise<Crowd> {
    const crowd = new Crowd(site, seededRandom(seed));
    for (const staffCode of STAFF) {
      const wire = await signIn(site, staffCode);
      const [phone, send] = [await openPhone(wire.accountId), sendThrough(site.origin, wire)];
      phone.clock.now = Date.now();
      crowd.#phones.push({ phone, sync: () => phone.sync(send) });
      await phone.sync(send);
    }
    return crowd;
  }

  async #tell(phone: TestPhone): Promise<void> {
    const rows = await phone.db.activities.toArray();
    await this.ledger.tellSent(
      this.#site,
      rows.filter((row) => row.where === 'received').map((row) => row.id),
    );
  }

  /** Each records `count` activities, sending after each. */
  async record(count: number): Promise<void> {
    for (const { phone, sync } of this.#phones) {
      for (let at = 0; at < count; at++) {
        const id = newId() as ActivityId;
        await phone.save(id, makeContent(1 + Math.floor(this.#random() * 200)));
        this.ledger.tellSaved([id]);
        phone.clock.now += 1_000;
        await sync();
      }
      await this.#tell(phone);
    }
  }

  async recordUntil(isOver: () => boolean, pauseMs: number): Promise<void> {
    while (!isOver()) {
      await this.record(1);
      await sleep(pauseMs);
    }
  }

  async settle(): Promise<void> {
    for (let round = 0; round < QUIET_ROUNDS; round++)
      for (const { phone, sync } of this.#phones) {
        await sync();
        phone.clock.now += QUIET_MS;
      }
    for (const { phone } of this.#phones) await this.#tell(phone);
  }

  /** Changes that still wait on the phones. */
  async waiting(): Promise<number> {
    let waiting = 0;
    for (const { phone } of this.#phones) waiting += await phone.db.outbox.count();
    return waiting;
  }

  close(): void {
    for (const { phone } of this.#phones) phone.db.close();
  }
}

/** Phones of which the office says that they lost something. */
const countAlarms = (site: Site): Promise<number> =>
  site.read(async (db) => {
    const rows = await db.selectFrom('devices').select('report').where('report', 'is not', null).execute();
    return rows.filter(({ report }) => report !== null && 'loss' in JSON.parse(report)).length;
  });

const countRecords = (site: Site): Promise<number> =>
  site.read(async (db) => (await db.selectFrom('activities').select('id').execute()).length);

async function runOn(site: Site, { full, seed }: Means) {
  const { tries, late, pauseMs } = SIZES[full ? 'full' : 'reduced'];
  const source = site.kind;
  const target = await site.makeTarget(OTHER[source]);
  const move = () => runCommand('commands/move.ts', {}, '--from', site.database, '--to', addressOf(target)).ended;
  const crowd = await Crowd.open(site, seed);
  let over = false;
  let refused = 0;
  const trying = (async () => {
    for (let nth = 0; nth < tries; nth++) {
      const { code, output } = await move();
      if (code !== null && code > 0 && output.includes('in use')) refused += 1;
    }
  })().finally(() => {
    over = true;
  });
  await Promise.all([trying, crowd.recordUntil(() => over, pauseMs)]);
  await crowd.settle();
  const loaded = await crowd.ledger.judge(site, []);
  const records = await countRecords(site);

  // Forced: the machine went down, the office was moved, and the former server came back and went on taking records.
  await site.kill();
  const { code: moved } = await move();
  await site.start();
  await crowd.record(late);
  await crowd.settle();
  const takenLate = (await countRecords(site)) - records;
  await site.kill();
  site.serveFrom(target);
  await site.start();
  const lacked = crowd.ledger.saved.size - (await countRecords(site));
  await crowd.settle();
  const healed = await crowd.ledger.judge(site, []);
  const counts = {
    to: OTHER[source],
    tries,
    refused,
    underLoad: records,
    ...Object.fromEntries(Object.entries(loaded).map(([name, count]) => [`${name}UnderLoad`, count])),
    moved: moved === 0 ? 1 : 0,
    takenLate,
    lacked,
    records: crowd.ledger.saved.size,
    ...healed,
    waiting: await crowd.waiting(),
    alarms: await countAlarms(site),
    cellDifferences: await site.countDifferences(),
  };
  crowd.close();
  const faults = [...Object.values(loaded), ...Object.values(healed), counts.waiting, counts.alarms, counts.cellDifferences];
  const done = refused === tries && moved === 0 && records > 0 && takenLate === late * STAFF.length && lacked === takenLate;
  return { counts, pass: done && faults.every((fault) => fault === 0) };
}

export const move: Bar = {
  name: 'move',
  fact: 'an office that phones push to is not moved; where it was, and the former server came back, what that one took comes from the phones, once',
  async run(means) {
    const verdicts = [];
    for (const kind of SIZES[means.full ? 'full' : 'reduced'].from)
      verdicts.push({ kind, ...(await Site.with(kind, means.postgresUrl, (site) => runOn(site, means))) });
    return {
      pass: verdicts.every((verdict) => verdict.pass),
      counts: { seed: means.seed, by: 'engine', ...Object.fromEntries(verdicts.map(({ kind, counts }) => [kind, counts])) },
    };
  },
};
