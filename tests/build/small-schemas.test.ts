import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as zod from 'zod/mini';
import * as small from '../../src/client/small-schemas.ts';

// The client's build puts the small schemas in the place of zod. Both make the same schemas here and judge the same values.

type Library = typeof zod;
type Made = zod.ZodMiniType;
type Make = (z: Library) => Made;

const scalar: fc.Arbitrary<Make> = fc.constantFrom<Make[]>(
  (z) => z.string(),
  (z) => z.string().check(z.minLength(1), z.maxLength(3)),
  (z) => z.string().check(z.regex(/^[a-c]+$/)),
  (z) =>
    z.string().check(
      z.maxLength(2),
      z.refine((text) => text.trim() === text),
    ),
  (z) =>
    z
      .string()
      .check(z.refine((text) => text !== 'b', { path: ['own'] }))
      .brand<'Code'>(),
  (z) => z.int(),
  (z) => z.int().check(z.minimum(-1), z.maximum(2)),
  (z) => z.number(),
  (z) => z.boolean(),
  (z) => z.unknown(),
  (z) => z.any(),
  (z) => z.literal('a'),
  (z) => z.literal(1),
  (z) => z.enum(['a', 'b']),
  (z) => z.iso.datetime(),
);
/** They stand for what an object lacks, and nowhere else in the app. */
const field: fc.Arbitrary<Make> = fc.constantFrom<Make[]>(
  (z) => z._default(z.string(), 'c'),
  (z) => z._default(z.array(z.int()), []),
);
const KEYS = ['a', 'b', 'kind', '__proto__x'] as const;
const { schema } = fc.letrec<{ schema: Make }>((tie) => {
  const shape = fc.dictionary(fc.constantFrom(...KEYS), fc.oneof({ arbitrary: tie('schema'), weight: 5 }, field), { maxKeys: 3 });
  const built = (z: Library, fields: Record<string, Make>) =>
    Object.fromEntries(Object.entries(fields).map(([key, make]) => [key, make(z)]));
  return {
    schema: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      tie('schema').map(
        (inner): Make =>
          (z) =>
            z.optional(inner(z)),
      ),
      tie('schema').map(
        (inner): Make =>
          (z) =>
            z.nullable(inner(z)),
      ),
      tie('schema').map(
        (inner): Make =>
          (z) =>
            z.readonly(inner(z)),
      ),
      tie('schema').map(
        (inner): Make =>
          (z) =>
            z.array(inner(z)).check(z.maxLength(2)),
      ),
      shape.map(
        (fields): Make =>
          (z) =>
            z.strictObject(built(z, fields)),
      ),
      shape.map(
        (fields): Make =>
          (z) =>
            z.strictObject(built(z, fields)).check(z.refine((value) => !('a' in value), { path: ['own'] })),
      ),
      shape.map(
        (fields): Make =>
          (z) =>
            z.object(built(z, fields)),
      ),
      shape.map(
        (fields): Make =>
          (z) =>
            z.looseObject(built(z, fields)),
      ),
      fc.tuple(tie('schema'), tie('schema')).map(
        (inner): Make =>
          (z) =>
            z.union(inner.map((make) => make(z))),
      ),
      tie('schema').map(
        (inner): Make =>
          (z) =>
            z.record(z.string().check(z.maxLength(1)), inner(z)),
      ),
      tie('schema').map(
        (inner): Make =>
          (z) =>
            z.partialRecord(z.enum(['a', 'b']), inner(z)),
      ),
      fc.tuple(shape, shape).map(
        ([one, other]): Make =>
          (z) =>
            z.discriminatedUnion('kind', [
              z.strictObject({ ...built(z, one), kind: z.literal('a') }),
              z.strictObject({ ...built(z, other), kind: z.enum(['b', 'c']) }),
            ]),
      ),
    ),
  };
});

const MOMENTS = ['2026-02-29T00:00:00Z', '2024-02-29T23:59:59.123Z', '2026-11-30T04:03Z', '2026-11-30T04:03:02+07:00', '2026-11-30'];
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown[]>(
      'a',
      'b',
      'c',
      '',
      ' a',
      'ab',
      'abcd',
      '𝒶𝒷𝒸',
      0,
      1,
      -1,
      3,
      1.5,
      Number.NaN,
      2 ** 60,
      true,
      null,
      undefined,
      ...MOMENTS,
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS, 'c', '__proto__'), tie('value'), { maxKeys: 4 }),
  ),
}));

/** What the app reads of a judgement: the value, or where it fails, by which keys, and whether by a rule of ours. */
function judged(made: Made, given: unknown): unknown {
  const parsed = made.safeParse(given);
  if (parsed.success) return { value: parsed.data, isFrozen: Object.isFrozen(parsed.data) };
  const places = parsed.error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return JSON.stringify([issue.path, issue.code === 'custom', keys]);
  });
  return [...new Set(places)].toSorted();
}

test('the schemas of the client judge every value as zod does', () => {
  fc.assert(
    fc.property(schema, value, (make, given) => {
      expect(judged(make(small as unknown as Library), given)).toEqual(judged(make(zod), given));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 1_500) },
  );
}, 60_000);

test('a moment is read as zod reads it, to the letter', () => {
  const digits = fc.nat({ max: 39 }).map((number) => String(number).padStart(2, '0'));
  const moment = fc
    .tuple(
      fc.constantFrom('2023', '2024', '1900', '2000'),
      digits,
      digits,
      digits,
      digits,
      digits,
      fc.constantFrom('Z', '.5Z', '.Z', '', '+00:00', 'z'),
    )
    .map(([year, month, date, hour, minute, second, end]) => `${year}-${month}-${date}T${hour}:${minute}:${second}${end}`);
  const mine = small.iso.datetime();
  const theirs = zod.iso.datetime();
  fc.assert(
    fc.property(moment, (text) => {
      expect(mine.safeParse(text).success).toBe(theirs.safeParse(text).success);
    }),
    { numRuns: 2_000 },
  );
}, 60_000);

test('what is parsed by force fails loudly', () => {
  expect(small.int().parse(3)).toBe(3);
  expect(() => small.int().parse('3')).toThrow('invalid_type');
});
