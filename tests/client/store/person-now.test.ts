import { expect, test } from 'vitest';
import { proposeUnit } from '../../../src/client/features/activities/propose.ts';
import { personNow } from '../../../src/client/store/lists/reference.ts';
import { day } from '../../../src/domain/day.ts';
import { UnitId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Unit } from '../../../src/domain/reference.ts';

const [OLD, NEW] = ['u-old', 'u-new'].map((id) => UnitId.parse(id)) as [UnitId, UnitId];
const ME: Person = { id: 'a-me' as Person['id'], staffCode: 'CB-07', role: 'officer', unitIds: [OLD] };
const unit = (id: UnitId, change: Partial<Unit>): Unit => ({ id, name: id, shortName: id, aliases: [], ...change });
const UNITS = [unit(OLD, { to: day('2026-03-09'), successorIds: [NEW] }), unit(NEW, { from: day('2026-03-10') })];

test('a unit the office added counts at once, and comes first once the old one has ended', () => {
  const heard = { ...ME, unitIds: [OLD, NEW] };
  expect(personNow(ME, heard, UNITS, day('2026-03-10')).unitIds).toEqual([NEW, OLD]);
  expect(personNow(ME, heard, UNITS, day('2026-03-09')).unitIds).toEqual([OLD, NEW]);
});

test('what the office took away counts from the next start, and comes last until then', () => {
  expect(personNow(ME, { ...ME, role: 'viewer', unitIds: [NEW] }, [], day('2026-03-10'))).toEqual({ ...ME, unitIds: [NEW, OLD] });
  expect(personNow(ME, undefined, UNITS, day('2026-03-09'))).toEqual(ME);
});

test('after a transfer new work goes to the new unit as soon as the phone has heard of it', () => {
  const units = [unit(OLD, {}), unit(NEW, {})];
  const heard: Person = { ...ME, unitIds: [NEW], former: [{ to: day('2026-03-09'), role: 'officer', unitIds: [OLD] }] };
  const proposed = (date: string) => proposeUnit(personNow(ME, heard, units, day('2026-03-10')), units, day(date));
  expect([proposed('2026-03-10'), proposed('2026-03-09')]).toEqual([NEW, OLD]);
});
