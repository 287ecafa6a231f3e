export interface Gate {
  /** Runs the work when one of the places is free; first come, first served. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Lets `places` pieces of work run at a time. */
export function createGate(places: number): Gate {
  const queue: (() => void)[] = [];
  let free = places;
  const enter = (): Promise<void> | undefined => {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
