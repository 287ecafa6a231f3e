import type * as z from 'zod/mini';
import { RECORD_SIZES } from './request-values.ts';

// A schema looks at every element of a list before it counts them: a list of a million that are all wrong would hold up everybody
// for seconds. So what a body may be in size is looked at first, by the limits that the schemas themselves name.

/** A schema as far as limits need it. */
interface Shape {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: { readonly [key: string]: Shape };
      readonly innerType?: Shape;
      readonly element?: Shape;
      readonly valueType?: Shape;
      readonly options?: readonly Shape[];
      readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly maximum?: number } } }[];
    };
  };
}

/** Keys beside those of a shape that are still told by name. */
const SPARE_KEYS = 20;
/** Longest part of a path that is said. */
const MAX_PART_LENGTH = 40;

const limits = new WeakMap<Shape, number>();
/** The longest that a text or a list of this schema may be. */
function longest(schema: Shape): number {
  const known = limits.get(schema);
  if (known !== undefined) return known;
  const named = (schema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) => (def.check === 'max_length' ? [def.maximum ?? 0] : []));
  const limit = Math.min(Number.POSITIVE_INFINITY, ...named);
  limits.set(schema, limit);
  return limit;
}

/** A name in a path as it is told: nobody gets back more than they need to find it. */
export const partOfPath = (key: PropertyKey): string => String(key).slice(0, MAX_PART_LENGTH);
const below = (path: string, key: PropertyKey): string => (path === '' ? partOfPath(key) : `${path}.${partOfPath(key)}`);

function tooLongIn(shape: { readonly [key: string]: Shape }, value: object, path: string): string | undefined {
  const named = Object.keys(shape);
  let keys = 0;
  for (const _ in value) if (++keys > named.length + SPARE_KEYS) return path === '' ? 'keys' : path;
  for (const key of named) {
    const found = Object.hasOwn(value, key)
      ? oversizeAt(shape[key] as Shape, value[key as keyof typeof value], below(path, key))
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function tooLongList(schema: Shape, value: readonly unknown[], path: string): string | undefined {
  if (value.length > longest(schema)) return path;
  for (const [at, entry] of value.entries()) {
    const found = oversizeAt(schema._zod.def.element as Shape, entry, below(path, at));
    if (found !== undefined) return found;
  }
  return undefined;
}

function tooLongRecord(schema: Shape, value: object, path: string): string | undefined {
  const most = RECORD_SIZES.get(schema) ?? Number.POSITIVE_INFINITY;
  let keys = 0;
  for (const key in value) {
    if (++keys > most) return path;
    const found = oversizeAt(schema._zod.def.valueType as Shape, value[key as keyof typeof value], below(path, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the schema is one of such values at all. */
function isAlike({ _zod: { def } }: Shape, value: unknown): boolean {
  if (def.innerType) return isAlike(def.innerType, value);
  if (Array.isArray(value)) return def.type === 'array';
  return typeof value === 'object' ? def.type === 'object' || def.type === 'record' : def.type === typeof value;
}

/** Where a parsed JSON value is larger than its schema allows; undefined where it is not. What it is otherwise, the schema says. */
export function oversizeAt(schema: Shape, value: unknown, path = ''): string | undefined {
  const { def } = schema._zod;
  if (def.innerType) return oversizeAt(def.innerType, value, path);
  if (def.options) {
    // What may be a text or a list is no text of any length because a list is none.
    const found = def.options.filter((option) => isAlike(option, value)).map((option) => oversizeAt(option, value, path));
    return found.includes(undefined) ? undefined : found[0];
  }
  if (typeof value === 'string') return def.type === 'string' && value.length > longest(schema) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return def.type === 'array' ? tooLongList(schema, value, path) : undefined;
  if (def.shape) return tooLongIn(def.shape, value, path);
  return def.type === 'record' ? tooLongRecord(schema, value, path) : undefined;
}

/** As `oversizeAt`, for a schema of the library. */
export const oversize = (schema: z.ZodMiniType, value: unknown): string | undefined => oversizeAt(schema as unknown as Shape, value);
