/** Prints how long each hostile input takes, from its bytes to its tree or its refusal: `node tests/run/hostile-documents.ts`. */
import { readDocument } from '../../src/documents/read-document.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { hostileInputs, MOST_LINES } from '../documents/hostile-inputs.ts';

for (const { name, file, make } of hostileInputs(MOST_LINES)) {
  const bytes = make();
  const before = process.cpuUsage();
  const source = readDocument(bytes, file);
  if (source.ok) readPlan(source.value);
  const { user, system } = process.cpuUsage(before);
  const outcome = source.ok ? 'read' : source.error.reason;
  process.stdout.write(
    `${((user + system) / 1_000_000).toFixed(2).padStart(6)} s  ${outcome.padEnd(14)}  ${bytes.length} bytes  ${name}\n`,
  );
}
