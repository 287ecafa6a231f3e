import { describe, expect, test } from 'vitest';
import { readDocument, readPasted } from '../../src/documents/read-document.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { hostileInputs } from './hostile-inputs.ts';

/** Enough lines to overflow what calls itself for each of them; the command that times these inputs takes more. */
const LINES = 8_000;

describe('what would take long or much room is read to its end, or refused by name', () => {
  test.each(hostileInputs(LINES))('$name: $outcome', ({ make, file, outcome }) => {
    const source = readDocument(make(), file);
    expect(source.ok ? 'read' : source.error.reason).toBe(outcome);
    // Every line with words has an owner, however many there are.
    if (source.ok) expect(readPlan(source.value).owners).toHaveLength(source.value.lines.length);
  });
});

test('text from the clipboard is refused by the same limits', () => {
  expect(readPasted('I. MỤC ĐÍCH\n'.repeat(30_000))).toMatchObject({ ok: false, error: { reason: 'tooLarge' } });
  expect(readPasted('I. MỤC ĐÍCH\n- Một việc.')).toMatchObject({ ok: true });
});
