import type { UnitId } from './ids.ts';
import { covers, type Scope } from './person.ts';
import type { PlanSetting } from './plan-setting.ts';
import { mayReport, reportsOf } from './report/may-report.ts';

/** Whether a person sets what is of this unit, or (null) of the whole office. */
export const maySetFor = ({ managesReference, marks }: Pick<Scope, 'managesReference' | 'marks'>, unitId: UnitId | null): boolean =>
  managesReference || (unitId !== null && covers(marks, unitId));

/** Whether a person has any use for it: letterheads go to those who make the reports. */
export const seesSetting = (scope: Scope, { kind, unitId }: Pick<PlanSetting, 'kind' | 'unitId'>): boolean =>
  kind !== 'letterhead' || (mayReport(scope) && (unitId === null || covers(reportsOf(scope), unitId)));
