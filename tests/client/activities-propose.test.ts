import { describe, expect, test } from 'vitest';
import { localityChoices } from '../../src/client/features/activities/choices.ts';
import { newDraft } from '../../src/client/features/activities/new-draft.ts';
import {
  estimatedAfter,
  mainTypes,
  ownUnits,
  proposeUnit,
  recentLocalities,
  unitInstead,
} from '../../src/client/features/activities/propose.ts';
import { repeatDraft } from '../../src/client/features/activities/repeat.lazy.ts';
import { ownFieldsInOrder } from '../../src/client/records/field-order.ts';
import { itemChoices, itemOfValue, openPlans, type PastChoices, proposeItem, recentItems } from '../../src/client/records/item-choices.ts';
import { activityType } from '../../src/domain/activity-types.ts';
import { type Day, day } from '../../src/domain/day.ts';
import { type ActivityId, LocalityId, PlanId, UnitId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Plan, PlanItem } from '../../src/domain/plan.ts';
import type { Unit } from '../../src/domain/reference.ts';
import { checkContent } from '../../src/domain/rules.ts';
import { BORDERS, CONSULAR, itemCode, makeContent, makeWorld, newId, PLAN } from '../domain/make.ts';

const TODAY = day('2024-06-12');
const WORLD = makeWorld();
const id = (): ActivityId => newId() as ActivityId;

const changeItems = (plan: Plan, changes: Record<string, Partial<PlanItem>>): Plan => ({
  ...plan,
  items: plan.items.map((item) => ({ ...item, ...changes[item.code] })),
});
/** Border sessions are usual for both units' items; most so for the own unit's second one. */
const LED = changeItems(PLAN, {
  'II.1.a.p1': { leadUnitId: CONSULAR, usualTypes: ['borderSession'] },
  'II.1.a.p2': { leadUnitId: BORDERS, usualTypes: ['publication', 'borderSession'] },
  'II.1.b.p1': { leadUnitId: BORDERS, usualTypes: ['borderSession'] },
});
const FOLLOWED_BY = UnitId.parse('u-new');
const unit = (of: UnitId, change: Partial<Unit> = {}): Unit => ({ id: of, name: of, shortName: of, aliases: [], ...change });
const past = (change: Partial<PastChoices> = {}): PastChoices => ({
  itemCodes: [],
  localityIds: [],
  itemCodesByType: new Map(),
  ...change,
});
const wanted = { type: 'borderSession', unitIds: [BORDERS] };

describe('the large tiles of who chose none', () => {
  const KINDS = ['borderSession', 'fishermenOutreach', 'broadcast', 'publication', 'meeting'];

  test('are the kinds of work the plan names for the own unit, then those it names for others', () => {
    const plan = changeItems(LED, { 'II.1.b': { usualTypes: ['meeting'] } });
    expect(mainTypes([plan], [BORDERS], KINDS)).toEqual(['borderSession', 'publication', 'meeting']);
    expect(mainTypes([plan], [CONSULAR], KINDS)).toEqual(['borderSession', 'publication', 'meeting']);
    const others = changeItems(plan, { 'II.1.a.p2': { usualTypes: ['broadcast'] } });
    expect(mainTypes([others], [BORDERS], KINDS)).toEqual(['borderSession', 'broadcast', 'meeting']);
  });

  test('are a named kind before what is none of the others, however often that is named', () => {
    const often = { ...LED, items: LED.items.map((item) => ({ ...item, usualTypes: ['outreachSession'] })) };
    const offered = ['outreachSession', ...KINDS];
    expect(mainTypes([LED, often, often], [BORDERS], offered)[0]).toBe('borderSession');
    expect(mainTypes([often], [BORDERS], offered)[0]).toBe('outreachSession');
  });

  test('are never a kind the office hides, and without a plan the first there are', () => {
    const offered = KINDS.filter((kind) => kind !== 'borderSession');
    expect(mainTypes([LED], [BORDERS], offered)[0]).toBe('publication');
    expect(mainTypes([], [BORDERS], offered)).toEqual(['fishermenOutreach', 'broadcast', 'publication']);
  });
});

describe('the proposed plan item', () => {
  test('is the one the person came from', () => {
    const choice = proposeItem([LED], { ...wanted, code: 'II.1.a.p1' }, past({ itemCodes: [itemCode('II.1.b.p1')] }));
    expect(choice?.itemCode).toBe('II.1.a.p1');
  });
  test('is not one that is not counted, even when asked for', () => {
    expect(proposeItem([LED], { ...wanted, code: 'II' }, past())?.itemCode).toBe('II.1.b.p1');
  });

  test('of two plans with the same codes, the item of the plan the person came from', () => {
    const other = { ...LED, id: 'ke-hoach-khac' as typeof LED.id };
    const from = { ...wanted, code: 'II.1.a.p1', planId: other.id };
    expect(proposeItem([LED, other], from, past())).toEqual({ planId: other.id, itemCode: 'II.1.a.p1' });
  });
  test('is what the person chose last for this type', () => {
    const habit = past({ itemCodesByType: new Map([['borderSession', [itemCode('II.1.a.p1')]]]) });
    expect(proposeItem([LED], wanted, habit)?.itemCode).toBe('II.1.a.p1');
  });
  test('is not an item the plan no longer has', () => {
    const habit = past({ itemCodesByType: new Map([['borderSession', [itemCode('gone')]]]) });
    expect(proposeItem([LED], wanted, habit)?.itemCode).toBe('II.1.b.p1');
  });
  test("is, without a habit, the own unit's item that names the type first", () => {
    expect(proposeItem([LED], wanted, past())?.itemCode).toBe('II.1.b.p1');
  });
  test("is another unit's item before none at all", () => {
    const plan = changeItems(LED, { 'II.1.a.p2': { usualTypes: [] }, 'II.1.b.p1': { usualTypes: [] } });
    expect(proposeItem([plan], wanted, past())).toBeDefined();
  });
  test('is left open where no item usually has the type', () => {
    expect(proposeItem([LED], { ...wanted, type: 'broadcast' }, past())).toBeUndefined();
  });
});

test('plans that run come before those that have ended, and those to come are left out', () => {
  const plan = (id: string, from: string, to: string): Plan => ({
    ...PLAN,
    id: id as Plan['id'],
    period: { from: day(from), to: day(to) },
  });
  const plans = [
    plan('next', '2025-01-01', '2025-12-31'),
    plan('old', '2023-01-01', '2023-12-31'),
    plan('now', '2024-01-01', '2024-12-31'),
  ];
  expect(openPlans(plans, TODAY).map((one) => one.id)).toEqual(['now', 'old']);
});

describe('the unit of a record', () => {
  const FROM = day('2024-06-01');
  const LAST = day('2024-05-31');
  const old = unit(BORDERS, { to: LAST, successorIds: [FOLLOWED_BY] });
  const units = [old, unit(FOLLOWED_BY, { from: FROM }), unit(CONSULAR)];
  const me: Person = { id: 'a-me' as Person['id'], staffCode: 'CB-07', role: 'officer', unitIds: [BORDERS, FOLLOWED_BY] };

  test('is the one there is on its day', () => {
    expect(proposeUnit(me, units, TODAY)).toBe(FOLLOWED_BY);
    expect(proposeUnit(me, units, LAST)).toBe(BORDERS);
    expect(proposeUnit({ ...me, unitIds: [BORDERS] }, units, TODAY)).toBe(BORDERS);
    expect(proposeUnit({ ...me, role: 'viewer' }, units, TODAY)).toBeUndefined();
  });
  test('follows the day when that is moved over the change, and stays otherwise', () => {
    expect(unitInstead(me, units, FOLLOWED_BY, LAST)).toBe(BORDERS);
    expect(unitInstead(me, units, BORDERS, FROM)).toBe(FOLLOWED_BY);
    expect(unitInstead(me, units, BORDERS, LAST)).toBeUndefined();
  });
  test('is after a transfer the one the server takes on that day', () => {
    const all = [unit(BORDERS), unit(CONSULAR)];
    const post = { to: LAST, role: 'officer' as const, unitIds: [BORDERS] };
    for (const role of ['officer', 'unitLead'] as const) {
      const moved: Person = { ...me, role, unitIds: [CONSULAR], former: [post] };
      const taken = (unitId: UnitId | undefined, date: Day): boolean =>
        !checkContent(makeContent({ unitId, date }), { ...WORLD, units: all, person: moved }).some(({ field }) => field === 'unitId');
      for (const [date, proposed] of [
        [LAST, BORDERS],
        [FROM, CONSULAR],
      ] as const) {
        expect(proposeUnit(moved, all, date)).toBe(proposed);
        for (const { id: unitId } of all) {
          expect(ownUnits(moved, all, date).some((one) => one.id === unitId)).toBe(taken(unitId, date));
          expect(taken(unitInstead(moved, all, unitId, date) ?? unitId, date)).toBe(true);
        }
      }
      expect(taken(BORDERS, FROM)).toBe(false);
      expect(unitInstead(moved, all, BORDERS, FROM)).toBe(CONSULAR);
      expect(unitInstead(moved, all, CONSULAR, FROM)).toBeUndefined();
    }
  });
  test('is left to the person where the old one was divided', () => {
    const other = UnitId.parse('u-other');
    const divided = [{ ...old, successorIds: [FOLLOWED_BY, other] }, unit(FOLLOWED_BY, { from: FROM }), unit(other, { from: FROM })];
    expect(unitInstead({ ...me, unitIds: [BORDERS, FOLLOWED_BY, other] }, divided, BORDERS, FROM)).toBeUndefined();
  });
});

describe('pickers', () => {
  const words = {
    recent: 'Gần đây',
    levels: { commune: 'Xã', district: 'Huyện', province: 'Tỉnh' },
    former: (names: string) => `gồm ${names}`,
  };

  test('items chosen lately stand first and only once', () => {
    const recent = recentItems([LED], past({ itemCodes: [itemCode('II.1.b.p1'), itemCode('gone')] }), 3);
    const choices = itemChoices([LED], recent, words);
    expect(choices[0]).toMatchObject({ plate: 'II.1.b.p1', group: 'Gần đây' });
    expect(choices.filter((one) => one.plate === 'II.1.b.p1')).toHaveLength(1);
  });
  test('every item that counts can be chosen, below its parent', () => {
    const choices = itemChoices([LED], [], words);
    expect(choices.map((one) => one.plate)).toEqual(PLAN.items.filter((item) => item.tracking === 'tally').map((item) => item.code));
    expect(choices.find((one) => one.plate === 'II.1.b.p1')?.group).toBe('II.1.b Mục II.1.b');
  });
  test('a choice knows its plan', () => {
    expect(itemOfValue(itemChoices([LED], [], words)[0]?.value ?? '')).toEqual({ planId: PLAN.id, itemCode: 'II.1.a.p1' });
  });

  test('of several plans each is named, also beside what was chosen lately', () => {
    const other = { ...LED, id: PlanId.parse('khac'), title: 'Kế hoạch biển đảo' };
    const recent = [{ planId: other.id, itemCode: itemCode('II.1.b.p1') }];
    const choices = itemChoices([LED, other], recent, words);
    expect(choices[0]).toMatchObject({ group: 'Gần đây', hint: 'Kế hoạch biển đảo' });
    for (const one of choices.slice(1)) {
      const plan = itemOfValue(one.value)?.planId === other.id ? other : LED;
      expect(one.group?.startsWith(`${plan.title}: `)).toBe(true);
    }
  });

  const place = (id: string, level: 'commune' | 'district' | 'province', parentId: string | null) => ({
    id: LocalityId.parse(id),
    name: `Xã ${id}`,
    level,
    parentId: parentId as LocalityId | null,
    from: null,
    to: null,
    successorIds: [],
  });
  const places = [place('p', 'province', null), place('d', 'district', 'p'), place('b', 'commune', 'd'), place('a', 'commune', 'd')];

  test('communes come before what lies above them, and name their parent', () => {
    const choices = localityChoices(places, TODAY, [], words);
    expect(choices.map((one) => one.value)).toEqual(['a', 'b', 'd', 'p']);
    expect(choices[0]?.hint).toBe('xã d');
  });
  test('the locality used last comes first', () => {
    expect(localityChoices(places, TODAY, [LocalityId.parse('b')], words)[0]).toMatchObject({ value: 'b', group: 'Gần đây' });
  });
  test('a former name leads to what followed', () => {
    const [old, next, ...others] = WORLD.localities;
    if (!old || !next) throw new Error('places');
    const list = [{ ...old, successorIds: [next.id] }, next, ...others];
    expect(localityChoices(list, day('2025-07-01'), [], words)).toMatchObject([{ value: 'c-gt', also: 'gồm Xã Phú Mỹ' }]);
  });
  test('only localities of the day are offered', () => {
    const offered = localityChoices(WORLD.localities, day('2025-07-01'), [], words).map((one) => one.value);
    expect(offered).toEqual(['c-gt']);
    expect(recentLocalities(WORLD.localities, past({ localityIds: [LocalityId.parse('o-pm')] }), day('2025-07-01'), 3)).toEqual([]);
  });
});

describe('a new form', () => {
  const world = { plans: [LED], localities: WORLD.localities };
  const start = { id: id(), type: 'borderSession', today: TODAY, unitId: BORDERS, unitIds: [BORDERS] };

  test('is dated today, with the habits of the person and no figure but the first session', () => {
    const draft = newDraft(start, world, past({ localityIds: [LocalityId.parse('o-pm')] }));
    expect(draft.values).toEqual({
      date: TODAY,
      unitId: BORDERS,
      sessions: '1',
      localityId: 'o-pm',
      planId: PLAN.id,
      itemCode: 'II.1.b.p1',
    });
  });
  test('names no place for what need not have one', () => {
    const draft = newDraft({ ...start, type: 'publication' }, world, past({ localityIds: [LocalityId.parse('o-pm')] }));
    expect(draft.values).not.toHaveProperty('localityId');
  });
});

describe('the same again', () => {
  const world = { ...WORLD, plans: [PLAN], person: { ...WORLD.person, role: 'supervisor' as const } };

  test('keeps every value and count, and is dated today', () => {
    const content = makeContent({ date: '2024-05-30', note: 'Phát tờ rơi.', own: { sessions: 2, attendees: 85 } });
    const draft = repeatDraft(id(), content, TODAY, world);
    expect(draft.values).toMatchObject({ date: TODAY, sessions: '2', attendees: '85', note: 'Phát tờ rơi.', localityId: 'o-pm' });
  });
  test('begins a series anew', () => {
    const content = makeContent({ date: '2024-05-01', endDate: '2024-05-15' });
    expect(repeatDraft(id(), content, TODAY, world).values).not.toHaveProperty('endDate');
  });
  test('asks for what can no longer be chosen', () => {
    const content = makeContent({ itemCode: 'gone', alsoItemCodes: ['II.1.b', 'gone-too'] });
    const draft = repeatDraft(id(), content, day('2025-07-02'), world);
    expect(draft.values).toMatchObject({ itemCode: '', localityId: '', alsoItemCodes: ['II.1.b'] });
  });
  test('goes on in the unit that followed, without partners that are no more', () => {
    const last = day('2024-06-10');
    const [partner] = WORLD.partners;
    const partners = partner ? [{ ...partner, to: last }] : [];
    const units = [{ ...unit(BORDERS), to: last, successorIds: [FOLLOWED_BY] }, unit(FOLLOWED_BY), unit(CONSULAR)];
    const content = makeContent({ partnerIds: ['bdbp'], coUnitIds: [CONSULAR] });
    const draft = repeatDraft(id(), content, TODAY, { ...world, units, partners });
    expect(draft.values).toMatchObject({ unitId: FOLLOWED_BY, partnerIds: [], coUnitIds: [CONSULAR] });
  });
});

describe('the order of a form', () => {
  test('required fields come first, otherwise the registry decides', () => {
    const spec = {
      ...activityType('borderSession'),
      fields: { note1: { kind: 'text', max: 9 }, need: { kind: 'text', max: 9, required: true } },
    };
    expect(ownFieldsInOrder(spec as never).map(([name]) => name)).toEqual(['need', 'note1']);
  });
  test('"khoảng" stands under the large figure, else under the last required one', () => {
    expect(estimatedAfter(activityType('borderSession') as never)).toBe('attendees');
    expect(estimatedAfter(activityType('broadcast') as never)).toBe('minutesPerAiring');
    expect(estimatedAfter(activityType('publication') as never)).toBe('count');
  });
});
