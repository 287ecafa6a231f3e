import { MAX_MUTATIONS } from '../../protocol/limits.ts';
import type { Link } from '../store/meta.ts';

/** A request should take about this long (ms): short enough to survive a weak link, long enough to be worth the round trip. */
const AIM_MS = 4_000;
/** Most a page grows from one request to the next. */
const GROWTH = 4;
/** Fewest and most changes to ask for at once. Even the most are stored within a few hundred milliseconds, so that no save waits long. */
const MIN_LIMIT = 25;
const MAX_LIMIT = 500;
const MAX_BUDGET = 4_000_000;
/** Least and most patience for the first byte of an answer (ms). */
const MIN_PATIENCE_MS = 15_000;
const MAX_PATIENCE_MS = 60_000;

/** Bytes of a request that are there whatever it carries, and fewest that a change was ever seen to take. */
const ENVELOPE = 500;
const MIN_PER_MUTATION = 20;

/** A phone that never spoke to the server starts with a page of a few records. */
export const NEW_LINK: Link = { budget: 4_000, perMutation: 80, limit: MAX_LIMIT };

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, Math.floor(value)));

export const pageLength = ({ budget, perMutation }: Link): number => between(1, budget / perMutation, MAX_MUTATIONS);

/** What is known of the link says how long `mutations` may take on the way before something is wrong. */
export const patience = ({ budget, perMutation }: Link, mutations: number): number =>
  between(MIN_PATIENCE_MS, MIN_PATIENCE_MS + 3 * AIM_MS * ((mutations * perMutation) / budget), MAX_PATIENCE_MS);

export interface Trip {
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly mutations: number;
  readonly ms: number;
  /** The answer was cut at the limit asked for. */
  readonly full: boolean;
}

/** After a request that went well: what four seconds would have carried at this pace, but never a leap. */
export function afterSuccess(link: Link, { bytesUp, bytesDown, mutations, ms, full }: Trip): Link {
  const pace = ((bytesUp + bytesDown) * AIM_MS) / Math.max(1, ms);
  const slow = ms > AIM_MS;
  // A small request is mostly round trip: it can show that more would fit, not that less would.
  const budget = slow ? Math.min(link.budget, pace) : Math.max(link.budget, Math.min(link.budget * GROWTH, pace, MAX_BUDGET));
  const seen = Math.max(MIN_PER_MUTATION, (bytesUp - ENVELOPE) / mutations);
  const perMutation = mutations >= 4 ? (link.perMutation + seen) / 2 : link.perMutation;
  const limit = !full ? link.limit : slow ? link.limit / 2 : link.limit * 2;
  return { budget: Math.max(budget, perMutation), perMutation, limit: between(MIN_LIMIT, limit, MAX_LIMIT) };
}

/** After trouble on the way: half the page that was tried, down to a single change. */
export function afterTrouble(link: Link, mutations: number): Link {
  const tried = mutations > 0 ? Math.min(link.budget, mutations * link.perMutation) : link.budget;
  return { ...link, budget: Math.max(link.perMutation, tried / 2), limit: between(MIN_LIMIT, link.limit / 2, MAX_LIMIT) };
}
