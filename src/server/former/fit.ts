/** A JSON Schema, as far as the kept shapes use it. */
export interface Shape {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Shape };
  readonly type?: string | readonly string[];
  readonly properties?: { readonly [key: string]: Shape };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly propertyNames?: Shape;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

type Fields = { readonly [key: string]: unknown };
export interface FitOptions {
  /** What stands for a value of this key that is not among those of the shape; only where the shape has it. */
  readonly instead: { readonly [key: string]: string };
  /** What stands for an element of this list that cannot be read; the others are left out. */
  readonly insteadOf: { readonly [list: string]: (row: Fields) => unknown };
  /** The shapes of own fields by type, which no schema of the wire can say. */
  readonly own: { readonly [type: string]: Shape };
}

/** The value has no form in which the shape allows it. */
export const UNREADABLE = Symbol('unreadable');

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
const hasType = (value: unknown, wanted: string): boolean =>
  wanted === 'integer' ? Number.isInteger(value) : typeOf(value) === wanted;

const patterns = new Map<string, RegExp>();
function matches(text: string, pattern: string): boolean {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known.test(text);
}

function isWithin(value: unknown, shape: Shape): boolean {
  if (typeof value === 'number') return value >= (shape.minimum ?? -Infinity) && value <= (shape.maximum ?? Infinity);
  if (typeof value !== 'string') return true;
  const fits = value.length >= (shape.minLength ?? 0) && value.length <= (shape.maxLength ?? Infinity);
  return fits && (shape.pattern === undefined || matches(value, shape.pattern));
}

/**
 * The value in a form that a strict reader of the shape takes: keys it does not know are left out, and so is every optional
 * value and every element of a list that it could not read.
 */
export function fitToShape(value: unknown, root: Shape, options: FitOptions): unknown {
  const resolve = (shape: Shape): Shape => {
    if (shape.$ref === undefined) return shape;
    const named = root.$defs?.[shape.$ref.slice('#/$defs/'.length)];
    if (!named) throw new Error(`The kept shape lacks ${shape.$ref}`);
    return resolve(named);
  };

  function fitList(list: readonly unknown[], items: Shape, key: string): unknown[] {
    return list.flatMap((row) => {
      const fitted = fitTo(row, items, '');
      if (fitted !== UNREADABLE) return [fitted];
      const replace = options.insteadOf[key];
      return replace && isFields(row) ? [replace(row)] : [];
    });
  }

  function fitRecord(value: Fields, shape: Shape, values: Shape): unknown {
    const names = shape.propertyNames;
    const entries = Object.entries(value).filter(([key]) => !names || fitTo(key, names, '') !== UNREADABLE);
    return Object.fromEntries(entries.map(([key, entry]) => [key, fitTo(entry, values, key)]).filter(([, entry]) => entry !== UNREADABLE));
  }

  function fitFields(value: Fields, shape: Shape): unknown {
    if (!shape.properties) return isFields(shape.additionalProperties) ? fitRecord(value, shape, shape.additionalProperties) : value;
    const fitted: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(shape.properties)) {
      if (value[key] === undefined) continue;
      const isOwn = key === 'own' && typeof value['type'] === 'string';
      const known = isOwn ? options.own[value['type'] as string] : inner;
      // The shape of a type's own fields has definitions of its own.
      const adapted = isOwn && known ? fitToShape(value[key], known, options) : known ? fitTo(value[key], known, key) : UNREADABLE;
      if (adapted !== UNREADABLE) fitted[key] = adapted;
    }
    return (shape.required ?? []).every((key) => key in fitted) ? fitted : UNREADABLE;
  }

  function fitTo(value: unknown, reference: Shape, key: string): unknown {
    const shape = resolve(reference);
    const choices = shape.anyOf ?? shape.oneOf;
    if (choices) {
      const fitted = choices.map((choice) => fitTo(value, choice, key)).filter((fitted) => fitted !== UNREADABLE);
      return fitted.length === 0 ? UNREADABLE : fitted[0];
    }
    if (shape.type !== undefined && ![shape.type].flat().some((type) => hasType(value, type))) return UNREADABLE;
    if (shape.const !== undefined && value !== shape.const) return UNREADABLE;
    if (shape.enum && !shape.enum.includes(value)) return shape.enum.includes(options.instead[key]) ? options.instead[key] : UNREADABLE;
    if (!isWithin(value, shape)) return UNREADABLE;
    if (Array.isArray(value)) return (shape.items ? fitList(value, shape.items, key) : value).slice(0, shape.maxItems);
    return isFields(value) ? fitFields(value, shape) : value;
  }

  return fitTo(value, root, '');
}
