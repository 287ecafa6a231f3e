import { expect, test } from 'vitest';
import { personLines } from '../../../src/client/features/tallies/person-lines.ts';
import { addDays, officeDay } from '../../../src/domain/day.ts';
import { PlanId } from '../../../src/domain/ids.ts';
import { scopeOf } from '../../../src/domain/person.ts';
import { childrenOf } from '../../../src/domain/plan.ts';
import { PeopleReply } from '../../../src/protocol/tally.ts';
import { readTallies } from '../../helpers/tallies.ts';
import { Town } from '../../helpers/town.ts';
import { makeContent, makeStateChange, PLAN_ID } from '../../server/helpers.ts';

test('what the officers of a single unit recorded is what its lead reads in the table above', async () => {
  const town = await Town.open('CB-07', 'TP-QLBG', 'TP-LS', 'VP-01');
  const [officer, lead, other, office] = town.phones;
  if (!officer || !lead || !other || !office) throw new Error('phones');
  expect(scopeOf(lead.bare.person).tallies).toEqual(['qlbg']);
  const today = officeDay(town.office.clock.now);
  for (const back of [0, 1, 20]) await officer.record(makeContent({ unitId: 'qlbg', date: addDays(today, -back) }));
  await lead.record(makeContent({ unitId: 'qlbg', date: addDays(today, -2) }));
  await other.record(makeContent({ unitId: 'ls', date: today }));
  for (const phone of [officer, lead, other]) expect(await phone.sync()).toMatchObject({ kind: 'done' });
  const [newest] = await town.listSent(office);
  if (!newest) throw new Error('Nothing was sent');
  await office.bare.sync([makeStateChange(newest.id, newest.version, 'confirm')]);
  expect(await lead.sync()).toMatchObject({ kind: 'done' });

  const answer = await lead.bare.get(`/api/tally/people?planId=${PLAN_ID}`);
  const lines = personLines(PeopleReply.parse(await answer.json()).rows);
  expect(lines.map(({ staffCode, unitId }) => [staffCode, unitId])).toEqual([
    ['CB-07', 'qlbg'],
    ['TP-QLBG', 'qlbg'],
  ]);
  expect(lines.map(({ last }) => last)).toEqual([today, addDays(today, -2)]);
  const plan = await lead.db.plans.get(PlanId.parse(PLAN_ID));
  if (!plan) throw new Error('The plan is not there');
  const tallies = await readTallies(lead.db, plan);
  const sumOf = (part: 'confirmed' | 'waiting'): number =>
    childrenOf(plan, null).reduce((sum, { code }) => sum + (tallies.get(code)?.[part].records ?? 0), 0);
  for (const part of ['confirmed', 'waiting'] as const) expect(lines.reduce((sum, line) => sum + line[part], 0)).toBe(sumOf(part));
  expect(sumOf('confirmed') + sumOf('waiting')).toBe(4);
  await town.close();
});
