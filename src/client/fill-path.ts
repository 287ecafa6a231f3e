/** What a path asks for by name, and what stands behind its question mark. */
export interface PathValues {
  readonly params?: { readonly [name: string]: string };
  readonly query?: { readonly [name: string]: string | undefined };
}

/** '/plans/:planId' as an address. Codes may hold brackets and slashes as printed. */
export function fillPath(path: string, { params, query = {} }: PathValues): string {
  const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params?.[name] ?? ''));
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled;
}
