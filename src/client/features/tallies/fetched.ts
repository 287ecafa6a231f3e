import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { ErrorCode } from '../../../protocol/sync.ts';
import { labels } from '../../labels/labels.ts';
import { type ApiError, getJson } from '../../sync/api.ts';

/** What came from the office, or why it did not; each has its own words on screen. */
export type Fetched<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'offline' | 'gone' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

type Schema<T> = Parameters<typeof getJson<T>>[1];

function troubleOf(kind: ApiError): Exclude<Fetched<never>, { kind: 'loading' | 'ready' }> {
  switch (kind) {
    case 'offline':
    case 'timeout':
    case 'captive':
      return { kind: 'offline' };
    case 'notFound':
    case 'forbidden':
      return { kind: 'gone' };
    default:
      return { kind: 'failed', code: kind };
  }
}

/** Why the office did not answer, in its own words. */
export const failureText = (fetched: Fetched<unknown>): string => (fetched.kind === 'failed' ? labels().domain.errors[fetched.code] : '');

export async function fetchFrom<T>(path: string, schema: Schema<T>): Promise<Exclude<Fetched<T>, { kind: 'loading' }>> {
  const answer = await getJson(path, schema);
  if (answer.ok) return { kind: 'ready', value: answer.value };
  return troubleOf(answer.error);
}

/** Asks for the path and again whenever it changes; an answer that comes too late is dropped. */
export function createFetched<T>(path: Accessor<string>, schema: Schema<T>): { state: Accessor<Fetched<T>>; again: () => void } {
  const [state, setState] = createSignal<Fetched<T>>({ kind: 'loading' });
  const [round, setRound] = createSignal(0);
  createEffect(
    on([path, round], ([wanted]) => {
      let isWanted = true;
      onCleanup(() => {
        isWanted = false;
      });
      setState({ kind: 'loading' });
      void fetchFrom(wanted, schema).then((answer) => {
        if (isWanted) setState(() => answer);
      });
    }),
  );
  return { state, again: () => setRound((count) => count + 1) };
}
