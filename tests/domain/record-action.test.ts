import { expect, test } from 'vitest';
import { RECORD_STATES } from '../../src/domain/activity.ts';
import { isReview, nextState, RECORD_ACTIONS, REVIEW_ACTIONS, type RecordAction } from '../../src/domain/record-action.ts';

const row = (action: RecordAction, countedFieldChanged: boolean) =>
  Object.fromEntries([undefined, ...RECORD_STATES].map((from) => [from ?? 'none', nextState(from, action, countedFieldChanged)]));

test('writing down or correcting', () => {
  // A duplicate stays one, but is right when it comes to count in the place of the record that is kept.
  const none = { withdrawn: undefined, duplicate: 'duplicate' };
  expect(row('record', true)).toEqual({ none: 'sent', sent: 'sent', returned: 'sent', confirmed: 'sent', ...none });
  // Only a figure that moved must be confirmed again.
  expect(row('record', false)).toEqual({ none: 'sent', sent: 'sent', returned: 'sent', confirmed: 'confirmed', ...none });
});

test.each([true, false])('withdrawing and taking it back (counted field changed: %s)', (changed) => {
  expect(row('withdraw', changed)).toEqual({
    none: undefined,
    sent: 'withdrawn',
    returned: 'withdrawn',
    confirmed: 'withdrawn',
    withdrawn: undefined,
    duplicate: 'withdrawn',
  });
  expect(row('restore', changed)).toEqual({
    none: undefined,
    sent: undefined,
    returned: undefined,
    confirmed: undefined,
    withdrawn: 'sent',
    duplicate: 'sent',
  });
});

test.each([true, false])('the verdict of the office (counted field changed: %s)', (changed) => {
  const none = { none: undefined, withdrawn: undefined, duplicate: undefined };
  expect(row('confirm', changed)).toEqual({ ...none, sent: 'confirmed', returned: undefined, confirmed: undefined });
  // A figure once confirmed can turn out wrong; what was returned already waits for its author.
  expect(row('return', changed)).toEqual({ ...none, sent: 'returned', returned: undefined, confirmed: 'returned' });
  expect(row('markDuplicate', changed)).toEqual({ ...none, sent: 'duplicate', returned: 'duplicate', confirmed: 'duplicate' });
});

test('only the office reaches its own words', () => {
  const WORDS = ['confirmed', 'returned', 'duplicate'];
  for (const action of RECORD_ACTIONS.filter((one) => !isReview(one)))
    for (const from of RECORD_STATES) {
      const to = nextState(from, action, true);
      if (to !== undefined && to !== from) expect(['sent', 'withdrawn']).toContain(to);
    }
  expect(REVIEW_ACTIONS.map((action) => nextState('sent', action, false))).toEqual(WORDS);
});

test('a verdict is not work, and every action is one of the two', () => {
  expect(RECORD_ACTIONS.filter(isReview)).toEqual([...REVIEW_ACTIONS]);
});
