import { readFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** The part of Playwright's own account that says what was expected and what stood on the screen. */
const FOUND = /^# Error details$(.*)^# Test source$/ms;

/** Prints what stood on the screen when a test failed: where only the output of the command is kept, the traces are gone. */
export default class FailureReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus) return;
    const path = result.attachments.find((one) => one.name === 'error-context')?.path;
    const [, found] = (path && FOUND.exec(readFileSync(path, 'utf8'))) || [];
    if (found) process.stdout.write(`On the screen at try ${result.retry + 1} of "${test.title}":\n${found.trim()}\n`);
  }
}
