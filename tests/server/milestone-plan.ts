import { Plan } from '../../src/domain/plan.ts';
import { saveReference } from '../../src/server/store/reference.ts';
import { type Office, PLAN_ID } from './helpers.ts';

export const MILESTONE_PLAN = 'viec-mot-lan';

/** A plan beside the demonstration: one report each unit owes, and one paper the border unit leads. */
export async function saveMilestonePlan({ deps, store }: Office): Promise<void> {
  const plan = (await deps.readReference(store.reader)).plans.get(PLAN_ID);
  const item = plan?.items.find((one) => one.code === 'II.1.b.p1');
  const once = { parentCode: null, tracking: 'milestone', measures: [], schedule: { type: 'year', basis: 'stated' } };
  const report = {
    ...item,
    ...once,
    code: 'BC',
    leadUnitId: null,
    milestone: { occurrences: [{ id: 'q1', due: '2026-03-14' }], unitIds: ['qlbg', 'ls'] },
  };
  const paper = { ...item, ...once, code: 'VB' };
  const made = Plan.parse({ ...plan, id: MILESTONE_PLAN, items: [report, paper] });
  await store.write((tx) => saveReference(tx, [{ kind: 'plan', id: made.id, data: made }]));
}
