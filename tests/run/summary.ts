import { readFileSync } from 'node:fs';

// The closing line of the test command. A reliability test that is skipped is worth nothing, so a skip fails too.
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}
interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
}

const read = <T>(name: string): T => JSON.parse(readFileSync(`node_modules/.cache/reports/${name}.json`, 'utf8')) as T;

const units = read<VitestReport>('vitest');
const browser = read<PlaywrightReport>('playwright').stats;
const passed = units.numPassedTests + browser.expected;
const failed = units.numFailedTests + browser.unexpected + browser.flaky;
const skipped = units.numPendingTests + units.numTodoTests + browser.skipped;

process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || skipped > 0 || units.numPassedTests === 0 || browser.expected === 0 ? 1 : 0;
