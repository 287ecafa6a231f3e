interface Named {
  readonly id: string;
}

/**
 * The new list, in which every row that is equal to a former one is the same object as before, so that `<For>` keeps its elements.
 * Rows come out of the database as copies; without this the whole page would be built again.
 */
export function reuseUnchanged<T extends Named>(before: readonly T[], next: readonly T[]): readonly T[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return next.map((row) => {
    const old = known.get(row.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}
