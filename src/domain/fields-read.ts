/**
 * The fields a function looks at. What depends on them is then known without being declared beside the function, where a new
 * field could be forgotten. The function must decide by these fields alone: as long as none of them changes, neither does what
 * it gives.
 */
export function fieldsRead<T extends object>(fields: T, look: (fields: T) => unknown): Set<string> {
  const read = new Set<string>();
  const note = (field: string | symbol): void => void read.add(String(field));
  look(
    new Proxy(fields, {
      get(target, field) {
        note(field);
        return Reflect.get(target, field);
      },
      has(target, field) {
        note(field);
        return Reflect.has(target, field);
      },
    }),
  );
  return read;
}
