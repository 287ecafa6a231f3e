import type { App } from '../../app-context.ts';
import { discardChange } from '../../store/records/discard-change.ts';
import { recordActivity } from '../../store/records/record-activity.ts';
import { readActivity } from '../../store/records/record-lookups.ts';
import { withdrawActivity } from '../../store/records/withdraw-activity.ts';
import type { FormStart } from './form-model.ts';

/** Takes back what was just saved. A new record becomes a draft again; one already on its way is withdrawn instead. */
export async function undoSave(app: App, { draft, record }: FormStart): Promise<void> {
  const mint = { id: draft.id, now: app.now(), newId: app.newId };
  if (record) await recordActivity(app.db, { ...mint, content: record.content, authorId: app.person.id });
  else {
    await discardChange(app.db, draft.id);
    if (await readActivity(app.db, draft.id)) await withdrawActivity(app.db, mint);
  }
  app.sync.nudge();
}
