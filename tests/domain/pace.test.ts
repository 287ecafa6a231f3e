import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contribution } from '../../src/domain/contribution.ts';
import { addDays, type Day, day, daysBetween } from '../../src/domain/day.ts';
import { expectedBy, instanceFor, type Pace, pacesOf, pacesWithin, seesPace, yearPassed } from '../../src/domain/pace.ts';
import { PERIOD_KINDS, periodsTouching } from '../../src/domain/period.ts';
import { Person, type Role, scopeOf } from '../../src/domain/person.ts';
import { type Plan, PlanItem, type Schedule } from '../../src/domain/plan.ts';
import { daysIn, instancesOf, windowsIn } from '../../src/domain/plan-calendar.ts';
import { cellsOf, type PhoneChange, type TallyFilter, tallyByItem } from '../../src/domain/tally.ts';
import { TARGET_PERIODS, Target } from '../../src/domain/target.ts';
import { BORDERS, CONSULAR, itemCode, makeContent, PLAN } from './make.ts';

const schedule = (type: Schedule['type'], more: Partial<Schedule> = {}): Schedule => ({ type, basis: 'stated', ...more });
/** The plan with this schedule for its item II.1.a.p1. */
const planWith = (of: Schedule, change: Partial<Plan> = {}): Plan => ({
  ...PLAN,
  ...change,
  items: PLAN.items.map((item) => (item.code === 'II.1.a.p1' ? { ...item, schedule: of } : item)),
});
const itemOf = (plan: Plan): PlanItem => plan.items.find((item) => item.code === 'II.1.a.p1') as PlanItem;
const makeTarget = (change: Partial<Target> = {}): Target =>
  Target.parse({
    planId: PLAN.id,
    itemCode: 'II.1.a.p1',
    measure: 'sessions',
    unitId: null,
    period: 'year',
    value: 40,
    history: [],
    ...change,
  });

interface Done {
  readonly date: string;
  readonly sessions: number;
  readonly state?: 'sent' | 'confirmed';
  readonly itemCode?: string;
  readonly unitId?: string;
}
const contributionOf = ({ date, sessions, state = 'confirmed', ...place }: Done) => ({
  ...contribution(makeContent({ date, ...place }), state),
  measures: { sessions },
});
function paceIn(plan: Plan, target: Target, today: string, done: readonly Done[], changes: readonly PhoneChange[] = []): Pace {
  const cells = [...cellsOf(done.map(contributionOf), plan.reporting).values()];
  const [pace] = pacesOf(plan, [target], day(today), (filter) => tallyByItem(plan, cells, [], changes, filter));
  if (!pace) throw new Error('No pace');
  return pace;
}

const YEAR = planWith(schedule('year'));

test('over a year the expected figure grows with the days, today included, rounded down', () => {
  const expected = (today: string) => expectedBy(YEAR, itemOf(YEAR), YEAR.period, 40, day(today));
  expect([expected('2023-12-31'), expected('2024-01-01'), expected('2024-06-12'), expected('2024-12-30')]).toEqual([0, 0, 17, 39]);
  expect([expected('2024-12-31'), expected('2025-03-01')]).toEqual([40, 40]);
});

test('named quarters count their own days alone, by the reporting of the plan', () => {
  const plan = planWith(schedule('quarter', { quarters: [1, 3] }));
  const expected = (today: string) => expectedBy(plan, itemOf(plan), plan.period, 100, day(today));
  // Quý I runs from the plan's first day to 14 March, quý III from 15 June to 14 September.
  expect(windowsIn(plan, itemOf(plan).schedule, plan.period)).toEqual([
    { from: '2024-01-01', to: '2024-03-14' },
    { from: '2024-06-15', to: '2024-09-14' },
  ]);
  expect([expected('2024-03-14'), expected('2024-06-14'), expected('2024-06-15'), expected('2024-09-14')]).toEqual([44, 44, 45, 100]);
  expect(expected('2024-12-20')).toBe(100);
});

test('the last days of December are no quarter of the plan: they open the next reporting year', () => {
  const plan = planWith(schedule('quarter', { quarters: [1] }));
  expect(windowsIn(plan, itemOf(plan).schedule, plan.period)).toEqual([{ from: '2024-01-01', to: '2024-03-14' }]);
  expect(instancesOf(plan, 'quarter').map(({ period }) => period.to)).toEqual(['2024-03-14', '2024-06-14', '2024-09-14', '2024-12-14']);
});

test('work that is done when needed is expected at the end, and not before', () => {
  const plan = planWith(schedule('adhoc'));
  expect(paceIn(plan, makeTarget({ value: 3 }), '2024-12-30', [])).toMatchObject({ expected: 0, state: 'onPace' });
  expect(paceIn(plan, makeTarget({ value: 3 }), '2024-12-31', [])).toMatchObject({ expected: 3, state: 'late', by: 3 });
});

test('a schedule the plan does not reach says nothing: the whole span counts', () => {
  const plan = planWith(schedule('quarter', { quarters: [1] }), { period: { from: day('2024-07-01'), to: day('2024-12-31') } });
  expect(windowsIn(plan, itemOf(plan).schedule, plan.period)).toEqual([plan.period]);
});

test('a target of a quarter or month is that of the one today lies in, else of the nearest', () => {
  const at = (kind: 'quarter' | 'month', today: string, of = schedule('recurring')) => {
    const plan = planWith(of);
    return instanceFor(plan, itemOf(plan), kind, day(today)).period;
  };
  expect(at('quarter', '2024-06-14')).toEqual({ from: '2024-03-15', to: '2024-06-14' });
  expect(at('quarter', '2024-06-15')).toEqual({ from: '2024-06-15', to: '2024-09-14' });
  expect(at('quarter', '2023-05-01')).toEqual({ from: '2024-01-01', to: '2024-03-14' });
  expect(at('quarter', '2025-05-01')).toEqual({ from: '2024-09-15', to: '2024-12-14' });
  expect(at('month', '2024-02-15')).toEqual({ from: '2024-02-15', to: '2024-03-14' });
  // Nothing is wanted in quarter II: the last one that was asked for stays.
  expect(at('quarter', '2024-05-01', schedule('quarter', { quarters: [1, 3] }))).toEqual({ from: '2024-01-01', to: '2024-03-14' });
});

test('a year is the span of a plan of about a year, and the reporting year of a longer one', () => {
  const long = planWith(schedule('year'), { period: { from: day('2024-01-01'), to: day('2026-12-31') } });
  expect(instancesOf(YEAR, 'year').map(({ period }) => period)).toEqual([YEAR.period]);
  expect(instancesOf(long, 'year').map(({ period }) => period)).toEqual([
    { from: '2024-01-01', to: '2024-12-14' },
    { from: '2024-12-15', to: '2025-12-14' },
    { from: '2025-12-15', to: '2026-12-14' },
  ]);
  expect(yearPassed(long, day('2025-06-14'))).toEqual({ period: { from: '2024-12-15', to: '2025-12-14' }, percent: 49 });
  expect([yearPassed(YEAR, day('2024-06-12')).percent, yearPassed(YEAR, day('2026-01-01')).percent]).toEqual([44, 100]);
});

test('every state has its case, and a target that is reached is never late', () => {
  const done = (confirmed: number, sent = 0): Done[] => [
    { date: '2024-03-01', sessions: confirmed },
    { date: '2024-03-02', sessions: sent, state: 'sent' },
  ];
  const stateOf = (confirmed: number, sent: number, today = '2024-06-12') => {
    const { state, by } = paceIn(YEAR, makeTarget(), today, done(confirmed, sent));
    return `${state} ${by}`;
  };
  expect(stateOf(14, 0)).toBe('late 3');
  expect(stateOf(14, 2)).toBe('late 1');
  expect(stateOf(14, 3)).toBe('onceConfirmed 0');
  expect(stateOf(17, 0)).toBe('onPace 0');
  expect(stateOf(19, 0)).toBe('ahead 2');
  expect([stateOf(40, 0), stateOf(55, 0), stateOf(40, 0, '2025-02-01')]).toEqual(['reached 0', 'reached 0', 'reached 0']);
});

test('the need of a week spreads what is not done over the days that are left', () => {
  const pace = (today: string, sessions: number) => paceIn(YEAR, makeTarget(), today, [{ date: '2024-03-01', sessions }]).neededPerWeek;
  // 26 sessions over 203 days.
  expect(pace('2024-06-12', 14)).toBe(0.9);
  expect(pace('2024-12-30', 30)).toBe(10);
  expect([pace('2024-06-12', 40), pace('2025-01-01', 40), pace('2025-01-01', 39)]).toEqual([0, 0, null]);
});

test('only the unit and the period of a target count, with all below its item', () => {
  const plan = planWith(schedule('year'));
  const records: Done[] = [
    { date: '2024-06-15', sessions: 2, itemCode: 'II.1.b' },
    { date: '2024-06-20', sessions: 3, itemCode: 'II.1.b.p1' },
    { date: '2024-06-14', sessions: 5, itemCode: 'II.1.b' },
    { date: '2024-06-20', sessions: 7, itemCode: 'II.1.b', unitId: CONSULAR },
  ];
  const done = (change: Partial<Target>) =>
    paceIn(plan, makeTarget({ itemCode: itemCode('II.1.b'), ...change }), '2024-06-30', records).done;
  expect(done({ period: 'year' })).toBe(17);
  expect(done({ period: 'quarter' })).toBe(12);
  expect(done({ period: 'quarter', unitId: BORDERS })).toBe(5);
  expect(done({ unitId: CONSULAR })).toBe(7);
});

test('the days before the first cut of a plan that begins within a month-part are counted', () => {
  const plan = planWith(schedule('recurring'), { period: { from: day('2024-02-20'), to: day('2024-12-31') } });
  expect(paceIn(plan, makeTarget({ period: 'month' }), '2024-02-25', [{ date: '2024-02-21', sessions: 4 }]).done).toBe(4);
});

test('own changes that wait count as waiting', () => {
  const changed = contributionOf({ date: '2024-06-01', sessions: 4, state: 'sent' });
  expect(paceIn(YEAR, makeTarget(), '2024-06-12', [], [{ received: undefined, changed }])).toMatchObject({ done: 0, waiting: 4 });
});

test('no value, another plan, an unknown item or one that was ended has no pace', () => {
  const retired = {
    ...YEAR,
    items: YEAR.items.map((item) => PlanItem.parse({ ...item, retired: { version: 2, successorCodes: [] } })),
  };
  const count = (plan: Plan, target: Target) => pacesOf(plan, [target], day('2024-06-12'), () => new Map()).length;
  expect(count(YEAR, makeTarget())).toBe(1);
  expect(count(YEAR, makeTarget({ value: null }))).toBe(0);
  expect(count(YEAR, Target.parse({ ...makeTarget(), planId: 'khac' }))).toBe(0);
  expect(count(YEAR, makeTarget({ itemCode: itemCode('IX') }))).toBe(0);
  expect(count(retired, makeTarget())).toBe(0);
});

test('who sees only some units sees the pace of their targets, and of the whole office where they lead the item', () => {
  const ledBy = (leadUnitId: PlanItem['leadUnitId']): Plan => ({ ...PLAN, items: PLAN.items.map((item) => ({ ...item, leadUnitId })) });
  const sees = (role: Role, unitId: Target['unitId'], plan = ledBy(null)) =>
    seesPace(scopeOf(Person.parse({ id: 'a', staffCode: 'CB-07', role, unitIds: [BORDERS] })), plan, makeTarget({ unitId }));
  expect([sees('officer', BORDERS), sees('officer', CONSULAR), sees('officer', null)]).toEqual([true, false, false]);
  expect([sees('officer', null, ledBy(BORDERS)), sees('unitLead', null, ledBy(BORDERS))]).toEqual([true, true]);
  expect([sees('officer', null, ledBy(CONSULAR)), sees('officer', CONSULAR, ledBy(BORDERS))]).toEqual([false, false]);
  expect([sees('supervisor', CONSULAR), sees('supervisor', null)]).toEqual([true, true]);
});

const subset = (most: number) => fc.uniqueArray(fc.integer({ min: 1, max: most }), { minLength: 1 });
const anySchedule = fc.oneof(
  subset(4).map((quarters) => schedule('quarter', { quarters })),
  subset(12).map((months) => schedule('month', { months })),
  fc.constantFrom('recurring' as const, 'year' as const, 'adhoc' as const).map((type) => schedule(type)),
);
const anyDay = (from: Day, days: number) => fc.integer({ min: 0, max: days }).map((at) => addDays(from, at));
const anyPlan = fc
  .record({
    of: anySchedule,
    from: anyDay(day('2023-11-01'), 120),
    days: fc.integer({ min: 20, max: 1_200 }),
    calendar: fc.constantFrom('administrative' as const, 'calendar' as const),
    closingDay: fc.integer({ min: 10, max: 25 }),
  })
  .map(({ of, from, days, calendar, closingDay }) =>
    planWith(of, { period: { from, to: addDays(from, days) }, reporting: { calendar, closingDay } }),
  );
const anyPeriod = fc.constantFrom(...TARGET_PERIODS);

test('in every instance the expected figure begins at nothing, never falls, and ends at the target', () => {
  fc.assert(
    fc.property(anyPlan, anyPeriod, fc.integer({ min: 1, max: 500 }), (plan, kind, target) => {
      const item = itemOf(plan);
      for (const { period } of instancesOf(plan, kind)) {
        const windows = windowsIn(plan, item.schedule, period);
        const [first, last] = [windows[0], windows.at(-1)];
        if (!first || !last) continue;
        expect(expectedBy(plan, item, period, target, addDays(first.from, -1))).toBe(0);
        expect(expectedBy(plan, item, period, target, last.to)).toBe(target);
        let before = 0;
        for (let at = -2; at <= daysBetween(period.from, period.to) + 2; at += 7) {
          const now = expectedBy(plan, item, period, target, addDays(period.from, at));
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the instances of a period follow one another without a gap, and the windows of all are those of the plan', () => {
  fc.assert(
    fc.property(anyPlan, anyPeriod, (plan, kind) => {
      const instances = instancesOf(plan, kind).map(({ period }) => period);
      expect(instances[0]?.from).toBe(plan.period.from);
      for (const [at, period] of instances.entries()) if (at > 0) expect(period.from).toBe(addDays(instances[at - 1]?.to as Day, 1));
      const span = { from: plan.period.from, to: instances.at(-1)?.to as Day };
      const days = instances.reduce((sum, period) => sum + daysIn(windowsIn(plan, itemOf(plan).schedule, period), period), 0);
      expect(days).toBe(daysIn(windowsIn(plan, itemOf(plan).schedule, plan.period), span));
    }),
    { numRuns: 200 },
  );
});

test('what was done adds up over the instances, and exactly one state holds at a time', () => {
  const records = fc.array(
    fc.record({ at: fc.nat(400), sessions: fc.integer({ min: 1, max: 9 }), state: fc.constantFrom('sent', 'confirmed') }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(anyPlan, anyPeriod, records, fc.integer({ min: 1, max: 60 }), (plan, kind, made, value) => {
      const done = made.map(({ at, ...one }) => ({ ...one, date: addDays(plan.period.from, at) }) as Done);
      const recurring = { ...plan, items: planWith(schedule('recurring')).items };
      const target = makeTarget({ period: kind, value });
      const instances = instancesOf(plan, kind);
      const paces = instances.map(({ period }) => paceIn(recurring, target, period.to, done));
      const inside = done.filter(({ date }) => date >= plan.period.from && date <= (instances.at(-1)?.period.to ?? ''));
      const isWhole = instances.length === 1 && instances[0]?.period.to === plan.period.to;
      const counted = (isWhole ? done : inside).reduce((sum, one) => sum + one.sessions, 0);
      // A part is counted as a whole, so an instance cut short by the end of the plan may hold days after it: there are no records on them.
      if (done.every(({ date }) => date <= plan.period.to))
        expect(paces.reduce((sum, pace) => sum + pace.done + pace.waiting, 0)).toBe(counted);
      for (const pace of paces) {
        const isLate = pace.done < pace.target && pace.done + pace.waiting < pace.expected;
        expect(pace.state === 'late').toBe(isLate);
        expect(pace.state === 'reached').toBe(pace.done >= pace.target);
        expect(pace.by > 0).toBe(pace.state === 'late' || pace.state === 'ahead');
      }
    }),
    { numRuns: 150 },
  );
});

test('within a period every instance it touches stands as it stood at its end: nothing logged later, no instance that had not begun', () => {
  const records = fc.array(fc.record({ at: fc.nat(900), sessions: fc.integer({ min: 1, max: 9 }) }), { maxLength: 30 });
  let compared = 0;
  fc.assert(
    fc.property(
      anyPlan,
      anyPeriod,
      fc.constantFrom(...PERIOD_KINDS),
      records,
      fc.nat(),
      fc.nat(1_000),
      (plan, kind, wanted, made, at, later) => {
        const choices = periodsTouching(wanted, plan.period, plan.reporting);
        const { period } = choices[at % Math.max(1, choices.length)] ?? { period: plan.period };
        const today = addDays(plan.period.from, later);
        const done = made
          .map((one) => ({ sessions: one.sessions, date: addDays(plan.period.from, one.at) }))
          .filter(({ date }) => date <= today && date <= plan.period.to);
        const talliesIn = (some: readonly Done[]) => {
          const cells = [...cellsOf(some.map(contributionOf), plan.reporting).values()];
          return (filter: TallyFilter) => tallyByItem(plan, cells, [], [], filter);
        };
        const target = makeTarget({ period: kind });
        const paces = pacesWithin(plan, [target], period, today, talliesIn(done));
        for (const pace of paces) {
          const { from, to } = pace.instance.period;
          const until = [to, period.to, today].toSorted()[0] as Day;
          expect(from <= until && period.from <= to).toBe(true);
          const [then] = pacesOf(plan, [target], until, talliesIn(done.filter(({ date }) => date <= until)));
          if (then?.instance.period.to !== to) continue;
          expect(pace).toEqual(then);
          compared += 1;
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(50);
});

test('a quarter gone by stays late in its half-year, and a period to come is late in nothing', () => {
  const plan = planWith(schedule('recurring'));
  const target = makeTarget({ period: 'quarter', value: 10 });
  const cells = [...cellsOf([contributionOf({ date: '2024-04-02', sessions: 10 })], plan.reporting).values()];
  const within = (from: string, to: string, today: string) =>
    pacesWithin(plan, [target], { from: day(from), to: day(to) }, day(today), (filter) => tallyByItem(plan, cells, [], [], filter)).map(
      ({ instance, state, by }) => [instance.name.index, state, by],
    );
  expect(within('2023-12-15', '2024-06-14', '2024-11-01')).toEqual([
    [1, 'late', 10],
    [2, 'reached', 0],
  ]);
  expect(within('2024-06-15', '2024-12-14', '2024-06-01')).toEqual([]);
});
