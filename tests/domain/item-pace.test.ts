import { expect, test } from 'vitest';
import { NO_PACE, pacesByItem } from '../../src/domain/item-pace.ts';
import { Person, scopeOf } from '../../src/domain/person.ts';
import { findItem, type PlanItem } from '../../src/domain/plan.ts';
import { Target } from '../../src/domain/target.ts';
import { BORDERS, CONSULAR, itemCode, PLAN } from './make.ts';
import { makePace } from './make-pace.ts';

const ITEM = { ...(findItem(PLAN, 'II.1.a.p1') as PlanItem), leadUnitId: CONSULAR };
const PERSON = Person.parse({ id: 'a', staffCode: 'CB-07', role: 'officer', unitIds: [BORDERS] });
const office = Target.parse({ ...makePace().place, value: 40, history: [] });
const SUPERVISOR: Person = { ...PERSON, role: 'supervisor' };
const sorted = (person: Person, ...places: object[]) => {
  const paces = places.map((place) => makePace({ place }));
  const { leading, others } = pacesByItem([ITEM], paces, [], scopeOf(person)).get(ITEM.code) ?? NO_PACE;
  return [leading, ...others].map((pace) => `${pace?.place.unitId ?? 'office'} ${pace?.place.period} ${pace?.place.measure}`);
};

test('the first measure speaks first; then the whole office, the own unit, who leads; a year before its parts', () => {
  expect(
    sorted(
      SUPERVISOR,
      { unitId: CONSULAR },
      { unitId: BORDERS, measure: 'leaflets' },
      { unitId: BORDERS, period: 'month' },
      { unitId: BORDERS },
      { measure: 'attendees' },
      { period: 'quarter' },
      {},
    ),
  ).toEqual([
    'office year sessions',
    'office quarter sessions',
    'u-border year sessions',
    'u-border month sessions',
    'u-consular year sessions',
    'office year attendees',
    'u-border year leaflets',
  ]);
});

test("where only a part of the office's figures is here, the own unit's target speaks first", () => {
  expect(sorted(PERSON, {}, { unitId: CONSULAR }, { unitId: BORDERS })).toEqual([
    'u-border year sessions',
    'office year sessions',
    'u-consular year sessions',
  ]);
});

test('a target of the whole office whose figures are not seen stands bare', () => {
  const own = makePace({ place: { unitId: BORDERS } });
  const found = pacesByItem([ITEM], [own], [office], scopeOf(PERSON)).get(ITEM.code);
  expect(found).toMatchObject({ leading: own, bare: [office] });
  expect(pacesByItem([ITEM], [makePace()], [office], scopeOf(PERSON)).get(ITEM.code)?.bare).toEqual([]);
  expect(pacesByItem([ITEM], [], [{ ...office, value: null }], scopeOf(PERSON)).size).toBe(0);
  expect(pacesByItem([ITEM], [], [{ ...office, itemCode: itemCode('III') }], scopeOf(PERSON)).size).toBe(0);
});

test('an item that has ended, or is counted no more, is held against no target', () => {
  const [retired, uncounted] = [
    { ...ITEM, retired: { version: 2, successorCodes: [] } },
    { ...ITEM, tracking: 'none' as const, wasTally: true as const },
  ];
  for (const item of [retired, uncounted]) expect(pacesByItem([item], [makePace()], [office], scopeOf(PERSON)).size).toBe(0);
});
