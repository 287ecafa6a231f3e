import type { Result } from '../../domain/result.ts';
import type { BodyOf, Endpoint, ParamsOf, QueryTextOf, ReplyOf } from '../../protocol/endpoint.ts';
import type { OfficeError } from './trouble.ts';

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

/** For what the office is asked with and cannot import: it is opened by that. */
export type AskOffice = <E extends Endpoint>(endpoint: E, ...said: QuestionArgs<E>) => Promise<Result<ReplyOf<E>, OfficeError>>;
