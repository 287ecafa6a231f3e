import { createRoot, createSignal } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { createLiveQuery } from '../../../src/client/store/live.ts';
import { openPhone } from '../../helpers/phone.ts';

test('an answer follows what is written, in this tab and in another', async () => {
  const phone = await openPhone();
  const other = await openPhone(phone.accountId);
  const [count, dispose] = createRoot((end) => [createLiveQuery(() => phone.db.activities.count()), end] as const);
  expect(count()).toBeUndefined();
  await vi.waitFor(() => expect(count()).toBe(0));
  await phone.record();
  await vi.waitFor(() => expect(count()).toBe(1));
  await other.record();
  await vi.waitFor(() => expect(count()).toBe(2));
  dispose();
});

test('it follows what is read after an await, and in transactions', async () => {
  const phone = await openPhone();
  const query = async () => {
    const drafts = await phone.db.drafts.count();
    const inside = await phone.db.transaction('r', [phone.db.activities, phone.db.outbox], async () => {
      await phone.db.activities.count();
      return phone.db.outbox.count();
    });
    return drafts + inside;
  };
  const [sum, dispose] = createRoot((end) => [createLiveQuery(query), end] as const);
  await vi.waitFor(() => expect(sum()).toBe(0));
  await phone.record();
  await vi.waitFor(() => expect(sum()).toBe(1));
  dispose();
});

test('where it rests, every further asking waits for that, and goes on following', async () => {
  const phone = await openPhone();
  const waiting: (() => void)[] = [];
  const rest = (next: () => void): void => {
    // Not at once: the answer must be followed also when it is read in another turn of the event loop.
    waiting.push(() => setTimeout(next));
  };
  const [count, dispose] = createRoot((end) => [createLiveQuery(() => phone.db.activities.count(), rest), end] as const);
  await vi.waitFor(() => expect(count()).toBe(0));
  expect(waiting).toHaveLength(0);
  for (const wanted of [1, 2, 3]) {
    await phone.record();
    await vi.waitFor(() => expect(waiting).toHaveLength(wanted));
    expect(count()).toBe(wanted - 1);
    waiting.at(-1)?.();
    await vi.waitFor(() => expect(count()).toBe(wanted));
  }
  dispose();
});

test('it follows signals too, also those read only later', async () => {
  const phone = await openPhone();
  await phone.record({ date: '2024-06-01' });
  await phone.record({ date: '2024-06-02' });
  const [date, setDate] = createSignal('2024-06-01');
  const [all, setAll] = createSignal(true);
  const asked = vi.fn();
  const query = () => {
    asked();
    return all()
      ? phone.db.activities.count()
      : phone.db.activities
          .where('[date+id]')
          .between([date()], [`${date()}~`])
          .count();
  };
  const [count, dispose] = createRoot((end) => [createLiveQuery(query), end] as const);
  await vi.waitFor(() => expect(count()).toBe(2));
  setAll(false);
  await vi.waitFor(() => expect(count()).toBe(1));
  setDate('2024-06-09');
  await vi.waitFor(() => expect(count()).toBe(0));
  dispose();
  const times = asked.mock.calls.length;
  setDate('2024-06-02');
  await phone.record();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked).toHaveBeenCalledTimes(times);
});

test('a query that fails is asked again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let fails = true;
  const query = async () => {
    if (fails) throw new Error('closed under us');
    return 7;
  };
  const [value, dispose] = createRoot((end) => [createLiveQuery(query), end] as const);
  await vi.advanceTimersByTimeAsync(10);
  fails = false;
  await vi.advanceTimersByTimeAsync(1_100);
  expect(value()).toBe(7);
  dispose();
  vi.useRealTimers();
});
