/** What the office said last at an address, and the name it gave to that. */
interface Remembered {
  readonly tag: string;
  /** As text, which no screen changes. */
  readonly text: string;
}

/** As many as the screens of a long day at the desk ask for again. */
const MOST = 60;

/** In memory, for the life of the page: nothing of it may lie on a phone that several people use. The one asked for longest ago is first. */
const remembered = new Map<string, Remembered>();

export const tagOf = (path: string): string | undefined => remembered.get(path)?.tag;

export function rememberAnswer(path: string, tag: string, body: unknown): void {
  remembered.delete(path);
  remembered.set(path, { tag, text: JSON.stringify(body) });
  const [first] = remembered.keys();
  if (remembered.size > MOST && first !== undefined) remembered.delete(first);
}

export function rememberedAnswer(path: string): unknown {
  const { text } = remembered.get(path) ?? {};
  return text && JSON.parse(text);
}

/** Whoever comes next on this page begins with nothing. */
export const forgetAnswers = (): void => remembered.clear();
