import type * as z from 'zod/mini';
import type { ErrorCode } from './refusal.ts';

type Schema = z.ZodMiniType;

/** One address at the office's server and all that travels there: the route, the document and the client's call derive from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** '/api/devices/:id/sign-out' */
  readonly path: string;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly reply: Schema;
  /** Refusals of its own, beside those every endpoint of its kind may give. */
  readonly errors: readonly ErrorCode[];
}

/** The names in a path: 'id' of '/api/devices/:id/sign-out'. */
export type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export type ParamsOf<E extends Endpoint> = { readonly [Name in NamesIn<E['path']>]: string };
export type BodyOf<E extends Endpoint> = E extends { readonly body: infer B extends Schema } ? z.infer<B> : undefined;
/** The query as it is written into an address, and as the server reads it. */
export type QueryTextOf<E extends Endpoint> = E extends { readonly query: infer Q extends Schema } ? z.input<Q> : undefined;
export type QueryOf<E extends Endpoint> = E extends { readonly query: infer Q extends Schema } ? z.infer<Q> : undefined;
export type ReplyOf<E extends Endpoint> = z.infer<E['reply']>;
