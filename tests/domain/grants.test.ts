import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayEndSignIn, mayJudgeQuarantine } from '../../src/domain/account-rights.ts';
import { RECORD_STATES } from '../../src/domain/activity.ts';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { AccountId, UnitId } from '../../src/domain/ids.ts';
import { covers, type Grant, mayAct, maySee, Person, ROLES, type Scope, scopeOn, standsInFor } from '../../src/domain/person.ts';
import { RECORD_ACTIONS } from '../../src/domain/record-action.ts';
import { recordsForOn } from '../../src/domain/units-on-day.ts';

const TODAY = day('2026-03-18');
const ME = AccountId.parse('a-me');
const UNITS = ['bg', 'ls', 'tt', 'vp'].map((id) => UnitId.parse(id));
const around = fc.integer({ min: -5, max: 5 }).map((days): Day => addDays(TODAY, days));
const units = fc.subarray([...UNITS]);
const role = fc.constantFrom(...ROLES);

const grant: fc.Arbitrary<Grant> = fc
  .record({ role, unitIds: units, days: fc.tuple(around, fc.option(around)), ended: fc.boolean(), deputy: fc.boolean() })
  .map(({ days: [a, b], ended, deputy, ...rest }) => ({
    id: 'g',
    ...rest,
    from: b !== null && b < a ? b : a,
    ...(b !== null && { until: b < a ? a : b }),
    ...(ended && b !== null && { ended: true as const }),
    ...(deputy && { standsInFor: 'TP-1' }),
  }));
const account = fc.record({ role, unitIds: units, former: fc.option(units) });
/** A person by each of their roles alone: that of the account, and each further one beside an account that allows nothing. */
const person = fc.record({ account, grants: fc.array(grant, { maxLength: 4 }) }).map(({ account: { role, unitIds, former }, grants }) => {
  const bare = { id: ME, staffCode: 'CB-01' };
  const main = Person.parse({
    ...bare,
    role,
    unitIds,
    ...(former && { former: [{ to: addDays(TODAY, -10), role: 'officer', unitIds: former }] }),
  });
  const alone = grants.map((each) => Person.parse({ ...bare, role: 'viewer', unitIds: [], grants: [each] }));
  return { whole: Person.parse({ ...main, grants }), parts: [main, ...alone] };
});

const RECORDS = UNITS.flatMap((unitId) =>
  [ME, AccountId.parse('a-other')].flatMap((authorId) => RECORD_STATES.map((state) => ({ authorId, unitId, state }))),
);
const OWNERS = ROLES.flatMap((role) => UNITS.map((unit) => Person.parse({ id: 'a-other', staffCode: 'X', role, unitIds: [unit] })));
const DAYS = [-12, -9, -5, -4, -3, -2, -1, 0].map((days) => addDays(TODAY, days));

/** Every question that is asked of a person's rights, and what each gives. */
function rightsOf(asked: Person): Record<string, boolean> {
  const scope = scopeOn(asked, TODAY);
  const answers: Record<string, boolean> = {};
  for (const key of ['managesAccounts', 'managesPlans', 'managesReference'] as const) answers[key] = scope[key];
  for (const key of ['tallies', 'recordsFor', 'corrects', 'reviews', 'marks'] as const satisfies readonly (keyof Scope)[])
    for (const unit of UNITS) answers[`${key} ${unit}`] = covers(scope[key], unit);
  for (const each of ROLES) answers[`is ${each}`] = scope.roles.includes(each);
  for (const record of RECORDS) {
    answers[`see ${Object.values(record)}`] = maySee(scope, asked, record);
    for (const action of RECORD_ACTIONS) answers[`${action} ${Object.values(record)}`] = mayAct(scope, asked, record, action);
  }
  for (const owner of OWNERS) {
    answers[`end ${owner.role} ${owner.unitIds}`] = mayEndSignIn(asked, owner, TODAY);
    answers[`judge ${owner.role} ${owner.unitIds}`] = mayJudgeQuarantine(asked, owner, TODAY);
  }
  for (const value of DAYS)
    for (const unit of UNITS) answers[`record on ${value} for ${unit}`] = covers(recordsForOn(asked, value, TODAY), unit);
  return answers;
}

test('several roles allow what any of them allows by itself, and nothing that none of them does', () => {
  fc.assert(
    fc.property(person, ({ whole, parts }) => {
      const each = parts.map(rightsOf);
      const all = rightsOf(whole);
      // Whoever holds none of the roles but the empty one of the test is no viewer by it.
      const said = Object.fromEntries(Object.keys(all).map((key) => [key, each.some((rights) => rights[key])]));
      if (!whole.grants?.some((held) => held.role === 'viewer') && whole.role !== 'viewer') said['is viewer'] = false;
      expect({ ...all, 'is viewer': null }).toEqual({ ...said, 'is viewer': null });
    }),
  );
});

const deputy = (more: Partial<Grant> = {}): Person =>
  Person.parse({
    id: ME,
    staffCode: 'CB-07',
    role: 'officer',
    unitIds: ['ls'],
    grants: [
      {
        id: 'g',
        role: 'unitLead',
        unitIds: ['bg'],
        from: '2026-03-18',
        until: '2026-03-20',
        standsInFor: 'TP-BG',
        ...more,
      },
    ],
  });
const BG = UnitId.parse('bg');
const LS = UnitId.parse('ls');

describe('a role for some days', () => {
  test('begins on its first day and ends with its last', () => {
    const on = ['2026-03-17', '2026-03-18', '2026-03-20', '2026-03-21'].map((value) => scopeOn(deputy(), day(value)).reviews);
    expect(on).toEqual([[], [BG], [BG], []]);
  });

  test('that is ended by hand gives nothing more on that day, and what was done on its days is still recorded', () => {
    const ended = deputy({ until: day('2026-03-19'), ended: true });
    expect(scopeOn(ended, day('2026-03-19')).reviews).toEqual([]);
    const takes = ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20'].map((value) =>
      recordsForOn(ended, day(value), day('2026-03-20')),
    );
    expect(takes).toEqual([[LS], [LS, BG], [LS, BG], [LS]]);
  });

  test('of a deputy is named where nothing else allows what is done', () => {
    const named = (asked: Person, unitId: UnitId) =>
      standsInFor(asked, TODAY, (post) => post.role === 'unitLead' && post.unitIds.includes(unitId));
    expect([named(deputy(), BG), named(deputy(), LS)]).toEqual(['TP-BG', undefined]);
    expect(named({ ...deputy(), role: 'unitLead', unitIds: [BG] }, BG)).toBeUndefined();
  });
});
