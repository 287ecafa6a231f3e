import type { AccountId, PlanId, RequestId } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { FEED_LISTS, ReferenceList } from '../../../protocol/feed-lists.ts';
import type { Json } from '../json.ts';

/** Plan settings lie here too, and have a reader of their own in the feed: not everybody gets all of them. */
export type ReferenceKind = (typeof FEED_LISTS)[ReferenceList]['kind'] | 'planSetting';

/** Plans, units, localities and partners: few, seldom changed, read whole. */
export interface ReferenceTable {
  kind: ReferenceKind;
  id: string;
  data: Json<unknown>;
  change_no: number;
}

/** Additions to the reference data by their idempotency key, each with what was answered: said again, it adds nothing. */
export interface ReferenceRequestTable {
  id: RequestId;
  account_id: AccountId;
  hash: string;
  answer: Json<Reference>;
  at: number;
}

/** Every version of every plan, never changed afterwards; the newest is in `reference` too. */
export interface PlanVersionTable {
  plan_id: PlanId;
  version: number;
  data: Json<Plan>;
  at: number;
  /** Null: it came with the installation. */
  account_id: AccountId | null;
  /** Days of a month on which its cells begin: '1,15'. */
  cut_days: string | null;
}
