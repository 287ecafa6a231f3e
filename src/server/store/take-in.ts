import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { mergePage } from '../merge/merge-page.ts';
import { parseMutation } from '../merge/read-page.ts';
import { applyPage, type PageContext } from './apply-page.ts';
import { readPage } from './page-store.ts';

export interface TakenIn {
  readonly results: MutationResult[];
  /** Changes the office had before. */
  readonly known: string[];
}

/** What would become of the changes, in their order: nothing is written. */
export async function checkPage({ store, readReference, sender, now }: PageContext, raw: readonly unknown[]): Promise<TakenIn> {
  const parsed = raw.map(parseMutation);
  const mutations = parsed.flatMap((one): Mutation[] => ('mutation' in one ? [one.mutation] : []));
  if (mutations.length === 0) return { results: parsed.flatMap((one) => ('result' in one ? [one.result] : [])), known: [] };
  const given = await readPage(store.reader, readReference, { sender, now, mutations, failed: new Set() });
  const { results, repeated } = mergePage(given, mutations);
  const queue = results.values();
  return {
    results: parsed.map((one) => ('result' in one ? one.result : (queue.next().value as MutationResult))),
    known: [...repeated],
  };
}

/**
 * Enters what can be taken. What cannot claims no key: the phone it comes from may still send it, with rights that who enters it
 * lacks. That phone is not heard of.
 */
export async function enterPage(context: PageContext, raw: readonly unknown[]): Promise<TakenIn> {
  const { results: judged, known } = await checkPage(context, raw);
  const isTaken = (_: unknown, nth: number): boolean => judged[nth]?.status === 'applied' || judged[nth]?.status === 'merged';
  const taken = await applyPage(context, raw.filter(isTaken), async () => undefined);
  const queue = taken.values();
  return { results: judged.map((one, nth) => (isTaken(one, nth) ? (queue.next().value as MutationResult) : one)), known };
}
