import { type Accessor, createMemo } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import type { Reporting } from '../../../domain/period.ts';
import { chosenPeriod, isSamePeriodChoice, isSameReporting, type PeriodChoice, reportingIn } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import { chosenUnit, type TallyParams, type View, viewOf } from './tally-choice.ts';

/** What the address chooses of a plan. */
export interface TallyChoice {
  readonly view: Accessor<View>;
  readonly unitId: Accessor<UnitId | undefined>;
  readonly reporting: Accessor<Reporting>;
  readonly chosen: Accessor<PeriodChoice | undefined>;
}

interface ChoiceWorld {
  readonly plan: Accessor<Plan>;
  readonly params: Accessor<TallyParams>;
  readonly units: Accessor<readonly Unit[]>;
}

/**
 * Each choice stays the same value until it is another. The address changes with every figure that is opened, and what is added up
 * or asked of the office for a choice is not made again for that.
 */
export function createTallyChoice({ plan, params, units }: ChoiceWorld): TallyChoice {
  const reporting = createMemo(() => reportingIn(plan(), params().calendar), undefined, { equals: isSameReporting });
  return {
    view: createMemo(() => viewOf(params())),
    unitId: createMemo(() => chosenUnit(units(), params())),
    reporting,
    chosen: createMemo(() => chosenPeriod(plan(), params().period, reporting()), undefined, { equals: isSamePeriodChoice }),
  };
}
