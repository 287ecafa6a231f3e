import * as z from 'zod/mini';
import { MARK_LIMITS, MarkPlace, MilestoneMark, markWords } from '../domain/milestone.ts';
import { Target, TargetPlace, TargetValue } from '../domain/target.ts';
import { wordsUpTo } from './request-values.ts';

/** Sets a target, changes it, or (null) takes it away; earlier values stay in its history. */
export const SetTargetRequest = z.strictObject({ place: TargetPlace, value: TargetValue });
export type SetTargetRequest = z.infer<typeof SetTargetRequest>;
export const SetTargetResponse = z.strictObject({ target: Target });

/** Says that an occurrence of a milestone is done, or is not after all. */
export const MarkMilestoneRequest = z.strictObject({
  place: MarkPlace,
  ...markWords,
  docNumber: z.optional(wordsUpTo(MARK_LIMITS.docNumber)),
  note: z.optional(wordsUpTo(MARK_LIMITS.note)),
});
export type MarkMilestoneRequest = z.infer<typeof MarkMilestoneRequest>;
export const MarkMilestoneResponse = z.strictObject({ mark: MilestoneMark });
