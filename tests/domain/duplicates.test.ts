import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCounted } from '../../src/domain/contribution.ts';
import { type GroupRecord, groupOf, groupsOf, isStoodBy, nextToCount, outcomesAfter, settleGroup } from '../../src/domain/duplicates.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { nextState, RECORD_ACTIONS, type RecordAction } from '../../src/domain/record-action.ts';

const id = (name: string): ActivityId => name as ActivityId;
const record = (name: string, state: GroupRecord['state'], duplicateOfId?: string): GroupRecord => ({
  id: id(name),
  state,
  ...(duplicateOfId !== undefined && { duplicateOfId: id(duplicateOfId) }),
});

interface Doing {
  readonly action: RecordAction;
  readonly to: string;
  readonly keeps?: string | undefined;
  /** With `record`: a figure was changed. */
  readonly figures?: boolean;
}

/** The records after something was done to one of them; as they were where it is not possible. */
function after(records: readonly GroupRecord[], { action, to, keeps, figures = false }: Doing): readonly GroupRecord[] {
  const [before, kept] = [records.find((one) => one.id === to), records.find((one) => one.id === keeps)];
  const state = nextState(before?.state, action, figures);
  if (!before || state === undefined) return records;
  if (action === 'markDuplicate' && (!kept || kept.id === before.id || !isCounted(kept.state))) return records;
  const leaves = action === 'restore' && before.state === 'duplicate';
  const places = outcomesAfter(records, {
    id: before.id,
    action,
    state,
    leaves,
    ...(action === 'markDuplicate' && { duplicateOfId: kept?.id }),
  });
  return records.map((one) => {
    const place = places.get(one.id);
    return place ? { id: one.id, ...place } : one;
  });
}
const play = (records: readonly GroupRecord[], ...doings: readonly Doing[]) => doings.reduce(after, records);
const shown = (records: readonly GroupRecord[]): string =>
  records.map((one) => `${one.id} ${one.state}${one.duplicateOfId === undefined ? '' : ` of ${one.duplicateOfId}`}`).join(', ');

const PAIR = [record('a', 'sent'), record('b', 'duplicate', 'a')];

describe('one activity that was logged more than once', () => {
  test('counts with the duplicate when its kept record is withdrawn, and stays counted once when that comes back', () => {
    const gone = play(PAIR, { action: 'withdraw', to: 'a' });
    expect(shown(gone)).toBe('a withdrawn of b, b sent');
    expect(shown(play(gone, { action: 'restore', to: 'a' }))).toBe('a duplicate of b, b sent');
    expect(shown(play(gone, { action: 'confirm', to: 'b' }, { action: 'restore', to: 'a' }))).toBe('a duplicate of b, b confirmed');
  });

  test('counts with the duplicate when its kept record is returned, and once when that is sent again', () => {
    const returned = play(PAIR, { action: 'return', to: 'a' });
    expect(shown(returned)).toBe('a returned of b, b sent');
    expect(shown(play(returned, { action: 'record', to: 'a', figures: true }))).toBe('a duplicate of b, b sent');
  });

  test('follows to the record that is kept instead of the one it repeated', () => {
    const three = [...PAIR, record('c', 'confirmed')];
    const marked = play(three, { action: 'markDuplicate', to: 'a', keeps: 'c' });
    expect(shown(marked)).toBe('a duplicate of c, b duplicate of c, c confirmed');
    expect(shown(play(marked, { action: 'withdraw', to: 'c' }))).toBe('a sent, b duplicate of a, c withdrawn of a');
  });

  test('heals from a stored chain when one of its records is touched', () => {
    const chain = [record('a', 'duplicate', 'c'), record('b', 'duplicate', 'a'), record('c', 'withdrawn')];
    expect(shown(play(chain, { action: 'record', to: 'b' }))).toBe('a sent, b duplicate of a, c withdrawn of a');
    expect(shown(play(chain, { action: 'withdraw', to: 'a' }))).toBe('a withdrawn of b, b sent, c withdrawn of b');
  });

  test('never counts with a duplicate whose author withdrew it', () => {
    expect(shown(play(PAIR, { action: 'withdraw', to: 'b' }, { action: 'withdraw', to: 'a' }))).toBe('a withdrawn, b withdrawn of a');
  });

  test('counts with whoever comes back first when nobody stood by it', () => {
    const nobody = play(PAIR, { action: 'return', to: 'a' }, { action: 'withdraw', to: 'b' });
    expect(shown(nobody)).toBe('a returned of b, b withdrawn');
    const back = play(nobody, { action: 'record', to: 'a' });
    expect(shown(back)).toBe('a sent, b withdrawn of a');
    expect(shown(play(back, { action: 'restore', to: 'b' }))).toBe('a sent, b duplicate of a');
  });

  test('is two activities once a reviewer says so', () => {
    const two = play(PAIR, { action: 'restore', to: 'b' });
    expect(shown(two)).toBe('a sent, b sent');
    expect(shown(play(two, { action: 'withdraw', to: 'a' }))).toBe('a withdrawn, b sent');
  });

  test('takes along what counts in the place of a returned record that turns out to repeat another one', () => {
    const standIn = play([...PAIR, record('k', 'confirmed')], { action: 'return', to: 'a' });
    expect(shown(play(standIn, { action: 'markDuplicate', to: 'a', keeps: 'k' }))).toBe('a duplicate of k, b duplicate of k, k confirmed');
  });

  test('counts with the duplicate that was begun first', () => {
    const group = [record('z', 'duplicate', 'k'), record('b', 'duplicate', 'k'), record('k', 'confirmed')];
    expect(nextToCount(group)?.id).toBe('b');
    expect(nextToCount([record('k', 'withdrawn')])).toBeUndefined();
  });
});

test('records fall into groups by their links, whichever way these point', () => {
  const records = [
    record('a', 'sent'),
    record('b', 'duplicate', 'a'),
    record('c', 'duplicate', 'b'),
    record('d', 'sent'),
    record('e', 'sent', 'x'),
  ];
  expect(groupsOf(records).map((group) => group.map((one) => one.id))).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
  for (const name of ['a', 'b', 'c']) expect(groupOf([id(name)], records)).toEqual(groupsOf(records)[0]);
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const doing: fc.Arbitrary<Doing> = fc.record({
  action: fc.constantFrom(...RECORD_ACTIONS, 'markDuplicate', 'withdraw'),
  to: fc.constantFrom(...NAMES),
  keeps: fc.constantFrom(...NAMES),
  figures: fc.boolean(),
});
const news = NAMES.map((name) => record(name, 'sent'));
const counted = (group: readonly GroupRecord[]): number => group.filter((one) => isCounted(one.state)).length;

describe('whatever is done in whatever order', () => {
  test('a group counts once while somebody stands by it, and never twice', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (doings) => {
        for (const group of groupsOf(play(news, ...doings)))
          expect(counted(group), shown(group)).toBe(group.some((one) => isStoodBy(one.state)) ? 1 : 0);
      }),
      { numRuns: 3_000 },
    );
  });

  test('records that a reviewer declared one activity are never both counted, unless a reviewer said that they are two', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (doings) => {
        // Links that somebody once made, kept apart from what the records say of them.
        let [records, made] = [news as readonly GroupRecord[], [] as GroupRecord[]];
        for (const one of doings) {
          const isSplit = one.action === 'restore' && records.some((other) => other.id === one.to && other.state === 'duplicate');
          if (isSplit) continue;
          const next = after(records, one);
          if (one.action === 'markDuplicate' && next !== records) made = [...made, record(one.to, 'sent', one.keeps)];
          records = next;
        }
        for (const name of NAMES) {
          const same = new Set(groupOf([id(name)], made).flatMap((link) => [link.id, link.duplicateOfId]));
          expect(counted(records.filter((one) => same.has(one.id))), shown(records)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('links lead straight to the record that counts', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 40 }), (doings) => {
        const records = play(news, ...doings);
        for (const one of records) {
          if (isCounted(one.state)) expect(one.duplicateOfId).toBeUndefined();
          const target = records.find((other) => other.id === one.duplicateOfId);
          if (one.state === 'duplicate') expect(target && isCounted(target.state)).toBe(true);
          if (target) expect(target.duplicateOfId).toBeUndefined();
        }
      }),
    );
  });

  test('settled groups stay as they are, and any mixture of links comes to count once', () => {
    const anyRecords = fc.array(
      fc.record({ state: fc.constantFrom('sent', 'confirmed', 'returned', 'withdrawn', 'duplicate'), of: fc.nat(6) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(anyRecords, (list) => {
        const records = list.map(({ state, of }, at) =>
          record(`r${at}`, state as GroupRecord['state'], of < list.length ? `r${of}` : undefined),
        );
        const group = groupOf([id('r0')], records);
        const settled = [...settleGroup(group)].map(([name, place]): GroupRecord => ({ id: name, ...place }));
        expect(counted(settled)).toBe(group.some((one) => isStoodBy(one.state)) ? 1 : 0);
        expect([...settleGroup(settled)]).toEqual(settled.map(({ id: name, state, duplicateOfId }) => [name, { state, duplicateOfId }]));
      }),
    );
  });
});
