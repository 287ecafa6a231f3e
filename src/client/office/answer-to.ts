import { printable } from '../../domain/text.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { fillPath, type PathValues } from '../fill-path.ts';
import { exchange } from './exchange.ts';

/** How long nothing at all may come back (ms). */
const PATIENCE_MS = 30_000;

export interface AnyQuestion extends PathValues {
  readonly body?: unknown;
}

const typed = (_: string, value: unknown): unknown => (typeof value === 'string' ? printable(value) : value);

const initOf = ({ method }: Endpoint, { body }: AnyQuestion): RequestInit =>
  method === 'GET' ? { method } : { method, body: JSON.stringify(body ?? {}, typed), headers: { 'Content-Type': 'application/json' } };

/** One question and whatever comes back, before anybody trusts it. */
export const answerTo = (endpoint: Endpoint, question: AnyQuestion = {}): ReturnType<typeof exchange> =>
  exchange((at, options) => fetch(at, options), {
    path: fillPath(endpoint.path, question),
    init: initOf(endpoint, question),
    patienceMs: PATIENCE_MS,
  });
