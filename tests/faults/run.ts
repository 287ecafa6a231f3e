import { parseArgs } from 'node:util';
import { startPostgres } from '../helpers/postgres.ts';
import { lineOf } from './bar.ts';
import { BARS } from './bars.ts';
import { BROWSER_BARS } from './browser-bars.ts';

/** `npm run test:faults -- --full B4`: all bars, or those named, one JSON line each. */
const { values, positionals } = parseArgs({ options: { full: { type: 'boolean' }, seed: { type: 'string' } }, allowPositionals: true });
const bars = [...BARS, ...BROWSER_BARS];
const unknown = positionals.filter((name) => !bars.some((bar) => bar.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bar ${unknown.join(', ')}; there are ${bars.map((bar) => bar.name).join(', ')}.\n`);
  process.exit(2);
}
const full = values.full === true;
const seed = Number(values.seed ?? Date.now() % 1_000_000);
// A release is judged on a database that writes to the disk before it answers.
const cluster = await startPostgres({ durable: full });
try {
  for (const bar of bars.filter((one) => positionals.length === 0 || positionals.includes(one.name))) {
    const verdict = await bar.run({ full, postgresUrl: cluster.url, seed });
    process.stdout.write(`${lineOf(bar, verdict)}\n`);
    if (!verdict.pass) process.exitCode = 1;
  }
} finally {
  await cluster.stop();
}
