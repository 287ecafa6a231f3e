import * as z from 'zod/mini';
import { DeclaredCell } from '../domain/cell.ts';
import { AccountId, MutationId } from '../domain/ids.ts';
import { MAX_CHANGES, MAX_KNOWN, MAX_LOST, MAX_MUTATIONS, MAX_NAMES, MAX_NOTE } from './limits.ts';
import { MutationTable } from './mutation.ts';
import { HeldCount, LongCount, listOf, SentInstant, within } from './request-values.ts';

const MAX_PROTOCOL = 1_000_000;

/** What the phone still holds after this page: loss becomes visible at the office. */
export const Held = z.strictObject({
  count: HeldCount,
  oldestAt: z.optional(SentInstant),
  /** Refused records waiting for the person. */
  attention: HeldCount,
  /** The browser promised to keep the storage. */
  persisted: z.boolean(),
  /** The app was opened from the home screen, where browsers keep storage longest. */
  installed: z.optional(z.literal(true)),
  /** Which store of the phone this is, so that an emptied one is noticed. */
  store: z.optional(
    z.strictObject({
      /** Made by chance with the store: another number is another store. */
      since: LongCount,
      /** Grows with every request of the store, so that an overtaken one is known. */
      at: LongCount,
      /**
       * `at` of the last request that was answered, as the store remembers it, and of those since, whose answers never came: the
       * server may have heard any of these. A store that fell back to an earlier state remembers others.
       */
      knows: z.optional(z.array(LongCount).check(z.minLength(1), z.maxLength(MAX_KNOWN))),
      /** It has said once that it holds records. Absent: never; and in the requests of former releases. */
      held: z.optional(z.literal(true)),
      /** Records whose change was dropped in this store instead of being sent. Absent: none. */
      dropped: z.optional(LongCount),
    }),
  ),
  /**
   * The last change of each record held. Absent: among those named before, but for what was sent since; and in the requests of
   * former releases.
   */
  names: z.optional(z.array(MutationId).check(z.maxLength(MAX_NAMES))),
  /** Changes the phone once noted as waiting and no longer has; said until an answer came. */
  lost: z.optional(z.array(MutationId).check(z.maxLength(MAX_LOST))),
});
export type Held = z.infer<typeof Held>;

const SentCell = z.readonly(z.strictObject({ ...DeclaredCell.def.innerType.shape, records: HeldCount.check(z.minimum(1)) }));

export const SyncRequest = z.strictObject({
  protocol: within(0, MAX_PROTOCOL),
  /** Whose phone store this is; refused where the signed-in account is another. */
  accountId: AccountId,
  app: z.string().check(z.maxLength(40)),
  /** Said back in the answer, so that the phone knows it for the answer to this request and no other. */
  nonce: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  /** The server's epoch and the person's scope as last seen; with another the feed starts anew. */
  epoch: z.string().check(z.maxLength(80)),
  scope: z.string().check(z.maxLength(80)),
  cursor: LongCount,
  /**
   * All records, however old: the phone finds out what a restored server lacks, or was away for over a year. Else what lies behind the
   * horizon stays at the office, unless it is not settled or changed since.
   */
  whole: z.optional(z.literal(true)),
  /** Most changes the phone wants in the answer. */
  limit: z.int().check(z.minimum(1), z.maximum(MAX_CHANGES)),
  held: Held,
  /** The tally note: new records that wait on the phone beyond this page. */
  note: z.optional(listOf(SentCell, MAX_NOTE)),
  /**
   * Each is checked on its own: a bad one never holds up the page. Absent: there are none, or they are in the table; the answer then
   * leaves out what is empty or as this request said it.
   */
  mutations: z.optional(z.array(z.unknown()).check(z.maxLength(MAX_MUTATIONS))),
  /** Instead of `mutations`. Asks for a short answer: with `taken`, and without new records that are as this page said them. */
  table: z.optional(MutationTable),
});
type Travelling = z.infer<typeof SyncRequest>;
/** As the phone makes it; on the way it leaves out what is empty. */
export type SyncRequest = Travelling & { [Key in 'note' | 'mutations']: NonNullable<Travelling[Key]> };
