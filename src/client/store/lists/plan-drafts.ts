import type { AppDb, PlanDraftRow } from '../db.ts';
import { writeOnce } from '../open-db.ts';

export const savePlanDraft = (db: AppDb, row: PlanDraftRow): Promise<string> => writeOnce(db, () => db.planDrafts.put(row));

export const readPlanDraft = (db: AppDb, id: string): Promise<PlanDraftRow | undefined> => db.planDrafts.get(id);

export const deletePlanDraft = (db: AppDb, id: string): Promise<void> => writeOnce(db, () => db.planDrafts.delete(id));

/** Newest first. */
export const listPlanDrafts = (db: AppDb): Promise<PlanDraftRow[]> => db.planDrafts.orderBy('savedAt').reverse().toArray();
