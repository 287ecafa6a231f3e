import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDraft } from '../../src/domain/activity-draft.ts';
import { parseCount, stepCount } from '../../src/domain/count-text.ts';
import { ActivityId } from '../../src/domain/ids.ts';
import { BORDERS, makeWorld, newId, PLAN } from './make.ts';

const WORLD = makeWorld();
const ID = ActivityId.parse(newId());

/** What the field of a count says of a text: the number it takes, or what is wrong. */
function inField(leaflets: string): number | string | undefined {
  const values = { planId: PLAN.id, itemCode: 'II.1.a.p1', date: '2024-06-12', unitId: BORDERS, localityId: 'o-pm' };
  const draft = { id: ID, type: 'borderSession', values: { ...values, sessions: '1', attendees: '85', leaflets } };
  const { content, issues } = checkDraft(draft, WORLD);
  return content ? (content.own['leaflets'] as number | undefined) : issues[0]?.code;
}

describe('a fraction is no count, and no key makes another number of it', () => {
  test.each(['1,5', '12.5', '0,5', '0.125', '1.250,5', '1.250,500', '1,250.000', '12.50', '1 250.000'])('%s', (typed) => {
    expect(parseCount(typed)).toBeNull();
    expect([1, -1, 10].map((by) => stepCount(typed, by))).toEqual([undefined, undefined, undefined]);
    expect(inField(typed)).toBe('notANumber');
  });
});

test('the field names the text that is no whole number', () => {
  const draft = { id: ID, type: 'borderSession', values: { attendees: ' 1,5 ' } };
  expect(checkDraft(draft, WORLD).issues.find(({ field }) => field === 'attendees')).toMatchObject({
    code: 'notANumber',
    params: { value: '1,5' },
  });
});

test('a key counts on from a number with separators of thousands', () => {
  expect(['1.250', '1,250', '1 250', ' 85 '].map((typed) => stepCount(typed, 1))).toEqual(['1251', '1251', '1251', '86']);
});

test('a blank count begins at what is least, and a key downwards leaves it blank', () => {
  expect([stepCount('', 1, 1), stepCount(' ', 10), stepCount('', -1)]).toEqual(['1', '10', undefined]);
  expect([stepCount('1', -1, 1), stepCount('0', -1)]).toEqual(['1', '0']);
});

const pieces = fc.constantFrom('0', '1', '12', '250', '.', ',', ' ', '-', '+', 'e3', '5', '\u00a0', 'mười', '٣', '999999999999999');
const anyText = fc.oneof(
  fc.string(),
  fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
);

test('for every text, key and field agree whether it is a number, and which', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(1, -1, 10), fc.constantFrom(0, 1), (typed, by, min) => {
      const count = parseCount(typed);
      const said = inField(typed);
      const stepped = stepCount(typed, by, min);
      if (count === null) {
        expect(said).toBe('notANumber');
        expect(stepped).toBeUndefined();
        return;
      }
      expect(said).toBe(count === undefined || count <= 50_000 ? count : 'tooLarge');
      if (count === undefined && by < 0) expect(stepped).toBeUndefined();
      else expect(stepped && parseCount(stepped)).toBe(Math.max(min, (count ?? 0) + by));
    }),
    { numRuns: 2_000 },
  );
});
