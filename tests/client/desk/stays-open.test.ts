import { createRoot, createSignal } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { createOfficeDay } from '../../../src/client/features/desk/create-office-day.ts';
import { reportsToJudge } from '../../../src/client/features/desk/reports-to-judge.ts';
import { askAgainOn } from '../../../src/client/office/ask-again-on.lazy.ts';
import { createFetched } from '../../../src/client/office/create-fetched.ts';
import type { OfficeError } from '../../../src/client/office/trouble.ts';
import { Closing } from '../../../src/domain/closing/closing.ts';
import { day } from '../../../src/domain/day.ts';
import { Plan } from '../../../src/domain/plan.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import { PLAN } from '../../domain/make.ts';

afterEach(() => void vi.useRealTimers());

test('a screen that stays open goes on to the next day at midnight of the office', () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-18T22:30:00+07:00') });
  const { today, leave } = createRoot((dispose) => ({ today: createOfficeDay(Date.now), leave: dispose }));
  expect(today()).toBe('2026-03-18');
  vi.advanceTimersByTime(89 * 60_000);
  expect(today()).toBe('2026-03-18');
  vi.advanceTimersByTime(2 * 60_000);
  expect(today()).toBe('2026-03-19');
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(today()).toBe('2026-03-20');
  leave();
  expect(vi.getTimerCount()).toBe(0);
});

test('what could not be asked is asked again once the office was heard of, and only then', async () => {
  const answers: Result<string, OfficeError>[] = [err('offline'), err('offline'), ok('phones'), ok('asked in vain')];
  let asked = 0;
  const [contact, setContact] = createSignal<string>();
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const { fetched, leave } = createRoot((dispose) => {
    const made = createFetched(
      () => 'all',
      async () => {
        asked += 1;
        return answers[asked - 1] ?? err('offline');
      },
    );
    askAgainOn(contact, made);
    return { fetched: made, leave: dispose };
  });
  await settled();
  expect([asked, fetched.trouble()?.kind]).toEqual([1, 'unreached']);
  // What was read of an earlier contact is no news.
  setContact('2026-03-18T05:00:00.000Z');
  await settled();
  expect(asked).toBe(1);
  setContact('2026-03-18T05:10:00.000Z');
  await settled();
  setContact('2026-03-18T05:20:00.000Z');
  await settled();
  expect([asked, fetched.value()]).toEqual([3, 'phones']);
  setContact('2026-03-18T05:30:00.000Z');
  await settled();
  expect(asked).toBe(3);
  leave();
});

const closing = (no: number, planId: string, history: readonly (readonly [step: string, at: string])[]): Closing =>
  Closing.parse({
    id: `0190a0c0-0000-7000-8000-00000000000${no}`,
    planId,
    periodKey: 'month-2024-3',
    period: { from: '2024-02-15', to: '2024-03-14' },
    hash: 'abcdef0123456789',
    no,
    history: history.map(([step, at]) => ({ step, at: `${at}T05:00:00.000Z`, by: 'a-1' })),
  });

test('reports of every plan that wait for a verdict are told to the approver, the longest first', () => {
  const former = Plan.parse({ ...PLAN, id: 'plan-former', closed: true });
  const closings = [
    closing(1, PLAN.id, [
      ['closed', '2024-03-15'],
      ['submitted', '2024-03-20'],
    ]),
    closing(2, former.id, [
      ['closed', '2024-03-15'],
      ['submitted', '2024-03-16'],
    ]),
    closing(3, PLAN.id, [
      ['closed', '2024-03-15'],
      ['submitted', '2024-03-16'],
      ['approved', '2024-03-17'],
    ]),
    closing(4, PLAN.id, [['closed', '2024-03-15']]),
    closing(5, 'unknown', [
      ['closed', '2024-03-15'],
      ['submitted', '2024-03-16'],
    ]),
  ];
  const found = reportsToJudge(closings, [PLAN, former], ['approver'], day('2024-03-21'));
  expect(found.map(({ plan, closing: { no }, days }) => [plan.id, no, days])).toEqual([
    ['plan-former', 2, 5],
    [PLAN.id, 1, 1],
  ]);
  expect(reportsToJudge(closings, [PLAN, former], ['supervisor'], day('2024-03-21'))).toEqual([]);
});
