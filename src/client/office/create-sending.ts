import { type Accessor, createSignal } from 'solid-js';
import type { Result } from '../../domain/result.ts';

export interface Sending<E> {
  readonly busy: Accessor<boolean>;
  /** Why the office did not take it. */
  readonly refused: Accessor<string | undefined>;
  /** Sends, unless something is on its way; undefined where the office did not take it. */
  readonly send: <T>(ask: () => Promise<Result<T, E>>) => Promise<T | undefined>;
  /** Takes the reason off the screen. */
  readonly forget: () => void;
}

/** Something the office must take at once; while it does not, its reason stands and what was typed stays. */
export function createSending<E>(textOf: (error: E) => string): Sending<E> {
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  return {
    busy,
    refused,
    forget: () => setRefused(undefined),
    async send(ask) {
      if (busy()) return undefined;
      setBusy(true);
      setRefused(undefined);
      const answer = await ask();
      setBusy(false);
      if (answer.ok) return answer.value;
      setRefused(textOf(answer.error));
      return undefined;
    },
  };
}
