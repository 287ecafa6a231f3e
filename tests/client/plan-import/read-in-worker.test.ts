import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerRequest } from '../../../src/client/features/plan-import/answer-request.ts';
import type { ReadStep } from '../../../src/client/features/plan-import/messages.ts';
import { readInWorker } from '../../../src/client/features/plan-import/read-in-worker.ts';
import { PLAN_LIMITS } from '../../../src/domain/plan.ts';
import { Unit } from '../../../src/domain/reference.ts';
import { planToDocx } from '../../documents/build-docx.ts';
import { planText } from '../../domain/plan-reading/answer-key.ts';

/** A worker in the same thread, with the copying of messages that a real one does. */
class NearWorker extends EventTarget {
  static living = 0;
  #living = true;

  constructor() {
    super();
    NearWorker.living++;
  }

  postMessage(request: Parameters<typeof answerRequest>[0]): void {
    const copy = structuredClone(request);
    setTimeout(() => {
      if (this.#living)
        answerRequest(copy, (message) => this.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })));
    });
  }

  terminate(): void {
    this.#living = false;
    NearWorker.living--;
  }
}

// Where the page is, which says whose script it may run.
beforeEach(() => void vi.stubGlobal('location', new URL('http://localhost/ke-hoach/nhap')));
afterEach(() => vi.unstubAllGlobals());

const VP = Unit.parse({ id: 'vp', name: 'Văn phòng Sở', shortName: 'Văn phòng', aliases: ['VP Sở'] });

test('a Word file is read away from the page, step by step, and the worker ends', async () => {
  vi.stubGlobal('Worker', NearWorker);
  const steps: ReadStep[] = [];
  const file = new File([planToDocx(planText('kien-giang-2024')).slice()], 'ke-hoach.docx');
  const outcome = await readInWorker(file, { units: [VP], onStep: (step) => steps.push(step) });
  expect(steps.map(({ step }) => step)).toEqual(['opening', 'reading']);
  if (outcome.kind !== 'read') throw new Error(outcome.kind);
  expect(outcome.reading.items).toHaveLength(23);
  expect(outcome.reading.items.find(({ code }) => code === 'II.1.a.p1')).toMatchObject({ leadUnitId: 'vp', leadBasis: 'inherited' });
  expect(NearWorker.living).toBe(0);
});

test('pasted text is read, and a scan is refused by name', async () => {
  vi.stubGlobal('Worker', NearWorker);
  expect(await readInWorker('I. MỤC ĐÍCH\n- Một việc.')).toMatchObject({
    kind: 'read',
    reading: { items: [{ code: 'I' }, { code: 'I.a' }] },
  });
  expect(await readInWorker(new File(['%PDF-1.7'], 'quet.pdf'))).toEqual({ kind: 'refused', reason: 'pdf' });
});

test('more items than a plan may have are refused by name', async () => {
  vi.stubGlobal('Worker', NearWorker);
  const items = (count: number): string => `I. NỘI DUNG\n${'- Một việc.\n'.repeat(count - 1)}`;
  expect(await readInWorker(items(PLAN_LIMITS.items))).toMatchObject({ kind: 'read' });
  expect(await readInWorker(items(PLAN_LIMITS.items + 1))).toEqual({ kind: 'refused', reason: 'tooLarge' });
});

test('a person may stop the reading, and the worker ends', async () => {
  vi.stubGlobal('Worker', NearWorker);
  const stop = new AbortController();
  const outcome = readInWorker('I. MỤC ĐÍCH', { signal: stop.signal });
  await Promise.resolve();
  stop.abort();
  expect(await outcome).toEqual({ kind: 'stopped' });
  expect(NearWorker.living).toBe(0);
});

test('a file that cannot be taken from the phone, and a worker that breaks, are failures and not exceptions', async () => {
  vi.stubGlobal('Worker', NearWorker);
  const gone = Object.assign(new File([], 'a.docx'), { arrayBuffer: () => Promise.reject(new Error('gone')) });
  expect(await readInWorker(gone)).toEqual({ kind: 'failed' });
  vi.stubGlobal(
    'Worker',
    class extends NearWorker {
      override postMessage(): void {
        queueMicrotask(() => this.dispatchEvent(new Event('error')));
      }
    },
  );
  expect(await readInWorker('I. A')).toEqual({ kind: 'failed' });
});
