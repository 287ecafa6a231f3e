import { findUnprintable } from '../../domain/unprintable.ts';
import { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { describeError, type Log } from '../log.ts';
import { readPageWork, savePageWork } from '../store/page-store.ts';
import type { ReferenceReader } from '../store/reference.ts';
import type { Store, WriteTx } from '../store/store.ts';
import { storeTrouble } from '../store/trouble.ts';
import { applyMutation } from './apply-mutation.ts';
import type { Sender } from './page-work.ts';

export interface PageContext {
  readonly store: Store;
  readonly readReference: ReferenceReader;
  readonly log: Log;
  readonly sender: Sender;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a page came to. */
interface Applied {
  readonly results: MutationResult[];
  /** Changes that had been answered before: they bring no record anew. */
  readonly repeated: ReadonlySet<string>;
}

/** Longest id of a malformed mutation that is said back. */
const MAX_ECHOED_ID = 80;
type Parsed = { readonly mutation: Mutation } | { readonly result: MutationResult };

const fieldsOf = (raw: unknown): number => {
  const patch = typeof raw === 'object' && raw !== null && 'patch' in raw ? raw.patch : undefined;
  return typeof patch === 'object' && patch !== null ? Object.keys(patch).length : 0;
};

/** The schema passes over a field named __proto__ in silence; and only a `record` says fields at all. */
const saysOddFields = (raw: unknown, { action, patch }: Mutation): boolean => {
  const fields = Object.keys(patch).length;
  return fields !== fieldsOf(raw) || (action !== 'record' && fields > 0);
};

/** Whatever it says beside the values of its fields, which the rules of the record judge one by one. */
const saysUnprintable = ({ patch, ...rest }: Mutation): boolean => findUnprintable([rest, Object.keys(patch)]) !== undefined;

/** Each mutation is parsed on its own: a bad one never holds up its page. */
function parseMutation(raw: unknown): Parsed {
  const parsed = Mutation.safeParse(raw);
  if (parsed.success && !saysOddFields(raw, parsed.data) && !saysUnprintable(parsed.data)) return { mutation: parsed.data };
  const id = typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, MAX_ECHOED_ID) : '';
  return { result: { status: 'rejected', id, reason: 'malformed' } };
}

async function applyTogether(
  context: PageContext,
  tx: WriteTx,
  mutations: readonly Mutation[],
  failed: ReadonlySet<string>,
): Promise<Applied> {
  if (mutations.length === 0) return { results: [], repeated: new Set() };
  const work = await readPageWork(tx.db, context.readReference, { sender: context.sender, now: context.now, mutations, failed });
  const repeated = new Set(mutations.flatMap(({ id }) => (work.answers.has(id) ? [id] : [])));
  const results = mutations.map((mutation) => applyMutation(work, mutation));
  await savePageWork(tx, work);
  return { results, repeated };
}

/** One transaction for each, so that what can be taken is taken and only the stumbling block is sent again. */
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

/** Records the changes are about, whatever becomes of them here, but for those that are merely repeated. */
const countReceived = (raw: readonly unknown[], repeated: ReadonlySet<string>): number =>
  new Set(
    raw.flatMap((one) => {
      if (typeof one !== 'object' || one === null || !('activityId' in one)) return [one];
      return 'id' in one && repeated.has(String(one.id)) ? [] : [one.activityId];
    }),
  ).size;

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
  const mutations = parsed.flatMap((one) => ('mutation' in one ? [one.mutation] : []));
  let results: MutationResult[];
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
  return parsed.map((one) => ('result' in one ? one.result : (queue.next().value as MutationResult)));
}
