import { type PlanSettingChange, SET_PLAN_SETTING } from '../../protocol/endpoints/plan-settings.ts';
import type { ErrorCode } from '../../protocol/refusal.ts';
import type { AppDb } from '../store/db.ts';
import { readWaitingSettings, refuseSetting, settleSetting } from '../store/lists/plan-settings.ts';
import { askOffice } from './ask-office.ts';
import type { OfficeError } from './trouble.ts';

/** What the office says of the change itself; after anything else it is sent again with the next contact. */
const FINAL: readonly OfficeError[] = ['forbidden', 'notFound', 'badRequest', 'tooLarge'] satisfies readonly ErrorCode[];

async function send(db: AppDb, change: PlanSettingChange): Promise<boolean> {
  const answer = await askOffice(SET_PLAN_SETTING, { body: change });
  if (answer.ok) await settleSetting(db, change, answer.value.setting);
  else if (FINAL.includes(answer.error)) await refuseSetting(db, change, answer.error as ErrorCode);
  return answer.ok || FINAL.includes(answer.error);
}

/** Sends what was set on this device and waits; the office takes the same change once, however often it is said. */
export async function sendSettings(db: AppDb): Promise<void> {
  for (const { change, refused } of await readWaitingSettings(db)) {
    // Without an answer to one there is none to the next.
    if (refused === undefined && !(await send(db, change))) return;
  }
}
