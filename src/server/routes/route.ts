import type * as z from 'zod/mini';
import type { Role } from '../../domain/person.ts';
import type { Result } from '../../domain/result.ts';
import type { BodyOf, Endpoint, ParamsOf, QueryOf } from '../../protocol/endpoint.ts';
import type { ErrorCode } from '../../protocol/refusal.ts';
import type { Asker } from '../auth/asker.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import type { Refusal } from '../http/refusal.ts';
import type { PhoneTraces } from '../store/lost-phones.ts';

/** What any request comes with, whatever it asks. */
export interface Arrival<Who> {
  readonly deps: AppDeps;
  /** Milliseconds since 1970, the same throughout the request. */
  readonly now: number;
  /** Where it comes from, for limits only. */
  readonly network: string;
  readonly cookie: (name: string) => string | undefined;
  /** The browser's own key, where it has one. */
  readonly deviceKey: string | undefined;
  /** What the request shows of the phone it comes from. */
  readonly phone: PhoneTraces;
  /** The address of the app as the outside knows it. */
  readonly origin: string;
  readonly who: Who;
  readonly setCookie: (header: string) => void;
}

/** One request to an endpoint, as far as it was checked before its route sees it. */
export interface Call<E extends Endpoint, Who> extends Arrival<Who> {
  readonly params: ParamsOf<E>;
  readonly body: BodyOf<E>;
  readonly query: QueryOf<E>;
}

/** Who may call a route: everybody, whoever is signed in, whoever has a key to the feed of records, a phone that was reported as lost, or some roles. */
export type Access = 'open' | 'signedIn' | 'feed' | 'lostPhone' | readonly Role[];
type Who<A extends Access> = A extends 'open' ? SignedInPerson | undefined : A extends 'feed' ? Asker : SignedInPerson;

/** What the server alone knows of an endpoint, and what it does there. */
interface Service<E extends Endpoint, A extends Access> {
  readonly summary: string;
  readonly access: A;
  /** Most bytes of the body once inflated; 16 kB where nothing is said. */
  readonly maxBodyBytes?: number;
  /** Needs a second answer of the last hours from people who must have a second factor: always, or where the request says so. */
  readonly stepUp?: true | ((asked: { readonly body: BodyOf<E>; readonly query: QueryOf<E> }) => boolean);
  /** Looks at the body before its shape is checked. */
  readonly precheck?: (raw: unknown) => Refusal | undefined;
  /** Its handler itself leaves out or refuses text that not every database takes; everywhere else such a body is refused. */
  readonly tidiesText?: true;
  /** It answers with text of this type, piece by piece, instead of JSON. */
  readonly streams?: string;
  readonly handle: (call: Call<E, Who<A>>) => Promise<Result<z.input<E['reply']> | AsyncIterable<string>, Refusal>>;
}

interface AnyCall extends Arrival<SignedInPerson | Asker | undefined> {
  readonly params: { readonly [name: string]: string };
  readonly body: unknown;
  readonly query: unknown;
}

/** A route in the one table that registers them all and from which the document is made. */
export interface Route extends Endpoint, Omit<Service<Endpoint, Access>, 'handle' | 'stepUp'> {
  readonly stepUp?: true | ((asked: Pick<AnyCall, 'body' | 'query'>) => boolean);
  readonly handle: (call: AnyCall) => Promise<Result<unknown, Refusal>>;
}

/** Forgets the types of one route, which the pipeline upholds: it parses by the same schemas before it calls. */
export const defineRoute = <E extends Endpoint, A extends Access>(endpoint: E, service: Service<E, A>): Route =>
  ({ ...endpoint, ...service }) as unknown as Route;

export const DONE = { done: true } as const;

/** Who does something, when and on which device, as the log of what was done names it. */
export const doneBy = ({ who, now }: Pick<Arrival<Asker | SignedInPerson>, 'who' | 'now'>) => ({
  at: now,
  by: who.person.id,
  ...('device' in who && { deviceId: who.device.id }),
});

/** What any route of this kind may refuse with, beside its own. */
export function errorsOf(route: Route): ErrorCode[] {
  const general: ErrorCode[] = ['busy', 'internal'];
  if (route.access !== 'open') general.push('notSignedIn', 'tooMuch');
  if (typeof route.access !== 'string') general.push('forbidden');
  if (route.stepUp) general.push('factorNeeded');
  if (route.method !== 'GET') general.push('crossSite', 'storageFull');
  if (route.body) general.push('badContentType', 'tooLarge', 'badJson', 'badRequest');
  if (route.query) general.push('badRequest');
  return [...new Set([...general, ...route.errors])];
}
