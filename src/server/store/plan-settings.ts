import { isDeepStrictEqual } from 'node:util';
import { instant } from '../../domain/day.ts';
import type { AccountId } from '../../domain/ids.ts';
import { keyOfSetting, PlanSetting, settingKey } from '../../domain/plan-setting.ts';
import type { PlanSettingChange } from '../../protocol/endpoints/plan-settings.ts';
import { fromJson } from './json.ts';
import { saveReference } from './reference.ts';
import type { Reader, WriteTx } from './store.ts';

const settingRows = (db: Reader) => db.selectFrom('reference').where('kind', '=', 'planSetting');

/** Settings that changed within a window of change numbers. */
export async function readSettingChanges(
  db: Reader,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<{ readonly setting: PlanSetting; readonly changeNo: number }[]> {
  const rows = await settingRows(db)
    .select(['data', 'change_no'])
    .where('change_no', '>', after)
    .where('change_no', '<=', upTo)
    .orderBy('change_no')
    .execute();
  return rows.map((row) => ({ setting: PlanSetting.parse(fromJson(row.data)), changeNo: row.change_no }));
}

async function readSetting(db: Reader, change: PlanSettingChange): Promise<PlanSetting | undefined> {
  const row = await settingRows(db).select('data').where('id', '=', settingKey(change, change.kind)).executeTakeFirst();
  return row && PlanSetting.parse(fromJson(row.data));
}

/** It was taken already, perhaps under something that came since, or says what stands. */
const isSaid = (setting: PlanSetting, { id, value }: PlanSettingChange): boolean =>
  setting.id === id || setting.former?.id === id || isDeepStrictEqual(setting.value, value);

/** Sets what is asked for over what stood, which stays readable. The same again changes nothing. */
export async function savePlanSetting(
  tx: WriteTx,
  change: PlanSettingChange,
  { by, at }: { readonly by: AccountId; readonly at: number },
): Promise<{ readonly setting: PlanSetting; readonly isNew: boolean }> {
  const before = await readSetting(tx.db, change);
  if (before && isSaid(before, change)) return { setting: before, isNew: false };
  const former = before && { id: before.id, value: before.value, at: before.at, by: before.by };
  const setting: PlanSetting = { ...change, at: instant(at), by, ...(former && { former }) };
  await saveReference(tx, [{ kind: 'planSetting', id: keyOfSetting(setting), data: setting }]);
  return { setting, isNew: true };
}
