// Before anything that looks for a database of the browser.
import 'fake-indexeddb/auto';
import { rememberExchange } from '../../src/client/store/meta.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { openPhone, type TestPhone } from '../helpers/phone.ts';
import type { Bar, Means } from './bar.ts';
import { Ledger } from './ledger.ts';
import { type Fate, FaultProxy } from './proxy.ts';
import { longNote, makeContent, newId } from './records.ts';
import { DATABASES, Site } from './site.ts';
import { sendThrough, signIn } from './wire.ts';

/** Places in the request, and as many in the answer. */
const SIZES = { full: { sqlite: 100, postgres: 100 }, reduced: { sqlite: 6, postgres: 2 } } as const;
const RECORDS = 10;
/** How often each push is broken at the same place before it may pass. */
const TRIES = 3;
/** How long a phone listens to silence (ms): its own least patience is fifteen seconds. */
const PATIENCE_MS = 150;
const RESUMED_BAR = 1.5;
/** After the link is well again: what was set aside for some minutes is due by then. */
const QUIET_ROUNDS = 3;
const QUIET_MS = 600_000;
/** A link on which all ten go in one request, as after some days in town. */
const GOOD_LINK = { budget: 100_000, perMutation: 700, limit: 500 };

type Cut = 'cutRequest' | 'cutAnswer' | 'shorten';

const spread = (places: number, random: () => number, kindOf: (nth: number) => Cut): Fate[] =>
  Array.from({ length: places }, (_, nth) => ({ kind: kindOf(nth), place: (nth + random()) / places }));

/** Every third cut in the request ends a body that had promised no more: a server that takes it for whole must say so. */
const allFates = (places: number, random: () => number): Fate[] => [
  ...spread(places, random, (nth) => (nth % 3 === 2 ? 'shorten' : 'cutRequest')),
  ...spread(places, random, () => 'cutAnswer'),
  { kind: 'holdRequest' },
  { kind: 'holdAnswer' },
  { kind: 'duplicate' },
  { kind: 'delay', ms: 50 },
  { kind: 'slow', bytesPerSecond: 8_000 },
];

async function readWhere(phone: TestPhone): Promise<{ received: string[]; shown: string[] }> {
  const rows = await phone.db.activities.toArray();
  return { received: rows.filter((row) => row.where === 'received').map((row) => row.id), shown: rows.map((row) => row.id) };
}

async function runOn(site: Site, { full, seed }: Means) {
  return FaultProxy.with(site.origin, `B2-${site.kind}`, async (proxy) => {
    const random = seededRandom(seed);
    const wire = await signIn(site, 'CB-07');
    const phone = await openPhone(wire.accountId);
    phone.clock.now = Date.now();
    const ledger = new Ledger();
    const send = sendThrough(proxy.origin, wire);
    const impatient = sendThrough(proxy.origin, wire, PATIENCE_MS);
    await phone.sync(send);
    const fates = allFates(SIZES[full ? 'full' : 'reduced'][site.kind], random);
    const most = { resumed: 0, payload: 0 };
    let done = 0;
    let unsettled = 0;
    for (const fate of fates) {
      const ids = Array.from({ length: RECORDS }, () => newId() as ActivityId);
      for (const id of ids) await phone.save(id, makeContent(1 + done, { note: longNote(random) }));
      ledger.tellSaved(ids);
      await rememberExchange(phone.db, GOOD_LINK, undefined);
      proxy.script = () => fate;
      const first = proxy.syncs.length;
      for (let tries = 0; tries < TRIES; tries++) {
        await phone.syncOnce(impatient);
        await ledger.tellSent(site, (await readWhere(phone)).received);
      }
      const payload = proxy.syncs[first]?.bytesUp ?? 0;
      proxy.heal();
      // What goes over the link once more because of the cut.
      let resumed = 0;
      for (let round = 0; round < QUIET_ROUNDS; round++) {
        const [from, waiting] = [proxy.syncs.length, await phone.db.outbox.count()];
        await phone.sync(send);
        if (waiting > 0) resumed += proxy.syncs.slice(from).reduce((sum, one) => sum + one.bytesUp, 0);
        phone.clock.now += QUIET_MS;
      }
      const { received } = await readWhere(phone);
      await ledger.tellSent(site, received);
      if (!ids.every((id) => received.includes(id))) unsettled += 1;
      if (resumed / payload > most.resumed / (most.payload || 1)) Object.assign(most, { resumed, payload });
      done += 1;
    }
    const statuses = proxy.syncs.flatMap((one) => one.statuses);
    const shortened = proxy.syncs.filter((one) => one.fate === 'shorten').flatMap((one) => one.statuses);
    const broken = proxy.syncs.filter((one) => one.fate !== 'pass').length;
    const verdict = await ledger.judge(site, (await readWhere(phone)).shown);
    phone.db.close();
    const counts = {
      pushes: done,
      broken,
      records: ledger.saved.size,
      ...verdict,
      unsettled,
      serverErrors: statuses.filter((status) => status >= 500).length,
      /** Answers to a body that ended too early, other than "that is no request". */
      wrongAnswers: shortened.filter((status) => status !== 400).length,
      resumedTimes: Math.round((100 * most.resumed) / most.payload) / 100,
      payloadBytes: most.payload,
    };
    const faults = verdict.lost + verdict.duplicated + verdict.falseSent + unsettled + counts.serverErrors + counts.wrongAnswers;
    const all = done === fates.length && broken === fates.length * TRIES && counts.records === fates.length * RECORDS;
    return { counts, pass: faults === 0 && all && ledger.sent.size === counts.records && counts.resumedTimes <= RESUMED_BAR };
  });
}

export const cut: Bar = {
  name: 'B2',
  fact: 'a push cut at any byte of the request or the answer, or met by silence, arrives whole and once, and nothing is called sent before',
  async run(means) {
    const verdicts = [];
    for (const kind of DATABASES) verdicts.push({ kind, ...(await Site.with(kind, means.postgresUrl, (site) => runOn(site, means))) });
    return {
      pass: verdicts.every((one) => one.pass),
      counts: { seed: means.seed, by: 'engine', ...Object.fromEntries(verdicts.map(({ kind, counts }) => [kind, counts])) },
    };
  },
};
