interface Named {
  readonly id: string;
}

/**
 * A list read anew, in which everything that says what it said before is the very same object as before: `<For>` then
 * keeps its elements. Rows come out of the database as copies, so that without this the whole page would be built again.
 */
export function keepSame<T extends Named>(before: readonly T[], next: readonly T[]): readonly T[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return next.map((one) => {
    const old = known.get(one.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(one) ? old : one;
  });
}
