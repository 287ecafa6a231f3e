import { createEffect, createRoot, createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { comparedPeriods } from '../../../src/client/features/tallies/compared.ts';
import { createTallyChoice } from '../../../src/client/features/tallies/create-tally-choice.ts';
import { monthFigures } from '../../../src/client/features/tallies/month-figures.ts';
import { showsPeople, type TallyParams } from '../../../src/client/features/tallies/tally-choice.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { chosenPeriod } from '../../../src/domain/period-choice.ts';
import { type Role, scopeOf } from '../../../src/domain/person.ts';
import { placeholdersToSave } from '../../../src/domain/placeholder.ts';
import { Plan } from '../../../src/domain/plan.ts';
import { NO_TALLY } from '../../../src/domain/tally.ts';
import { BORDERS, CONSULAR, makeWorld, PLAN } from '../../domain/make.ts';

const JUNE = 'month-2024-6';

test('opening a figure makes no other choice of the address anew', async () => {
  const { units } = makeWorld();
  const [params, setParams] = createSignal<TallyParams>({ period: JUNE, calendar: 'calendar', unit: CONSULAR, by: 'don-vi' });
  const [plan, setPlan] = createSignal(PLAN);
  const seen: string[] = [];
  const { choice, leave } = createRoot((dispose) => {
    const made = createTallyChoice({ plan, params, units: () => units });
    for (const name of ['view', 'unitId', 'reporting', 'chosen'] as const)
      createEffect(() => {
        made[name]();
        seen.push(name);
      });
    return { choice: made, leave: dispose };
  });
  await Promise.resolve();
  const first = choice.chosen();
  expect(first?.period).toEqual({ from: '2024-06-01', to: '2024-06-30' });
  expect([choice.view(), choice.unitId(), choice.reporting().calendar]).toEqual(['unit', CONSULAR, 'calendar']);
  seen.length = 0;
  setParams({ ...params(), open: 'II.1~attendees' });
  setPlan({ ...PLAN, version: 2 });
  expect(choice.chosen()).toBe(first);
  expect(seen).toEqual([]);
  // What is chosen anew is noticed.
  setParams({ ...params(), period: 'month-2024-5' });
  expect(choice.chosen()?.key).toBe('month-2024-5');
  setParams({ ...params(), calendar: undefined });
  expect(choice.chosen()?.period).toEqual({ from: '2024-04-15', to: '2024-05-14' });
  expect(new Set(seen)).toEqual(new Set(['reporting', 'chosen']));
  leave();
});

const placeholderOf = (year: number): Plan => {
  const [made] = placeholdersToSave([], `${year}-02-01` as never);
  if (!made) throw new Error('There is none');
  return { ...made, agency: PLAN.agency, reporting: PLAN.reporting };
};

test('a period is compared with the plan that ran then, never with what stands for a plan', () => {
  const lastYear = Plan.parse({ ...PLAN, id: 'plan-2023', year: 2023, period: { from: '2023-01-01', to: '2023-12-31' } });
  const compared = (plan: Plan, others: readonly Plan[]) => {
    const chosen = chosenPeriod(plan, `month-${plan.year}-6`, plan.reporting);
    return comparedPeriods(plan, [plan, ...others], chosen, plan.reporting).lastYear?.plan?.id;
  };
  expect(compared(PLAN, [lastYear])).toBe('plan-2023');
  expect(compared(PLAN, [lastYear, placeholderOf(2023)])).toBe('plan-2023');
  expect(compared(PLAN, [placeholderOf(2023)])).toBeUndefined();
  expect(compared(placeholderOf(2024), [lastYear])).toBeUndefined();
});

test('what each officer recorded stands in the view by unit; the lead of one unit, who has no such view, finds it with the items', () => {
  const { units, person } = makeWorld();
  const own = units.filter(({ id }) => id === BORDERS);
  const shows = (role: Role, view: 'item' | 'unit' | 'type', of = units) => showsPeople(scopeOf({ ...person, role }), view, of);
  expect([shows('supervisor', 'unit'), shows('supervisor', 'item'), shows('supervisor', 'type')]).toEqual([true, false, false]);
  expect([shows('unitLead', 'item', own), shows('unitLead', 'unit', own), shows('unitLead', 'type', own)]).toEqual([true, true, false]);
  expect([shows('officer', 'item', own), shows('viewer', 'item', own)]).toEqual([false, false]);
  // Before the units are read nobody is asked about.
  expect(shows('unitLead', 'item', [])).toBe(false);
});

test('what this phone takes away from a month is said in words, not as a negative count', async () => {
  await withWords(['plans', 'tallies'], Promise.resolve());
  const taken = { ...NO_TALLY, confirmed: { records: 3, measures: {} }, onPhone: { records: -1, measures: {} } };
  const { texts, figure } = monthFigures(taken);
  expect([texts.confirmed, texts.onPhone, figure]).toEqual(['3', 'bớt 1', '3']);
});
