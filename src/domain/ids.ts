import * as z from 'zod/mini';

const uuid = () => z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
const code = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[\p{L}\p{N}._/()-]+$/u));

/** Made on the phone when the draft begins; one id is one record for ever. */
export const ActivityId = uuid().brand<'ActivityId'>();
export type ActivityId = z.infer<typeof ActivityId>;

/** The idempotency key: the server applies each one once. */
export const MutationId = uuid().brand<'MutationId'>();
export type MutationId = z.infer<typeof MutationId>;

/** Of a request made once, by whoever asks: repeated because its answer was lost, it gets that answer again. */
export const RequestId = uuid().brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

export const AccountId = code(40).brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;
export const PlanId = code(60).brand<'PlanId'>();
export type PlanId = z.infer<typeof PlanId>;
/** 'II.1.b.p1': an item's identity through all versions of its plan. */
export const ItemCode = code(40).brand<'ItemCode'>();
export type ItemCode = z.infer<typeof ItemCode>;
export const UnitId = code(40).brand<'UnitId'>();
export type UnitId = z.infer<typeof UnitId>;
export const LocalityId = code(40).brand<'LocalityId'>();
export type LocalityId = z.infer<typeof LocalityId>;
export const PartnerId = code(40).brand<'PartnerId'>();
export type PartnerId = z.infer<typeof PartnerId>;

/** Fills the given bytes with chance: `crypto.getRandomValues` outside tests. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

/** A UUID of version 7 (RFC 9562): sortable by the millisecond it was made in. */
export function uuidv7(nowMs: number, fillRandom: FillRandom): string {
  const bytes = new Uint8Array(16);
  fillRandom(bytes);
  // Six bytes of time; a clock before 1970 must not produce a negative number.
  let time = Math.max(0, Math.floor(nowMs));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
