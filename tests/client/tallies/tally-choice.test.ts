import { expect, test } from 'vitest';
import { countOf, sumOf } from '../../../src/client/features/tallies/records-sum.ts';
import {
  chosenUnit,
  openKey,
  readOpen,
  readTallyParams,
  tallyHref,
  unitChoices,
  VIEWS,
  viewOf,
} from '../../../src/client/features/tallies/tally-choice.ts';
import { day } from '../../../src/domain/day.ts';
import { columnOfMeasure, RECORDS } from '../../../src/domain/figures/column.ts';
import { scopeOf } from '../../../src/domain/person.ts';
import { holdsNothing, isAllIn, lostPhones, quietPhones } from '../../../src/domain/silent-phones.ts';
import { ServerActivity } from '../../../src/protocol/server-activity.ts';
import { BASE, BORDERS, CONSULAR, makeWorld, newId } from '../../domain/make.ts';
import { DEVICES } from './devices.ts';

test('the address says what is shown, and is read back', () => {
  const params = {
    plan: 'plan-test',
    period: 'quarter-2024-1',
    calendar: 'calendar',
    unit: 'u-border',
    by: 'dia-ban',
    merged: '1',
    open: 'II.1~attendees',
  };
  const href = tallyHref(params);
  expect(readTallyParams(Object.fromEntries(new URL(href, 'https://a.vn').searchParams))).toEqual(params);
  expect(tallyHref({})).toBe('/tong-hop');
  expect(readTallyParams({ ky: ['month-2024-5', 'month-2024-6'], 'don-vi': '' })).toEqual({});
});

test('an opened figure is a line and a known measure', () => {
  expect(readOpen(openKey('II.1.b.p1', 'attendees'))).toEqual({ row: 'II.1.b.p1', column: columnOfMeasure('attendees') });
  for (const text of [undefined, '', 'II.1', '~attendees', 'II.1~toString', 'II.1~label', 'II.1~']) expect(readOpen(text)).toBeUndefined();
});

test('a view is one that is known, by item where the address says nothing', () => {
  expect([undefined, 'don-vi', 'dia-ban', 'loai', 'toString', 'item'].map((by) => viewOf({ by }))).toEqual([
    'item',
    'unit',
    'locality',
    'type',
    'item',
    'item',
  ]);
  expect(new Set(Object.values(VIEWS)).size).toBe(4);
});

test('only units whose tallies are seen are offered', () => {
  const { units } = makeWorld();
  const scope = scopeOf({ role: 'unitLead', unitIds: [BORDERS] });
  expect(unitChoices(units, scope).map((unit) => unit.id)).toEqual([BORDERS]);
  expect(chosenUnit(unitChoices(units, scope), { unit: CONSULAR })).toBeUndefined();
  expect(chosenUnit(units, { unit: CONSULAR })).toBe(CONSULAR);
});

const activity = (state: string, own: Record<string, unknown>, type = 'borderSession') =>
  ServerActivity.parse({
    id: newId(),
    version: 1,
    state,
    authorId: 'a-1',
    content: { ...BASE, type, own },
    createdAt: '2024-06-12T08:10:00.000Z',
    updatedAt: '2024-06-12T08:10:00.000Z',
  });

test('listed records are added up like the cells', () => {
  const list = [
    activity('confirmed', { sessions: 1, attendees: 90 }),
    activity('sent', { sessions: 2, attendees: 72 }),
    activity('withdrawn', { sessions: 5, attendees: 500 }),
    activity('sent', { channel: 'zalo', title: 'Tin', count: 1 }, 'publication'),
  ];
  expect(columnOfMeasure('attendees').figureOf(sumOf(list))).toMatchObject({ count: { value: 90 }, waiting: { value: 72 } });
  expect(RECORDS.figureOf(sumOf(list))).toMatchObject({ count: { value: 1 }, waiting: { value: 2 } });
  expect(list.map((one) => countOf(one, columnOfMeasure('attendees'))?.value)).toEqual([90, 72, undefined, undefined]);
});

test('phones not heard from, and those that still hold records', () => {
  const phones = quietPhones(DEVICES, day('2024-06-12'));
  expect(phones.map(({ device, days }) => `${device.id} ${days}`)).toEqual(['long 22', 'short 2', 'holding 0']);
});

test('phones that lost records stand apart, the greatest loss first, signed out or not', () => {
  expect(lostPhones(DEVICES).map(({ device, loss }) => `${device.id} ${loss.missing}`)).toEqual(['emptied long ago 7', 'emptied 2']);
});

test('all is said to have come only where no phone holds, was refused or lost anything, signed out or not', () => {
  const [fresh] = DEVICES.filter(({ id }) => id === 'fresh');
  if (!fresh) throw new Error('No such phone');
  const loss = { at: fresh.seenAt, held: 7, now: 0, received: 5, missing: 2 };
  expect([isAllIn([]), isAllIn([fresh]), holdsNothing(fresh)]).toEqual([true, true, true]);
  for (const change of [{ held: 1 }, { attention: 1 }, { loss }]) {
    expect([isAllIn([fresh, { ...fresh, ...change }]), holdsNothing({ ...fresh, ...change })]).toEqual([false, false]);
  }
  // Work on a phone nobody is signed in on is not waited for; what such a phone lost is missing all the same.
  expect(isAllIn([{ ...fresh, signedOut: true, held: 1 }])).toBe(true);
  expect(isAllIn([{ ...fresh, signedOut: true, loss }])).toBe(false);
});
