// Before anything that looks for a database of the browser.
import 'fake-indexeddb/auto';
import { rememberExchange } from '../../src/client/store/meta.ts';
import { createSyncLoop, type SyncLoop } from '../../src/client/sync/sync-loop.lazy.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { openPhone, type TestPhone } from '../helpers/phone.ts';
import type { JumpingTime } from './jumping-time.ts';
import type { FaultProxy } from './proxy.ts';
import { newId } from './records.ts';
import { sendThrough, type Wire } from './wire.ts';

/** A link on which all of a bar's records go in one request, as after some days in town. */
export const GOOD_LINK = { budget: 1_000_000, perMutation: 700, limit: 500 } as const;
/** Real milliseconds in which anything under way must have come to an end. */
const STUCK_MS = 60_000;
/** Looks in a row at which nothing may be under way. */
const STILL_BREATHS = 15;

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** A phone whose own sync loop runs by a time that jumps, on a real socket. */
export class LoopingPhone {
  readonly phone: TestPhone;
  readonly loop: SyncLoop;
  readonly #time: JumpingTime;
  readonly #proxy: FaultProxy;

  /** Whether the last request was given up. */
  readonly #gaveUp: () => boolean;

  private constructor(phone: TestPhone, loop: SyncLoop, time: JumpingTime, proxy: FaultProxy, gaveUp: () => boolean) {
    this.phone = phone;
    this.loop = loop;
    this.#time = time;
    this.#proxy = proxy;
    this.#gaveUp = gaveUp;
  }

  static async open(wire: Wire, time: JumpingTime, proxy: FaultProxy, random: () => number): Promise<LoopingPhone> {
    const phone = await openPhone(wire.accountId);
    const now = (): number => time.now;
    let signal: AbortSignal | null | undefined;
    const send = sendThrough(proxy.origin, wire, undefined, (of) => {
      signal = of;
    });
    const loop = createSyncLoop({ db: phone.db, now, newId, app: 'faults', random, send });
    const looping = new LoopingPhone(phone, loop, time, proxy, () => signal?.aborted === true);
    await looping.settle();
    return looping;
  }

  async save(contents: readonly ActivityContent[]): Promise<ActivityId[]> {
    this.phone.clock.now = this.#time.now;
    const ids = contents.map(() => newId() as ActivityId);
    for (const [at, content] of contents.entries()) await this.phone.save(ids[at] as ActivityId, content);
    return ids;
  }

  trustLink(): Promise<void> {
    return rememberExchange(this.phone.db, GOOD_LINK, undefined);
  }

  /** Until nothing can happen any more without time going on: the loop waits for its timer or for the person, or the network is silent. */
  async settle(): Promise<void> {
    const giveUpAt = performance.now() + STUCK_MS;
    const waits = (): boolean => {
      const { phase, nextAt, outcome } = this.loop.status();
      const forPerson = outcome !== undefined && ['signed-out', 'wrong-account', 'update-required'].includes(outcome.kind);
      return this.#proxy.held > 0 || (phase === 'idle' && (forPerson || (nextAt !== undefined && nextAt > this.#time.now)));
    };
    // A timer that has rung takes a few breaths until the loop is seen at work: the queue is read first.
    for (let still = 0; still < STILL_BREATHS; still = waits() ? still + 1 : 0) {
      if (performance.now() > giveUpAt) throw new Error(`The phone neither ends nor waits: ${JSON.stringify(this.loop.status())}`);
      await breathe();
    }
  }

  /** The next thing that happens by itself; false where nothing would. */
  async next(): Promise<boolean> {
    const held = this.#proxy.held;
    const jumped = this.#time.jump();
    const giveUpAt = performance.now() + STUCK_MS;
    // A connection given up takes a moment to be seen at the other end.
    while (held > 0 && this.#gaveUp() && this.#proxy.held >= held && performance.now() < giveUpAt) await breathe();
    await this.settle();
    return jumped;
  }

  async read(ids: readonly ActivityId[]): Promise<{ received: ActivityId[]; kept: number }> {
    const rows = (await this.phone.db.activities.bulkGet([...ids])).filter((row) => row !== undefined);
    const waiting = new Set((await this.phone.db.outbox.toArray()).map((entry) => entry.activityId));
    return {
      received: rows.filter((row) => row.where === 'received').map((row) => row.id),
      kept: ids.filter((id) => waiting.has(id)).length,
    };
  }

  close(): void {
    this.loop.stop();
    this.phone.db.close();
  }
}
