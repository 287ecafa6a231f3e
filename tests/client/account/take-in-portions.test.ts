import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { countFates, enterNew, type Fates, lookAt } from '../../../src/client/features/account/take-in-portions.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { readUnsent } from '../../../src/client/store/records/unsent.ts';
import type { Mutation } from '../../../src/protocol/mutation.ts';
import { applied, openPhone, rejected } from '../../helpers/phone.ts';

beforeAll(() => withWords(['account', 'refusals'], Promise.resolve()));
afterEach(() => vi.unstubAllGlobals());

interface Asked {
  readonly check: boolean;
  readonly mutations: readonly Mutation[];
}

/** An office that takes in what it is asked to, and that the signal reaches so many times; `losing`: the answer is lost, the request is not. */
function openOffice(refuses: (mutation: Mutation) => boolean = () => false) {
  const has = new Set<string>();
  const office = { requests: [] as Asked[], reached: Number.POSITIVE_INFINITY, losing: false, has };
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const asked = JSON.parse(String(init.body)) as Asked;
    if (office.requests.length >= office.reached && !office.losing) throw new TypeError('Failed to fetch');
    office.requests.push(asked);
    const known = asked.mutations.map(({ id }) => id).filter((id) => has.has(id));
    const results = asked.mutations.map((mutation) => (refuses(mutation) ? rejected(mutation) : applied(mutation)));
    if (!asked.check) for (const mutation of asked.mutations) if (!refuses(mutation)) has.add(mutation.id);
    if (office.requests.length > office.reached) throw new TypeError('Failed to fetch');
    return Response.json({ staffCode: 'CB-07', results, known });
  });
  return office;
}

/** 150 records are two portions. */
async function fileOf(count: number) {
  const phone = await openPhone();
  for (let at = 0; at < count; at++) await phone.record();
  return readUnsent(phone.db, 'CB-07');
}

const kinds = (fates: Fates) => [countFates(fates, 'new'), countFates(fates, 'known'), countFates(fates, 'refused')];

test('where the signal goes half way, what the office said it entered is told from what had no answer, and the next try goes on with that', async () => {
  const office = openOffice();
  const file = await fileOf(150);
  const seen = await lookAt(file);
  expect(kinds(seen.fates)).toEqual([150, 0, 0]);
  office.reached = office.requests.length + 1;
  const half = await enterNew(file, seen.fates);
  expect([half.error, half.entered, ...kinds(half.fates)]).toEqual(['offline', 100, 50, 100, 0]);
  expect(office.has.size).toBe(100);
  office.reached = Number.POSITIVE_INFINITY;
  office.requests.length = 0;
  const whole = await enterNew(file, half.fates);
  expect([whole.error, whole.entered, ...kinds(whole.fates)]).toEqual([undefined, 50, 0, 150, 0]);
  expect(office.requests.map(({ mutations }) => mutations.length)).toEqual([50]);
  expect(office.has.size).toBe(150);
});

test('what came in by a request whose answer was lost is named once the office says that it has it', async () => {
  const office = openOffice();
  const file = await fileOf(3);
  const seen = await lookAt(file);
  Object.assign(office, { reached: 1, losing: true });
  const lost = await enterNew(file, seen.fates);
  expect([lost.error, lost.entered, ...kinds(lost.fates)]).toEqual(['offline', 0, 3, 0, 0]);
  expect(office.has.size).toBe(3);
  office.reached = Number.POSITIVE_INFINITY;
  const again = await enterNew(file, lost.fates);
  expect([again.error, again.entered, ...kinds(again.fates)]).toEqual([undefined, 3, 0, 3, 0]);
});

test('what the office does not take stays to be seen with its reason, and is not counted as entered', async () => {
  const file = await fileOf(2);
  const [first] = file.records;
  openOffice(({ activityId }) => activityId === first?.id);
  const seen = await lookAt(file);
  const done = await enterNew(file, seen.fates);
  expect([done.entered, ...kinds(done.fates)]).toEqual([1, 0, 1, 1]);
  expect(done.fates.get(first?.id as never)).toMatchObject({ kind: 'refused', why: expect.stringMatching(/./) });
});
