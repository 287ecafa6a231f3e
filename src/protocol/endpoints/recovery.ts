import * as z from 'zod/mini';
import { RequestId } from '../../domain/ids.ts';
import { Done, SIGN_IN_LIMITS } from '../account.ts';
import type { Endpoint } from '../endpoint.ts';

/** 256 bits by chance, made by the phone. */
const RecoverySecret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** A secret that opens the sealed store of one phone where its person forgot the PIN. The store itself never comes here. */
export const KEEP_RECOVERY_SECRET = {
  method: 'POST',
  path: '/api/recovery-secrets',
  body: z.strictObject({ id: RequestId, secret: RecoverySecret }),
  reply: Done,
  errors: ['tooManyAttempts'],
} as const satisfies Endpoint;

/** With the password, although somebody is signed in: whoever finds an open phone must not get it. */
export const READ_RECOVERY_SECRET = {
  method: 'POST',
  path: '/api/recovery-secrets/:id/read',
  body: z.strictObject({ password: z.string().check(z.minLength(1), z.maxLength(SIGN_IN_LIMITS.password)) }),
  reply: z.strictObject({ secret: z.string() }),
  errors: ['wrongPassword', 'notFound', 'tooManyAttempts'],
} as const satisfies Endpoint;
