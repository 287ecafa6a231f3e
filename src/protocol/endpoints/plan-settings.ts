import * as z from 'zod/mini';
import { PlanId, RequestId, UnitId } from '../../domain/ids.ts';
import { PlanSetting } from '../../domain/plan-setting.ts';
import { columnsSchema, letterheadSchema } from '../../domain/setting-values.ts';
import type { Endpoint } from '../endpoint.ts';
import { listOf, sentText } from '../request-values.ts';

/** Most letters in one place of a letterhead; columns, and the letters of the key of each. */
export const PLAN_SETTING_LIMITS = { letterhead: 2_000, columns: 60, column: 60 } as const;

const place = { id: RequestId, planId: PlanId };
const columns = listOf(sentText(PLAN_SETTING_LIMITS.column), PLAN_SETTING_LIMITS.columns);

/** What is to be set. Said again under the same id it changes nothing. */
export const PlanSettingChange = z.discriminatedUnion('kind', [
  z.strictObject({
    ...place,
    kind: z.literal('letterhead'),
    /** Null: of the reports of the whole office. */
    unitId: z.nullable(UnitId),
    value: letterheadSchema(sentText(PLAN_SETTING_LIMITS.letterhead)),
  }),
  z.strictObject({ ...place, kind: z.literal('columns'), unitId: z.literal(null), value: columnsSchema(columns) }),
]);
export type PlanSettingChange = z.infer<typeof PlanSettingChange>;

/** What arrives last stands, whoever it comes from; the answer is what stands now. */
export const SET_PLAN_SETTING = {
  method: 'POST',
  path: '/api/plan-settings',
  body: PlanSettingChange,
  reply: z.strictObject({ setting: PlanSetting }),
  errors: ['notFound'],
} as const satisfies Endpoint;
