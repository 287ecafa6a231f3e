import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Day } from '../../src/domain/day.ts';
import type { Endpoint } from '../../src/protocol/endpoint.ts';
import { MAX_FIELDS, MAX_MUTATIONS, MAX_NAMES } from '../../src/protocol/limits.ts';
import { Mutation } from '../../src/protocol/mutation.ts';
import { oversize } from '../../src/protocol/oversize.ts';
import { MAX_COUNT, RECORD_SIZES } from '../../src/protocol/request-values.ts';
import { SyncRequest } from '../../src/protocol/sync-request.ts';

const files = import.meta.glob<Record<string, unknown>>('../../src/protocol/endpoints/*.ts', { eager: true });
const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
const ENDPOINTS = Object.values(files).flatMap((file) => Object.values(file).filter(isEndpoint));

interface Node {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, Node>>;
      readonly innerType?: Node;
      readonly element?: Node;
      readonly keyType?: Node;
      readonly valueType?: Node;
      readonly options?: readonly Node[];
      readonly checks?: readonly {
        readonly _zod: {
          readonly def: { readonly check: string; readonly maximum?: number; readonly value?: number; readonly pattern?: RegExp };
        };
      }[];
    };
  };
}

/** Texts that a function bounds: a test shows that it does. */
const BOUNDED_BY_FUNCTION: readonly unknown[] = [Day];
/** Where a schema lets anything through because each entry is looked at on its own afterwards. */
const LOOKED_AT_LATER = [
  'POST /api/lost-phones/:id mutations[]',
  'POST /api/sync mutations[]',
  'POST /api/sync table.keys{}[]',
  'POST /api/sync table.patch{}[]',
  'POST /api/taken-in mutations[]',
];
/** Numbers no column of counts holds: change numbers, times, and what a phone counts for itself. */
const LONG_NUMBERS = [
  'POST /api/spreadsheets rows[].patch{}',
  'POST /api/sync cursor',
  'POST /api/sync held.store.since',
  'POST /api/sync held.store.at',
  'POST /api/sync held.store.knows[]',
  'POST /api/sync held.store.dropped',
  'POST /api/sync table.at[]',
  'POST /api/sync table.idMs[]',
  'POST /api/sync table.activityMs[]',
  'a mutation patch{}',
  'a mutation patch{}[]',
];

const isBoundedPattern = (pattern: RegExp): boolean => {
  const { source } = pattern;
  return source.startsWith('^') && source.endsWith('$') && !/[*+]|\{\d+,\}/.test(source.replace(/\\[*+]|\[[^\]]*\]/g, ''));
};

/** Every place in a schema that has no end, and every number that is too large for a column of counts. */
function endless(node: Node, path: string): string[] {
  const { def } = node._zod;
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  const most = (name: string): number =>
    Math.min(...checks.map((check) => (check.check === name ? (check.maximum ?? check.value ?? Infinity) : Infinity)));
  const at = path.replace(': .', ' ').replace(/: $/, '');
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => endless(inner, `${path}.${key}`));
    case 'optional':
    case 'nullable':
    case 'readonly':
      return endless(def.innerType as Node, path);
    case 'union':
      return (def.options ?? []).flatMap((option) => endless(option, path));
    case 'array':
      return [...(most('max_length') < Infinity ? [] : [`${at}: a list`]), ...endless(def.element as Node, `${path}[]`)];
    case 'record': {
      const keys = RECORD_SIZES.get(node) ?? Infinity;
      return [
        ...(keys < Infinity ? [] : [`${at}: names`]),
        ...endless(def.keyType as Node, `${path}{name}`),
        ...endless(def.valueType as Node, `${path}{}`),
      ];
    }
    case 'string': {
      const patterns = checks.flatMap(({ pattern }) => (pattern ? [pattern] : []));
      const ends = most('max_length') < Infinity || patterns.some(isBoundedPattern) || BOUNDED_BY_FUNCTION.includes(node);
      return ends ? [] : [`${at}: a text`];
    }
    case 'number':
      return most('less_than') <= (LONG_NUMBERS.includes(at) ? Number.MAX_VALUE : MAX_COUNT) ? [] : [`${at}: a number`];
    case 'unknown':
      return LOOKED_AT_LATER.includes(at) ? [] : [`${at}: anything`];
    case 'enum':
    case 'literal':
    case 'boolean':
      return [];
    default:
      return [`${at}: ${def.type}, which this test does not know`];
  }
}

describe('everything that goes up to the office ends somewhere', () => {
  const requests = ENDPOINTS.flatMap(({ method, path, body, query }) =>
    [body, query].flatMap((schema) => (schema ? [[`${method} ${path}`, schema as unknown as Node] as const] : [])),
  );

  test('all requests are looked at', () => {
    expect(requests.map(([name]) => name)).toContain('POST /api/sync');
    expect(requests.length).toBeGreaterThan(25);
  });

  test.each([...requests, ['a mutation', Mutation as unknown as Node] as const])('%s', (name, schema) => {
    expect(endless(schema, `${name}: `)).toEqual([]);
  });

  test('a schema without an end is seen', () => {
    const open = z.strictObject({
      text: z.string(),
      numbers: z.array(z.int()),
      names: z.record(z.string(), z.boolean()),
      pattern: z.string().check(z.regex(/^a+$/)),
      what: z.optional(z.unknown()),
    });
    expect(endless(open as unknown as Node, 'GET /x: ')).toEqual([
      'GET /x text: a text',
      'GET /x numbers: a list',
      'GET /x numbers[]: a number',
      'GET /x names: names',
      'GET /x names{name}: a text',
      'GET /x pattern: a text',
      'GET /x what: anything',
    ]);
  });

  test('a day is no long text', () => {
    for (const text of ['2026-03-15'.padEnd(1_000), `2026-03-15${'0'.repeat(1_000)}`, ` 2026-03-15`, 'x'.repeat(1_000_000)])
      expect(Day.safeParse(text).success).toBe(false);
  });
});

describe('what is too large is seen before its parts are looked at', () => {
  const held = { count: 0, attention: 0, persisted: false };
  test.each([
    ['a list', { note: Array(501).fill(1) }, 'note'],
    ['a list in a value', { held: { ...held, names: Array(MAX_NAMES + 1).fill('x') } }, 'held.names'],
    ['a text', { app: 'x'.repeat(41) }, 'app'],
    ['the pages of changes', { mutations: Array(MAX_MUTATIONS + 1).fill(1) }, 'mutations'],
    ['names of columns', { table: { keys: Object.fromEntries(Array.from({ length: 300 }, (_, nth) => [nth, []])) } }, 'table.keys'],
    ['a column', { table: { patch: { note: Array(MAX_MUTATIONS + 1).fill('x') } } }, 'table.patch.note'],
    ['a long name on the way there', { table: { patch: { ['x'.repeat(100)]: Array(999) } } }, `table.patch.${'x'.repeat(40)}`],
    ['keys nobody knows', Object.fromEntries(Array.from({ length: 100 }, (_, nth) => [`k${nth}`, 1])), 'keys'],
  ])('%s', (_, value, place) => {
    expect(oversize(SyncRequest, value)).toBe(place);
  });

  test.each([
    [
      'as many fields as may be',
      { patch: Object.fromEntries(Array.from({ length: MAX_FIELDS }, (_, nth) => [`f${nth}`, 'x'])) },
      undefined,
    ],
    ['one more', { patch: Object.fromEntries(Array.from({ length: MAX_FIELDS + 1 }, (_, nth) => [`f${nth}`, 'x'])) }, 'patch'],
    ['an endless text', { patch: { note: 'x'.repeat(5_000) } }, 'patch.note'],
    ['an endless list', { patch: { markers: Array(101).fill('1') } }, 'patch.markers'],
    ['an endless moment', { at: `2026-03-15T00:00:00.${'0'.repeat(1_900_000)}Z` }, 'at'],
    ['what is of no shape at all', { patch: 7, id: [] }, undefined],
  ])('of a mutation: %s', (_, value, place) => {
    expect(oversize(Mutation, value)).toBe(place);
  });
});
