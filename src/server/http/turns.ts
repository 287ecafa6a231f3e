/** So few begin in each turn of the event loop. */
const AT_ONCE = 2;

export interface Turns {
  /** Ends when it is the caller's turn; first come, first served. */
  wait(): Promise<void>;
}

/**
 * Spreads requests over the turns of the event loop. What somebody else waits for takes many turns, one for each answer of the database:
 * a hundred strangers who are refused in each of them would make a second out of a few milliseconds.
 */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    for (const begin of waiting.splice(0, AT_ONCE)) begin();
    if (waiting.length > 0) setImmediate(next);
  };
  return {
    wait: () =>
      new Promise((begin) => {
        if (waiting.push(begin) === 1) setImmediate(next);
      }),
  };
}
