import { err, ok, type Result } from '../../domain/result.ts';
import type { Endpoint, ReplyOf } from '../../protocol/endpoint.ts';
import { type AnyQuestion, answerTo } from './answer-to.ts';
import type { QuestionArgs } from './question.ts';
import type { OfficeError } from './trouble.ts';

async function askOnce<T>(endpoint: Endpoint, question: AnyQuestion): Promise<Result<T, OfficeError>> {
  const answer = await answerTo(endpoint, question);
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
