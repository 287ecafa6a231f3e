import { RequestId } from '../../domain/ids.ts';
import { ok } from '../../domain/result.ts';
import { KEEP_RECOVERY_SECRET, READ_RECOVERY_SECRET } from '../../protocol/endpoints/recovery.ts';
import type { Limit } from '../http/bucket.ts';
import { refuse } from '../http/refusal.ts';
import { addOften } from '../store/audit-often.ts';
import { findRecoverySecret, keepRecoverySecret } from '../store/recovery-secrets.ts';
import { checkOwnPassword } from './entering.ts';
import { DONE, defineRoute, doneBy } from './route.ts';

/** A phone makes one when a PIN is chosen, and one when it is forgotten. */
const KEEPING: Limit = { burst: 10, refillMs: 360_000 };

const keep = defineRoute(KEEP_RECOVERY_SECRET, {
  summary: 'Keep the secret that opens the sealed store of this phone where its PIN is forgotten',
  access: 'signedIn',
  async handle({ deps, now, who, body: { id, secret } }) {
    const retryAfterMs = deps.limiter.take([{ key: `recovery ${who.device.id}`, limit: KEEPING, lasting: true }], now);
    if (retryAfterMs > 0) return refuse('tooManyAttempts', { retryAfterMs });
    const row = { id, account_id: who.person.id, device_id: who.device.id, secret, at: now };
    await deps.store.write((tx) => keepRecoverySecret(tx, row));
    deps.log({ event: 'recoverySecretKept', accountId: who.person.id, deviceId: who.device.id });
    return ok(DONE);
  },
});

const read = defineRoute(READ_RECOVERY_SECRET, {
  summary: "A kept secret of one's own account, with the password: the PIN of a phone was forgotten",
  access: 'signedIn',
  tidiesText: true,
  async handle(call) {
    const { deps, who, body, params } = call;
    const checked = await checkOwnPassword(call, body.password);
    if (!checked.ok) return checked;
    const id = RequestId.safeParse(params.id);
    const secret = id.success ? await findRecoverySecret(deps.store.reader, who.person.id, id.data) : undefined;
    if (secret === undefined) return refuse('notFound');
    await deps.store.write((tx) => addOften(tx, { kind: 'recoverySecretRead', ...doneBy(call) }));
    deps.log({ event: 'recoverySecretRead', accountId: who.person.id, deviceId: who.device.id });
    return ok({ secret });
  },
});

export const recoveryRoutes = [keep, read];
