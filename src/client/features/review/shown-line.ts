import type { ActivityId } from '../../../domain/ids.ts';

/** The line whose record stands beside the list, and where it stood. */
export interface ShownLine {
  readonly id: ActivityId | undefined;
  readonly at: number;
}

/**
 * The line the person went to; where it is gone, the one that was shown instead, wherever the list has it by now; where that one
 * is gone too, what took its place.
 */
export function shownLine(ids: readonly ActivityId[], wanted: ActivityId | undefined, before: ShownLine): ShownLine {
  const found = [wanted, before.id].map((id) => (id === undefined ? -1 : ids.indexOf(id))).find((at) => at !== -1);
  const at = found ?? Math.min(before.at, ids.length - 1);
  return { id: ids[at], at: Math.max(0, at) };
}
