import { liveQuery } from 'dexie';
import * as z from 'zod/mini';
import { OfficeSettings } from '../../../domain/office-settings.ts';
import { Plan } from '../../../domain/plan.ts';
import { Locality, Partner, Unit } from '../../../domain/reference.ts';
import type { AppDb } from '../db.ts';
import { writeMeta } from '../meta.ts';
import { openNote, sealNote } from './notes.ts';
import { planCopyKey } from './plan-copy-key.ts';

/** Characters the copy may take: a storage of five million holds the records that wait too. */
const MOST_CHARS = 1_000_000;

const Copy = z.object({
  plans: z.array(Plan).check(z.minLength(1)),
  units: z.array(Unit),
  localities: z.array(Locality),
  partners: z.array(Partner),
  settings: z.optional(z.array(OfficeSettings)),
});

async function readTables(db: AppDb) {
  const [plans, units, localities, partners, settings] = await Promise.all([
    db.plans.toArray(),
    db.units.toArray(),
    db.localities.toArray(),
    db.partners.toArray(),
    db.settings.toArray(),
  ]);
  return { plans, units, localities, partners, settings };
}

const withoutFeed = (rows: readonly object[]): object[] =>
  rows.map((row) => {
    const { feed: _, ...rest } = row as { readonly feed?: number };
    return rest;
  });

type Tables = Awaited<ReturnType<typeof readTables>>;

/** A plan that came and was written keeps its copy until another one comes; a phone without a plan has nothing to copy. */
export function writePlanCopy(db: AppDb, { plans, units, localities, partners, settings }: Tables): void {
  if (plans.length === 0) return;
  const text = JSON.stringify({
    plans: withoutFeed(plans),
    units: withoutFeed(units),
    localities: withoutFeed(localities),
    partners: withoutFeed(partners),
    settings: withoutFeed(settings),
  });
  const place = planCopyKey(db.accountId);
  try {
    if (text.length > MOST_CHARS) localStorage.removeItem(place);
    else if (openNote(db, place, localStorage.getItem(place)) !== text) localStorage.setItem(place, sealNote(db, place, text));
  } catch {
    // Full or forbidden: the copy is as old as the last one.
  }
}

/** Keeps the copy in step with what the feed brings; gives back how to stop. */
export function followPlan(db: AppDb): () => void {
  const following = liveQuery(() => readTables(db)).subscribe({
    next: (tables) => writePlanCopy(db, tables),
    // A store that was closed under us says nothing of its plan; the copy stays as it is.
    error: () => undefined,
  });
  return () => following.unsubscribe();
}

function readCopy(db: AppDb): z.infer<typeof Copy> | undefined {
  const place = planCopyKey(db.accountId);
  try {
    const parsed = Copy.safeParse(JSON.parse(openNote(db, place, localStorage.getItem(place)) ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Gives a store without a plan the last one it had. The next feed replaces it, and takes away what is no longer there. */
export async function restorePlanCopy(db: AppDb): Promise<void> {
  if ((await db.plans.count()) > 0) return;
  const copy = readCopy(db);
  if (!copy) return;
  await db.transaction('rw', [db.plans, db.units, db.localities, db.partners, db.settings, db.meta], async () => {
    if ((await db.plans.count()) > 0) return;
    await db.plans.bulkPut(copy.plans);
    await db.units.bulkPut(copy.units);
    await db.localities.bulkPut(copy.localities);
    await db.partners.bulkPut(copy.partners);
    await db.settings.bulkPut(copy.settings ?? []);
    await writeMeta(db, 'planCopy', true);
  });
}

/** The plan comes back from its copy where the store lost it; from then on the copy follows what the feed brings, until `signal`. */
export async function savePlanCopy(db: AppDb, signal: AbortSignal): Promise<void> {
  await restorePlanCopy(db);
  if (!signal.aborted) signal.addEventListener('abort', followPlan(db));
}
