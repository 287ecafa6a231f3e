import { createHash } from 'node:crypto';
import type { Mutation } from '../../protocol/mutation.ts';

const sorted = (patch: Mutation['patch']): [string, unknown][] => Object.entries(patch).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * What a mutation says, as one short text: the same key with another one is refused. The base and the clock are left
 * out, since a phone may learn its base's version between two attempts, and the first answer counts either way.
 */
export const mutationHash = ({ activityId, action, patch, reason, duplicateOfId }: Mutation): string =>
  createHash('sha256')
    .update(JSON.stringify([activityId, action, sorted(patch), reason, duplicateOfId]))
    .digest('base64url')
    .slice(0, 22);
