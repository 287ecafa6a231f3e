import { expect, test } from 'vitest';
import { type Closed, toJudgeOf } from '../../../src/client/features/reports/create-closed.ts';
import type { Closing } from '../../../src/domain/closing/closing.ts';
import { Closing as ClosingSchema } from '../../../src/domain/closing/closing.ts';
import type { ClosingDetail } from '../../../src/protocol/endpoints/closings.ts';
import { makeWorld, PLAN } from '../../domain/make.ts';

const STEPS = ['closed', 'submitted', 'sentBack', 'submitted'];
const closingAfter = (steps: number): Closing =>
  ClosingSchema.parse({
    id: '0190a0c0-0000-7000-8000-000000000001',
    planId: PLAN.id,
    periodKey: 'month-2024-3',
    period: { from: '2024-02-15', to: '2024-03-14' },
    hash: 'abcdef0123456789',
    no: 1,
    history: STEPS.slice(0, steps).map((step) => ({ step, at: '2024-03-18T05:00:00.000Z', by: 'a-1' })),
  });
/** What this device knows: the closing after so many steps, and the paper as it was fetched after so many. */
const closedWith = (known: number, fetched: number | undefined): Closed => ({
  closings: [closingAfter(known)],
  closing: closingAfter(known),
  detail: fetched === undefined ? undefined : ({ closing: closingAfter(fetched) } as ClosingDetail),
  differences: undefined,
  isNext: false,
});

test('a report is judged by the paper that was handed in last, and by no other', () => {
  const judged = (known: number, fetched: number | undefined) => toJudgeOf(closedWith(known, fetched), undefined, ['approver']);
  expect(judged(2, 2)?.isStale).toBe(false);
  // It was sent back and handed in anew since it was fetched; or it never was.
  expect(judged(4, 2)?.isStale).toBe(true);
  expect(judged(4, undefined)?.isStale).toBe(true);
  expect(judged(4, 4)?.isStale).toBe(false);
  // Whatever is pressed, the office is told how much was seen, and refuses a verdict on an earlier paper.
  expect(judged(4, 2)?.closing.history).toHaveLength(2);
});

test('the keys are for the approver, of a report of the whole office that waits', () => {
  const [unit] = makeWorld().units;
  expect(toJudgeOf(closedWith(2, 2), undefined, ['supervisor'])).toBeUndefined();
  expect(toJudgeOf(closedWith(2, 2), unit, ['approver'])).toBeUndefined();
  expect(toJudgeOf(closedWith(3, 3), undefined, ['approver'])).toBeUndefined();
  expect(toJudgeOf({ ...closedWith(2, 2), closing: undefined }, undefined, ['approver'])).toBeUndefined();
});
