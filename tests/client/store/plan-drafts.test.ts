import { expect, test } from 'vitest';
import type { PlanDraftRow } from '../../../src/client/store/db.ts';
import { deletePlanDraft, listPlanDrafts, readPlanDraft, savePlanDraft } from '../../../src/client/store/lists/plan-drafts.ts';
import { openDb } from '../../../src/client/store/open-db.ts';
import { readText } from '../../../src/documents/text.ts';
import { PlanId } from '../../../src/domain/ids.ts';
import { acceptRest } from '../../../src/domain/plan-draft/edit.ts';
import { draftFromReading } from '../../../src/domain/plan-draft/plan-draft.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import { planText } from '../../domain/plan-reading/answer-key.ts';
import { answer, openPhone, respond } from '../../helpers/phone.ts';

const draftOf = (name: string): PlanDraftRow['draft'] => draftFromReading(readPlan(readText(planText(name))), PlanId.parse(name), 2024);
const rowOf = (name: string, savedAt: string): PlanDraftRow => ({ id: name, fileName: `${name}.docx`, draft: draftOf(name), savedAt });

test('half-done work is there after the app was closed, the latest first', async () => {
  const { db, accountId } = await openPhone();
  const older = rowOf('kien-giang-2024', '2024-06-12T03:00:00Z');
  await savePlanDraft(db, older);
  await savePlanDraft(db, rowOf('dien-bien-2024', '2024-06-12T04:00:00Z'));
  const later = { ...older, draft: acceptRest(older.draft), savedAt: '2024-06-12T05:00:00Z' };
  await savePlanDraft(db, later);
  db.close();
  const again = await openDb(accountId);
  expect(await readPlanDraft(again, older.id)).toEqual(later);
  expect((await listPlanDrafts(again)).map(({ id }) => id)).toEqual(['kien-giang-2024', 'dien-bien-2024']);
  await deletePlanDraft(again, older.id);
  expect(await readPlanDraft(again, older.id)).toBeUndefined();
});

test('the feed never takes a draft away, though the office knows nothing of it', async () => {
  const phone = await openPhone();
  await savePlanDraft(phone.db, rowOf('kien-giang-2024', '2024-06-12T03:00:00Z'));
  await phone.sync(respond((request) => answer(request, { epoch: 'e2', ...(request.epoch !== 'e2' && { restarted: true as const }) })));
  expect(await listPlanDrafts(phone.db)).toHaveLength(1);
});
