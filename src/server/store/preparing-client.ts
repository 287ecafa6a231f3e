import pg from 'pg';

/** Most statements prepared on a connection, which keeps each until it ends. */
const MAX_PREPARED = 100;
/** Longer texts are lists of parameters, of which few are ever alike (characters). */
const MAX_LENGTH = 8_000;

/** Names the texts that come again. */
function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const seenOnce = new Set<string>();
  return (text) => {
    // A prepared `select *` would fail for ever once another process has added a column.
    if (text.length > MAX_LENGTH || text.startsWith('select *')) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_PREPARED) return known;
    if (!seenOnce.delete(text)) {
      if (seenOnce.size >= MAX_PREPARED) seenOnce.clear();
      seenOnce.add(text);
      return undefined;
    }
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  };
}

type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>;

/** Lets PostgreSQL keep what it read and planned: for the widest of our statements that took as long as the work. */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // A connection that dies while nobody waits for an answer in it fails at its next statement. Unheard, the error would end the
    // process; the pool hears it only while the connection is idle.
    this.on('error', () => undefined);
    const query = super.query.bind(this) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
    const nameOf = createNames();
    const prepare: Query = (text, values = []) => {
      const name = values.length > 0 ? nameOf(text) : undefined;
      return query({ text, values, ...(name !== undefined && { name }) });
    };
    this.query = prepare as typeof this.query;
  }
}
