import * as z from 'zod/mini';
import type { Role } from '../../domain/person.ts';
import type { Result } from '../../domain/result.ts';
import type { ErrorCode } from '../../protocol/sync.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import type { Refusal } from '../http/refusal.ts';

/** One request, as far as it was checked before its route sees it. */
export interface Call<Body, Query, Who> {
  readonly deps: AppDeps;
  /** Milliseconds since 1970, the same throughout the request. */
  readonly now: number;
  /** Where it comes from, for limits only. */
  readonly network: string;
  /** The browser's own key, where it has one. */
  readonly deviceKey: string | undefined;
  readonly params: { readonly [name: string]: string };
  readonly body: Body;
  readonly query: Query;
  readonly who: Who;
  readonly setCookie: (header: string) => void;
}

/** Open to all, open to all who are signed in, or to some roles only. */
export type Access = 'open' | 'signedIn' | readonly Role[];
type Who<A extends Access> = A extends 'open' ? SignedInPerson | undefined : SignedInPerson;

type Schema = z.ZodMiniType;
type In<S extends Schema | undefined> = S extends Schema ? z.infer<S> : undefined;

export interface RouteSpec<A extends Access, B extends Schema | undefined, Q extends Schema | undefined, R extends Schema> {
  readonly method: 'GET' | 'POST';
  /** '/api/devices/:id/sign-out' */
  readonly path: string;
  readonly summary: string;
  readonly access: A;
  readonly body?: B;
  /** Most bytes of the body once inflated; 16 kB where nothing is said. */
  readonly maxBodyBytes?: number;
  /** Looks at the body before its shape is checked. */
  readonly precheck?: (raw: unknown) => Refusal | undefined;
  /** Its handler itself leaves out or refuses text that not every database takes; everywhere else such a body is refused. */
  readonly tidiesText?: true;
  readonly query?: Q;
  readonly reply: R;
  /** Refusals of its own, beside those every route of its kind may give. */
  readonly errors: readonly ErrorCode[];
  readonly handle: (call: Call<In<B>, In<Q>, Who<A>>) => Promise<Result<z.input<R>, Refusal>>;
}

/** A route in the one table that registers them all and from which the document is made. */
export interface Route extends Omit<RouteSpec<Access, Schema | undefined, Schema | undefined, Schema>, 'handle'> {
  readonly handle: (call: Call<unknown, unknown, SignedInPerson | undefined>) => Promise<Result<unknown, Refusal>>;
}

/** Forgets the types of one route, which the pipeline upholds: it parses by the same schemas before it calls. */
export const defineRoute = <
  A extends Access,
  B extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  R extends Schema = Schema,
>(
  spec: RouteSpec<A, B, Q, R>,
): Route => spec as unknown as Route;

export const Done = z.strictObject({ done: z.literal(true) });
export const DONE = { done: true } as const;

/** What any route of this kind may refuse with, beside its own. */
export function errorsOf(route: Route): ErrorCode[] {
  const general: ErrorCode[] = ['busy', 'internal'];
  if (route.access !== 'open') general.push('notSignedIn');
  if (typeof route.access !== 'string') general.push('forbidden');
  if (route.method !== 'GET') general.push('crossSite', 'storageFull');
  if (route.body) general.push('badContentType', 'tooLarge', 'badJson', 'badRequest');
  if (route.query) general.push('badRequest');
  return [...new Set([...general, ...route.errors])];
}
