/** The part of the browser's storage that is used, over a plain map. */
export function fakeStorage(): Storage {
  const kept: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
    removeItem: (key: string) => {
      delete kept[key];
    },
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(kept, name, { value, enumerable: false });
  return kept as unknown as Storage;
}

/** The browser clears this storage of the records' texts as well, and keeps the rest. */
export function loseCopies(): void {
  for (const key of Object.keys(globalThis.localStorage ?? {})) if (key.startsWith('cotmoc-copy-')) localStorage.removeItem(key);
}
