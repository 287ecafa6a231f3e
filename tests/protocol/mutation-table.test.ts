import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Mutation, MutationTable } from '../../src/protocol/mutation.ts';
import { packMutations, unpackMutations } from '../../src/protocol/mutation-table.ts';

const HEX = fc.constantFrom(...'0123456789abcdef');
const digits = (length: number) => fc.array(HEX, { minLength: length, maxLength: length }).map((list) => list.join(''));
const id = fc
  .tuple(digits(8), digits(4), digits(3), fc.constantFrom('8', '9', 'a', 'b'), digits(3), digits(12))
  .map(([a, b, c, variant, d, e]) => `${a}-${b}-7${c}-${variant}${d}-${e}`);
const value = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
);
const field = fc.constantFrom('attendees', 'note', 'coUnitIds', 'action', 'id', 'at', 'base', 'patch', 'toString');
const common = {
  id,
  activityId: id,
  base: fc.oneof(fc.nat(), id),
  at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
};
const noPatch = fc.constant({});
const mutation = fc.oneof(
  fc.record({ ...common, action: fc.constant('record'), patch: fc.dictionary(field, value) }),
  fc.record({ ...common, action: fc.constantFrom('withdraw', 'restore', 'confirm'), patch: noPatch }),
  fc.record({ ...common, action: fc.constant('return'), patch: noPatch, reason: fc.string({ minLength: 1, maxLength: 20 }) }),
  fc.record({ ...common, action: fc.constant('markDuplicate'), patch: noPatch, duplicateOfId: id }),
) as unknown as fc.Arbitrary<Mutation>;

const ONE: Mutation = Mutation.parse({
  id: '01902f5c-0001-7000-8000-00000000000a',
  activityId: '01902f5c-0000-7000-8000-00000000000b',
  action: 'record',
  base: 0,
  patch: { attendees: 90, note: null },
  at: '2024-06-12T08:10:00.000Z',
});
const table = (change: Partial<MutationTable> = {}): MutationTable => ({ ...(packMutations([ONE]) as MutationTable), ...change });

test('a page comes out of its table as it went in, whatever its mutations say', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 12 }), (page) => {
      const sent = MutationTable.parse(JSON.parse(JSON.stringify(packMutations(page))));
      expect(unpackMutations(sent)).toEqual(page);
    }),
    { seed: 20_240_612, numRuns: 300 },
  );
});

test('an empty page, and a time as no phone writes it, make no table', () => {
  expect(packMutations([])).toBeUndefined();
  expect(packMutations([ONE, { ...ONE, at: '2024-06-12T08:10:00Z' }])).toBeUndefined();
});

describe('a table', () => {
  test.each<[string, Partial<MutationTable>]>([
    ['a time too many', { at: [0, 0] }],
    ['an id time too few', { idMs: [] }],
    ['half an id', { ids: 'abc' }],
    ['ids of two', { activityIds: '0'.repeat(38) }],
    ['a column too long', { keys: { action: ['record', 'record'], base: [0] } }],
    ['a field too short', { patch: { attendees: [] } }],
  ])('with %s is none', (_what, change) => {
    expect(unpackMutations(table())).toEqual([ONE]);
    expect(unpackMutations(table(change))).toBeUndefined();
  });

  test.each<[string, Partial<MutationTable>]>([
    ['a time beyond all calendars', { at: [9e15] }],
    ['an id from before 1970', { idMs: [-9e14] }],
    ['letters for digits', { ids: 'x'.repeat(19) }],
    ['an unknown key', { keys: { action: ['record'], base: [0], extra: [1] } }],
    ['no action', { keys: { action: [{}], base: [0] } }],
  ])('with %s holds a mutation that is refused alone', (_what, change) => {
    const [bad] = unpackMutations(table(change)) ?? [];
    expect(bad).toBeDefined();
    expect(Mutation.safeParse(bad).success).toBe(false);
  });

  test('a key cannot stand in for an id or a time', () => {
    const keys = { action: ['record'], base: [0], id: ['01902f5c-0001-7000-8000-0000000000ff'], at: ['1999-01-01T00:00:00.000Z'] };
    expect(unpackMutations(table({ keys }))).toEqual([ONE]);
  });
});
