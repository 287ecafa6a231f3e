import type { AccountId, RequestId, UnitId } from '../../../domain/ids.ts';
import type { FormerPost, Grant, Role } from '../../../domain/person.ts';
import type { AdminAct, ChangeAccountRequest } from '../../../protocol/account.ts';
import type { Json } from '../json.ts';

export interface AccountTable {
  id: AccountId;
  staff_code: string;
  /** Folded for sign-in: nobody types the case right on a phone. */
  staff_key: string;
  role: Role;
  unit_ids: Json<readonly UnitId[]>;
  /** Posts held before, each with its last day, the earliest first; null where there was none. */
  former: Json<readonly FormerPost[]> | null;
  /** Further roles, with their days; null where there was none. */
  grants: Json<readonly Grant[]> | null;
  /** What the desk calls the person; it goes to no phone. */
  display_name: string | null;
  /** PHC string; null until the account is opened with its code. */
  password_hash: string | null;
  code_hash: string | null;
  code_expires_at: number | null;
  /** When strangers will have all their guesses at its password again; null where none was ever taken. */
  guesses_full_at: number | null;
  /** The first letters of the code: a guess that begins with them is a guess at this code. */
  code_selector: string | null;
  /** Guesses at the code; after as many as are allowed its hash is gone. */
  code_failures: number;
  /** When the person was first asked for a second factor; null before, and 0 where there is no time left to put it off. */
  factor_asked_at: number | null;
  /** When whoever knows the password will have all guesses at the second answer again. */
  factor_guesses_full_at: number | null;
  disabled: number;
  created_at: number;
  change_no: number;
}

/** A key with which a spreadsheet reads records, by its hash alone. */
export interface FeedTokenTable {
  id: string;
  account_id: AccountId;
  name: string;
  token_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  revoked_at: number | null;
}

/** What opens the sealed store of one phone. Without that store it opens nothing. */
export interface RecoverySecretTable {
  id: RequestId;
  account_id: AccountId;
  device_id: string;
  secret: string;
  at: number;
}

/** What an administrator did, or asks to do, to the account of an administrator. */
export interface AdminActTable {
  id: string;
  account_id: AccountId;
  kind: AdminAct['kind'];
  state: 'waiting' | 'done' | 'declined';
  /** Of a change of role: the account as it is to be. */
  change: Json<ChangeAccountRequest> | null;
  asked_by: AccountId;
  asked_at: number;
  answered_by: AccountId | null;
  answered_at: number | null;
}
