/** One line per figure, for people and programs alike. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number;
  /** What peers need for the same, where it is known. */
  readonly peer?: string;
}

export const printFigure = (figure: Figure): void => {
  process.stdout.write(`${JSON.stringify({ ...figure, value: Math.round(figure.value * 1000) / 1000 })}\n`);
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => percentile(values, 0.5);
