import type { Mutation } from './mutation.ts';
import type { MutationResult, Taken } from './mutation-result.ts';

/** Digits of an id that name a mutation among those of one request: made by chance, as the last digits all are. */
const NAME_DIGITS = 8;
const nameOf = (id: string): string => id.slice(-NAME_DIGITS);

const countNames = (ids: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(nameOf(id), (counts.get(nameOf(id)) ?? 0) + 1);
  return counts;
};

/** Takes the plain results, which are nearly all, out of the list and says them by the ends of their ids. */
export function shortenResults(results: readonly MutationResult[]): { readonly results: MutationResult[]; readonly taken: Taken } {
  const names = countNames(results.map((result) => result.id));
  const rest: MutationResult[] = [];
  const taken: Record<string, string> = {};
  for (const result of results) {
    const name = nameOf(result.id);
    // Two that end alike are named in full.
    if (result.status === 'applied' && names.get(name) === 1) taken[result.version] = (taken[result.version] ?? '') + name;
    else rest.push(result);
  }
  return { results: rest, taken };
}

/** The results that were said short, in full; undefined where one names none of the mutations asked about, or several. */
export function expandTaken(taken: Taken, asked: readonly Pick<Mutation, 'id' | 'activityId'>[]): MutationResult[] | undefined {
  const names = countNames(asked.map(({ id }) => id));
  const byName = new Map(asked.map((mutation) => [nameOf(mutation.id), mutation]));
  const results: MutationResult[] = [];
  for (const [version, text] of Object.entries(taken))
    for (let start = 0; start < text.length; start += NAME_DIGITS) {
      const name = text.slice(start, start + NAME_DIGITS);
      const mutation = byName.get(name);
      if (!mutation || names.get(name) !== 1) return undefined;
      results.push({ status: 'applied', id: mutation.id, activityId: mutation.activityId, version: Number(version) });
    }
  return results;
}
