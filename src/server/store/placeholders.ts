import { officeDay } from '../../domain/day.ts';
import { placeholdersToSave } from '../../domain/placeholder.ts';
import type { Plan } from '../../domain/plan.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import { savePlanVersion } from './plan-versions.ts';
import type { ReferenceReader } from './reference.ts';
import type { Store, WriteTx } from './store.ts';

type Known = Pick<OfficeReference, 'plans' | 'units'>;

/** Before the office has a unit nobody logs anything. */
const due = ({ plans, units }: Known, now: number): Plan[] =>
  units.length === 0 ? [] : placeholdersToSave([...plans.values()], officeDay(now));

/** Saves what stands for plans that are not there, beside the plans as they are in this transaction. */
export async function savePlaceholders(tx: WriteTx, known: Known, now: number): Promise<void> {
  for (const plan of due(known, now)) await savePlanVersion(tx, plan, { by: null, at: now });
}

/** Sees to it that there is something to log under, whoever asks first on a new day; nothing is written where there is. */
export async function ensurePlaceholders(store: Store, readReference: ReferenceReader, now: number): Promise<void> {
  if (due(await readReference(store.reader), now).length === 0) return;
  await store.write(async (tx) => savePlaceholders(tx, await readReference(tx.db), now));
}
