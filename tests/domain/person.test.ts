import { describe, expect, test } from 'vitest';
import { RECORD_STATES, type RecordState } from '../../src/domain/activity.ts';
import { AccountId } from '../../src/domain/ids.ts';
import { covers, mayAct, mayChange, maySee, type Person, ROLES, type Role, scopeOf } from '../../src/domain/person.ts';
import { RECORD_ACTIONS, REVIEW_ACTIONS, type RecordAction } from '../../src/domain/record-action.ts';
import { BORDERS, CONSULAR } from './make.ts';

const me = (role: Role): Person => ({ id: AccountId.parse('a-me'), staffCode: 'CB-01', role, unitIds: [BORDERS] });
const OTHER = AccountId.parse('a-other');

describe('what each role may see and do', () => {
  const own = [BORDERS];
  const of = (...roles: Role[]) => ({ roles, units: own });
  const none = { managesAccounts: false, managesPlans: false, managesReference: false, marks: [] };
  const table: Record<Role, ReturnType<typeof scopeOf>> = {
    officer: { ...of('officer'), tallies: own, records: 'own', recordsFor: own, corrects: [], reviews: [], devices: 'own', ...none },
    unitLead: {
      ...of('unitLead'),
      tallies: own,
      records: own,
      recordsFor: own,
      corrects: own,
      reviews: own,
      devices: own,
      ...none,
      marks: own,
    },
    supervisor: {
      ...of('supervisor'),
      tallies: 'all',
      records: 'all',
      recordsFor: 'all',
      corrects: [],
      reviews: 'all',
      devices: 'all',
      ...none,
      managesPlans: true,
      managesReference: true,
      marks: 'all',
    },
    approver: { ...of('approver'), tallies: 'all', records: 'all', recordsFor: [], corrects: [], reviews: [], devices: 'own', ...none },
    viewer: { ...of('viewer'), tallies: own, records: 'none', recordsFor: [], corrects: [], reviews: [], devices: 'own', ...none },
    admin: {
      ...of('admin'),
      tallies: [],
      records: 'none',
      recordsFor: [],
      corrects: [],
      reviews: [],
      devices: 'all',
      ...none,
      managesAccounts: true,
      managesReference: true,
    },
  };
  test.each(ROLES)('%s', (role) => {
    expect(scopeOf(me(role))).toEqual(table[role]);
  });
});

test('records: own ones, the unit’s, all, or none', () => {
  const seen = (role: Role) =>
    [
      { authorId: me(role).id, unitId: BORDERS },
      { authorId: me(role).id, unitId: CONSULAR },
      { authorId: OTHER, unitId: BORDERS },
      { authorId: OTHER, unitId: CONSULAR },
    ].map((record) => maySee(scopeOf(me(role)), me(role), record));
  expect(seen('officer')).toEqual([true, true, false, false]);
  expect(seen('unitLead')).toEqual([true, true, true, false]);
  expect(seen('supervisor')).toEqual([true, true, true, true]);
  expect(seen('approver')).toEqual([true, true, true, true]);
  expect(seen('viewer')).toEqual([true, true, false, false]);
  expect(seen('admin')).toEqual([true, true, false, false]);
});

test('nobody changes what they may not see, and a lead corrects the unit’s', () => {
  const places = [BORDERS, CONSULAR].flatMap((unitId) => [AccountId.parse('a-me'), OTHER].map((authorId) => ({ authorId, unitId })));
  for (const role of ROLES)
    for (const record of places)
      if (mayChange(scopeOf(me(role)), me(role), record)) expect(maySee(scopeOf(me(role)), me(role), record)).toBe(true);
  const changes = (role: Role) => places.map((record) => mayChange(scopeOf(me(role)), me(role), record));
  expect(changes('officer')).toEqual([true, false, false, false]);
  expect(changes('unitLead')).toEqual([true, true, false, false]);
  expect(changes('supervisor')).toEqual([true, false, true, false]);
  expect(changes('viewer')).toEqual([false, false, false, false]);
});

describe('who may do what to a record', () => {
  /** Whose record: one's own, another's of the unit, another's elsewhere. */
  const PLACES = {
    mine: { authorId: AccountId.parse('a-me'), unitId: BORDERS },
    unit: { authorId: OTHER, unitId: BORDERS },
    elsewhere: { authorId: OTHER, unitId: CONSULAR },
  };
  const may = (role: Role, place: keyof typeof PLACES, action: RecordAction, state: RecordState = 'sent') =>
    mayAct(scopeOf(me(role)), me(role), { ...PLACES[place], state }, action);
  const rights = (role: Role, action: RecordAction, state: RecordState = 'sent') =>
    (Object.keys(PLACES) as (keyof typeof PLACES)[]).filter((place) => may(role, place, action, state));

  test.each(['record', 'withdraw', 'restore'] as const)('to %s is work: of the author, and of the lead in the unit', (action) => {
    expect(Object.fromEntries(ROLES.map((role) => [role, rights(role, action, action === 'restore' ? 'withdrawn' : 'sent')]))).toEqual({
      officer: ['mine'],
      unitLead: ['mine', 'unit'],
      supervisor: ['mine'],
      approver: [],
      viewer: [],
      admin: [],
    });
  });

  test.each([...REVIEW_ACTIONS.map((action) => [action, 'sent'] as const), ['restore', 'duplicate'] as const])(
    'to %s (%s) is a verdict: of the lead in the unit, and of the supervisor everywhere',
    (action, state) => {
      expect(Object.fromEntries(ROLES.map((role) => [role, rights(role, action, state)]))).toEqual({
        officer: [],
        unitLead: ['mine', 'unit'],
        supervisor: ['mine', 'unit', 'elsewhere'],
        approver: [],
        viewer: [],
        admin: [],
      });
    },
  );

  test('nobody acts on what they may not see', () => {
    for (const role of ROLES)
      for (const place of Object.keys(PLACES) as (keyof typeof PLACES)[])
        for (const action of RECORD_ACTIONS)
          for (const state of RECORD_STATES)
            if (may(role, place, action, state)) expect(maySee(scopeOf(me(role)), me(role), PLACES[place])).toBe(true);
  });
});

test('covers', () => {
  expect([covers('all', CONSULAR), covers([BORDERS], CONSULAR), covers([], BORDERS)]).toEqual([true, false, false]);
});
