/** An error and those inside it. Dexie wraps: a full disk shows as an aborted transaction with the reason inside. */
export const errorsIn = (error: unknown): Error[] => {
  const found: Error[] = [];
  for (let one = error; one instanceof Error && found.length < 5; one = (one as { inner?: unknown }).inner) found.push(one);
  return found;
};
