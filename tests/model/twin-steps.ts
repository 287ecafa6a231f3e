import fc from 'fast-check';
import type { Step } from './steps.ts';

const OFFICER = { browser: 0, tab: 0 } as const;
const LEAD = { browser: 2, tab: 0 } as const;

const syncOf = (on: typeof OFFICER | typeof LEAD): Step => ({ do: 'sync', fates: [], hold: false, size: 8, force: true, pick: 0, ...on });
/** A verdict rests before it goes. */
const SYNCS: readonly Step[] = [{ do: 'wait', minutes: 1 }, syncOf(OFFICER), syncOf(LEAD), syncOf(OFFICER)];

const pick = fc.constantFrom(0, 0, 1, 1, 2);
const kind = <K extends Step['do']>(name: K) => fc.constant(name);
const judging = fc.record({
  do: kind('judge'),
  action: fc.constantFrom('return' as const, 'restore' as const, 'confirm' as const),
  pick,
  ...constants(LEAD),
});
const working = fc.record({ do: fc.constantFrom('withdraw' as const, 'restore' as const), pick, ...constants(OFFICER) });
const editing = fc.record({
  do: kind('edit'),
  typed: fc.record({ attendees: fc.integer({ min: 1, max: 9 }) }),
  pick,
  ...constants(OFFICER),
});

function constants(on: typeof OFFICER | typeof LEAD) {
  return { browser: fc.constant(on.browser), tab: fc.constant(on.tab) };
}

const create: Step = { do: 'create', typed: {}, ...OFFICER };
const mark = (at: number): Step => ({ do: 'judge', action: 'markDuplicate', pick: at, ...LEAD });

/** One activity is logged twice or three times, the lead says so, and then its people withdraw, return, mend and restore. */
export const twins: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.constantFrom<readonly Step[]>([mark(0)], [mark(1)], [mark(0), ...SYNCS, mark(1)], [mark(1), ...SYNCS, mark(0)]),
    fc.array(fc.oneof({ weight: 3, arbitrary: working }, judging, editing), { minLength: 1, maxLength: 8 }),
  )
  .map(([marks, doings]): Step[] => [
    create,
    create,
    create,
    ...SYNCS,
    ...marks,
    ...SYNCS,
    ...doings.flatMap((one): Step[] => [one, ...SYNCS]),
  ]);
