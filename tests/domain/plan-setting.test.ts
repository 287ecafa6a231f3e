import { expect, test } from 'vitest';
import { AccountId, RequestId, UnitId } from '../../src/domain/ids.ts';
import { ROLES, scopeOf } from '../../src/domain/person.ts';
import { PlanSetting, settingKey } from '../../src/domain/plan-setting.ts';
import { maySetFor, seesSetting } from '../../src/domain/plan-setting-rights.ts';
import { proposeLetterhead } from '../../src/domain/report/letterhead.ts';
import { readAs } from '../../src/domain/setting-values.ts';
import { BORDERS, newId, PLAN } from './make.ts';

const OTHER = UnitId.parse('khac');
const scope = (role: (typeof ROLES)[number]) => scopeOf({ role, unitIds: [BORDERS] });

test('who runs the office sets what is of the whole office and of any unit, a lead what is of the own one', () => {
  const may = Object.fromEntries(ROLES.map((role) => [role, [null, BORDERS, OTHER].map((unitId) => maySetFor(scope(role), unitId))]));
  expect(may).toEqual({
    officer: [false, false, false],
    unitLead: [false, true, false],
    supervisor: [true, true, true],
    approver: [false, false, false],
    viewer: [false, false, false],
    admin: [true, true, true],
  });
});

test('a letterhead is seen by those who make reports with it, columns by everybody', () => {
  const sees = (role: (typeof ROLES)[number]) => [
    ...[null, BORDERS, OTHER].map((unitId) => seesSetting(scope(role), { kind: 'letterhead', unitId })),
    seesSetting(scope(role), { kind: 'columns', unitId: null }),
  ];
  expect(Object.fromEntries(ROLES.map((role) => [role, sees(role)]))).toEqual({
    officer: [false, false, false, true],
    unitLead: [true, true, false, true],
    supervisor: [true, true, true, true],
    approver: [true, true, true, true],
    viewer: [false, false, false, true],
    admin: [false, false, false, true],
  });
});

test('each plan, unit and kind has a setting of its own', () => {
  const keys = [null, BORDERS, OTHER].flatMap((unitId) => [
    settingKey({ planId: PLAN.id, unitId }, 'letterhead'),
    settingKey({ planId: PLAN.id, unitId }, 'columns'),
  ]);
  expect(new Set(keys).size).toBe(6);
});

test('what a later release sets is read as far as this one knows it, and else passed by', () => {
  const letterhead = { ...proposeLetterhead(PLAN, undefined), seal: 'tròn' };
  const said = { id: RequestId.parse(newId()), at: '2026-03-18T05:00:00Z', by: AccountId.parse('vp-01') };
  const setting = { planId: PLAN.id, unitId: null, kind: 'letterhead', ...said, value: letterhead };
  const { seal: _, ...known } = letterhead;
  expect(readAs('letterhead', PlanSetting.parse(setting))).toEqual({ ...setting, value: known });
  expect(readAs('letterhead', PlanSetting.parse({ ...setting, value: { signer: 'GIÁM ĐỐC' } }))).toBeUndefined();
  expect(readAs('letterhead', PlanSetting.parse({ ...setting, former: { ...said, value: 'chữ' } }))).not.toHaveProperty('former');
  expect(PlanSetting.safeParse({ ...setting, kind: 'seal', value: [1] }).success).toBe(true);
});
