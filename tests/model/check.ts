import fc from 'fast-check';
import { startPostgres } from '../helpers/postgres.ts';
import { type DatabaseKind, postgresDatabase, sqliteDatabase } from './database.ts';
import { checkReceived, Guilty, judge, VERDICTS, type Verdict } from './judge.ts';
import { prepare } from './office.ts';
import { Town } from './play.ts';
import { shrink } from './shrink.ts';
import { type ScheduleKind, type Step, schedulesOf, sentence } from './steps.ts';

export interface Asked {
  readonly runs: number;
  readonly seed: number;
  readonly db: DatabaseKind;
  /** Schedules of one kind only. */
  readonly kind?: ScheduleKind;
  /** Plays only the schedule a failure named. */
  readonly path?: string;
  /** A running PostgreSQL; without it one is started. */
  readonly cluster?: string;
  /** How long to look for a shorter schedule that fails alike (ms). */
  readonly shrinkMs: number;
}

export type Report = { readonly runs: number; readonly steps: number; readonly seed: number; readonly db: DatabaseKind } & Record<
  Verdict,
  number
>;

export interface Outcome {
  readonly report: Report;
  /** For a person to read; absent where all went well. */
  readonly failure?: string;
}

const verdictsOf = (error: unknown): readonly Verdict[] => (error instanceof Guilty ? error.findings.map((one) => one.verdict) : []);
/** Whether two failures are of one kind. */
const alike = (a: unknown, b: unknown): boolean =>
  a instanceof Guilty ? verdictsOf(b).includes(verdictsOf(a)[0] as Verdict) : String(a) === String(b);

async function withDatabase<T>({ db, cluster }: Asked, work: (play: (list: readonly Step[]) => Promise<void>) => Promise<T>): Promise<T> {
  const own = db === 'postgres' && cluster === undefined ? await startPostgres({ durable: false }) : undefined;
  const database = db === 'sqlite' ? await sqliteDatabase() : await postgresDatabase(cluster ?? own?.url ?? '');
  try {
    const template = await prepare(database);
    return await work(async (list) => {
      const town = await Town.begin(database, template, 1, checkReceived);
      try {
        for (const step of list) await town.play(step);
        await judge(town);
      } finally {
        await town.close();
      }
    });
  } finally {
    await database.drop();
    await own?.stop();
  }
}

/** Plays schedules until one fails or all have been played. */
export const check = (asked: Asked): Promise<Outcome> =>
  withDatabase(asked, async (play) => {
    let [runs, steps] = [0, 0];
    const property = fc.asyncProperty(schedulesOf(asked.kind), async (list) => {
      runs += 1;
      steps += list.length;
      await play(list);
    });
    const { seed, path } = asked;
    const found = await fc.check(property, { numRuns: asked.runs, seed, endOnFailure: true, ...(path !== undefined && { path }) });
    const failing = found.counterexample?.[0];
    let error: unknown = found.errorInstance;
    const none = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
    const report = { runs, steps, seed, db: asked.db, ...none };
    for (const verdict of new Set(verdictsOf(error))) report[verdict] = 1;
    if (!failing) return { report };
    const fails = async (list: readonly Step[]): Promise<boolean> => {
      const thrown = await play(list).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (thrown === undefined || !alike(error, thrown)) return false;
      error = thrown;
      return true;
    };
    const short = await shrink(failing, fails, Date.now() + asked.shrinkMs);
    const lines = short.map((step, at) => `${at + 1}. ${sentence(step)}`);
    const text = error instanceof Guilty ? error.message : String((error as Error)?.stack ?? error);
    const failure = [
      `seed ${seed}, path "${found.counterexamplePath}", ${failing.length} steps, of which these fail:`,
      ...lines,
      text,
    ].join('\n');
    return { report, failure };
  });
