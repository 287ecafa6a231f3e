/** An error and those inside it. Dexie wraps: a full disk shows as an aborted transaction with the reason inside. */
export const errorsIn = (error: unknown): Error[] => {
  const found: Error[] = [];
  for (let cause = error; cause instanceof Error && found.length < 5; cause = (cause as { inner?: unknown }).inner) found.push(cause);
  return found;
};
