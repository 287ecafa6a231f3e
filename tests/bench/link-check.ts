import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { median } from './figure.ts';
import { type LinkProfile, openLink } from './link.ts';

/** How long the check sends one way (ms of the link), so that the ends weigh little. */
const LASTING_MS = 4_000;
const PINGS = 5;

export interface LinkCheck {
  /** Largest distance of either measured rate from the one promised, in per cent. */
  readonly rateOff: number;
  /** The same of the round trip, in the middle of a few. */
  readonly roundTripOff: number;
}

const off = (measured: number, promised: number): number => Math.abs(measured / promised - 1) * 100;

/** Sends so many bytes and says at what rate (bits per second) all but the first of them came out of the other socket. */
function rateOf(from: Socket, to: Socket, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    let arrived = 0;
    let first: { readonly at: number; readonly bytes: number } | undefined;
    to.on('data', function take(chunk: Buffer) {
      arrived += chunk.length;
      first ??= { at: performance.now(), bytes: chunk.length };
      if (arrived < bytes) return;
      to.off('data', take);
      resolve(((bytes - first.bytes) * 8_000) / (performance.now() - first.at));
    });
    from.write(Buffer.alloc(bytes));
  });
}

async function roundTrip(phone: Socket, office: Socket): Promise<number> {
  office.once('data', () => office.write('!'));
  const startedAt = performance.now();
  phone.write('?');
  await new Promise((resolve) => phone.once('data', resolve));
  return performance.now() - startedAt;
}

/** Measures an emulated link from outside: what it promises is what the figures rest on. */
export async function checkLink(profile: LinkProfile): Promise<LinkCheck> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const link = await openLink((server.address() as AddressInfo).port, profile);
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const phone = connect(link.port, 'localhost');
  const office = await accepted;
  try {
    // The first exchange pays for the connection.
    await roundTrip(phone, office);
    const trips: number[] = [];
    for (let ping = 0; ping < PINGS; ping++) trips.push(await roundTrip(phone, office));
    const up = await rateOf(phone, office, (profile.up / 8_000) * LASTING_MS);
    const down = await rateOf(office, phone, (profile.down / 8_000) * LASTING_MS);
    return {
      rateOff: Math.max(off(up, profile.up), off(down, profile.down)),
      roundTripOff: off(median(trips), profile.roundTripMs),
    };
  } finally {
    for (const socket of [phone, office]) socket.destroy();
    server.close();
    await link.close();
  }
}
