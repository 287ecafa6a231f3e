import type { ErrorCode } from '../../protocol/refusal.ts';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../../protocol/sync.ts';
import { STATUS } from '../http/refusal.ts';
import { type FitOptions, fitToShape, type Shape, UNREADABLE } from './fit.ts';
import protocol2 from './protocol-2.json' with { type: 'json' };

/** All that a phone of a former protocol can read, as it was recorded when the release went out. */
interface RecordedShape {
  readonly protocol: number;
  readonly own: { readonly [type: string]: Shape };
  readonly replies: { readonly [route: string]: Shape };
  readonly refusal: { readonly properties: { readonly error: { readonly enum: readonly string[] } } };
}

/** How a phone of a former protocol is answered. */
export interface FormerPhone {
  /** A reply of the route ('POST /api/sync') as it can read it. */
  reply(route: string, value: unknown): unknown;
  /** The nearest refusal that it knows. */
  refusal(code: ErrorCode): ErrorCode;
}

/** What a former phone is told where a required word is one that it does not know. */
const INSTEAD: FitOptions['instead'] = { reason: 'notPossible', tracking: 'none', type: 'adhoc', basis: 'default', role: 'viewer' };
/** A change must get an answer, or it would hold up its page: one that cannot be said yet is asked for again later. */
const INSTEAD_OF: FitOptions['insteadOf'] = { results: ({ id }) => ({ status: 'failed', id }) };

function nearest(code: ErrorCode, known: readonly string[]): ErrorCode {
  if (known.includes(code)) return code;
  const status: number = STATUS[code];
  const alike = (known as readonly ErrorCode[]).find((code) => STATUS[code] === status);
  return alike ?? (status >= 500 ? 'internal' : 'badRequest');
}

function formerPhone({ own, replies, refusal }: RecordedShape): FormerPhone {
  const options: FitOptions = { instead: INSTEAD, insteadOf: INSTEAD_OF, own };
  return {
    reply(route, value) {
      const shape = replies[route];
      // A route that came later is asked by nobody of that time.
      const fitted = shape ? fitToShape(value, shape, options) : UNREADABLE;
      return fitted === UNREADABLE ? value : fitted;
    },
    refusal: (code) => nearest(code, refusal.properties.error.enum),
  };
}

/** Protocols whose phones refuse an answer with anything they do not know. Phones of later ones leave that out by themselves. */
const FORMER: ReadonlyMap<number, FormerPhone> = new Map(
  [protocol2 as unknown as RecordedShape].map((shape) => [shape.protocol, formerPhone(shape)]),
);
/** Releases by the protocol they spoke: who asks for anything but a sync says its release alone. */
const RELEASES: readonly (readonly [start: string, protocol: number])[] = [['web 0.1.', 2]];

export const formerPhoneOf = (protocol: number): FormerPhone | undefined => FORMER.get(protocol);

/** Whether phones of this protocol are served. */
export const isServed = (protocol: number): boolean => protocol >= OLDEST_PROTOCOL && protocol <= PROTOCOL_VERSION;

/** The protocol of who asks: what the request itself says, else that of the release the device last said it runs. */
export function protocolOf(raw: unknown, app: string | undefined): number {
  if (typeof raw === 'object' && raw !== null && 'protocol' in raw && typeof raw.protocol === 'number') return raw.protocol;
  return RELEASES.find(([start]) => app?.startsWith(start))?.[1] ?? PROTOCOL_VERSION;
}
