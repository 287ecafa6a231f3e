import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Closing } from '../../src/domain/closing/closing.ts';
import {
  type ClosingStep,
  canFollow,
  closingOf,
  closingStateOf,
  isLastOfKind,
  mayClose,
  nextToClose,
} from '../../src/domain/closing/closing-state.ts';
import {
  adjustmentsOf,
  differencesIn,
  type FormerClosing,
  freezePeriod,
  frozenContribution,
  toldBy,
} from '../../src/domain/closing/freeze.ts';
import { canonicalText, type FrozenRecord } from '../../src/domain/closing/frozen.ts';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import type { ActivityId, ItemCode, RequestId, UnitId } from '../../src/domain/ids.ts';
import { contains, PERIOD_KINDS, type PeriodKind } from '../../src/domain/period.ts';
import { chosenPeriod, periodChoices } from '../../src/domain/period-choice.ts';
import { type Amount, addAmounts, amountOf, NOTHING } from '../../src/domain/tally.ts';
import { BORDERS, CONSULAR, dayIn, PLAN } from './make.ts';

const record = (id: string, date: string, change: Partial<FrozenRecord> = {}): FrozenRecord => ({
  id: id as ActivityId,
  version: 2,
  itemCode: 'II.1.a.p1' as ItemCode,
  unitId: BORDERS,
  type: 'borderSession',
  date: day(date),
  measures: { sessions: 1, attendees: 40 },
  estimated: false,
  ...change,
});

const sumOf = (records: Iterable<FrozenRecord>): Amount =>
  [...records].reduce((sum, one) => addAmounts(sum, amountOf(frozenContribution(PLAN.id, one))), NOTHING);
/** What a report of a closed period adds: its own records, and what it mends of those before it. */
const addedBy = ({ records, adjustments }: Pick<FormerClosing, 'records' | 'adjustments'>): Amount =>
  addAmounts(
    sumOf([...records, ...adjustments.flatMap(({ is }) => (is ? [is] : []))]),
    sumOf(adjustments.flatMap(({ was }) => (was ? [was] : []))),
    -1,
  );
const totalOf = (closings: readonly Pick<FormerClosing, 'records' | 'adjustments'>[]): Amount =>
  closings.map(addedBy).reduce((sum, one) => addAmounts(sum, one), NOTHING);
/** Nought and nothing are the same to whoever adds up. */
const plain = ({ records, measures, estimated }: Amount) => ({
  records,
  estimated: estimated ?? 0,
  measures: Object.fromEntries(Object.entries(measures).filter(([, value]) => value !== 0)),
});

/** What happens in a year: records come, are mended, moved, taken back and confirmed, and periods are closed and reopened. */
type Happening =
  | { readonly do: 'come' | 'mend'; readonly at: number; readonly date: Day; readonly count: number; readonly unitId: UnitId }
  | { readonly do: 'confirm' | 'withdraw'; readonly at: number }
  | { readonly do: 'close'; readonly kind: PeriodKind; readonly index: number }
  | { readonly do: 'reopen'; readonly kind: PeriodKind };

const at = fc.nat(15);
const words = {
  at,
  date: dayIn('2024-01-01', '2024-12-31'),
  count: fc.integer({ min: 1, max: 9 }),
  unitId: fc.constantFrom(BORDERS, CONSULAR),
};
const kind = fc.constantFrom(...PERIOD_KINDS);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('come', 'mend'), ...words }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('confirm', 'withdraw'), at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('close'), kind, index: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen'), kind }) },
);

class Year {
  readonly records = new Map<string, { readonly record: FrozenRecord; readonly confirmed: boolean }>();
  readonly closed = new Map<PeriodKind, (FormerClosing & { readonly key: string })[]>(PERIOD_KINDS.map((one) => [one, []]));

  confirmed(): FrozenRecord[] {
    return [...this.records.values()].flatMap((one) => (one.confirmed ? [one.record] : []));
  }

  happen(one: Happening): void {
    switch (one.do) {
      case 'come':
      case 'mend': {
        const old = this.records.get(`r${one.at}`);
        const { date, unitId } = one;
        const version = (old?.record.version ?? 0) + 1;
        // A mended record waits to be confirmed again.
        if (old || one.do === 'come')
          this.records.set(`r${one.at}`, {
            record: record(`r${one.at}`, date, { version, unitId, measures: { sessions: one.count } }),
            confirmed: false,
          });
        return;
      }
      case 'confirm':
      case 'withdraw': {
        const old = this.records.get(`r${one.at}`);
        if (old) this.records.set(`r${one.at}`, { ...old, confirmed: one.do === 'confirm' });
        return;
      }
      case 'close': {
        const before = this.closed.get(one.kind) ?? [];
        const choices = periodChoices(PLAN, one.kind, PLAN.reporting);
        const choice = choices[one.index % choices.length];
        if (!choice || before.some(({ key }) => key === choice.key)) return;
        before.push({ key: choice.key, period: choice.period, ...freezePeriod(choice.period, before, this.confirmed()) });
        return;
      }
      case 'reopen':
        this.closed.get(one.kind)?.pop();
    }
  }
}

test('over any year each record falls into exactly one report of each kind, and the reports with what they mend add up to a recount', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 80 }), (happenings) => {
      const year = new Year();
      for (const one of happenings) year.happen(one);
      for (const closings of year.closed.values()) {
        const isClosed = ({ date }: FrozenRecord) => closings.some(({ period }) => contains(period, date));
        const now = year.confirmed().filter(isClosed);
        const still = { records: [], adjustments: differencesIn(closings, year.confirmed()) };
        expect(plain(totalOf([...closings, still]))).toEqual(plain(sumOf(now)));
        const told = toldBy([...closings, still]);
        expect([...told.keys()].sort()).toEqual(now.map(({ id }) => id).sort());
        for (const { id, unitId, measures } of now) expect(told.get(id)).toMatchObject({ unitId, measures });
        // Counted record by record: in one report more often than out of it, once.
        for (const id of year.records.keys()) {
          const times = [...closings, still].reduce(
            (sum, { records, adjustments }) =>
              sum +
              records.filter((one) => one.id === id).length +
              adjustments.filter(({ is }) => is?.id === id).length -
              adjustments.filter(({ was }) => was?.id === id).length,
            0,
          );
          expect(times).toBe(told.has(id as ActivityId) ? 1 : 0);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('what a unit sees of the reports adds up to its own recount', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const year = new Year();
      for (const one of happenings) year.happen(one);
      const isSeen = (unitId: UnitId) => unitId === BORDERS;
      for (const closings of year.closed.values()) {
        const still = { records: [], adjustments: differencesIn(closings, year.confirmed()) };
        const seen = [...closings, still].map(({ records, adjustments }) => ({
          records: records.filter(({ unitId }) => isSeen(unitId)),
          adjustments: adjustmentsOf(adjustments, isSeen),
        }));
        const now = year.confirmed().filter((one) => isSeen(one.unitId) && closings.some(({ period }) => contains(period, one.date)));
        expect(plain(totalOf(seen))).toEqual(plain(sumOf(now)));
      }
    }),
    { numRuns: 50 },
  );
});

const MARCH = { period: { from: day('2024-02-15'), to: day('2024-03-14') } };
const APRIL = { from: day('2024-03-15'), to: day('2024-04-14') };

test('a note that was mended changes no report; a record that moved leaves one and is in the other', () => {
  const [stays, moves] = [record('a', '2024-03-01'), record('b', '2024-03-02')];
  const march = { ...MARCH, ...freezePeriod(MARCH.period, [], [stays, moves]) };
  expect(march.adjustments).toEqual([]);
  expect(differencesIn([march], [{ ...stays, version: 3 }, moves])).toEqual([]);
  const moved = { ...moves, version: 3, date: day('2024-03-20') };
  expect(freezePeriod(APRIL, [march], [stays, moved])).toEqual({ records: [moved], adjustments: [{ was: moves }] });
});

test('the canonical text does not depend on the order of lists and keys, and tells any other value apart', () => {
  const list = fc.array(fc.record({ id: fc.string(), date: dayIn('2024-01-01', '2024-12-31'), count: fc.integer() }), { maxLength: 8 });
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.nat()), (records, chance) => {
      const shuffled = records
        .map((one) => ({ one: Object.fromEntries(Object.entries(one).toReversed()), at: chance.next().value }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one);
      expect(canonicalText({ records: shuffled, version: 1 })).toBe(canonicalText({ version: 1, records }));
      const [first, ...others] = records;
      if (first) expect(canonicalText([{ ...first, count: first.count + 1 }, ...others])).not.toBe(canonicalText(records));
    }),
  );
  expect(canonicalText({ a: undefined, b: [2, 1] })).toBe('{"b":[1,2]}');
});

const closing = (no: number, periodKey: string, ...steps: readonly ClosingStep[]): Closing => {
  const choice = chosenPeriod(PLAN, periodKey, PLAN.reporting);
  if (!choice) throw new Error(periodKey);
  const history = (['closed', ...steps] as const).map((step) => ({ step, at: '2024-03-15T05:00:00.000Z', by: 'a-me' as never }));
  return { id: `${no}` as RequestId, no, planId: PLAN.id, periodKey, period: choice.period, hash: '', history };
};

test('a period is closed from its last day on; the approver judges what was handed in, and opens the one closed last', () => {
  expect([mayClose(APRIL, addDays(APRIL.to, -1)), mayClose(APRIL, APRIL.to)]).toEqual([false, true]);
  const [january, february] = [closing(1, 'month-2024-1', 'reopened'), closing(2, 'month-2024-2', 'submitted')];
  const again = closing(3, 'month-2024-1');
  const quarter = closing(4, 'quarter-2024-1');
  const all = [quarter, again, february, january];
  expect(closingOf(all, PLAN.id, 'month-2024-1')).toBe(again);
  expect(closingOf([january], PLAN.id, 'month-2024-1')).toBeUndefined();
  expect(all.filter((one) => isLastOfKind(one, all))).toEqual([quarter, again]);
  expect(nextToClose(PLAN, all, 'month')?.key).toBe('month-2024-3');
  expect(nextToClose(PLAN, [january], 'month')?.key).toBe('month-2024-1');
  expect([canFollow(february, 'approved'), canFollow(again, 'approved'), canFollow(again, 'submitted')]).toEqual([true, false, true]);
  // A later release may do more to a period: for this one it is as closed as before.
  const later = { ...february, history: [...february.history, { step: 'countersigned', at: '', by: 'a-me' as never }] };
  expect([closingStateOf(later), closingOf([later], PLAN.id, 'month-2024-2')]).toEqual(['submitted', later]);
  expect([canFollow(january, 'submitted'), canFollow(january, 'reopened'), closingStateOf(january)]).toEqual([false, false, 'reopened']);
});
