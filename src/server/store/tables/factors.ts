import type { FactorKind } from '../../../domain/factor.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { Json } from '../json.ts';

/** What a device was given last, and until when it counts. */
export type FactorAsk = { readonly until: number } & (
  | { readonly kind: 'answer' | 'newPasskey'; readonly challenge: string }
  | { readonly kind: 'newTotp'; readonly secret: string }
);

/** What a key is checked with, or the secret of an app. This machine has no secret to seal it with: the file is for its owner alone. */
export type FactorData = { readonly publicKey: string; readonly transports: readonly string[] } | { readonly secret: string };

/** A second factor of an account. */
export interface FactorTable {
  id: string;
  account_id: AccountId;
  kind: FactorKind;
  name: string;
  created_at: number;
  used_at: number | null;
  /** The last step whose digits were taken, or how often the key says it has signed: nothing at or before it counts again. */
  last_count: number;
  /** The key's own name; null of an app. */
  credential_id: string | null;
  data: Json<FactorData>;
}

/** A code for the day that all factors are lost, by its hash alone. */
export interface RecoveryCodeTable {
  code_hash: string;
  account_id: AccountId;
  used_at: number | null;
}

/** A sign-in that had the right password and waits for the second answer. It opens nothing. */
export interface HalfSignInTable {
  token_hash: string;
  account_id: AccountId;
  /** Of the browser that it was given to. */
  key_hash: string;
  device_name: string;
  challenge: string | null;
  tries: number;
  expires_at: number;
}
