import type { RefusalReason } from '../../../documents/refusal.ts';
import type { PlanReading } from '../../../domain/plan-reading/reading.ts';
import type { Unit } from '../../../domain/reference.ts';

/** A file as it was chosen, or text from the clipboard. */
export type PlanSource =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string };

export interface ReadRequest {
  readonly source: PlanSource;
  /** The office's units, to match the names the plan prints. */
  readonly units: readonly Unit[];
}

/** What is being done: the file is taken apart, then its lines are read as a plan. */
export type ReadStep = { readonly step: 'opening' } | { readonly step: 'reading'; readonly lines: number };

export type ReadAnswer =
  | { readonly kind: 'read'; readonly reading: PlanReading }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

export type WorkerMessage = ({ readonly kind: 'step' } & ReadStep) | ReadAnswer;
