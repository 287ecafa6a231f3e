import { readUnsent } from '../../src/client/store/records/unsent.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import type { Bar, Means } from './bar.ts';
import { JumpingTime } from './jumping-time.ts';
import { Ledger } from './ledger.ts';
import { LoopingPhone } from './looping-phone.ts';
import { FaultProxy, statusLine } from './proxy.ts';
import { makeContent } from './records.ts';
import { Site } from './site.ts';
import { mutationsIn, signIn, type Wire } from './wire.ts';

const RECORDS = 100;
const POISONED = 3;
const ROUNDS_BAR = 2;
const BACKOFF_BAR_MS = 300_000;
/** Days for which the phone goes on trying by itself (a quarter of a second each try), and those it is kept in all. */
const SIZES = { full: { trying: 2, days: 30 }, reduced: { trying: 0.2, days: 30 } } as const;
const DAY_MS = 86_400_000;

const TOO_LARGE = statusLine(413, { 'content-type': 'application/json' }, '{"error":"tooLarge","requestId":"poisoned"}');

class Counts {
  records = 0;
  arrivedIn2Rounds = 0;
  visible = 0;
  withReason = 0;
  edited = 0;
  exported = 0;
  retries = 0;
  /** Shortest of the last pauses between two tries of the record the server stumbles over. */
  lastPauseMs = 0;
  days = 0;
  thereInTheEnd = 0;
}

async function poisonSome(site: Site, wire: Wire, proxy: FaultProxy, time: JumpingTime, means: Means, counts: Counts) {
  const ledger = new Ledger();
  const looping = await LoopingPhone.open(wire, time, proxy, seededRandom(means.seed));
  const { phone } = looping;
  const [refusedAt, stumbledAt, tooLargeAt] = [11, 47, 80];
  const contents = Array.from({ length: RECORDS }, (_, nth) =>
    // An item no plan has: the server refuses it by name, and the phone would never have let it be chosen.
    makeContent(1 + nth, nth === refusedAt ? { itemCode: 'IX.9' } : {}),
  );
  const ids = await looping.save(contents);
  ledger.tellSaved(ids);
  const poisoned = [ids[refusedAt], ids[stumbledAt], ids[tooLargeAt]].filter((id) => id !== undefined);
  const [, stumbled, tooLarge] = poisoned as [ActivityId, ActivityId, ActivityId];
  site.stumbleOver(stumbled);
  const stumbledAtTimes: number[] = [];
  proxy.script = ({ path, body }) => {
    if (path !== '/api/sync') return undefined;
    const carried = JSON.stringify(mutationsIn(body));
    if (carried.includes(tooLarge)) return { kind: 'replace', answer: TOO_LARGE, forward: false };
    if (carried.includes(stumbled)) stumbledAtTimes.push(time.now);
    return undefined;
  };
  await looping.trustLink();
  looping.loop.nudge();
  await looping.settle();
  for (let round = 1; round < ROUNDS_BAR; round++) await looping.next();
  counts.records = ids.length;
  counts.arrivedIn2Rounds = (await looping.read(ids)).received.length;
  await ledger.tellSent(site, (await looping.read(ids)).received);

  const rows = async () => (await phone.db.activities.bulkGet(poisoned)).filter((row) => row !== undefined);
  counts.visible = (await rows()).filter((row) => row.where !== 'received').length;
  counts.withReason = (await rows()).filter((row) => row.attention?.kind === 'refused' || row.stumble !== undefined).length;

  const { trying, days } = SIZES[means.full ? 'full' : 'reduced'];
  const began = time.now;
  while (time.now - began < trying * DAY_MS) await looping.next();
  counts.retries = stumbledAtTimes.length;
  const pauses = stumbledAtTimes.slice(1).map((at, nth) => at - (stumbledAtTimes[nth] ?? 0));
  counts.lastPauseMs = Math.round(Math.min(...pauses.slice(-5)));

  time.now = Math.max(time.now, began + days * DAY_MS);
  await looping.loop.syncNow();
  counts.days = Math.floor((time.now - began) / DAY_MS);
  const there = await looping.read(poisoned);
  counts.thereInTheEnd = there.kept;
  const { records } = await readUnsent(phone.db, 'CB-07');
  counts.exported = poisoned.filter((id) => records.some((one) => one.id === id)).length;
  // The edit of a record that was refused mends it; that of one which waits goes with it.
  for (const [nth, id] of poisoned.entries()) await phone.save(id, makeContent(500 + nth));
  counts.edited = (await rows()).filter((row) => Number(row.content.own['attendees']) >= 500).length;
  await looping.loop.syncNow();
  await ledger.tellSent(site, (await looping.read(ids)).received);
  const shown = (await phone.db.activities.toArray()).map((row) => row.id);
  looping.close();
  return ledger.judge(site, shown);
}

export const poison: Bar = {
  name: 'B7',
  fact: 'three records the server never takes hold up none of the others, stay with their reason, can be edited and exported, and are never dropped',
  run: (means) =>
    Site.with('sqlite', means.postgresUrl, (site) =>
      FaultProxy.with(site.origin, 'B7', async (proxy) => {
        const wire = await signIn(site, 'CB-07');
        const counts = new Counts();
        const verdict = await JumpingTime.with((time) => poisonSome(site, wire, proxy, time, means, counts));
        const each = [counts.visible, counts.withReason, counts.edited, counts.exported, counts.thereInTheEnd];
        const pass =
          counts.records === RECORDS &&
          counts.arrivedIn2Rounds === RECORDS - POISONED &&
          each.every((one) => one === POISONED) &&
          counts.retries > 5 &&
          counts.lastPauseMs >= BACKOFF_BAR_MS &&
          counts.days >= SIZES.full.days &&
          Object.values(verdict).every((one) => one === 0);
        return { pass, counts: { seed: means.seed, by: 'engine', ...counts, ...verdict } };
      }),
    ),
};
