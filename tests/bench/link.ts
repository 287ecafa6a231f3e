import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { seededRandom } from '../../src/server/demonstration/chance.ts';

/** What a link is like. Rates are of what TCP carries (its own headers are left out), in bits per second. */
export interface LinkProfile {
  readonly up: number;
  readonly down: number;
  readonly roundTripMs: number;
}

export interface LinkCount {
  readonly up: number;
  readonly down: number;
  readonly connections: number;
  readonly cuts: number;
}

export interface EmulatedLink {
  readonly port: number;
  /** What went over the link since it was opened or counted anew: bytes that arrived, and connections made. */
  count(): LinkCount;
  countAnew(): void;
  /** Ends all connections, as when the phone leaves the cell. */
  cut(): void;
  /** From now on cuts about this often (ms): the first at any moment of the interval, the others half to one and a half after. */
  cutEvery(ms: number, seed: number): void;
  close(): Promise<void>;
}

/** Bytes that travel together: about one packet. A cut loses those under way. */
const PACKET = 1_400;
/** Bytes a sender may be ahead of its direction of the link: what a weak cell buffers. */
const MAX_AHEAD = 32_000;

/** One direction, shared by all connections: bytes leave one after the other at its rate and arrive half a round trip later. */
class Lane {
  readonly #bytesPerMs: number;
  readonly #delayMs: number;
  #freeAt = 0;
  arrived = 0;

  constructor(bitsPerSecond: number, delayMs: number) {
    this.#bytesPerMs = bitsPerSecond / 8_000;
    this.#delayMs = delayMs;
  }

  /** Takes bytes at the earliest moment `from`; says when they have left and when they arrive. */
  book(bytes: number, from: number): { readonly leftAt: number; readonly arrivesAt: number } {
    const leftAt = Math.max(this.#freeAt, from) + bytes / this.#bytesPerMs;
    this.#freeAt = leftAt;
    return { leftAt, arrivesAt: leftAt + this.#delayMs };
  }

  /** What was still to leave is gone with the connections. */
  clear(now: number): void {
    this.#freeAt = Math.min(this.#freeAt, now);
  }
}

/** Carries what comes out of one socket into another over a lane, packet by packet and in order. */
function carry(from: Socket, to: Socket, lane: Lane, openAt: number): void {
  let ahead = 0;
  let last = openAt;
  /** What is to come out there, in order: on a quick link the timers of two packets may change places, and the bytes must not. */
  const arriving: (() => void)[] = [];
  /** Does something at a moment of the link; late timers do not add up, since every moment is reckoned from the lane. */
  const at = (moment: number, work: () => void): void => {
    setTimeout(() => !to.destroyed && work(), Math.max(0, moment - performance.now()));
  };
  const arriveAt = (moment: number, work: () => void): void => {
    arriving.push(work);
    at(moment, () => arriving.shift()?.());
  };
  from.on('data', (chunk: Buffer) => {
    for (let start = 0; start < chunk.length; start += PACKET) {
      const packet = chunk.subarray(start, start + PACKET);
      const { leftAt, arrivesAt } = lane.book(packet.length, Math.max(openAt, performance.now()));
      last = arrivesAt;
      ahead += packet.length;
      at(leftAt, () => {
        ahead -= packet.length;
        if (ahead < MAX_AHEAD) from.resume();
      });
      arriveAt(arrivesAt, () => {
        lane.arrived += packet.length;
        to.write(packet);
      });
    }
    if (ahead >= MAX_AHEAD) from.pause();
  });
  from.on('end', () => arriveAt(last, () => to.end()));
}

/** A TCP relay before `target` (a port of this machine) that is as slow, as far and as unreliable as the profile says. */
export async function openLink(target: number, profile: LinkProfile): Promise<EmulatedLink> {
  const up = new Lane(profile.up, profile.roundTripMs / 2);
  const down = new Lane(profile.down, profile.roundTripMs / 2);
  const pairs = new Set<readonly [Socket, Socket]>();
  let connections = 0;
  let cuts = 0;

  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    for (const lane of [up, down]) lane.clear(performance.now());
  };
  const server = createServer((phone) => {
    const office = connect(target, 'localhost');
    const pair = [phone, office] as const;
    pairs.add(pair);
    connections += 1;
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        pairs.delete(pair);
        for (const other of pair) if (other !== socket && !other.writableEnded) other.destroy();
      });
    }
    // The kernel says yes at once; over the link that takes a round trip, and only then does anything leave.
    const openAt = performance.now() + profile.roundTripMs;
    carry(phone, office, up, openAt);
    carry(office, phone, down, openAt);
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const cutLater = (ms: number, next: () => number): void => {
    timer = setTimeout(() => {
      cuts += 1;
      cut();
      cutLater(next(), next);
    }, ms);
  };
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, 'localhost', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    count: () => ({ up: up.arrived, down: down.arrived, connections, cuts }),
    countAnew: () => {
      for (const lane of [up, down]) lane.arrived = 0;
      connections = 0;
      cuts = 0;
    },
    cut,
    cutEvery: (ms, seed) => {
      const random = seededRandom(seed);
      cutLater(ms * random(), () => ms * (0.5 + random()));
    },
    close: () => {
      clearTimeout(timer);
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
