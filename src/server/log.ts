/** One line of the log. Never a body, cookie, password, code or note: only what may be read by anyone who runs the server. */
export type LogEntry = { readonly event: string } & { readonly [key: string]: string | number | boolean | undefined };
export type Log = (entry: LogEntry) => void;

export const noLog: Log = () => undefined;

/** Writes JSON lines; JSON escapes line breaks, so no value can forge a line of its own. */
export const createLog =
  (write: (line: string) => void, clock: () => number): Log =>
  (entry) =>
    write(`${JSON.stringify({ time: new Date(clock()).toISOString(), ...entry })}\n`);

/** What may be said of an error: its name, code and place in our code; never its message, which may quote a value. */
export function describeError(error: unknown): {
  readonly name: string;
  readonly code: string | undefined;
  readonly at: string | undefined;
} {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, at: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => line.trim().startsWith('at ')) ?? [];
  return {
    name: error.name,
    code,
    at:
      frames
        .slice(0, 6)
        .map((line) => line.trim().slice(3))
        .join(' < ') || undefined,
  };
}
