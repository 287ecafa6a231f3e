import { readFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Prints what stood on the screen when a test failed: where only the output of the command is kept, the traces are gone. */
export default class FailureReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus) return;
    for (const { name, path } of result.attachments)
      if (name === 'error-context' && path)
        process.stdout.write(`${test.title}, try ${result.retry + 1}:\n${readFileSync(path, 'utf8')}\n`);
  }
}
