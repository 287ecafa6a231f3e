/** What a bar has to work with. */
export interface Means {
  /** The size for a release; otherwise what every run of the tests can afford. */
  readonly full: boolean;
  /** A cluster in which databases may be made. */
  readonly postgresUrl: string;
  /** Chance of this run; printed, so that it can be had again. */
  readonly seed: number;
}

type Counts = { readonly [name: string]: number | string | Counts };

export interface BarResult extends Counts {
  readonly bar: string;
}

/** One check of what breaks in the field: it does the damage, then counts what was lost, doubled or told wrongly. */
export interface Bar {
  readonly name: string;
  readonly fact: string;
  run(means: Means): Promise<Verdict>;
}

export interface Verdict {
  readonly pass: boolean;
  readonly counts: Counts;
}

export const lineOf = ({ name }: Bar, { pass, counts }: Verdict): string => JSON.stringify({ bar: name, pass, ...counts });
