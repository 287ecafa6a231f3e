import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whatIsLeft } from '../../src/client/features/account/what-is-left.ts';

const count = fc.nat({ max: 5 });

test('all is said to be sent only where nothing waits, nothing needs its person and nothing is known as lost', () => {
  fc.assert(
    fc.property(count, count, count, (onPhone, attention, lost) => {
      expect(whatIsLeft({ onPhone, attention, lost }) === 'nothing').toBe(onPhone + attention + lost === 0);
    }),
  );
});

test('a loss is said before what still waits', () => {
  expect(whatIsLeft({ onPhone: 3, attention: 1, lost: 1 })).toBe('lost');
});
