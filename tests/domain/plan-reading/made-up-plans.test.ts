import { expect, test } from 'vitest';
import { readDocument } from '../../../src/documents/read-document.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import { answerKey, compareHeader, compareItems, MADE_UP_PLANS, planBytes } from './answer-key.ts';

test('made-up plans in many layouts are read as their keys say', () => {
  const results = MADE_UP_PLANS.map((name) => {
    const key = answerKey(name);
    const source = readDocument(planBytes(name, key.source.split('.').at(-1)), key.source);
    if (!source.ok) throw new Error(`${name} was refused: ${source.error.reason}`);
    const reading = readPlan(source.value);
    return { name, nodes: key.items.length, ...compareItems(reading, key, true), header: compareHeader(reading, key) };
  });
  process.stdout.write(
    `${results.map(({ name, nodes, found, missed, wrong, header }) => `${name}: ${found} of ${nodes} found, ${missed.length} missed, ${wrong.length + header.length} wrong`).join('\n')}\n`,
  );
  expect(results.flatMap(({ name, missed, wrong, header }) => [...missed, ...wrong, ...header].map((what) => `${name} ${what}`))).toEqual(
    [],
  );
});
