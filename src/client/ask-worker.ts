/** `failed`: the worker broke, or what it asks for went away. `stopped`: the person gave up. */
export type WorkerEnd = { readonly kind: 'failed' } | { readonly kind: 'stopped' };

/** A worker that ran out of memory may end without a word. No file takes as long as this, even on a slow phone. */
const LONGEST_READING_MS = 120_000;

interface Asking<Message, Answer> {
  /** The answer in a message; undefined where it only says how far the worker is. */
  readonly take: (message: Message) => Answer | undefined;
  /** Ends the worker at once, however far it is. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks a worker one thing and ends it, whatever comes of it. */
export function askWorker<Message, Answer>(
  worker: Worker,
  request: unknown,
  { take, signal }: Asking<Message, Answer>,
): Promise<Answer | WorkerEnd> {
  let limit: ReturnType<typeof setTimeout> | undefined;
  return new Promise<Answer | WorkerEnd>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      const answer = take(data);
      if (answer !== undefined) resolve(answer);
    });
    worker.addEventListener('error', () => resolve({ kind: 'failed' }));
    limit = setTimeout(() => resolve({ kind: 'failed' }), LONGEST_READING_MS);
    worker.addEventListener('messageerror', () => resolve({ kind: 'failed' }));
    signal?.addEventListener('abort', () => resolve({ kind: 'stopped' }), { once: true });
    worker.postMessage(request);
  }).finally(() => {
    clearTimeout(limit);
    worker.terminate();
  });
}
