import { readFileSync } from 'node:fs';

// The closing line of the test command. A reliability test that is skipped is worth nothing, so a skip fails too.
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}
interface PlaywrightSuite {
  readonly specs: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
  readonly suites?: readonly PlaywrightSuite[];
}
interface PlaywrightReport extends Pick<PlaywrightSuite, 'suites'> {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
}

const read = <T>(name: string): T => JSON.parse(readFileSync(`node_modules/.cache/reports/${name}.json`, 'utf8')) as T;

const units = read<VitestReport>('vitest');
const { stats: browser, suites = [] } = read<PlaywrightReport>('playwright');
const unsteady = ({ specs, suites: inner = [] }: PlaywrightSuite): string[] => [
  ...specs.filter((one) => one.tests.some((test) => test.status === 'flaky')).map((one) => one.title),
  ...inner.flatMap(unsteady),
];
const passed = units.numPassedTests + browser.expected + browser.flaky;
const failed = units.numFailedTests + browser.unexpected;
const skipped = units.numPendingTests + units.numTodoTests + browser.skipped;

for (const title of suites.flatMap(unsteady)) process.stdout.write(`Passed at the second try only: ${title}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || skipped > 0 || units.numPassedTests === 0 || browser.expected === 0 ? 1 : 0;
