import { ok } from '../../domain/result.ts';
import { printable } from '../../domain/text.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { fillPath, type PathValues } from '../fill-path.ts';
import { type Answer, exchange } from './exchange.ts';
import { rememberAnswer, rememberedAnswer, tagOf } from './remembered-answers.ts';

/** How long nothing at all may come back (ms). */
const PATIENCE_MS = 30_000;

export interface AnyQuestion extends PathValues {
  readonly body?: unknown;
}

const typed = (_: string, value: unknown): unknown => (typeof value === 'string' ? printable(value) : value);

function askIfChanged(path: string): RequestInit {
  const tag = tagOf(path);
  return { method: 'GET', ...(tag !== undefined && { headers: { 'If-None-Match': tag } }) };
}

const initOf = ({ method }: Endpoint, { body }: AnyQuestion, path: string): RequestInit =>
  method === 'GET'
    ? askIfChanged(path)
    : { method, body: JSON.stringify(body ?? {}, typed), headers: { 'Content-Type': 'application/json' } };

/** The answer as it was when it came last, where the office says that nothing has changed since; what comes anew is remembered. */
function whole(path: string, answer: Answer): Answer {
  const { status, tag, body } = answer;
  if (status === 200 && tag !== undefined && body !== undefined) rememberAnswer(path, tag, body);
  const before = status === 304 ? rememberedAnswer(path) : undefined;
  return before === undefined ? answer : { ...answer, status: 200, body: before };
}

/** One question and whatever comes back, before anybody trusts it. */
export async function answerTo(endpoint: Endpoint, question: AnyQuestion = {}): ReturnType<typeof exchange> {
  const path = fillPath(endpoint.path, question);
  const init = initOf(endpoint, question, path);
  const answer = await exchange((at, options) => fetch(at, options), { path, init, patienceMs: PATIENCE_MS });
  return answer.ok ? ok(whole(path, answer.value)) : answer;
}
