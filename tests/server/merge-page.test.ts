import fc from 'fast-check';
import { expect, test } from 'vitest';
import { project } from '../../src/client/store/records/projection.ts';
import { type Change, type Snapshot, snapshotOf } from '../../src/domain/change.ts';
import { AccountId, type ActivityId, type MutationId } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import { type Person, scopeOf } from '../../src/domain/person.ts';
import { mergePage } from '../../src/server/merge/merge-page.ts';
import type { PageGiven } from '../../src/server/merge/page-work.ts';
import type { StoredActivity } from '../../src/server/merge/stored-activity.ts';
import { BASE, makeContent, makeWorld, newId, PLAN } from '../domain/make.ts';

const NOW = Date.parse('2024-06-12T05:00:00.000Z');
const PERSON: Person = { id: AccountId.parse('supervisor-one'), staffCode: 'GS-01', role: 'supervisor', unitIds: [] };
const [MINE, OTHER] = [newId() as ActivityId, newId() as ActivityId];

const given = (...activities: readonly StoredActivity[]): PageGiven => {
  const { units, localities, partners } = makeWorld();
  return {
    sender: { person: PERSON, scope: scopeOf(PERSON), deviceId: 'device-one' },
    now: NOW,
    reference: { units, localities, partners, plans: new Map([[PLAN.id, PLAN]]) },
    activities: new Map(activities.map((one) => [one.id, one])),
    versions: new Map(),
    answers: new Map(),
    cleared: new Set(),
    failed: new Set(),
  };
};

type Said = Change & { readonly activityId?: ActivityId };
const mutation = ({ activityId = MINE, patch, ...change }: Said, base: number) => ({
  id: newId() as MutationId,
  activityId,
  base,
  at: '2024-06-12T05:00:00.000Z',
  patch: patch as Record<string, string | number | null>,
  ...change,
});
const made = (id: ActivityId): Said => ({ activityId: id, action: 'record', patch: changedFields(undefined, makeContent()) });

/** The record after a change, as the server keeps it; as it was where the change is refused. */
function merged(before: readonly StoredActivity[], said: Said) {
  const id = said.activityId ?? MINE;
  const base = before.find((one) => one.id === id)?.version ?? 0;
  const { results, writes } = mergePage(given(...before), [mutation(said, base)]);
  const after = new Map([...before, ...writes.activities].map((one) => [one.id, one]));
  return { result: results[0], records: [...after.values()] };
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ action: fc.constantFrom('withdraw', 'restore', 'confirm'), patch: fc.constant({}) }),
  fc.record({ action: fc.constant('return'), patch: fc.constant({}), reason: fc.constantFrom('Thiếu số', 'Sai ngày') }),
  fc.record({ action: fc.constant('markDuplicate'), patch: fc.constant({}), duplicateOfId: fc.constant(OTHER) }),
  fc.record({
    action: fc.constant('record'),
    patch: fc.record(
      {
        note: fc.constantFrom('Có mưa', null),
        attendees: fc.constantFrom(85, 90),
        date: fc.constantFrom('2024-06-12', '2024-06-11'),
        // No content: the shape forbids it, and so phone and server do.
        estimated: fc.constant('yes'),
      },
      { requiredKeys: [] },
    ),
  }),
) as fc.Arbitrary<Change>;

test('what a phone shows of a record after its own change is what the server makes of it', () => {
  const start = [MINE, OTHER].reduce<StoredActivity[]>((before, id) => merged(before, made(id)).records, []);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let records = start;
      let shown: Snapshot | undefined = project(undefined, [made(MINE)]);
      const stored = () => snapshotOf(records.find((one) => one.id === MINE) as StoredActivity);
      expect(shown).toEqual(stored());
      for (const one of changes) {
        const { result, records: after } = merged(records, one);
        const next = project(shown, [one]);
        records = after;
        if (result?.status === 'applied') {
          expect(next).toEqual(stored());
          shown = next;
        } else {
          // What the server refuses leaves the record where it was; the phone's words alone may differ until then.
          expect(result?.status).toBe('rejected');
          if (one.action !== 'record') expect(next).toEqual(stored());
        }
      }
    }),
    { numRuns: 300 },
  );
});

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  const parts = value instanceof Map ? [...value.values()] : value instanceof Set ? [...value] : Object.values(value);
  for (const part of parts) frozen(part);
  return value;
};

test('the merge leaves what it was given as it is, and says the same of it again', () => {
  const [mine, other] = [MINE, OTHER].reduce<StoredActivity[]>((before, id) => merged(before, made(id)).records, []);
  const before = frozen(given(mine as StoredActivity, other as StoredActivity));
  const sizes = () => [before.activities.size, before.versions.size, before.answers.size];
  const page = [
    mutation({ action: 'record', patch: { attendees: 90 } }, 1),
    mutation({ action: 'markDuplicate', patch: {}, duplicateOfId: OTHER }, 2),
    mutation({ activityId: newId() as ActivityId, action: 'record', patch: { ...BASE.own, note: 'Thiếu mục' } }, 0),
  ];
  const [was, first] = [sizes(), mergePage(before, page)];
  expect(first.results.map((one) => one.status)).toEqual(['applied', 'applied', 'rejected']);
  expect(first.writes.activities.map((one) => [one.id, one.version, one.state])).toEqual([[MINE, 3, 'duplicate']]);
  expect(first.writes.versions.map((one) => one.version)).toEqual([2, 3]);
  expect(sizes()).toEqual(was);
  expect(mergePage(before, page)).toEqual(first);
});
