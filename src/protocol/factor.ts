import * as z from 'zod/mini';
import { FACTOR_KINDS } from '../domain/factor.ts';
import { Factor, Password } from './account.ts';
import { listOf, wordsUpTo } from './request-values.ts';
import { Count, Instant } from './values.ts';

/** Most factors of an account, and recovery codes that are given out at once. */
export const MAX_FACTORS = 10;
export const RECOVERY_CODES = 10;
/** Longest name of a factor, and longest recovery code as it is typed (characters). */
export const FACTOR_LIMITS = { name: 60, recovery: 40 } as const;

/** What an authenticator says is binary, in base64url: so many letters at most. */
const MAX_CREDENTIAL_ID = 1_400;
const MAX_CLIENT_DATA = 2_000;
const MAX_SIGNED = 8_000;
const base64url = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[A-Za-z0-9_-]+$/));

const CredentialId = base64url(MAX_CREDENTIAL_ID);
const Transports = listOf(z.string().check(z.maxLength(20)), 8);

/** What an authenticator signs to show that it is there. */
export const PasskeyProof = z.strictObject({
  id: CredentialId,
  clientDataJSON: base64url(MAX_CLIENT_DATA),
  authenticatorData: base64url(MAX_CLIENT_DATA),
  signature: base64url(MAX_CLIENT_DATA),
});
export type PasskeyProof = z.infer<typeof PasskeyProof>;

/** What an authenticator says of a key it has just made. */
export const NewPasskey = z.strictObject({
  id: CredentialId,
  clientDataJSON: base64url(MAX_CLIENT_DATA),
  attestationObject: base64url(MAX_SIGNED),
  transports: Transports,
});
export type NewPasskey = z.infer<typeof NewPasskey>;

const Digits = z.string().check(z.regex(/^\d{6}$/));

/** The second answer of a sign-in, and of whoever is about to do something that needs one. */
export const FactorAnswer = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('passkey'), proof: PasskeyProof }),
  z.strictObject({ way: z.literal('totp'), code: Digits }),
  z.strictObject({ way: z.literal('recovery'), code: z.string().check(z.minLength(1), z.maxLength(FACTOR_LIMITS.recovery)) }),
]);
export type FactorAnswer = z.infer<typeof FactorAnswer>;

/** What the browser needs to ask for a key: `rpId` is the name of the host, `credentials` are the keys that the account has. */
const PasskeyQuestion = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  credentials: z.array(z.strictObject({ id: z.string(), transports: z.array(z.string()) })),
});
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>;

/** In which ways the person can answer. */
export const FactorWays = z.strictObject({ passkey: z.optional(PasskeyQuestion), totp: z.boolean(), recovery: z.boolean() });
export type FactorWays = z.infer<typeof FactorWays>;

export const Factors = z.strictObject({
  factors: z.array(Factor),
  /** Recovery codes that nobody has used. */
  recoveryLeft: Count,
  /** In a demonstration nothing is asked. */
  demonstration: z.boolean(),
  /** While there is no factor: until when the person is only reminded. */
  dueAt: z.optional(Instant),
  /** A passkey belongs to the name of a host: where the office is opened by a bare number there can be none. */
  passkeys: z.boolean(),
});
export type Factors = z.infer<typeof Factors>;

/** `password`: that of the account, for its first factor; with those that follow an answer by the factors before is asked instead. */
export const BeginFactorRequest = z.strictObject({ kind: z.enum(FACTOR_KINDS), password: z.optional(Password) });

/** What a new factor is made from: the secret of an app, also as the address that its picture holds; or what a browser makes a key for. */
export const NewFactor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), secret: z.string(), uri: z.string() }),
  z.strictObject({ kind: z.literal('passkey'), question: PasskeyQuestion, userId: z.string(), userName: z.string() }),
]);
export type NewFactor = z.infer<typeof NewFactor>;

const FactorName = wordsUpTo(FACTOR_LIMITS.name);
export const AddFactorRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), name: FactorName, code: Digits }),
  z.strictObject({ kind: z.literal('passkey'), name: FactorName, key: NewPasskey }),
]);
export type AddFactorRequest = z.infer<typeof AddFactorRequest>;
/** `recovery`: with the first factor, codes for the day it is lost, shown this once. */
export const AddedFactor = z.strictObject({ factors: Factors, recovery: z.optional(z.array(z.string())) });
export const RecoveryCodes = z.strictObject({ factors: Factors, recovery: z.array(z.string()) });
