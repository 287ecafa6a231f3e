import type { Grant } from '../../domain/person.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { mergePage } from '../merge/merge-page.ts';
import { parseMutation } from '../merge/read-page.ts';
import { applyPage, type PageContext } from './apply-page.ts';
import { readPage } from './page-store.ts';

export interface TakenInPage {
  readonly results: MutationResult[];
  /** Changes the office had before. */
  readonly known: string[];
}

/** What would become of the changes, in their order: nothing is written. */
export async function checkPage({ store, readReference, sender, now }: PageContext, raw: readonly unknown[]): Promise<TakenInPage> {
  const parsed = raw.map(parseMutation);
  const mutations = parsed.flatMap((entry): Mutation[] => ('mutation' in entry ? [entry.mutation] : []));
  if (mutations.length === 0) return { results: parsed.flatMap((entry) => ('result' in entry ? [entry.result] : [])), known: [] };
  const given = await readPage(store.reader, readReference, { sender, now, mutations, failed: new Set() });
  const { results, repeated } = mergePage(given, mutations);
  const queue = results.values();
  return {
    results: parsed.map((entry) => ('result' in entry ? entry.result : (queue.next().value as MutationResult))),
    known: [...repeated],
  };
}

/**
 * Enters what can be taken. What cannot claims no key: the phone it comes from may still send it, with rights that who enters it
 * lacks. That phone is not heard of. `principal`: in whose place it is entered.
 */
export async function enterPage(
  context: PageContext,
  raw: readonly unknown[],
  principal: Pick<Grant, 'standsInFor'>,
): Promise<TakenInPage> {
  const { results: judged, known } = await checkPage(context, raw);
  const isTaken = (_: unknown, nth: number): boolean => judged[nth]?.status === 'applied' || judged[nth]?.status === 'merged';
  const { sender, now } = context;
  const taken = await applyPage(context, raw.filter(isTaken), async (tx, received) => {
    const doer = { at: now, by: sender.enteredBy, deviceId: sender.deviceId };
    tx.chain.add({ kind: 'takenIn', ...doer, subject: sender.person.id, details: { count: received, ...principal } });
  });
  const queue = taken.values();
  return { results: judged.map((entry, nth) => (isTaken(entry, nth) ? (queue.next().value as MutationResult) : entry)), known };
}
