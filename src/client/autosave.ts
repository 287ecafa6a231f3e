/** Long enough to gather the letters of a word, short enough that a crash takes at most two seconds of typing. */
const PAUSE_MS = 500;
const MOST_MS = 1_500;

export interface Autosave {
  /** Something changed: it will be written soon. */
  readonly touch: () => void;
  /** Something is not on the disk yet. */
  readonly isPending: () => boolean;
  /** Writes at once what is not written yet; resolves when it lies on the disk. */
  readonly flush: () => Promise<void>;
  /** No further write begins; resolves when the last one has ended. */
  readonly stop: () => Promise<void>;
  /** What was stopped goes on, with everything unwritten still to be written. */
  readonly resume: () => void;
}

/**
 * `write` answers for its own failures: it never rejects.
 * Writes after a short pause, and at the latest after `MOST_MS` of uninterrupted typing. Writes follow each other: an
 * older one can never overwrite a newer one.
 */
export function createAutosave(write: () => Promise<void>): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirtySince: number | undefined;
  let stopped = false;
  let last = Promise.resolve();
  let writing = 0;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    if (dirtySince === undefined || stopped) return last;
    dirtySince = undefined;
    writing += 1;
    last = last
      .then(() => (stopped ? undefined : write()))
      .finally(() => {
        writing -= 1;
      });
    return last;
  };
  return {
    touch: () => {
      if (stopped) return;
      const now = performance.now();
      dirtySince ??= now;
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), Math.max(0, Math.min(PAUSE_MS, dirtySince + MOST_MS - now)));
    },
    isPending: () => !stopped && (dirtySince !== undefined || writing > 0),
    flush,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return last;
    },
    resume: () => {
      stopped = false;
      dirtySince = performance.now();
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },
  };
}
