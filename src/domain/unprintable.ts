import { isPrintable } from './text.ts';

/**
 * Where in a value that was parsed from JSON text stands that nobody typed and not every database takes: a path of names, or
 * undefined. Without recursion, since a sender decides how deep a value goes.
 */
export function findUnprintable(value: unknown): string | undefined {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: one, path } = next;
    if (typeof one === 'string' && !isPrintable(one)) return path;
    if (typeof one !== 'object' || one === null) continue;
    for (const [key, inner] of Object.entries(one)) {
      if (!isPrintable(key)) return path;
      waiting.push({ value: inner, path: path === '' ? key : `${path}.${key}` });
    }
  }
  return undefined;
}
