/**
 * What the app uses of `zod/mini`, for phones. The sources import zod, whose types they are checked by, and the server runs it;
 * only the build of the client puts this file in its place, since zod with all its messages weighs six times as much.
 * `tests/build/small-schemas.test.ts` holds it against zod: the same values pass, come out alike, and fail at the same places.
 */

type Path = PropertyKey[];

interface Issue {
  readonly code: string;
  readonly path: Path;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
  /** The value still has the form that further checks need. */
  readonly continue?: true;
}

interface Check {
  (value: never, issues: Issue[]): void;
  /** Of `maxLength`. */
  readonly max?: number;
}
type Fields = Record<string, unknown>;
type Shape = Readonly<Record<string, Schema>>;
type Run = (value: unknown, issues: Issue[]) => unknown;

interface Traits {
  /** It may be absent from an object. */
  readonly isOptional?: boolean;
  /** Where it is absent, something stands in its place. */
  readonly isDefaulted?: boolean;
  readonly values?: ReadonlySet<unknown>;
  readonly shape?: Shape;
  /** What a schema was laid around. */
  readonly innerType?: Schema;
}

class Schema {
  readonly run: Run;
  readonly traits: Traits;
  constructor(run: Run, traits: Traits = {}) {
    this.run = run;
    this.traits = traits;
  }

  get shape(): Shape | undefined {
    return this.traits.shape;
  }

  get def(): Traits {
    return this.traits;
  }

  check(...checks: Check[]): Schema {
    const most = Math.min(...checks.map(({ max = Number.POSITIVE_INFINITY }) => max));
    return new Schema((value, issues) => {
      // A list that is too long is refused before its elements are looked at.
      if (Array.isArray(value) && value.length > most) {
        issues.push({ code: 'too_big', path: [] });
        return value;
      }
      const before = issues.length;
      const result = this.run(value, issues);
      for (const check of checks) if (!isAborted(issues, before)) check(result as never, issues);
      return result;
    }, this.traits);
  }

  brand(): this {
    return this;
  }

  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: { issues: Issue[] } } {
    const issues: Issue[] = [];
    const data = this.run(value, issues);
    return issues.length === 0 ? { success: true, data } : { success: false, error: { issues } };
  }

  parse(value: unknown): unknown {
    const parsed = this.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new Error(JSON.stringify(parsed.error.issues));
  }
}

const isAborted = (issues: readonly Issue[], from = 0): boolean => issues.slice(from).some((issue) => !issue.continue);

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Runs what lies inside, and says of its issues where they are. */
function runAt(schema: Schema, value: unknown, key: PropertyKey, issues: Issue[]): unknown {
  const own: Issue[] = [];
  const result = schema.run(value, own);
  for (const issue of own) issue.path.unshift(key);
  issues.push(...own);
  return result;
}

const refuseType = (issues: Issue[], path: Path = []): void => void issues.push({ code: 'invalid_type', path });

/* @__NO_SIDE_EFFECTS__ */
const ofType = (isIt: (value: unknown) => boolean, traits?: Traits): Schema =>
  new Schema((value, issues) => {
    if (!isIt(value)) refuseType(issues);
    return value;
  }, traits);

const isString = (value: unknown): boolean => typeof value === 'string';

/* @__NO_SIDE_EFFECTS__ */
export const string = (): Schema => ofType(isString);
/* @__NO_SIDE_EFFECTS__ */
export const boolean = (): Schema => ofType((value) => typeof value === 'boolean');
/* @__NO_SIDE_EFFECTS__ */
export const number = (): Schema => ofType(Number.isFinite);
/* @__NO_SIDE_EFFECTS__ */
export const int = (): Schema => ofType(Number.isSafeInteger);
/* @__NO_SIDE_EFFECTS__ */
export const unknown = (): Schema => ofType(() => true);
/* @__NO_SIDE_EFFECTS__ */
export const any = (): Schema => unknown();

/* @__NO_SIDE_EFFECTS__ */
const among = (values: readonly unknown[]): Schema => {
  const set = new Set(values);
  return new Schema(
    (value, issues) => {
      if (!set.has(value)) issues.push({ code: 'invalid_value', path: [] });
      return value;
    },
    { values: set },
  );
};
/* @__NO_SIDE_EFFECTS__ */
export const literal = (value: unknown): Schema => among(Array.isArray(value) ? value : [value]);
/* @__NO_SIDE_EFFECTS__ */
const enumOf = (values: readonly string[]): Schema => among(values);

export { enumOf as enum };

/* @__NO_SIDE_EFFECTS__ */
const check =
  <T>(code: string, holds: (value: T) => boolean, path: Path = []): Check =>
  (value, issues) => {
    if (!holds(value)) issues.push({ code, path: [...path], continue: true });
  };
/** Letters, of which some are two units long; or elements. */
const lengthOf = (value: string | readonly unknown[]): number => [...value].length;
/* @__NO_SIDE_EFFECTS__ */
export const minLength = (min: number): Check => check<string>('too_small', (value) => lengthOf(value) >= min);
/* @__NO_SIDE_EFFECTS__ */
export const maxLength = (max: number): Check =>
  Object.assign(
    check<string>('too_big', (value) => lengthOf(value) <= max),
    { max },
  );
/* @__NO_SIDE_EFFECTS__ */
export const minimum = (min: number): Check => check<number>('too_small', (value) => value >= min);
/* @__NO_SIDE_EFFECTS__ */
export const maximum = (max: number): Check => check<number>('too_big', (value) => value <= max);
/* @__NO_SIDE_EFFECTS__ */
export const regex = (form: RegExp): Check => check<string>('invalid_format', (value) => form.test(value));
/* @__NO_SIDE_EFFECTS__ */
export const refine = (holds: (value: never) => unknown, { path = [] as Path } = {}): Check =>
  check<never>('custom', (value) => Boolean(holds(value)), path);

/** A moment of a day that exists, in UTC. */
const DATETIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;
export const iso = { datetime: (): Schema => string().check(regex(DATETIME)) };

/* @__NO_SIDE_EFFECTS__ */
export const optional = (inner: Schema): Schema =>
  new Schema((value, issues) => (value === undefined ? value : inner.run(value, issues)), { ...inner.traits, isOptional: true });
/* @__NO_SIDE_EFFECTS__ */
export const _default = (inner: Schema, instead: unknown): Schema =>
  new Schema(
    // Nobody who writes into one of these lists writes into all.
    (value, issues) => (value === undefined ? structuredClone(instead) : inner.run(value, issues)),
    { ...inner.traits, isOptional: false, isDefaulted: true },
  );
/* @__NO_SIDE_EFFECTS__ */
export const nullable = (inner: Schema): Schema =>
  new Schema((value, issues) => (value === null ? value : inner.run(value, issues)), inner.traits);
/* @__NO_SIDE_EFFECTS__ */
export const readonly = (inner: Schema): Schema =>
  new Schema((value, issues) => Object.freeze(inner.run(value, issues)), { ...inner.traits, innerType: inner });

/* @__NO_SIDE_EFFECTS__ */
export const array = (element: Schema): Schema =>
  new Schema((value, issues) => {
    if (Array.isArray(value)) return value.map((item, at) => runAt(element, item, at, issues));
    refuseType(issues);
    return value;
  });

function runField(schema: Schema, input: Fields, key: string, issues: Issue[], result: Fields): void {
  const isThere = key in input;
  if (!isThere && schema.traits.isOptional) return;
  const before = issues.length;
  const value = runAt(schema, input[key], key, issues);
  if (isThere || schema.traits.isDefaulted) result[key] = value;
  else if (issues.length === before) refuseType(issues, [key]);
}

const objectOf = (shape: Shape, others: 'refused' | 'left out' | 'taken along'): Schema =>
  new Schema(
    (value, issues) => {
      if (!isObject(value)) {
        refuseType(issues);
        return value;
      }
      const result: Fields = {};
      for (const [key, schema] of Object.entries(shape)) runField(schema, value, key, issues, result);
      const keys = others === 'left out' ? [] : enumerable(value).filter((key) => !Object.hasOwn(shape, key));
      if (others === 'taken along') for (const key of keys.filter((name) => name !== '__proto__')) result[key] = value[key];
      else if (keys.length > 0) issues.push({ code: 'unrecognized_keys', path: [], keys, continue: true });
      return result;
    },
    { shape },
  );
/* @__NO_SIDE_EFFECTS__ */
export const strictObject = (shape: Shape): Schema => objectOf(shape, 'refused');
/* @__NO_SIDE_EFFECTS__ */
export const object = (shape: Shape): Schema => objectOf(shape, 'left out');
/* @__NO_SIDE_EFFECTS__ */
export const looseObject = (shape: Shape): Schema => objectOf(shape, 'taken along');

function enumerable(value: Fields): string[] {
  const keys: string[] = [];
  for (const key in value) keys.push(key);
  return keys;
}

/* @__NO_SIDE_EFFECTS__ */
export const record = (keySchema: Schema, element: Schema): Schema =>
  new Schema((value, issues) => {
    if (!isObject(value)) {
      refuseType(issues);
      return value;
    }
    const result: Fields = {};
    const unknownKeys: string[] = [];
    // A key of this name would become the object's prototype.
    for (const key of Object.keys(value).filter((name) => name !== '__proto__')) {
      if (keySchema.safeParse(key).success) result[key] = runAt(element, value[key], key, issues);
      else if (keySchema.traits.values) unknownKeys.push(key);
      else issues.push({ code: 'invalid_key', path: [key] });
    }
    if (unknownKeys.length > 0) issues.push({ code: 'unrecognized_keys', path: [], keys: unknownKeys, continue: true });
    return result;
  });
/** Of the keys of an enumeration any may be absent. */
/* @__NO_SIDE_EFFECTS__ */
export const partialRecord = (keySchema: Schema, element: Schema): Schema => record(keySchema, element);

/* @__NO_SIDE_EFFECTS__ */
export const union = (options: readonly Schema[]): Schema =>
  new Schema(
    (value, issues) => {
      const tries = options.map((option) => {
        const own: Issue[] = [];
        return { result: option.run(value, own), own };
      });
      const usable = tries.filter(({ own }) => !isAborted(own));
      const best = tries.find(({ own }) => own.length === 0) ?? (usable.length === 1 ? usable[0] : undefined);
      issues.push(...(best ? best.own : [{ code: 'invalid_union', path: [] }]));
      return best ? best.result : value;
    },
    { isOptional: options.some(({ traits }) => traits.isOptional) },
  );

/* @__NO_SIDE_EFFECTS__ */
export const discriminatedUnion = (key: string, options: readonly Schema[]): Schema =>
  new Schema((value, issues) => {
    if (!isObject(value)) {
      refuseType(issues);
      return value;
    }
    const option = options.find(({ traits }) => traits.shape?.[key]?.traits.values?.has(value[key]));
    if (option) return option.run(value, issues);
    issues.push({ code: 'invalid_union', path: [key] });
    return value;
  });
