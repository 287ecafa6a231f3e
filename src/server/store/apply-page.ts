import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { describeError, type Log } from '../log.ts';
import { mergePage, type PageOutcome } from '../merge/merge-page.ts';
import type { Sender } from '../merge/page-work.ts';
import { countReceived, parseMutation } from '../merge/read-page.ts';
import { readPage, writePage } from './page-store.ts';
import type { ReferenceReader } from './reference.ts';
import type { Store, WriteTx } from './store.ts';
import { storeTrouble } from './trouble.ts';

export interface PageContext {
  readonly store: Store;
  readonly readReference: ReferenceReader;
  readonly log: Log;
  readonly sender: Sender;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a page came to, once it is written. */
type Applied = Omit<PageOutcome, 'writes'>;

async function applyTogether(
  { readReference, sender, now }: PageContext,
  tx: WriteTx,
  mutations: readonly Mutation[],
  failed: ReadonlySet<string>,
): Promise<Applied> {
  if (mutations.length === 0) return { results: [], repeated: new Set() };
  const given = await readPage(tx.db, readReference, { sender, now, mutations, failed });
  const { writes, ...applied } = mergePage(given, mutations);
  await writePage(tx, writes);
  return applied;
}

/** One transaction for each mutation: those that can be taken are taken, and only the one that fails is sent again. */
async function applyOneByOne(context: PageContext, mutations: readonly Mutation[]): Promise<Applied> {
  const failed = new Set<string>();
  const repeated = new Set<string>();
  const results: MutationResult[] = [];
  for (const mutation of mutations) {
    try {
      const applied = await context.store.write((tx) => applyTogether(context, tx, [mutation], failed));
      results.push(...applied.results);
      for (const id of applied.repeated) repeated.add(id);
    } catch (error) {
      if (storeTrouble(error)) throw error;
      context.log({ event: 'mutationFailed', mutationId: mutation.id, ...describeError(error) });
      results.push({ status: 'failed', id: mutation.id });
    }
    if (results.at(-1)?.status === 'failed') failed.add(mutation.id);
  }
  return { results, repeated };
}

/**
 * Applies a page in one transaction together with `beside` (what the phone says of itself, given the number of records that
 * came along), and answers every mutation by name, in the order sent. Trouble of the store as a whole is thrown: then nothing
 * is answered and all is sent again.
 */
export async function applyPage(
  context: PageContext,
  raw: readonly unknown[],
  beside: (tx: WriteTx, received: number) => Promise<void>,
): Promise<MutationResult[]> {
  const parsed = raw.map(parseMutation);
  const mutations = parsed.flatMap((entry) => ('mutation' in entry ? [entry.mutation] : []));
  let results: readonly MutationResult[];
  try {
    results = await context.store.write(async (tx) => {
      const page = await applyTogether(context, tx, mutations, new Set());
      await beside(tx, countReceived(raw, page.repeated));
      return page.results;
    });
  } catch (error) {
    if (storeTrouble(error)) throw error;
    context.log({ event: 'pageFailed', mutations: mutations.length, ...describeError(error) });
    const page = await applyOneByOne(context, mutations);
    await context.store.write((tx) => beside(tx, countReceived(raw, page.repeated)));
    results = page.results;
  }
  const queue = results.values();
  return parsed.map((entry) => ('result' in entry ? entry.result : (queue.next().value as MutationResult)));
}
