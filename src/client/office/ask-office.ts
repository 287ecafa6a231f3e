import { err, ok, type Result } from '../../domain/result.ts';
import { printable } from '../../domain/text.ts';
import type { BodyOf, Endpoint, ParamsOf, QueryTextOf, ReplyOf } from '../../protocol/endpoint.ts';
import { fillPath, type PathValues } from '../fill-path.ts';
import { exchange } from './exchange.ts';
import type { OfficeError } from './trouble.ts';

/** How long nothing at all may come back (ms). */
const PATIENCE_MS = 30_000;

/** What is sent is read only on the way. */
type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer I)[]
    ? readonly Frozen<I>[]
    : { readonly [K in keyof T]: Frozen<T[K]> };

/** What a question to an endpoint must say: the names in its path, its query and its body, as far as it has them. */
export type Question<E extends Endpoint> = (keyof ParamsOf<E> extends never ? unknown : { readonly params: ParamsOf<E> }) &
  (QueryTextOf<E> extends undefined ? unknown : { readonly query: QueryTextOf<E> }) &
  (BodyOf<E> extends undefined ? unknown : { readonly body: Frozen<BodyOf<E>> });
export type QuestionArgs<E extends Endpoint> = unknown extends Question<E> ? [] : [question: Question<E>];

interface AnyQuestion extends PathValues {
  readonly body?: unknown;
}

const typed = (_: string, value: unknown): unknown => (typeof value === 'string' ? printable(value) : value);

const initOf = ({ method }: Endpoint, { body }: AnyQuestion): RequestInit =>
  method === 'GET' ? { method } : { method, body: JSON.stringify(body ?? {}, typed), headers: { 'Content-Type': 'application/json' } };

/** Asks the office once; what it answers is held against the schema of the endpoint. */
export async function askOffice<E extends Endpoint>(endpoint: E, ...said: QuestionArgs<E>): Promise<Result<ReplyOf<E>, OfficeError>> {
  const question: AnyQuestion = said[0] ?? {};
  const request = { path: fillPath(endpoint.path, question), init: initOf(endpoint, question), patienceMs: PATIENCE_MS };
  const answer = await exchange((at, options) => fetch(at, options), request);
  if (!answer.ok) return err(answer.error);
  const { status, body } = answer.value;
  const parsed = endpoint.reply.safeParse(body);
  if (status === 200 && parsed.success) return ok(parsed.data as ReplyOf<E>);
  if (!body) return err('captive');
  // A refusal, or an answer of another release: the first page needs neither.
  return import('./other-release.lazy.ts').then(
    ({ readNewerReply }) =>
      readNewerReply(answer.value, endpoint.reply, () => askOffice(endpoint, ...said)) as Promise<Result<ReplyOf<E>, OfficeError>>,
    () => err('offline'),
  );
}
