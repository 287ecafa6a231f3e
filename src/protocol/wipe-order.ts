import * as z from 'zod/mini';
import { AccountId } from '../domain/ids.ts';

/**
 * What a phone that was reported as lost is told at its next contact: hand over what was never sent, then clear everything of this
 * account. It is signed with the key that this very phone was given when it was signed in (HMAC-SHA-256): no page that somebody
 * kept or made on the way, and no order for another phone, clears anything.
 */
export const WipeOrder = z.object({
  deviceId: z.string(),
  accountId: AccountId,
  /** How long what cannot be handed over is still kept (ms); the office's clock decides, not the phone's. */
  leftMs: z.int(),
  mac: z.string(),
});
export type WipeOrder = z.infer<typeof WipeOrder>;

/** The very words that are signed. */
export const wipeOrderText = ({ deviceId, accountId, leftMs }: Omit<WipeOrder, 'mac'>): string =>
  ['cotmoc-wipe', deviceId, accountId, leftMs].join('\n');
