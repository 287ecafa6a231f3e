import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import type { Reader } from '../../src/server/store/store.ts';

/** Gives each id the name of its set, where `together` says which two belong to one set. */
function setsOf(together: Iterable<readonly [string, string]>): (id: string) => string {
  const parents = new Map<string, string>();
  const top = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined ? id : top(parent);
  };
  for (const [a, b] of together) if (top(a) !== top(b)) parents.set(top(a), top(b));
  return top;
}

function gather(all: readonly ServerActivity[], setOf: (id: string) => string): ServerActivity[][] {
  const sets = new Map<string, ServerActivity[]>();
  for (const one of all) sets.set(setOf(one.id), [...(sets.get(setOf(one.id)) ?? []), one]);
  return [...sets.values()];
}

const counts = ({ state }: ServerActivity): boolean => state === 'sent' || state === 'confirmed';
const linesOf = (set: readonly ServerActivity[]): string =>
  set.map(({ id, state, duplicateOfId }) => `${id} ${state} of ${duplicateOfId}`).join(', ');

/** Records that are linked now count once where somebody stands by one of them, else not at all. */
function nowhere(all: readonly ServerActivity[]): string[] {
  const setOf = setsOf(all.flatMap(({ id, duplicateOfId }) => (duplicateOfId === undefined ? [] : [[id, duplicateOfId] as const])));
  return gather(all, setOf).flatMap((set) => {
    const stoodBy = set.some((one) => counts(one) || one.state === 'duplicate');
    return set.filter(counts).length === (stoodBy ? 1 : 0) ? [] : [`counted ${set.filter(counts).length} times: ${linesOf(set)}`];
  });
}

/** Records that were ever linked do not both count, unless a reviewer said of one that it is no duplicate. */
async function twice(reader: Reader, all: readonly ServerActivity[]): Promise<string[]> {
  const rows = await reader
    .selectFrom('activity_versions')
    .select(['activity_id', 'version', 'action', 'state', 'duplicate_of_id'])
    .orderBy('activity_id')
    .orderBy('version')
    .execute();
  const setOf = setsOf(rows.flatMap((row) => (row.duplicate_of_id === null ? [] : [[row.activity_id, row.duplicate_of_id] as const])));
  const apart = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    const [was] = before?.activity_id === row.activity_id ? [before.state] : [];
    if (row.action === 'restore' && row.duplicate_of_id === null && (was === 'duplicate' || was === 'sent'))
      apart.add(setOf(row.activity_id));
    // Nobody's own change, and no longer linked: what it was linked with has gone another way.
    if (row.action === 'markDuplicate' && row.duplicate_of_id === null) apart.add(setOf(row.activity_id));
  }
  return gather(all, setOf).flatMap((set) =>
    set.filter(counts).length > 1 && !apart.has(setOf(set[0]?.id ?? '')) ? [`counted more than once: ${linesOf(set)}`] : [],
  );
}

/** What is wrong with records of one activity that was logged more than once. */
export const judgeGroups = async (reader: Reader, all: readonly ServerActivity[]): Promise<string[]> => [
  ...nowhere(all),
  ...(await twice(reader, all)),
];
