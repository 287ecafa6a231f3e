import { findUnprintable } from '../../domain/unprintable.ts';
import { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import { oversize } from '../../protocol/oversize.ts';

/** Longest id of a malformed mutation that the answer repeats. */
const MAX_ECHOED_ID = 80;

/** A mutation of a page, or the answer to an entry that is none. */
export type Parsed = { readonly mutation: Mutation } | { readonly result: MutationResult };

const fieldsOf = (raw: unknown): number => {
  const patch = typeof raw === 'object' && raw !== null && 'patch' in raw ? raw.patch : undefined;
  return typeof patch === 'object' && patch !== null ? Object.keys(patch).length : 0;
};

/** The schema passes over a field named __proto__ in silence; and only a `record` says fields at all. */
const saysOddFields = (raw: unknown, { action, patch }: Mutation): boolean => {
  const fields = Object.keys(patch).length;
  return fields !== fieldsOf(raw) || (action !== 'record' && fields > 0);
};

/** Whatever it says beside the values of its fields, which the rules of the record judge one by one. */
const saysUnprintable = ({ patch, ...rest }: Mutation): boolean => findUnprintable([rest, Object.keys(patch)]) !== undefined;

/** Each mutation is parsed on its own: a bad one never holds up its page. */
export function parseMutation(raw: unknown): Parsed {
  const parsed = oversize(Mutation, raw) === undefined ? Mutation.safeParse(raw) : undefined;
  if (parsed?.success && !saysOddFields(raw, parsed.data) && !saysUnprintable(parsed.data)) return { mutation: parsed.data };
  const id = typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, MAX_ECHOED_ID) : '';
  return { result: { status: 'rejected', id, reason: 'malformed' } };
}

/** Records the changes are about, whatever becomes of them here, but for those that are merely repeated. */
export const countReceived = (raw: readonly unknown[], repeated: ReadonlySet<string>): number =>
  new Set(
    raw.flatMap((mutation) => {
      if (typeof mutation !== 'object' || mutation === null || !('activityId' in mutation)) return [mutation];
      return 'id' in mutation && repeated.has(String(mutation.id)) ? [] : [mutation.activityId];
    }),
  ).size;
