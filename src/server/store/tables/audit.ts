import type { AuditKind } from '../../../domain/audit.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { AuditDetails } from '../../../protocol/endpoints/audit.ts';
import type { Json } from '../json.ts';

/** What was done in the office, each entry bound to the one before by its hash. The database refuses to change or to remove any. */
export interface AuditEntryTable {
  /** 1, 2, 3 and so on. */
  no: number;
  at: number;
  kind: AuditKind;
  /** Who did it; null for a command or a stranger. */
  account_id: AccountId | null;
  device_id: string | null;
  network: string | null;
  /** The id of what it was done to; the kind says what that is. */
  subject: string | null;
  details: Json<AuditDetails>;
  /** The last row of the history of records when it was written, and its hash. */
  history_no: number;
  history_hash: string;
  previous_hash: string;
  hash: string;
}

/** How often something was done lately that may be done without end, so that not each time makes an entry. */
export interface AuditCountTable {
  /** What is counted, and of whom. */
  key: string;
  since: number;
  count: number;
}
