import { afterAll, beforeAll, expect, test } from 'vitest';
import { RECORD_ACTIONS } from '../../src/domain/record-action.ts';
import { Mutation } from '../../src/protocol/mutation.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/sync.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { createRateLimiter } from '../../src/server/http/rate-limit.ts';
import { STATUS } from '../../src/server/http/refusal.ts';
import { errorsOf, type Route } from '../../src/server/routes/route.ts';
import { ROUTES } from '../../src/server/routes/table.ts';
import { databases, type Office, openOffice, type Phone, PLAN_ID } from './helpers.ts';
import { saveMilestonePlan } from './milestone-plan.ts';

const ROUNDS = 24;
/** Asked for elsewhere: they end what this test needs. */
const LEFT_OUT = ['POST /api/sign-out', 'POST /api/demonstration/clear'];

interface Schema {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, Schema>>;
      readonly innerType?: Schema;
      readonly element?: Schema;
      readonly valueType?: Schema;
      readonly options?: readonly Schema[];
      readonly entries?: Readonly<Record<string, string>>;
      readonly values?: readonly unknown[];
    };
  };
}

const SELF = '(the account that asks)';
const ID = '019cfe5c-0000-7000-8000-000000000000';
const NUMBERS = [
  0,
  1,
  2,
  7,
  -1,
  1.5,
  300,
  32_768,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e300,
  -(2 ** 31) - 1,
  -(2 ** 53),
];
const DAYS = ['2026-01-01', '2026-03-18', '2024-02-29', '0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30'];
const TEXTS = [
  ...DAYS,
  PLAN_ID,
  'qlbg',
  'ls',
  'II.1.a',
  'III.p2',
  'borderSession',
  '',
  '1',
  '50',
  '999',
  'x',
  'Ghi chú',
  ID,
  SELF,
  '2026-03-18T05:00:00.000Z',
  'month-2026-1',
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '9999999999999999',
  '99999999999999999999',
  '-1',
  '1e3',
  "'",
  '%',
  '\\',
  '"; drop table activities; --',
  '\u200b\u2060',
  '\u202eabc',
  'ﬁ',
  'Ⅷ',
  'x'.repeat(41),
  'x'.repeat(5_000),
];
/** What stands in most requests, so that the others of its fields are looked at. */
const LIKELY: Readonly<Record<string, { readonly text?: string; readonly number?: number; readonly list?: readonly unknown[] }>> = {
  planId: { text: PLAN_ID },
  unitId: { text: 'qlbg' },
  itemCode: { text: 'II.1.a' },
  type: { text: 'borderSession' },
  from: { text: '2026-01-01' },
  to: { text: '2026-03-31' },
  part: { text: '2026-03-15' },
  localityIds: { text: 'x' },
  duplicateOfIds: { text: ID },
  marker: { text: '300' },
  limit: { text: '50', number: 50 },
  protocol: { number: PROTOCOL_VERSION },
  epoch: { text: '' },
  scope: { text: '' },
  app: { text: '1' },
  nonce: { text: 'n' },
  cursor: { number: 0 },
  note: { text: 'x', list: [] },
  names: { list: [] },
  lost: { list: [] },
  oldestAt: { text: '2026-03-18T05:00:00.000Z' },
  count: { number: 0, text: '1' },
  means: { text: '' },
  before: { text: ID },
};
/** Tables and the like are drawn column by column: hardly any fits together. */
const SELDOM = ['table'];
const PARAMS = TEXTS.filter((text) => text !== '' && text !== SELF && text.length < 1_000);

const KNOWN_PARAMS: Readonly<Record<string, string>> = { planId: PLAN_ID, version: '1' };

/** Values as a schema describes them, most of them at some end of what is possible; the same seed makes the same ones. */
function generator(seed: number) {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const sometimes = (chance: number): boolean => random() < chance;
  const some = <T>(make: () => T): T[] => Array.from({ length: pick([0, 1, 1, 2, 3]) }, make);
  const moment = (): string => `2026-0${pick([1, 2, 3])}-1${pick([0, 5, 9])}T0${pick([0, 5])}:00:00.000Z`;
  const id = (): string => ID.slice(0, -2) + pick(['00', '01', '02', 'aa']);

  const mutation = (): unknown => {
    const base = { id: id(), activityId: id(), action: pick(RECORD_ACTIONS), base: pick<unknown>([0, 1, ...NUMBERS, id()]), at: moment() };
    const patch = {
      planId: PLAN_ID,
      itemCode: 'II.1.a',
      type: 'borderSession',
      date: pick(DAYS),
      unitId: 'qlbg',
      sessions: pick(NUMBERS),
      attendees: pick(NUMBERS),
    };
    return sometimes(0.5) ? { ...base, patch: base.action === 'record' ? patch : {} } : value(Mutation as unknown as Schema);
  };
  const plain = ({ _zod: { def } }: Schema): string => (def.innerType ? plain(def.innerType) : def.type);
  function likely(key: string, schema: Schema): unknown {
    const { text, number, list } = LIKELY[key] ?? {};
    const known = { string: text, number, array: list }[plain(schema)];
    return known !== undefined && sometimes(0.93) ? known : value(schema);
  }
  function value(schema: Schema): unknown {
    const { def } = schema._zod;
    if (sometimes(0.02)) return pick<unknown>([null, 7, 'x', [], {}, true]);
    switch (def.type) {
      case 'object': {
        const kept = Object.entries(def.shape ?? {}).filter(
          ([key, inner]) => inner._zod.def.type !== 'optional' || sometimes(SELDOM.includes(key) ? 0.1 : 0.5),
        );
        return Object.fromEntries(kept.map(([key, inner]) => [key, key === 'accountId' ? SELF : likely(key, inner)]));
      }
      case 'nullable':
        return sometimes(0.3) ? null : value(def.innerType as Schema);
      case 'optional':
      case 'readonly':
        return value(def.innerType as Schema);
      case 'union':
        return value(pick(def.options ?? []));
      case 'array':
        return some(() => value(def.element as Schema));
      case 'record':
        return Object.fromEntries(some(() => [pick(TEXTS).slice(0, 40), value(def.valueType as Schema)]));
      case 'enum':
        return pick(Object.values(def.entries ?? {}));
      case 'literal':
        return def.values?.[0];
      case 'boolean':
        return sometimes(0.5);
      case 'number':
        return pick(NUMBERS);
      case 'unknown':
        return mutation();
      default:
        return sometimes(0.3) ? pick([moment(), id()]) : pick(TEXTS);
    }
  }
  return { value, pick, sometimes };
}

const offices = new Map<string, { office: Office; phones: readonly Phone[] }>();
beforeAll(async () => {
  for (const kind of databases) {
    // Refusals for too many attempts are tested elsewhere.
    const office = await openOffice(kind, { deps: { limiter: { ...createRateLimiter(), take: () => 0 } } });
    await saveMilestonePlan(office);
    const phones = [];
    for (const staffCode of ['VP-01', 'QT-01', 'CB-07', 'TP-QLBG']) phones.push(await office.signIn(staffCode));
    offices.set(kind, { office, phones });
  }
});
afterAll(async () => {
  for (const { office } of offices.values()) await office.close();
});

interface Asked {
  readonly name: string;
  readonly path: string;
  readonly body?: string | undefined;
  readonly by: number;
}

function* requests(seed: number): Generator<Asked> {
  const { value, pick, sometimes } = generator(seed);
  for (let round = 0; round < ROUNDS; round++)
    for (const { method, path, query, body } of ROUTES) {
      const name = `${method} ${path}`;
      if (LEFT_OUT.includes(name)) continue;
      const asked = (query ? value(query as unknown as Schema) : {}) as Record<string, unknown>;
      const words = Object.entries(asked ?? {}).map(([key, said]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(said))}`);
      const filled = path.replace(/:(\w+)/g, (_, key: string) =>
        encodeURIComponent(sometimes(0.5) ? (KNOWN_PARAMS[key] ?? ID) : pick(PARAMS)),
      );
      yield {
        name,
        path: words.length > 0 ? `${filled}?${words.join('&')}` : filled,
        ...(body && { body: JSON.stringify(value(body as unknown as Schema)) }),
        by: pick([0, 0, 1, 2, 3]),
      };
    }
}

const routeOf = (name: string): Route => ROUTES.find(({ method, path }) => `${method} ${path}` === name) as Route;

test('what nobody would ask is answered as the description says, and on both databases alike', { timeout: 300_000 }, async () => {
  const good = new Set<string>();
  const wrong: unknown[] = [];
  for (const { name, path, body, by } of requests(12)) {
    const answers: unknown[] = [];
    for (const { office, phones } of offices.values()) {
      const phone = phones[by] as Phone;
      const said = body?.replaceAll(SELF, phone.person.id);
      const response = await office.request(path, {
        method: name.split(' ')[0] ?? '',
        cookie: phone.cookie,
        ...(said !== undefined && { body: said }),
      });
      const documented: readonly number[] = [200, ...errorsOf(routeOf(name)).map((code) => STATUS[code])];
      const text = await response.text();
      if (response.status >= 500 || !documented.includes(response.status)) wrong.push([name, path, body, response.status, text]);
      if (response.ok) good.add(name);
      const results =
        name === 'POST /api/sync' && response.ok
          ? ((JSON.parse(text) as { results?: { status: string }[] }).results ?? []).map(({ status }) => status)
          : [];
      if (results.includes('failed')) wrong.push([name, body, results]);
      answers.push([response.status, results]);
    }
    if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1])) wrong.push([name, path, body, answers]);
  }
  expect(wrong).toEqual([]);
  // A generator that only makes nonsense would test the first door alone.
  expect([...good].sort()).toEqual(
    expect.arrayContaining([
      'POST /api/sync',
      'GET /api/records',
      'GET /api/activities',
      'GET /api/tally',
      'GET /api/plans/:planId/versions',
    ]),
  );
  expect(good.size).toBeGreaterThan(15);
});
