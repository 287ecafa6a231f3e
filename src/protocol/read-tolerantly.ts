import type * as z from 'zod/mini';
import { ownFieldsSchema } from '../domain/activity.ts';

type Path = readonly PropertyKey[];
type Fields = Record<PropertyKey, unknown>;

/** A row that a later release made and this one does not fully understand. */
export interface UnreadRow {
  /** The list it came in. */
  readonly list: string;
  /** As it came. */
  readonly raw: unknown;
  /** It is shown, without what is not understood; otherwise it is not shown at all. */
  readonly isPartly: boolean;
}

export interface TolerantReading<T> {
  readonly value: T;
  readonly unread: readonly UnreadRow[];
}

interface Problem {
  readonly code: string | undefined;
  readonly path: Path;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
}

interface Row {
  readonly list: string;
  readonly raw: unknown;
  isPartly: boolean;
  isLost: boolean;
}

/** Each pass looks one level further out from what was not understood; no row is nested as deep as this. */
const MAX_PASSES = 12;
/** What a person said in a record is kept as it came, even where most of it can be shown. */
const KEPT_WHOLE: { readonly [list: string]: PropertyKey } = { activities: 'content' };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const at = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);

/** What the schema has against the value. Of own fields it says only that something is wrong: the schema of their type says what. */
function problemsOf(schema: z.ZodMiniType, value: unknown): Problem[] {
  const issues = (schema.safeParse(value).error?.issues ?? []) as readonly Problem[];
  return issues.flatMap((issue) => {
    if (issue.code !== 'custom' || issue.path.at(-1) !== 'own') return [issue];
    const type = at(value, [...issue.path.slice(0, -1), 'type']);
    const own = ownFieldsSchema(String(type))?.safeParse(at(value, issue.path)).error?.issues as readonly Problem[] | undefined;
    return own ? own.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
  });
}

/** Takes out what is not understood; false where nothing can be taken out, since it is missing and must be there. */
function takeOut(answer: unknown, { code, path, keys }: Problem, elements: Map<unknown[], Set<number>>): boolean {
  if (code === 'unrecognized_keys') {
    for (const key of keys ?? []) delete (at(answer, path) as Fields)[key];
    return true;
  }
  const parent = at(answer, path.slice(0, -1));
  const last = path.at(-1) as PropertyKey;
  if (Array.isArray(parent)) {
    elements.set(parent, (elements.get(parent) ?? new Set()).add(Number(last)));
    return true;
  }
  if (!isFields(parent) || !Object.hasOwn(parent, last)) return false;
  delete parent[last];
  return true;
}

/**
 * Reads an answer that is stricter than this release knows: unknown keys, lists, options and optional values are left out, and
 * rows that cannot be read without them are handed back as they came. `depth`: how many steps lead to a row (`changes`, the
 * list, its place). Undefined where the answer cannot be read at all. The answer is changed on the way.
 */
export function readTolerantly<T>(schema: z.ZodMiniType<T>, answer: unknown, depth: number): TolerantReading<T> | undefined {
  const rows = new Map<unknown, Row>();
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const parsed = schema.safeParse(answer);
    if (parsed.success) {
      const unread = [...rows.values()].filter((row) => row.isLost || row.isPartly);
      return { value: parsed.data, unread: unread.map(({ list, raw, isLost }) => ({ list, raw, isPartly: !isLost })) };
    }
    const elements = new Map<unknown[], Set<number>>();
    for (const problem of problemsOf(schema, answer)) {
      const place = problem.path.slice(0, depth);
      const isInRow = place.length === depth && typeof place.at(-1) === 'number';
      if (!isInRow) {
        if (problem.code !== 'unrecognized_keys') return undefined;
        takeOut(answer, problem, elements);
        continue;
      }
      const raw = at(answer, place);
      const row = rows.get(raw) ?? {
        list: String(place.at(-2)),
        raw: JSON.parse(JSON.stringify(raw ?? null)),
        isPartly: false,
        isLost: false,
      };
      rows.set(raw, row);
      if (row.list in KEPT_WHOLE && problem.path[depth] === KEPT_WHOLE[row.list]) row.isPartly = true;
      const isWhole = problem.path.length === depth && problem.code !== 'unrecognized_keys';
      if (isWhole || !takeOut(answer, problem, elements)) {
        row.isLost = true;
        takeOut(answer, { code: undefined, path: place }, elements);
      }
    }
    for (const [list, places] of elements) list.splice(0, list.length, ...list.filter((_, nth) => !places.has(nth)));
  }
  return undefined;
}
