import { createEffect, createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type BrowseList, createBrowseList } from '../../../src/client/features/browse/browse-list.ts';
import { searchIssue } from '../../../src/client/features/browse/browse-query.ts';
import type { BrowseChoice } from '../../../src/client/records/browse-choice.ts';
import type { ServerActivity } from '../../../src/protocol/server-activity.ts';
import { newActivityId, openPhone, serverActivity, type TestPhone } from '../../helpers/phone.ts';

/** Each address the office was asked at, and what it answers; nothing: it is not reached. */
const office = { asked: [] as string[], answer: undefined as ((path: string) => unknown) | undefined };

beforeEach(() => {
  office.asked = [];
  office.answer = undefined;
  vi.stubGlobal('fetch', async (path: string) => {
    office.asked.push(path);
    const body = office.answer?.(path);
    if (body === undefined) throw new TypeError('Failed to fetch');
    return Response.json(body);
  });
});
afterEach(() => vi.unstubAllGlobals());

async function withList(
  phone: TestPhone,
  first: BrowseChoice,
  use: (list: BrowseList, say: (choice: BrowseChoice) => void) => Promise<void>,
) {
  const [choice, setChoice] = createSignal(first);
  const [list, dispose] = createRoot((end) => [createBrowseList({ db: phone.db, plans: () => [] }, choice), end] as const);
  await use(list, setChoice);
  dispose();
}

/** What the screen says at each change of what lies here: how many, whether there are more; 'none' while it says nothing. */
function follow({ here }: BrowseList): (string | number)[] {
  const said: (string | number)[] = [];
  createRoot(() =>
    createEffect(() => {
      const found = here();
      said.push(found ? `${found.records.length}${found.more ? '+' : ''}` : 'none');
    }),
  );
  return said;
}

async function fill(phone: TestPhone, count: number): Promise<void> {
  const row = await phone.row(await phone.record());
  await phone.db.activities.bulkPut(Array.from({ length: count - 1 }, () => ({ ...row, id: newActivityId() })));
}

test('without a signal the first thing said counts what lies on the phone, and says where there are more than are shown', async () => {
  for (const [count, words] of [
    [300, '300'],
    [301, '300+'],
  ] as const) {
    const phone = await openPhone();
    await fill(phone, count);
    await withList(phone, {}, async (list) => {
      const said = follow(list);
      expect(list.waits()).toBe(true);
      await vi.waitFor(() => expect(list.waits()).toBe(false));
      expect(said).toEqual(['none', words]);
      expect(list.records()).toHaveLength(300);
    });
  }
});

test('without a signal other words are looked for on the phone at once, also while the office is asked again', async () => {
  const phone = await openPhone();
  await phone.record({ note: 'Chợ nổi' });
  await phone.record({ note: 'Cột mốc' });
  await withList(phone, {}, async (list, say) => {
    await vi.waitFor(() => expect(list.here()?.records).toHaveLength(2));
    const said = follow(list);
    // The office never answers from here on, as over a link that carries nothing.
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    say({ text: 'cho noi' });
    await vi.waitFor(() => expect(list.records()).toHaveLength(1));
    expect(list.here()?.records).toHaveLength(1);
    expect(said).toEqual(['2', '1']);
  });
});

test('a text that is too long to look for is said to be, and nothing is asked or shown in its place', async () => {
  const phone = await openPhone();
  await phone.record();
  const text = 'x'.repeat(121);
  expect(searchIssue(text)).toBe('Đang dài 121 ký tự, rút còn 120.');
  expect(searchIssue(`${'x'.repeat(120)} `)).toBeUndefined();
  await withList(phone, { text }, async (list, say) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(office.asked).toEqual([]);
    expect([list.query(), list.records(), list.total()]).toEqual([undefined, [], undefined]);
    say({ text: 'x'.repeat(120) });
    await vi.waitFor(() => expect(office.asked.length).toBeGreaterThan(0));
    expect(list.query()?.text).toHaveLength(120);
  });
});

/** A supervisor's screen: the record lies at the office only. */
async function atTheOffice(use: (phone: TestPhone, record: ServerActivity, stateNow: () => string | undefined) => Promise<void>) {
  const phone = await openPhone();
  const record = serverActivity(newActivityId(), phone.accountId);
  office.answer = (path) => (path.includes(record.id) ? record : { activities: [record], total: 1 });
  await withList(phone, {}, async (list) => {
    const stateNow = () => list.records()[0]?.state;
    await vi.waitFor(() => expect(stateNow()).toBe('sent'));
    await phone.review(record.id, { action: 'confirm', fetched: [record] });
    await vi.waitFor(() => expect(stateNow()).toBe('confirmed'));
    await use(phone, record, stateNow);
  });
}

test('a verdict given here shows in the line at once, and the line follows the office once it has gone out', async () => {
  await atTheOffice(async (phone, record, stateNow) => {
    const confirmed: ServerActivity = { ...record, version: 2, state: 'confirmed' };
    office.answer = (path) => (path.includes(record.id) ? confirmed : undefined);
    office.asked = [];
    await phone.db.transaction('rw', [phone.db.activities, phone.db.outbox], async () => {
      await phone.db.outbox.clear();
      await phone.db.activities.delete(record.id);
    });
    await vi.waitFor(() => expect(office.asked).toEqual([expect.stringContaining(record.id)]));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stateNow()).toBe('confirmed');
  });
});

test('a verdict that was taken back leaves the line as the office has it', async () => {
  const { undoReviews } = await import('../../../src/client/store/records/review-activities.ts');
  await atTheOffice(async (phone, record, stateNow) => {
    expect(await undoReviews(phone.db, [record.id])).toEqual([record.id]);
    await vi.waitFor(() => expect(stateNow()).toBe('sent'));
  });
});
