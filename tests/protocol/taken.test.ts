import { expect, test } from 'vitest';
import type { ActivityId, MutationId } from '../../src/domain/ids.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { Taken } from '../../src/protocol/mutation-result.ts';
import { expandTaken, shortenResults } from '../../src/protocol/taken.ts';
import { newId } from '../domain/make.ts';

const asked = (id = newId()) => ({ id: id as MutationId, activityId: newId() as ActivityId });
type Asked = ReturnType<typeof asked>;
const applied = ({ id, activityId }: Asked, version = 1): MutationResult => ({ status: 'applied', id, activityId, version });
/** The ids that the test helpers count up all end in digits of their own. */
const twin = ({ id }: Asked): Asked => asked(`01902f5d${id.slice(8)}`);

test('plain results are said by the ends of their ids and come back in full', () => {
  const [a, b, c] = [asked(), asked(), asked()];
  const { results, taken } = shortenResults([applied(a), applied(b, 3), applied(c)]);
  expect(results).toEqual([]);
  expect(Taken.parse(JSON.parse(JSON.stringify(taken)))).toEqual({ 1: a.id.slice(-8) + c.id.slice(-8), 3: b.id.slice(-8) });
  expect(expandTaken(taken, [a, b, c])).toEqual([applied(a), applied(c), applied(b, 3)]);
});

test('whatever is not plain is said in full', () => {
  const [a, b, c] = [asked(), asked(), asked()];
  const others: MutationResult[] = [
    { ...applied(a), status: 'merged' } as MutationResult,
    { status: 'rejected', id: b.id, reason: 'invalid' },
    { status: 'failed', id: c.id },
  ];
  expect(shortenResults(others)).toEqual({ results: others, taken: {} });
});

test('two ids that end alike are named in full, and short they would name neither', () => {
  const one = asked();
  const both = [one, twin(one)];
  const full = both.map((each) => applied(each));
  expect(shortenResults(full)).toEqual({ results: full, taken: {} });
  expect(expandTaken({ 1: one.id.slice(-8) }, both)).toBeUndefined();
});

test('a name nobody asked about makes the answer none', () => {
  const one = asked();
  expect(expandTaken({ 1: `${one.id.slice(-8)}ffffffff` }, [one])).toBeUndefined();
  expect(expandTaken({ 1: one.id.slice(-8) }, [])).toBeUndefined();
});

test('half a name, and a version that is none, are no answer', () => {
  for (const bad of [{ 1: 'abc' }, { 1: '' }, { 1: 'XXXXXXXX' }, { 0: '00000000' }, { first: '00000000' }])
    expect(Taken.safeParse(bad).success).toBe(false);
});
