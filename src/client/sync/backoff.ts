const MIN_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 300_000;

/** The pause after so many failures in a row, with chance in it so that phones do not come back all at once. */
export const backoffMs = (failures: number, random: () => number): number =>
  Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 2 ** Math.max(0, failures - 1)) * (0.5 + random() / 2);
