import { isPrintable } from './text.ts';

/**
 * Where in a value that was parsed from JSON text stands that nobody typed and not every database takes: a path of names, or
 * undefined. Without recursion, since a sender decides how deep a value goes.
 */
export function findUnprintable(value: unknown): string | undefined {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: current, path } = next;
    if (typeof current === 'string' && !isPrintable(current)) return path;
    if (typeof current !== 'object' || current === null) continue;
    for (const [key, inner] of Object.entries(current)) {
      if (!isPrintable(key)) return path;
      waiting.push({ value: inner, path: path === '' ? key : `${path}.${key}` });
    }
  }
  return undefined;
}
