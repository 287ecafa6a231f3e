import * as z from 'zod/mini';
import type { PlanSetting } from './plan-setting.ts';

/** What an office sets for a plan: the letterhead of its reports, and the columns its tables of figures begin with. */
export const SETTING_KINDS = ['letterhead', 'columns'] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

const letterheadOf = <T extends z.ZodMiniType<string>>(text: T) => ({
  parentBody: text,
  agency: text,
  agencyInText: text,
  symbol: text,
  place: text,
  signer: text,
  recipients: text,
});
const columnsOf = <T extends z.ZodMiniType<string[]>>(keys: T) => ({ hidden: keys, added: keys });

/** A request says no more than this, within the limits of its texts. */
export const letterheadSchema = <T extends z.ZodMiniType<string>>(text: T) => z.strictObject(letterheadOf(text));
export const columnsSchema = <T extends z.ZodMiniType<string[]>>(keys: T) => z.strictObject(columnsOf(keys));

/** As it comes down: what a later release says besides is left out. */
const VALUES = {
  letterhead: z.object(letterheadOf(z.string())),
  columns: z.object(columnsOf(z.array(z.string()))),
} as const satisfies { readonly [K in SettingKind]: z.ZodMiniType };
export type SettingValue<K extends SettingKind> = z.infer<(typeof VALUES)[K]>;

type Said<K extends SettingKind> = Omit<NonNullable<PlanSetting['former']>, 'value'> & { readonly value: SettingValue<K> };
/** A setting of a kind that this release knows. */
export type SettingOf<K extends SettingKind> = Omit<PlanSetting, 'kind' | 'value' | 'former'> &
  Said<K> & { readonly kind: K; readonly former?: Said<K> | undefined };

/** A setting as this release understands it; undefined where it does not. */
export function readAs<K extends SettingKind>(kind: K, { former, ...setting }: PlanSetting): SettingOf<K> | undefined {
  const [value, before] = [setting.value, former?.value].map((raw) => VALUES[kind].safeParse(raw));
  if (!value?.success) return undefined;
  const said = former && before?.success ? { former: { ...former, value: before.data as SettingValue<K> } } : {};
  return { ...setting, kind, value: value.data as SettingValue<K>, ...said };
}
