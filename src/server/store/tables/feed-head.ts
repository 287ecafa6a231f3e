import type { Generated } from 'kysely';

/** The one row every write transaction locks first. */
export interface FeedHeadTable {
  id: number;
  change_no: number;
  epoch: string;
  /** Number and hash of the last audit entry, and the latest time of any since the clock last went back. */
  audit_no: Generated<number>;
  audit_hash: Generated<string>;
  audit_at: Generated<number>;
  /** Number and hash of the last row of the history of records. */
  history_no: Generated<number>;
  history_hash: Generated<string>;
  /** How much of the history the last audit entry binds, and since when. */
  bound_no: Generated<number>;
  bound_at: Generated<number>;
}
