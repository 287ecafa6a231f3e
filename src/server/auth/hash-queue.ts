/**
 * Who asks for a hash. `known` has shown something that a stranger does not have: an enrolled phone, a right code, a right
 * password. A stranger is known by the network alone.
 */
export type HashAsker = 'known' | { readonly network: string };

export interface HashQueue {
  /** Whether one more may wait. Where it may not, the caller is asked to come again. */
  hasRoom(asker: HashAsker): boolean;
  /** Runs the work in its turn, who is known before all strangers. */
  run<T>(asker: HashAsker, work: () => Promise<T>): Promise<T>;
}

/** Hashes at a time: each takes 19 MiB and a thread, and others have work for both. */
const AT_ONCE = 2;
/** One place is always free for who is known, and one core for everybody else's work. */
const STRANGERS_AT_ONCE = 1;
/** About a second of work for each. */
const MAX_WAITING = { known: 100, strangers: 32 } as const;
/** Waiting or in work: one network alone does not fill the places of the others. */
const MAX_OF_NETWORK = 8;

interface Waiting {
  readonly asker: HashAsker;
  readonly begin: () => void;
}

/** A queue with an end and an order, since hashes are the one thing here that a stranger can make costly. */
export function createHashQueue(): HashQueue {
  const known: Waiting[] = [];
  const strangers: Waiting[] = [];
  const ofNetwork = new Map<string, number>();
  let running = 0;
  let strangersRunning = 0;

  const countNetwork = (asker: HashAsker, step: 1 | -1): void => {
    if (asker === 'known') return;
    const count = (ofNetwork.get(asker.network) ?? 0) + step;
    if (count > 0) ofNetwork.set(asker.network, count);
    else ofNetwork.delete(asker.network);
  };
  const countRunning = (asker: HashAsker, step: 1 | -1): void => {
    running += step;
    if (asker !== 'known') strangersRunning += step;
  };
  const beginNext = (): void => {
    while (running < AT_ONCE) {
      const next = known.shift() ?? (strangersRunning < STRANGERS_AT_ONCE ? strangers.shift() : undefined);
      if (!next) return;
      countRunning(next.asker, 1);
      next.begin();
    }
  };
  const hasRoom = (asker: HashAsker): boolean =>
    asker === 'known'
      ? known.length < MAX_WAITING.known
      : strangers.length < MAX_WAITING.strangers && (ofNetwork.get(asker.network) ?? 0) < MAX_OF_NETWORK;
  return {
    hasRoom,
    async run(asker, work) {
      if (!hasRoom(asker)) throw new Error('Nobody asked whether one more may wait for a hash');
      countNetwork(asker, 1);
      await new Promise<void>((begin) => {
        (asker === 'known' ? known : strangers).push({ asker, begin });
        beginNext();
      });
      try {
        return await work();
      } finally {
        countNetwork(asker, -1);
        countRunning(asker, -1);
        beginNext();
      }
    },
  };
}
