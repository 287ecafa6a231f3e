import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccountId } from '../../src/domain/ids.ts';
import { isPossibleDuplicate, mayRepeat } from '../../src/domain/possible-duplicate.ts';
import { anyContent, CONSULAR, makeContent } from './make.ts';

const [ME, OTHER] = ['me', 'other'].map((id) => AccountId.parse(id)) as [AccountId, AccountId];
const session = (own: object, change: object = {}, authorId = ME) => ({
  content: makeContent({ own: { sessions: 1, attendees: 64, ...own }, ...change }),
  authorId,
});
const ONE = session({});

test('a count read a little wrong is asked about, where person, day and place are the same', () => {
  expect(mayRepeat(ONE, session({ attendees: 60 }))).toBe(true);
  expect(mayRepeat(ONE, session({ attendees: 46 }))).toBe(false);
  expect(mayRepeat(ONE, session({ attendees: 60, sessions: 2 }))).toBe(false);
  expect(mayRepeat(ONE, session({ attendees: 60 }, {}, OTHER))).toBe(false);
  expect(mayRepeat(ONE, session({ attendees: 60 }, { date: '2024-06-11' }))).toBe(false);
  expect(mayRepeat(ONE, session({ attendees: 60 }, { localityId: 'c-gt' }))).toBe(false);
});

test('under another unit or type it is the same people counted, and asked about as well; work that counts nobody is not', () => {
  expect(mayRepeat(ONE, session({}, { unitId: CONSULAR }))).toBe(true);
  const own = { sessions: 1, attendees: 66, topic: 'Luật Biên giới' };
  expect(mayRepeat(ONE, { content: makeContent({ type: 'outreachSession', own }), authorId: ME })).toBe(true);
  const broadcast = { station: 'Trạm', programme: 'Tin', airings: 1, minutesPerAiring: 60 };
  expect(mayRepeat(ONE, { content: makeContent({ type: 'broadcast', own: broadcast }), authorId: ME })).toBe(false);
});

test('who is compared first does not matter, and equal records of anybody stay possible duplicates', () => {
  const anyLogged = fc.record({ content: anyContent, authorId: fc.constantFrom(ME, OTHER) });
  fc.assert(
    fc.property(anyLogged, anyLogged, fc.boolean(), (a, other, alike) => {
      const { date, localityId } = a.content;
      const b = alike ? { ...other, content: { ...other.content, date, localityId } } : other;
      expect(mayRepeat(a, b)).toBe(mayRepeat(b, a));
      if (isPossibleDuplicate(a.content, b.content)) expect(mayRepeat(a, b)).toBe(true);
      expect(mayRepeat(a, { ...a, authorId: OTHER })).toBe(true);
    }),
  );
});
