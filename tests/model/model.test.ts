import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { VERDICTS } from './judge.ts';

const MINUTE_MS = 60_000;

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
}

/** In a process of its own, as by hand: the product is loaded by Node alone, and each database has a core. */
async function runModel(...args: string[]): Promise<{ readonly report: unknown; readonly stderr: string }> {
  const command = ['--max-semi-space-size=64', 'tests/model/run.ts', ...args];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command).catch((error: Ended) => error);
  return { report: stdout.trim() === '' ? undefined : JSON.parse(stdout), stderr };
}

const innocent = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));

describe.concurrent('whatever happens between phones and office', () => {
  // `runs` stands in the report as counted, so that a schedule left out would show.
  test(
    '40 schedules on SQLite end with nothing lost, doubled, falsely sent, apart, stuck or miscounted',
    async () => {
      const { report, stderr } = await runModel('--runs', '40', '--seed', '20240612', '--db', 'sqlite');
      expect(report, stderr).toMatchObject({ runs: 40, seed: 20_240_612, db: 'sqlite', ...innocent });
    },
    15 * MINUTE_MS,
  );

  test(
    'and so do 12 on PostgreSQL',
    async () => {
      const { report, stderr } = await runModel(
        '--runs',
        '12',
        '--seed',
        '20240613',
        '--db',
        'postgres',
        '--cluster',
        inject('postgresUrl'),
      );
      expect(report, stderr).toMatchObject({ runs: 12, seed: 20_240_613, db: 'postgres', ...innocent });
    },
    15 * MINUTE_MS,
  );
});

test(
  'every seeded bug is noticed',
  async () => {
    const { report, stderr } = await runModel('--seeded-bugs', '--seed', '3');
    expect(report, stderr).toMatchObject({ missed: [] });
    expect((report as { readonly seeded: number }).seeded).toBeGreaterThanOrEqual(12);
  },
  15 * MINUTE_MS,
);
