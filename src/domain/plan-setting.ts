import * as z from 'zod/mini';
import { AccountId, PlanId, RequestId, UnitId } from './ids.ts';

/** Of which plan, and (a letterhead) of which unit's reports; null: of the office as a whole. */
export interface SettingPlace {
  readonly planId: PlanId;
  readonly unitId: UnitId | null;
}

/** What was set, by whom and when. The id is that of the request, so that the same one again changes nothing. */
const said = { id: RequestId, value: z.unknown(), at: z.iso.datetime(), by: AccountId };

/**
 * What an office set for a plan, as phones carry it: what arrives last stands, and what stood before can still be read. What a
 * later release sets is of any kind and form here; setting-values.ts reads those that this one knows.
 */
export const PlanSetting = z.strictObject({
  planId: PlanId,
  unitId: z.nullable(UnitId),
  kind: z.string(),
  ...said,
  former: z.optional(z.strictObject(said)),
});
export type PlanSetting = z.infer<typeof PlanSetting>;

export const settingKey = ({ planId, unitId }: SettingPlace, kind: string): string => [planId, unitId ?? '', kind].join('|');
export const keyOfSetting = (setting: PlanSetting): string => settingKey(setting, setting.kind);
