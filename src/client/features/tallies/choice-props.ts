import type { Plan } from '../../../domain/plan.ts';
import type { TallyParams } from './tally-choice.ts';

/** What every key of this screen knows: the choices as they stand, and how to make another. */
export interface ChoiceProps {
  plan: Plan;
  params: TallyParams;
  onChoose: (change: TallyParams) => void;
}

/** Value of "none chosen" in a list: the whole plan, every unit. */
export const NONE = '';
export const chosenOf = (value: string): string | undefined => (value === NONE ? undefined : value);
