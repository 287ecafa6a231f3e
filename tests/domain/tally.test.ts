import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordState } from '../../src/domain/activity.ts';
import { RECORD_STATES } from '../../src/domain/activity.ts';
import { type Contribution, contribution, isCounted } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import type { ItemCode } from '../../src/domain/ids.ts';
import { addMeasures, type Measures } from '../../src/domain/measure.ts';
import {
  contains,
  DEFAULT_REPORTING,
  monthContaining,
  monthPeriod,
  PERIOD_KINDS,
  type Period,
  periodsTouching,
  type Reporting,
} from '../../src/domain/period.ts';
import { lineOf } from '../../src/domain/plan.ts';
import {
  type Amount,
  addAmounts,
  addTallies,
  cellKey,
  cellsOf,
  DeclaredCell,
  NO_TALLY,
  type PhoneChange,
  type Tally,
  tallyByItem,
} from '../../src/domain/tally.ts';
import { anyContent, BORDERS, CONSULAR, itemCode, makeContent, PLAN, reporting } from './make.ts';

const RULE = PLAN.reporting;
const one = (change: Readonly<Record<string, unknown>> = {}, state: RecordState = 'confirmed'): Contribution =>
  contribution(makeContent(change), state);
const tally = (records: readonly Contribution[], filter?: Parameters<typeof tallyByItem>[4]): Map<ItemCode, Tally> =>
  tallyByItem(PLAN, cellsOf(records, RULE).values(), [], [], filter);
const changes = (...list: readonly PhoneChange[]): Map<ItemCode, Tally> => tallyByItem(PLAN, [], [], list);

const anyRecord = fc.tuple(anyContent, fc.constantFrom(...RECORD_STATES)).map(([content, state]) => contribution(content, state));
const anyRecords = fc.array(anyRecord, { maxLength: 25 });

/** The sum of some records, made the plain way. */
function sum(records: readonly Contribution[]): Amount {
  const estimated = records.filter((record) => record.estimated).length;
  return {
    records: records.length,
    measures: records.reduce<Measures>((total, record) => addMeasures(total, record.measures), {}),
    ...(estimated > 0 && { estimated }),
  };
}

test('with every closing day, the tally of any period by calendar, decree or own day is the sum over its records', () => {
  const whole = { from: day('2024-01-01'), to: day('2024-12-31') };
  for (let closingDay = 1; closingDay <= 27; closingDay++) {
    const own: Reporting = { calendar: 'administrative', closingDay };
    const periods = [own, DEFAULT_REPORTING, { ...own, calendar: 'calendar' as const }].flatMap((rule) =>
      PERIOD_KINDS.flatMap((kind) => periodsTouching(kind, whole, rule).map(({ period }) => period)),
    );
    fc.assert(
      fc.property(anyRecords, fc.constantFrom(...periods), (records, period) => {
        const counted = records.filter((record) => record.state === 'confirmed' && contains(period, record.date));
        const tallies = tallyByItem(PLAN, cellsOf(records, own).values(), [], [], { period });
        const roots = ['I', 'II', 'III'].map((code) => (tallies.get(itemCode(code)) ?? NO_TALLY).confirmed);
        expect(roots.reduce((a, b) => addAmounts(a, b))).toEqual(sum(counted));
      }),
      { numRuns: 12 },
    );
  }
});

describe('rolling up', () => {
  test('a record counts once in its item and once in every parent', () => {
    const tallies = tally([one(), one({ itemCode: 'II.1.a.p2' })]);
    const counts = ['II.1.a.p1', 'II.1.a.p2', 'II.1.a', 'II.1', 'II'].map((code) => tallies.get(itemCode(code))?.confirmed.records);
    expect(counts).toEqual([1, 1, 2, 2, 2]);
    expect(tallies.get(itemCode('II.1.b'))).toBeUndefined();
  });

  test('a counted item adds its own records to those below it', () => {
    const tallies = tally([one({ itemCode: 'II.1.b' }), one({ itemCode: 'II.1.b.p1' })]);
    expect(tallies.get(itemCode('II.1.b'))?.confirmed.records).toBe(2);
    expect(tallies.get(itemCode('II.1.b.p1'))?.confirmed.records).toBe(1);
  });

  test('an item a record also serves gets nothing', () => {
    expect(tally([one({ alsoItemCodes: ['II.1.b'] })]).get(itemCode('II.1.b'))).toBeUndefined();
  });

  test('confirmed and waiting stay apart, other states count nowhere', () => {
    const tallies = tally(RECORD_STATES.map((state) => one({}, state)));
    expect(tallies.get(itemCode('II'))).toEqual({
      ...NO_TALLY,
      confirmed: { records: 1, measures: { sessions: 1, attendees: 85 } },
      waiting: { records: 1, measures: { sessions: 1, attendees: 85 } },
    });
  });

  test('every item holds exactly the records at and below it', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const tallies = tally(records);
        for (const item of PLAN.items) {
          const below = records.filter((record) => lineOf(PLAN, record.itemCode).includes(item.code));
          const found = tallies.get(item.code) ?? NO_TALLY;
          expect(found.confirmed).toEqual(sum(below.filter((record) => record.state === 'confirmed')));
          expect(found.waiting).toEqual(sum(below.filter((record) => record.state === 'sent')));
        }
      }),
    );
  });

  test('records of another plan stay out', () => {
    const elsewhere = { ...PLAN, id: 'plan-other' as typeof PLAN.id };
    expect(tallyByItem(elsewhere, cellsOf([one()], RULE).values(), [], [{ received: undefined, changed: one() }]).size).toBe(0);
  });
});

describe('order and repeats', () => {
  test('the order of records and of cells does not matter', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const forwards = cellsOf(records, RULE);
        const backwards = cellsOf(records.toReversed(), RULE);
        expect(new Map([...backwards].toSorted())).toEqual(new Map([...forwards].toSorted()));
        expect(tallyByItem(PLAN, [...forwards.values()].toReversed(), [], [])).toEqual(tallyByItem(PLAN, forwards.values(), [], []));
      }),
    );
  });

  test('a cell received twice lands under its key once', () => {
    const cells = [...cellsOf([one(), one({}, 'sent'), one({ unitId: CONSULAR })], RULE).values()];
    const stored = new Map([...cells, ...cells].map((cell) => [cellKey(cell), cell]));
    expect(stored.size).toBe(cells.length);
    expect(tallyByItem(PLAN, stored.values(), [], [])).toEqual(tallyByItem(PLAN, cells, [], []));
  });

  test('places that share a prefix do not share a cell', () => {
    const cells = cellsOf([one({ itemCode: 'II.1.b' }), one({ itemCode: 'II.1.b.p1' }), one({ unitId: CONSULAR })], RULE);
    expect(cells.size).toBe(3);
  });
});

describe('filters', () => {
  test('every month of either calendar holds exactly its records', () => {
    fc.assert(
      fc.property(anyRecords, reporting, fc.constantFrom('administrative', 'calendar'), (records, rule, calendar) => {
        const { year, month } = monthContaining(day('2024-06-14'), { ...rule, calendar });
        const period: Period = monthPeriod(year, month, { ...rule, calendar });
        const found = tallyByItem(PLAN, cellsOf(records, rule).values(), [], [], { period }).get(itemCode('II')) ?? NO_TALLY;
        const wanted = records.filter((record) => isCounted(record.state) && contains(period, record.date));
        expect(found.confirmed.records + found.waiting.records).toBe(wanted.length);
      }),
    );
  });

  test('the 14th and the 15th lie in different months', () => {
    const records = [one({ date: '2024-05-14' }), one({ date: '2024-05-15' }), one({ date: '2024-06-12' })];
    const june = tally(records, { period: monthPeriod(2024, 6, RULE) });
    expect(june.get(itemCode('II'))?.confirmed.records).toBe(2);
  });

  test('one unit', () => {
    const records = [one(), one({ unitId: CONSULAR })];
    expect(tally(records, { unitId: CONSULAR }).get(itemCode('II'))?.confirmed.records).toBe(1);
  });

  test('the units together are the whole, and so are the months', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const whole = tally(records).get(itemCode('II')) ?? NO_TALLY;
        const units = [...new Set(records.map((record) => record.unitId))].map((unitId) => tally(records, { unitId }).get(itemCode('II')));
        expect(units.reduce<Tally>((all, some) => addTallies(all, some ?? NO_TALLY), NO_TALLY)).toEqual(whole);
        const months = Array.from({ length: 13 }, (_, at) =>
          tally(records, { period: monthPeriod(2024, at + 1, RULE) }).get(itemCode('II')),
        );
        expect(months.reduce<Tally>((all, some) => addTallies(all, some ?? NO_TALLY), NO_TALLY)).toEqual(whole);
      }),
    );
  });
});

describe('what waits on the phone', () => {
  const at = (tallies: Map<ItemCode, Tally>, code: string) => tallies.get(itemCode(code))?.onPhone;

  test('a new record adds itself', () => {
    expect(at(changes({ received: undefined, changed: one({}, 'sent') }), 'II')).toEqual({
      records: 1,
      measures: { sessions: 1, attendees: 85 },
    });
  });

  test('a correction adds the difference', () => {
    const changed = one({ own: { sessions: 1, attendees: 90 } }, 'sent');
    expect(at(changes({ received: one({}, 'sent'), changed }), 'II.1.a.p1')).toEqual({
      records: 0,
      measures: { sessions: 0, attendees: 5 },
    });
  });

  test('a move to another item takes from one and gives to the other, and leaves their parent as it is', () => {
    const moved = changes({ received: one({}, 'sent'), changed: one({ itemCode: 'II.1.b' }, 'sent') });
    expect(at(moved, 'II.1.a.p1')).toEqual({ records: -1, measures: { sessions: -1, attendees: -85 } });
    expect(at(moved, 'II.1.b')).toEqual({ records: 1, measures: { sessions: 1, attendees: 85 } });
    expect(at(moved, 'II.1')).toEqual({ records: 0, measures: { sessions: 0, attendees: 0 } });
  });

  test('a move to another month or unit shows under each filter as what it is there', () => {
    const change = { received: one({}, 'sent'), changed: one({ date: '2024-05-02', unitId: CONSULAR }, 'sent') };
    const records = (filter: Parameters<typeof tallyByItem>[4]) =>
      tallyByItem(PLAN, [], [], [change], filter).get(itemCode('II'))?.onPhone.records;
    expect(records({ period: monthPeriod(2024, 6, RULE) })).toBe(-1);
    expect(records({ period: monthPeriod(2024, 5, RULE) })).toBe(1);
    expect(records({ period: monthPeriod(2024, 7, RULE) })).toBeUndefined();
    expect(records({ unitId: BORDERS })).toBe(-1);
    expect(records({ unitId: CONSULAR })).toBe(1);
  });

  test('a withdrawal takes away what was received, and bringing back gives it again', () => {
    expect(at(changes({ received: one({}, 'sent'), changed: one({}, 'withdrawn') }), 'II')?.records).toBe(-1);
    expect(at(changes({ received: one({}, 'withdrawn'), changed: one({}, 'sent') }), 'II')?.records).toBe(1);
    expect(changes({ received: undefined, changed: one({}, 'withdrawn') }).size).toBe(0);
  });

  test('a record judged here leaves what waits; confirmed, it stands on this phone until the office knows', () => {
    const cells = cellsOf([one({}, 'sent'), one({ date: '2024-06-11' }, 'sent')], RULE);
    const judged = (state: RecordState, own = {}) =>
      tallyByItem(PLAN, cells.values(), [], [{ received: one({}, 'sent'), changed: one({ ...own }, state) }]).get(itemCode('II'));
    const records = ({ confirmed, waiting, onPhone }: Tally = NO_TALLY) => [confirmed.records, waiting.records, onPhone.records];
    expect(records(judged('confirmed'))).toEqual([0, 1, 1]);
    expect(records(judged('returned'))).toEqual([0, 1, 0]);
    expect(records(judged('duplicate'))).toEqual([0, 1, 0]);
    expect(judged('confirmed', { own: { sessions: 1, attendees: 90 } })?.onPhone.measures).toEqual({ sessions: 1, attendees: 90 });
    const returned = { received: one({}, 'confirmed'), changed: one({}, 'returned') };
    expect(records(tallyByItem(PLAN, cellsOf([one()], RULE).values(), [], [returned]).get(itemCode('II')))).toEqual([0, 0, 0]);
  });

  test('a record fetched to be judged that the cells do not hold yet takes nothing from them', () => {
    const cells = cellsOf([one({ itemCode: 'II.1.b' }, 'sent')], RULE);
    const judged = ['confirmed', 'returned'].map((state) => ({ received: one({}, 'sent'), changed: one({}, state as RecordState) }));
    const { waiting, onPhone } = tallyByItem(PLAN, cells.values(), [], judged).get(itemCode('II')) ?? NO_TALLY;
    expect([waiting.records, onPhone.records]).toEqual([1, 1]);
  });

  test('once received, cells say what cells and phone said together', () => {
    fc.assert(
      fc.property(anyRecords, fc.array(fc.tuple(anyRecord, anyRecord), { maxLength: 8 }), (others, mine) => {
        const before = [...others, ...mine.map(([received]) => received)];
        const after = [...others, ...mine.map(([, changed]) => changed)];
        const waiting = mine.map(([received, changed]) => ({ received, changed }));
        const nonZero = (measures: Measures) => Object.fromEntries(Object.entries(measures).filter(([, value]) => value !== 0));
        const total = (tallies: Map<ItemCode, Tally>) => {
          const { confirmed, waiting: sent, onPhone } = tallies.get(itemCode('II')) ?? NO_TALLY;
          const { records, measures, estimated } = addAmounts(addAmounts(confirmed, sent), onPhone);
          return { records, measures: nonZero(measures), estimated };
        };
        const seen = total(tallyByItem(PLAN, cellsOf(before, RULE).values(), [], waiting));
        const real = total(tally(after));
        expect(seen).toEqual(real);
      }),
    );
  });
});

test('what other phones declare stands beside, in records alone', () => {
  const declared = [
    DeclaredCell.parse({ planId: PLAN.id, itemCode: 'II.1.a.p1', unitId: BORDERS, part: '2024-06-01', records: 3 }),
    DeclaredCell.parse({ planId: PLAN.id, itemCode: 'II.1.b', unitId: CONSULAR, part: '2024-05-15', records: 2 }),
  ];
  const count = (filter: Parameters<typeof tallyByItem>[4]) => tallyByItem(PLAN, [], declared, [], filter).get(itemCode('II'))?.declared;
  expect(count({})).toBe(5);
  expect(count({ unitId: CONSULAR })).toBe(2);
  expect(count({ period: monthPeriod(2024, 6, RULE) })).toBe(5);
  expect(count({ period: monthPeriod(2024, 5, RULE) })).toBeUndefined();
  expect(tallyByItem(PLAN, [], declared, []).get(itemCode('II'))?.confirmed.records).toBe(0);
});

test('a measure that sums to zero was counted, one that is absent was not', () => {
  expect(addMeasures({ pledges: 3 }, { pledges: 3 }, -1)).toEqual({ pledges: 0 });
  expect(addMeasures({}, { pledges: 0 })).toEqual({ pledges: 0 });
  expect(addMeasures({ sessions: 1 }, {})).toEqual({ sessions: 1 });
});

describe('a sum that contains estimates', () => {
  test('says how many of its records are, and none where none is', () => {
    const tallies = tally([one(), one({ estimated: true }), one({ estimated: true, itemCode: 'II.1.b' })]);
    expect(['II.1.a.p1', 'II.1.b', 'II'].map((code) => tallies.get(itemCode(code))?.confirmed.estimated)).toEqual([1, 1, 2]);
    expect(tally([one()]).get(itemCode('II'))?.confirmed).not.toHaveProperty('estimated');
  });

  test('is none any more once the estimate was replaced by a count', () => {
    const [guess, counted] = [one({ estimated: true }, 'sent'), one({}, 'sent')];
    const found = tallyByItem(PLAN, cellsOf([guess], RULE).values(), [], [{ received: guess, changed: counted }]).get(itemCode('II'));
    expect(addAmounts(found?.waiting ?? NO_TALLY.waiting, found?.onPhone ?? NO_TALLY.onPhone)).not.toHaveProperty('estimated');
  });
});
