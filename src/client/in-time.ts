/** What comes of it, or a failure after so long (ms): what never settles would keep for good whoever waits for it. */
export function inTime<T>(ms: number, asked: Promise<T>): Promise<T> {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new DOMException('', 'TimeoutError')), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(limit));
}
