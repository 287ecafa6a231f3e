import { settleGroup } from '../../domain/duplicates.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { applyMutation } from './apply-mutation.ts';
import { beginWork, type PageGiven, type PageWrites, writesOf } from './page-work.ts';
import { type Cause, putFollowers } from './settle-duplicates.ts';

/** What a page comes to: each mutation answered by name, in their order, and what is to be written so that the answers are true. */
export interface PageOutcome {
  readonly results: readonly MutationResult[];
  /** Changes that had been answered before: they bring no record anew. */
  readonly repeated: ReadonlySet<string>;
  readonly writes: PageWrites;
}

/** Decides about a page of mutations, one after the other, each upon what those before it made. */
export function mergePage(given: PageGiven, mutations: readonly Mutation[]): PageOutcome {
  const work = beginWork(given);
  const results = mutations.map((mutation) => applyMutation(work, mutation));
  return { results, repeated: new Set(mutations.flatMap(({ id }) => (given.answers.has(id) ? [id] : []))), writes: writesOf(work) };
}

/** What is to be written so that a group that counts wrongly, which is all that is given, counts once. */
export function mergeGroup(given: PageGiven, cause: Cause): PageWrites {
  const work = beginWork(given);
  putFollowers(work, settleGroup([...given.activities.values()]), cause);
  return writesOf(work);
}
