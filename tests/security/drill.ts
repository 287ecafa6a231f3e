import type { DatabaseKind } from '../faults/site.ts';

/** What a drill has to work with. */
export interface DrillMeans {
  /** The size for a release; otherwise what every run of the tests can afford. */
  readonly full: boolean;
  readonly database: DatabaseKind;
  /** A cluster in which databases may be made. */
  readonly postgresUrl: string;
}

/** One number that an attack came to, beside what it must reach. */
export interface DrillFigure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number;
  /** What others reach, with where it is said. */
  readonly peer: string;
  /** Whether the bar is the most there may be or the least. */
  readonly holds: 'atMost' | 'atLeast';
  /** It says something only where nothing else runs beside it: no test asks for it. */
  readonly timed?: true;
  /** Further numbers of the same line. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** An attack on a really started server; a further one is a module of its own and a line in `drills.ts`. */
export interface Drill {
  readonly name: string;
  readonly fact: string;
  /** All it tells is how long something takes, so it runs by its command alone. */
  readonly isTimedAlone?: true;
  run(means: DrillMeans): Promise<readonly DrillFigure[]>;
}

/** What is no number at all (nothing was measured) does not pass. */
export const passes = ({ value, bar, holds }: DrillFigure): boolean => (holds === 'atMost' ? value <= bar : value >= bar);

export const drillLineOf = ({ figure, value, unit, bar, peer, beside }: DrillFigure): string =>
  JSON.stringify({ figure, value: Math.round(value * 1_000) / 1_000, unit, bar, peer, ...beside });
