import { readDocument, readPasted } from '../../../documents/read-document.ts';
import { PLAN_LIMITS } from '../../../domain/plan.ts';
import { readPlan } from '../../../domain/plan-reading/read-plan.ts';
import type { PlanSource, ReadRequest, WorkerMessage } from './messages.ts';

const open = (source: PlanSource) => (source.kind === 'file' ? readDocument(source.bytes, source.name) : readPasted(source.text));

/** What the worker does with one request. */
export function answerRequest({ source, units }: ReadRequest, post: (message: WorkerMessage) => void): void {
  post({ kind: 'step', step: 'opening' });
  const opened = open(source);
  if (opened.ok) {
    post({ kind: 'step', step: 'reading', lines: opened.value.lines.length });
    const reading = readPlan(opened.value, { units });
    // More could not be saved as a plan, and a phone could not show it.
    post(reading.items.length > PLAN_LIMITS.items ? { kind: 'refused', reason: 'tooLarge' } : { kind: 'read', reading });
  } else post({ kind: 'refused', reason: opened.error.reason });
}
