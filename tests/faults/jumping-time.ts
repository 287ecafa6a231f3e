/** Shorter timers belong to the machinery (sockets, the database in memory) and run as ever (ms). */
const OURS_FROM_MS = 1_000;

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/**
 * Time that stands still while anything is under way and then jumps to the next timer, so that hours of waiting cost nothing
 * and are measured to the millisecond, however busy the machine is.
 */
export class JumpingTime {
  now = Date.now();
  readonly #timers = new Set<Timer>();

  /** The timers of the app go by this time as long as `work` runs. */
  static async with<T>(work: (time: JumpingTime) => Promise<T>): Promise<T> {
    const time = new JumpingTime();
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    const setOurs = (ring: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): unknown => {
      if (ms < OURS_FROM_MS) return set(ring, ms, ...args);
      const timer: Timer & { unref(): unknown; ref(): unknown } = {
        at: time.now + ms,
        ring: () => ring(...args),
        unref: () => timer,
        ref: () => timer,
      };
      time.#timers.add(timer);
      return timer;
    };
    const clearOurs = (timer: unknown): void => {
      if (!time.#timers.delete(timer as Timer)) clear(timer as NodeJS.Timeout);
    };
    Object.assign(globalThis, { setTimeout: setOurs, clearTimeout: clearOurs });
    try {
      return await work(time);
    } finally {
      Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    }
  }

  /** Goes on to the next timer; says whether there was one. */
  jump(): boolean {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (!next) return false;
    this.#timers.delete(next);
    this.now = Math.max(this.now, next.at);
    next.ring();
    return true;
  }
}
