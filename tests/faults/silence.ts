import { readUploadStatus } from '../../src/client/store/records/upload-status.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { percentile } from '../bench/figure.ts';
import type { Bar, Means } from './bar.ts';
import { JumpingTime } from './jumping-time.ts';
import { Ledger } from './ledger.ts';
import { LoopingPhone } from './looping-phone.ts';
import { FaultProxy } from './proxy.ts';
import { makeContent } from './records.ts';
import { Site } from './site.ts';
import { signIn, type Wire } from './wire.ts';

const SIZES = { full: { cycles: 50, hours: 72 }, reduced: { cycles: 12, hours: 6 } } as const;
const ATTEMPT_BAR_MS = 60_000;
/** The longest pause between two attempts the app allows itself, with a little for its chance. */
const PAUSE_BAR_MS = 300_000;
const HOUR_MS = 3_600_000;

class Counts {
  cycles = 0;
  /** Attempts that did not end by themselves in time. */
  endless = 0;
  longestAttemptMs = 0;
  /** Attempts after which none followed by itself in time. */
  unfollowed = 0;
  /** Records saved while a request was out, and the time the phone took for each. */
  savedMeanwhile = 0;
  saveP95Ms = 0;
  hours = 0;
  oldestHours = 0;
  notArrived = 0;
}

async function hang(site: Site, wire: Wire, proxy: FaultProxy, time: JumpingTime, means: Means, counts: Counts): Promise<Ledger> {
  const { cycles, hours } = SIZES[means.full ? 'full' : 'reduced'];
  const ledger = new Ledger();
  const looping = await LoopingPhone.open(wire, time, proxy, seededRandom(means.seed));
  const [first] = await looping.save([makeContent(1)]);
  const ids = first ? [first] : [];
  const began = time.now;
  const saveMs: number[] = [];
  // In turn: the server never hears of it, or does its work and is never heard again.
  proxy.script = ({ path, nth }) => (path === '/api/sync' ? { kind: nth % 2 === 0 ? 'holdRequest' : 'holdAnswer' } : undefined);
  looping.loop.nudge();
  await looping.settle();
  while ((counts.cycles < cycles || time.now - began < hours * HOUR_MS) && counts.unfollowed + counts.endless === 0) {
    if (counts.cycles < cycles) {
      const savedAt = performance.now();
      ids.push(...(await looping.save([makeContent(2 + counts.cycles)])));
      saveMs.push(performance.now() - savedAt);
    }
    const startedAt = time.now;
    while (proxy.held > 0 && time.now - startedAt <= ATTEMPT_BAR_MS) await looping.next();
    const endedAt = time.now;
    if (proxy.held > 0) counts.endless += 1;
    counts.longestAttemptMs = Math.max(counts.longestAttemptMs, Math.round(endedAt - startedAt));
    while (proxy.held === 0 && time.now - endedAt <= PAUSE_BAR_MS) await looping.next();
    if (proxy.held === 0) counts.unfollowed += 1;
    counts.cycles += 1;
  }
  ledger.tellSaved(ids);
  counts.savedMeanwhile = saveMs.length;
  counts.saveP95Ms = Math.round(percentile(saveMs, 0.95));
  counts.hours = Math.round((time.now - began) / HOUR_MS);
  const { oldestWaitingAt } = await readUploadStatus(looping.phone.db);
  counts.oldestHours = Math.round((time.now - Date.parse(oldestWaitingAt ?? '')) / HOUR_MS);
  proxy.heal();
  for (let jumps = 0; (await looping.read(ids)).received.length < ids.length && jumps < 20; jumps++) await looping.next();
  const { received } = await looping.read(ids);
  counts.notArrived = ids.length - received.length;
  await ledger.tellSent(site, received);
  looping.close();
  return ledger;
}

export const silence: Bar = {
  name: 'B6',
  fact: 'each attempt into a silent network ends by itself within a minute, the next one starts by itself, and records are saved meanwhile',
  run: (means) =>
    Site.with('sqlite', means.postgresUrl, (site) =>
      FaultProxy.with(site.origin, 'B6', async (proxy) => {
        const wire = await signIn(site, 'CB-07');
        const counts = new Counts();
        const ledger = await JumpingTime.with((time) => hang(site, wire, proxy, time, means, counts));
        const verdict = await ledger.judge(site, []);
        const { cycles, hours } = SIZES[means.full ? 'full' : 'reduced'];
        const faults = [counts.endless, counts.unfollowed, counts.notArrived, ...Object.values(verdict)];
        const all = counts.cycles >= cycles && counts.savedMeanwhile === cycles && counts.hours >= hours && counts.oldestHours >= hours;
        return { pass: all && faults.every((one) => one === 0), counts: { seed: means.seed, by: 'engine', ...counts, ...verdict } };
      }),
    ),
};
