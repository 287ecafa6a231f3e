import * as z from 'zod/mini';
import { AccountId } from '../../domain/ids.ts';

/** What became of the data of an account on this phone, which was reported as lost. It says how much, and nothing of what. */
const LostState = z.object({
  accountId: AccountId,
  /** When the office said so (milliseconds since 1970, this phone's clock). */
  at: z.number(),
  /** Records handed over to the office, and those that are still sealed on this phone. */
  handed: z.number(),
  left: z.number(),
  /** When what is left goes too. */
  clearAt: z.number(),
});
export type LostState = z.infer<typeof LostState>;

const KEY = 'cotmoc-lost';

export function readLost(): readonly LostState[] {
  try {
    return z.array(LostState).parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
  } catch {
    return [];
  }
}

function write(states: readonly LostState[]): void {
  try {
    if (states.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(states));
  } catch {
    // Forbidden, or a worker, which has no such storage: the next page learns it from the store.
  }
}

/** What was handed over before stays counted. */
export function rememberLostState(state: LostState): void {
  const before = readLost().find(({ accountId }) => accountId === state.accountId);
  const all = { ...state, at: before?.at ?? state.at, handed: state.handed + (before?.handed ?? 0) };
  write([...readLost().filter(({ accountId }) => accountId !== state.accountId), all]);
}

export const forgetLostState = (id: AccountId): void => write(readLost().filter(({ accountId }) => accountId !== id));
