import type { DBCore, DBCoreCursor, DBCoreTable, DBCoreTableSchema, Middleware } from 'dexie';
import { openBytes, SealBrokenError, sealBytes } from './cipher.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Besides the key and what the indexes need, this stays readable: whether a change is a verdict, so that what waits can be
 * counted without the key.
 */
const ALSO_READABLE: Readonly<Record<string, readonly string[]>> = { outbox: ['verdict'] };

/** Of the key itself (lock-row.ts), which is needed to open the rest. */
export const isReadable = (table: string, key: unknown): boolean => table === 'meta' && key === 'lock';

const pathsOf = (keyPath: string | string[] | null | undefined): string[] => (keyPath ? [keyPath].flat() : []);

function readableOf(schema: DBCoreTableSchema): readonly string[][] {
  const paths = [...pathsOf(schema.primaryKey.keyPath), ...schema.indexes.flatMap(({ keyPath }) => pathsOf(keyPath))];
  return [...new Set([...paths, ...(ALSO_READABLE[schema.name] ?? [])])].map((path) => path.split('.'));
}

/** Copies what lies at a path; a value that is absent stays absent, so that no index holds more than before. */
function copyPath(from: Row, to: Record<string, unknown>, [name = '', ...rest]: readonly string[]): void {
  const value = from[name];
  if (value === undefined) return;
  if (rest.length === 0) to[name] = value;
  else if (typeof value === 'object' && value !== null) {
    to[name] ??= {};
    copyPath(value as Row, to[name] as Record<string, unknown>, rest);
  }
}

/** Seals and opens the rows of one table. */
function createRowSeal(key: Uint8Array, schema: DBCoreTableSchema) {
  const { name, primaryKey } = schema;
  const readable = readableOf(schema);
  const keyOf = (row: Row): unknown => primaryKey.extractKey?.(row);
  const placeOf = (row: Row): string => `${name} ${JSON.stringify(keyOf(row))}`;
  const outside = (row: Row): Record<string, unknown> => {
    const left: Record<string, unknown> = {};
    for (const path of readable) copyPath(row, left, path);
    return left;
  };
  return {
    keyOf,
    outside,
    seal: (row: Row): Row =>
      isReadable(name, keyOf(row)) ? row : { ...outside(row), sealed: sealBytes(key, placeOf(row), JSON.stringify(row)) },
    open(row: Row | undefined): Row | undefined {
      if (row === undefined || isReadable(name, keyOf(row))) return row;
      const { sealed } = row;
      // What is not sealed did not come from here: it is not believed.
      if (!(sealed instanceof Uint8Array)) throw new SealBrokenError(`Not sealed: ${placeOf(row)}`);
      return JSON.parse(openBytes(key, placeOf(row), sealed)) as Row;
    },
  };
}

/** A cursor that opens the row it stands on; the rest is the cursor's own, whose getters know no other object. */
const openingCursor = (cursor: DBCoreCursor, open: (row: Row) => unknown): DBCoreCursor =>
  Object.create(cursor, {
    continue: { value: (key?: unknown) => cursor.continue(key) },
    continuePrimaryKey: { value: (key: unknown, primaryKey: unknown) => cursor.continuePrimaryKey(key, primaryKey) },
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: { get: () => open(cursor.value) },
  });

function sealTable(key: Uint8Array, table: DBCoreTable): DBCoreTable {
  const { schema } = table;
  const { keyOf, outside, seal, open } = createRowSeal(key, schema);
  return {
    ...table,
    get: (request) => table.get(request).then(open),
    getMany: (request) => table.getMany(request).then((rows) => rows.map(open)),
    query: (request) =>
      table.query(request).then((answer) => (request.values ? { ...answer, result: answer.result.map((row) => open(row)) } : answer)),
    openCursor: (request) =>
      table.openCursor(request).then((cursor) => (cursor && request.values ? openingCursor(cursor, (row) => open(row)) : cursor)),
    mutate(request) {
      if (request.type !== 'add' && request.type !== 'put') return table.mutate(request);
      const rows = request.values as readonly Row[];
      if (rows.every((row) => keyOf(row) !== undefined)) return table.mutate({ ...request, values: rows.map(seal) });
      // The database gives the number under which a row is sealed: it is taken first, and in the same transaction the row follows.
      return table.mutate({ ...request, values: rows.map(outside) }).then((taken) => {
        const name = String(schema.primaryKey.keyPath);
        const numbered = rows.flatMap((row, at) => (at in taken.failures ? [] : [seal({ ...row, [name]: taken.results?.[at] })]));
        return table.mutate({ type: 'put', trans: request.trans, values: numbered }).then(() => taken);
      });
    },
  };
}

/** Every row that goes into the database is sealed and every one that comes out is opened, below all that looks into rows. */
export const sealRows = (key: Uint8Array): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'seal',
  level: -2,
  create: (core) => {
    const tables = new Map<string, DBCoreTable>();
    return {
      ...core,
      table(name) {
        const known = tables.get(name) ?? sealTable(key, core.table(name));
        tables.set(name, known);
        return known;
      },
    };
  },
});
