import * as z from 'zod/mini';
import { AccountId, PlanId, RequestId, UnitId } from './ids.ts';

/** What an office sets for a plan: the letterhead of its reports, and the columns its tables of figures begin with. */
export const SETTING_KINDS = ['letterhead', 'columns'] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

/** Of which plan, and (a letterhead) of which unit's reports; null: of the office as a whole. */
const place = { planId: PlanId, unitId: z.nullable(UnitId) };
export interface SettingPlace {
  readonly planId: PlanId;
  readonly unitId: UnitId | null;
}

/** The same words within the limits of a request, and without any where they come down. */
export const letterheadSchema = <T extends z.ZodMiniType<string>>(text: T) =>
  z.readonly(
    z.strictObject({ parentBody: text, agency: text, agencyInText: text, symbol: text, place: text, signer: text, recipients: text }),
  );
export const columnsSchema = <T extends z.ZodMiniType<string[]>>(keys: T) => z.readonly(z.strictObject({ hidden: keys, added: keys }));

/** What was set, by whom and when. The id is that of the request, so that the same one again changes nothing. */
const said = <V extends z.ZodMiniType>(value: V) => ({ id: RequestId, value, at: z.iso.datetime(), by: AccountId });
const settingOf = <K extends SettingKind, V extends z.ZodMiniType>(kind: K, value: V) =>
  z.strictObject({
    ...place,
    kind: z.literal(kind),
    ...said(value),
    /** What was set before. */
    former: z.optional(z.strictObject(said(value))),
  });

/** A setting as phones carry it. What arrives last stands; what stood before can still be read. */
export const PlanSetting = z.discriminatedUnion('kind', [
  settingOf('letterhead', letterheadSchema(z.string())),
  settingOf('columns', columnsSchema(z.array(z.string()))),
]);
export type PlanSetting = z.infer<typeof PlanSetting>;
export type SettingOf<K extends SettingKind> = Extract<PlanSetting, { kind: K }>;
export type SettingValue<K extends SettingKind> = SettingOf<K>['value'];

export const settingKey = ({ planId, unitId }: SettingPlace, kind: SettingKind): string => [planId, unitId ?? '', kind].join('|');
export const keyOfSetting = (setting: PlanSetting): string => settingKey(setting, setting.kind);
