import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createTurn } from '../../../src/client/ui/turn.ts';

const stand = (rank: number) => createRoot((leave) => ({ isFirst: createTurn(rank), leave }));

test('of all that have something to say one speaks at a time, the most pressing first', () => {
  const [later, sooner] = [stand(3), stand(1)];
  expect([later.isFirst(), sooner.isFirst()]).toEqual([false, true]);
  const first = stand(0);
  expect([later, sooner, first].map(({ isFirst }) => isFirst())).toEqual([false, false, true]);
  first.leave();
  sooner.leave();
  expect(later.isFirst()).toBe(true);
  later.leave();
});
