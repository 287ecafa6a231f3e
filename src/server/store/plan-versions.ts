import { createHash } from 'node:crypto';
import type { AccountId, PlanId } from '../../domain/ids.ts';
import { cutDays } from '../../domain/period.ts';
import { Plan } from '../../domain/plan.ts';
import type { PlanVersion } from '../../protocol/plan.ts';
import { fromJson, toJson } from './json.ts';
import { saveReference } from './reference.ts';
import type { Reader, WriteTx } from './store.ts';

interface Saved {
  /** Null: it came with the installation. */
  readonly by: AccountId | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export const cutDaysText = (plan: Plan): string => cutDays(plan.reporting).join(',');

/** What the log of what was done says of a version, to be held against what is stored of it. */
export const planHash = (plan: Plan): string => hashOfStored(toJson(plan));
export const hashOfStored = (data: string): string => createHash('sha256').update(data).digest('hex');

/** Puts a version beside those before it, and in their place for everybody who pulls. */
export async function savePlanVersion(tx: WriteTx, plan: Plan, { by, at }: Saved): Promise<void> {
  await tx.db
    .insertInto('plan_versions')
    .values({ plan_id: plan.id, version: plan.version, data: toJson(plan), at, account_id: by, cut_days: cutDaysText(plan) })
    .execute();
  await saveReference(tx, [{ kind: 'plan', id: plan.id, data: plan }]);
}

export async function readPlanVersion(db: Reader, planId: PlanId, version: number): Promise<Plan | undefined> {
  const row = await db
    .selectFrom('plan_versions')
    .select('data')
    .where('plan_id', '=', planId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && Plan.parse(fromJson(row.data));
}

/** All versions of a plan, newest first. */
export async function listPlanVersions(db: Reader, planId: PlanId): Promise<PlanVersion[]> {
  const rows = await db
    .selectFrom('plan_versions')
    .leftJoin('accounts', 'accounts.id', 'plan_versions.account_id')
    .select(['data', 'at', 'accounts.staff_code'])
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ data, at, staff_code }) => {
    const { version, amendment, number, date, items, closed } = Plan.parse(fromJson(data));
    const paper = amendment ?? { number, date };
    return { ...paper, version, items: items.length, closed: closed === true, at: new Date(at).toISOString(), by: staff_code };
  });
}
