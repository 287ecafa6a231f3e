import { err, ok, type Result } from '../../domain/result.ts';
import { printable } from '../../domain/text.ts';
import type { Endpoint, ReplyOf } from '../../protocol/endpoint.ts';
import { fillPath, type PathValues } from '../fill-path.ts';
import { exchange } from './exchange.ts';
import type { QuestionArgs } from './question.ts';
import type { OfficeError } from './trouble.ts';

/** How long nothing at all may come back (ms). */
const PATIENCE_MS = 30_000;

interface AnyQuestion extends PathValues {
  readonly body?: unknown;
}

const typed = (_: string, value: unknown): unknown => (typeof value === 'string' ? printable(value) : value);

const initOf = ({ method }: Endpoint, { body }: AnyQuestion): RequestInit =>
  method === 'GET' ? { method } : { method, body: JSON.stringify(body ?? {}, typed), headers: { 'Content-Type': 'application/json' } };

async function askOnce<T>(endpoint: Endpoint, question: AnyQuestion): Promise<Result<T, OfficeError>> {
  const request = { path: fillPath(endpoint.path, question), init: initOf(endpoint, question), patienceMs: PATIENCE_MS };
  const answer = await exchange((at, options) => fetch(at, options), request);
  if (!answer.ok) return err(answer.error);
  const { status, body } = answer.value;
  const parsed = endpoint.reply.safeParse(body);
  if (status === 200 && parsed.success) return ok(parsed.data as T);
  if (!body) return err('captive');
  const again = () => askOnce<unknown>(endpoint, question);
  // A refusal, or an answer of another release: the first page needs neither.
  return import('./other-release.lazy.ts').then(
    ({ readNewerReply }) => readNewerReply(answer.value, endpoint.reply, { askOffice, again }) as Promise<Result<T, OfficeError>>,
    () => err('offline'),
  );
}

/**
 * Asks the office; what it answers is held against the schema of the endpoint. Where it wants a second answer of the person first,
 * that is asked for, and the question said once more.
 */
export const askOffice = <E extends Endpoint>(endpoint: E, ...said: QuestionArgs<E>): Promise<Result<ReplyOf<E>, OfficeError>> =>
  askOnce<ReplyOf<E>>(endpoint, said[0] ?? {});
