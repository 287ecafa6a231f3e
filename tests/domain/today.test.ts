import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contribution } from '../../src/domain/contribution.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { rowsByItem } from '../../src/domain/figures/rows.ts';
import { overdueWork } from '../../src/domain/late.ts';
import { type MilestoneMark, markKey } from '../../src/domain/milestone.ts';
import { monthPartSpan } from '../../src/domain/month-part-span.ts';
import { cutDays, monthPart } from '../../src/domain/period.ts';
import { type Role, scopeOf } from '../../src/domain/person.ts';
import { Plan } from '../../src/domain/plan.ts';
import { cellsOf, DeclaredCell } from '../../src/domain/tally.ts';
import { plansOfToday, planToday } from '../../src/domain/today.ts';
import { BORDERS, CONSULAR, itemCode, makeContent, makeWorld, PLAN } from './make.ts';
import { makePace } from './make-pace.ts';

const { units, person } = makeWorld();
const scopeAs = (role: Role) => scopeOf({ ...person, role });
const OFFICE = scopeAs('supervisor');
const TODAY = day('2024-06-12');

/** The border unit leads what lies below II.1.a, the consular one II.1.b and the reports of each quarter. */
const LED = Plan.parse({
  ...PLAN,
  items: PLAN.items.map((item) => ({
    ...item,
    leadUnitId: item.code.startsWith('II.1.a') ? BORDERS : item.code.startsWith('II.1.b') || item.code === 'III' ? CONSULAR : null,
    ...(item.code === 'III' && { schedule: { type: 'quarter', quarters: [1, 2, 3], basis: 'stated' } }),
  })),
});
const late = (code: string, by: number, unitId: string | null = null) =>
  makePace({ state: 'late', by, place: { itemCode: itemCode(code), unitId } });
const cellsFor = (list: Parameters<typeof makeContent>[0][], state: 'sent' | 'confirmed' = 'confirmed') => [
  ...cellsOf(
    list.map((one) => contribution(makeContent(one), state)),
    PLAN.reporting,
  ).values(),
];
const sourceOf = (change: object = {}) => ({
  plan: LED,
  source: { cells: cellsFor([{}]), declared: [], changes: [] },
  paces: [],
  marks: new Map<string, MilestoneMark>(),
  ...change,
});

test('the plans of today are those that run; without one, that which began last', () => {
  const of = (id: string, from: string, to: string, more: object = {}) => Plan.parse({ ...PLAN, id, period: { from, to }, ...more });
  const past = of('past', '2023-01-01', '2023-12-31');
  const here = of('here', '2024-01-01', '2024-12-31');
  const also = of('also', '2024-06-01', '2024-08-31');
  const shut = of('shut', '2024-01-01', '2024-12-31', { closed: true });
  const next = of('next', '2025-01-01', '2025-12-31');
  const ids = (plans: readonly Plan[], at = TODAY): string[] => plansOfToday(plans, at).map(({ id }) => id);
  expect(ids([next, here, also, shut, past])).toEqual(['here', 'also']);
  expect(ids([past, here], day('2025-02-01'))).toEqual(['here']);
  expect(ids([next], TODAY)).toEqual(['next']);
  expect(ids([])).toEqual([]);
});

test('the period is the reporting month, and its last day the closing day', () => {
  const at = (today: string) => planToday(sourceOf(), OFFICE, units, day(today));
  expect([at('2024-06-12').period.key, at('2024-06-12').daysLeft]).toEqual(['month-2024-6', 2]);
  expect([at('2024-06-14').period.key, at('2024-06-14').daysLeft]).toEqual(['month-2024-6', 0]);
  expect([at('2024-06-15').period.key, at('2024-06-15').daysLeft]).toEqual(['month-2024-7', 29]);
  expect(at('2025-03-01').daysLeft).toBeLessThan(0);
});

test('units that need a hand come first: most behind, then the least work; who leads an item answers for it', () => {
  const source = {
    cells: [...cellsFor([{}, { date: '2024-06-01' }]), ...cellsFor([{ unitId: CONSULAR }], 'sent')],
    declared: [],
    changes: [],
  };
  const paces = [
    late('II.1.b', 2),
    late('II.1.a.p1', 5),
    late('II.1.a.p2', 1, CONSULAR),
    makePace({ state: 'onPace' }),
    makePace({ state: 'ahead' }),
  ];
  const found = planToday(sourceOf({ source, paces }), OFFICE, units, TODAY);
  // The report of the first quarter was due on 14/3.
  expect(found.units.map((one) => [one.unit.id, one.late.map(({ by }) => by), one.overdue.map(({ daysLeft }) => daysLeft)])).toEqual([
    [CONSULAR, [2, 1], [-90]],
    [BORDERS, [5], []],
  ]);
  expect(found.units.map(({ tally }) => [tally.confirmed.records, tally.waiting.records])).toEqual([
    [0, 1],
    [2, 0],
  ]);
  expect(found.late.map(({ by }) => by)).toEqual([5, 2, 1]);
  expect(found.paceCounts).toEqual({ reached: 0, ahead: 1, onPace: 1, onceConfirmed: 0, late: 3 });
  const calm = planToday(sourceOf(), OFFICE, units, day('2024-03-01'));
  expect(calm.units.map(({ unit }) => unit.id)).toEqual([BORDERS, CONSULAR]);
});

test('one-off work is told once its day is past or near, to who answers for it', () => {
  const near = (role: Role, marks = new Map<string, MilestoneMark>()) => {
    const { overdue, soon } = planToday(sourceOf({ marks }), scopeAs(role), units, TODAY);
    return [...overdue, ...soon].map(({ work, daysLeft }) => `${work.place.occurrenceId} ${daysLeft}`);
  };
  expect(near('supervisor')).toEqual(['2024-q1 -90', '2024-q2 2']);
  // The person's unit leads other work.
  expect(near('unitLead')).toEqual([]);
  const [first] = overdueWork(LED, new Map(), TODAY, 'all');
  const place = first?.work.place;
  if (!place) throw new Error('Nothing is overdue');
  const done: MilestoneMark = { ...place, doneDate: day('2024-03-20'), history: [] };
  expect(near('approver', new Map([[markKey(place), done]]))).toEqual(['2024-q2 2']);
});

test('whatever was logged, the figures are those of the tallies of the period, and the units add up to them', () => {
  const record = fc.record({
    itemCode: fc.constantFrom('II.1.a.p1', 'II.1.b', 'II.1.b.p1'),
    unitId: fc.constantFrom(BORDERS, CONSULAR),
    at: fc.integer({ min: 0, max: 164 }),
    state: fc.constantFrom('sent' as const, 'confirmed' as const, 'withdrawn' as const),
  });
  const declared = fc
    .constantFrom('2024-06-01', '2024-01-01')
    .map((part) => DeclaredCell.parse({ planId: PLAN.id, itemCode: 'II.1.b', unitId: BORDERS, part, records: 2 }));
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 20 }),
      fc.array(declared, { maxLength: 1 }),
      fc.integer({ min: 0, max: 364 }),
      (list, says, at) => {
        const contributions = list.map(({ at: days, state, ...rest }) =>
          contribution(makeContent({ ...rest, date: addDays(day('2024-01-01'), days) }), state),
        );
        const source = { cells: [...cellsOf(contributions, PLAN.reporting).values()], declared: says, changes: [] };
        const found = planToday(sourceOf({ source }), OFFICE, units, addDays(day('2024-01-01'), at));
        const { period } = found.period;
        expect(found.total).toEqual(rowsByItem(LED, source, { period }).total);
        const counted = (states: readonly string[]) =>
          contributions.filter((one) => states.includes(one.state) && period.from <= one.date && one.date <= period.to);
        expect([found.total.confirmed.records, found.total.waiting.records]).toEqual([
          counted(['confirmed']).length,
          counted(['sent']).length,
        ]);
        for (const { unit, tally } of found.units) expect(tally).toEqual(rowsByItem(LED, source, { period, unitId: unit.id }).total);
        const sum = found.units.reduce((all, { tally }) => all + tally.confirmed.records + tally.waiting.records, 0);
        expect(sum).toBe(counted(['confirmed', 'sent']).length);
      },
    ),
  );
});

test('a month-part ends the day before the next begins', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 27 }), (at, closingDay) => {
      const reporting = { calendar: 'administrative', closingDay } as const;
      const date = addDays(day('2024-01-01'), at);
      const span = monthPartSpan(monthPart(date, reporting), reporting);
      expect(span.from <= date && date <= span.to).toBe(true);
      expect(cutDays(reporting)).toContain(Number(addDays(span.to, 1).slice(8)));
      expect(monthPart(span.to, reporting)).toBe(span.from);
    }),
  );
});
