import { percentile, printFigure } from './figure.ts';
import { fillBench, openBench, PLAN, timesOf } from './server.ts';

/** As many as the largest office makes in years. */
const STORED = 1_000_000;
/** What the views of the desk ask the office for; what they add up by themselves lies on the device. */
const VIEWS = ['', '/localities', '/types', '/markers', '/people'];

/** Every view of Tổng hợp over the whole plan, which is the longest period there is, asked by who sees all units. */
export async function benchDesk(): Promise<void> {
  const bench = await openBench();
  try {
    await fillBench(bench, STORED);
    const client = await bench.signIn('VP-01');
    const slowest: number[] = [];
    for (const view of VIEWS)
      slowest.push(percentile(await timesOf(bench.server.origin, client, [`/api/tally${view}?planId=${PLAN}`]), 0.95));
    printFigure({ figure: 'desk.1m.p95', value: Math.max(...slowest), unit: 'ms', bar: 50 });
  } finally {
    await bench.close();
  }
}
