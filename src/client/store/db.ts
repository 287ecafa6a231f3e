import { Dexie, type DexieOptions, type EntityTable, type Table } from 'dexie';
import type { ActivityContent, RecordState } from '../../domain/activity.ts';
import type { ActivityDraft } from '../../domain/activity-draft.ts';
import type { Snapshot } from '../../domain/change.ts';
import type { Day } from '../../domain/day.ts';
import type { AccountId, ActivityId } from '../../domain/ids.ts';
import type { PlanDraft } from '../../domain/plan-draft/plan-draft.ts';
import type { FEED_LISTS, FeedListsThat, FeedRow } from '../../protocol/feed-lists.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import type { StoreSeal } from './seal/store-seal.ts';

/**
 * Where a record lies. `phone`: own changes wait. `received`: the server named this version. `attention`: the server
 * refused the waiting change, or the office returned the record; the person decides. ("Đang gửi" is no place: it is
 * `phone` while a request is out.)
 */
export type Whereabouts = 'phone' | 'received' | 'attention';

/**
 * Why a change is not sent until its person decides. Either the server refused it, or the server failed over it again and again;
 * then nothing is wrong with the change, and it may be sent again as it is.
 */
export type RefusedReason =
  | Extract<MutationResult, { status: 'rejected' | 'conflict' }>
  | { readonly status: 'stuck'; readonly stumble: SendFailure };

/** Why a record needs its person. */
export type Attention =
  | {
      readonly kind: 'refused';
      readonly result: RefusedReason;
      /** What was refused is a verdict, not words of the record. */
      readonly verdict?: true;
    }
  | { readonly kind: 'returned'; readonly reason: string };

/** Why a change could not be taken even alone: the server failed over it, or found it too large. It is sent again later. */
export type SendFailure = 'server' | 'tooLarge';

export interface ActivityRow {
  readonly id: ActivityId;
  /** As the person sees it: own waiting changes laid over what was received. */
  readonly content: ActivityContent;
  readonly state: RecordState;
  readonly authorId: AccountId;
  /** The version last received; 0 while the server has not named the record. */
  readonly version: number;
  readonly where: Whereabouts;
  /** Copy of `content.date`, for the index. */
  readonly date: Day;
  /** When the person last saved, by this phone's clock (ISO). */
  readonly savedAt: string;
  /** When the server's answer came (ISO). */
  readonly receivedAt?: string;
  /** As the server has it; kept only while an own change waits. */
  readonly received?: Snapshot;
  readonly attention?: Attention;
  /** Why it still waits while others went. */
  readonly stumble?: SendFailure;
  readonly conflicts?: readonly FieldConflict[];
  readonly returnReason?: string;
  readonly duplicateOfId?: ActivityId;
  /** The run of the feed that brought it last (feed-state.ts). */
  readonly feed?: number;
  /** Beside the feed, which says nothing of it (any more): fetched to be judged, or taken away under an own change. Here while that waits. */
  readonly fetched?: true;
}

/** Folded text of one record, small, so that all of them fit in memory for search. */
export interface SearchRow {
  readonly id: ActivityId;
  readonly date: Day;
  readonly type: string;
  readonly folded: string;
  /** Number of the write, so that an index in memory reads only what is newer, whichever tab wrote it. */
  readonly seq: number;
}

/** A mutation that is saved on the phone and not yet acknowledged. */
export interface OutboxRow {
  readonly seq: number;
  readonly activityId: ActivityId;
  readonly mutation: Mutation;
  /** It has gone out at least once and may have arrived, so it is never altered, only sent again or answered. */
  readonly offered: boolean;
  /** It is the decision of a reviewer about what they saw. Later edits build on it and never rewrite it. */
  readonly verdict?: true;
  /** It stays here until the person mends or discards it, and is not sent by itself. */
  readonly refused?: RefusedReason;
  /** It makes anew a record that was refused, which said this: a copy of this phone may have made it anew as well. */
  readonly mends?: ActivityContent;
  /** How often the server failed over it; `notBefore` is the time (ms) before which it is not sent again. */
  readonly failures?: number;
  readonly notBefore?: number;
  /** Why it was set aside the last time. */
  readonly stumble?: SendFailure;
}

export interface DraftRow {
  readonly id: ActivityId;
  readonly draft: ActivityDraft;
  /** The version a correction was begun upon; absent for a new record. */
  readonly editOf?: number;
  /** What the person saw when the correction began; filled in by `saveDraft`. */
  readonly begunOn?: ActivityContent;
  readonly savedAt: string;
}

/** A plan somebody is bringing in. The office hears of it only when it is saved there. */
export interface PlanDraftRow {
  readonly id: string;
  /** Name of the file it was read from; null for pasted text. */
  readonly fileName: string | null;
  readonly draft: PlanDraft;
  readonly savedAt: string;
}

/** Small facts, one row each: cursor, epoch, scope, last contact, page size, choices of the person. */
export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

/** A row that the feed brought, with the run that brought it (feed-state.ts). */
export type FromFeed<T> = T & { readonly feed?: number };

/** A row of the feed that a later release made and this one cannot read, or not all of it; it is read again after an update. */
export interface ParkedRow {
  readonly list: string;
  readonly key: string;
  /** As it came. */
  readonly raw: unknown;
  /** The release that could not read it. */
  readonly app: string;
  readonly feed: number;
  /** It is shown, without what was not understood. */
  readonly partly?: true;
}

/** The tables of each version of the store, as shipped: shapes only grow, by tables and indexes in a further version. */
const FIRST_TABLES = {
  activities:
    'id, [date+id], [where+date+id], [content.type+date+id], [content.planId+content.itemCode+date], [authorId+savedAt], *content.alsoItemCodes, [state+where+content.unitId+date+id]',
  search: 'id, seq',
  outbox: '++seq, activityId',
  drafts: 'id, savedAt',
  plans: 'id',
  units: 'id',
  localities: 'id',
  partners: 'id',
  people: 'id',
  cells: 'key, planId',
  declared: '++seq, planId',
  meta: 'key',
} as const;
const SECOND_TABLES = { targets: 'key, planId', marks: 'key, planId', planDrafts: 'id, savedAt' } as const;
const THIRD_TABLES = { parked: '[list+key]' } as const;
const FOURTH_TABLES = { settings: 'id' } as const;
const FIFTH_TABLES = { closings: 'id, planId' } as const;
const SIXTH_TABLES = { planSettings: 'key' } as const;
type Shipped = typeof FIRST_TABLES &
  typeof SECOND_TABLES &
  typeof THIRD_TABLES &
  typeof FOURTH_TABLES &
  typeof FIFTH_TABLES &
  typeof SIXTH_TABLES;

type RowList = FeedListsThat<'rows'>;
type WholeList = FeedListsThat<'whole'>;
type KeyOf<L extends RowList> = (typeof FEED_LISTS)[L]['key'];
/** A row of a list as it is stored here: with a key where it has no id. */
export type StoredRow<L extends RowList> = FromFeed<FeedRow<L>> & Readonly<Record<KeyOf<L>, string>>;

/** What the feed brings lies in a table of the list's name. While no version ships a table for a list, this does not compile. */
type FeedTables<Tables extends { readonly [L in RowList]: KeyOf<L> | `${KeyOf<L>}, ${string}` } & Readonly<Record<WholeList, string>>> = {
  readonly [L in RowList & keyof Tables]: EntityTable<StoredRow<L>, KeyOf<L>>;
} & {
  readonly [L in WholeList & keyof Tables]: Table<FeedRow<L> & { readonly seq?: number }, number>;
};
const Store = Dexie as unknown as new (name: string, options: DexieOptions) => Dexie & FeedTables<Shipped>;

/** Where another store than the first lies, and what seals it. */
export interface StorePlace {
  readonly suffix: string;
  readonly factory?: IDBFactory;
  readonly seal?: StoreSeal;
}

/**
 * One store per account: another account on the same phone opens another database. A function given to `transaction` must
 * itself be async, even where it only hands on to another: otherwise Dexie loses the transaction at the second `await`.
 */
export class AppDb extends Store {
  readonly accountId: AccountId;
  /** Undefined for the first store of an account that nothing seals. */
  readonly place: StorePlace | undefined;
  readonly activities!: EntityTable<ActivityRow, 'id'>;
  readonly search!: EntityTable<SearchRow, 'id'>;
  readonly outbox!: Table<OutboxRow, number, Omit<OutboxRow, 'seq'> & { readonly seq?: number }>;
  readonly drafts!: EntityTable<DraftRow, 'id'>;
  readonly meta!: EntityTable<MetaRow, 'key'>;
  readonly planDrafts!: EntityTable<PlanDraftRow, 'id'>;
  readonly parked!: Table<ParkedRow, [list: string, key: string]>;

  /** Undefined where the person has no PIN. */
  get seal(): StoreSeal | undefined {
    return this.place?.seal;
  }

  constructor(accountId: AccountId, place?: StorePlace) {
    // Strict: "saved" is said only after the bytes are on the disk. No cache: Dexie's own re-plays every write over the
    // results of live queries, which made the pull of 10,000 records take minutes instead of seconds.
    super(`cotmoc-${accountId}${place?.suffix ?? ''}`, {
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
      ...(place?.factory && { indexedDB: place.factory, IDBKeyRange }),
    });
    this.accountId = accountId;
    this.place = place;
    if (place?.seal) this.use(place.seal.rows);
    // Until somebody has looked whether it was sealed before (own-db.ts).
    this.on('populate', (transaction) => void transaction.table('meta').add({ key: 'isNew', value: true }));
    this.version(1).stores(FIRST_TABLES);
    this.version(2).stores(SECOND_TABLES);
    this.version(3).stores(THIRD_TABLES);
    this.version(4).stores(FOURTH_TABLES);
    this.version(5).stores(FIFTH_TABLES);
    this.version(6).stores(SIXTH_TABLES);
  }
}
