import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { entriesFrom, entryText, firstIssue, startValues } from '../../../src/client/features/reference/form-values.ts';
import { createSavedInput } from '../../../src/client/saved-input.ts';
import { day } from '../../../src/domain/day.ts';
import { AddReferenceRequest } from '../../../src/protocol/plan.ts';
import { LOCALITIES, PARTNERS, UNITS } from '../../../src/server/data/reference.ts';
import { newId } from '../../domain/make.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';

const TODAY = day('2026-03-18');
const REFERENCE = { units: UNITS, localities: LOCALITIES, partners: PARTNERS };
const never = () => false;
const inspectors = UNITS.find((one) => one.id === 'tt');
const commune = LOCALITIES.find((one) => one.id === 'c-gt');
const start = (...[what, entry]: [Parameters<typeof startValues>[0], Parameters<typeof startValues>[1]]) =>
  startValues(what, entry, TODAY, LOCALITIES);

test('a new name begins as the old one, from today', () => {
  expect(start('rename', inspectors)).toMatchObject({
    parts: [{ name: 'Phòng Thanh tra', shortName: 'P. Thanh tra' }],
    aliases: inspectors?.aliases,
    from: TODAY,
    followsIds: ['tt'],
  });
});

test('what is added begins blank, and a place in the one province there is', () => {
  expect(start('add', undefined)).toMatchObject({ parts: [{ name: '', shortName: '' }], from: '', followsIds: [], parentId: 'p-ag' });
  expect(start('merge', commune)).toMatchObject({ level: 'commune', parentId: 'p-ag', followsIds: ['c-gt'] });
});

test('every kind of entry is asked for in the shape the server takes', () => {
  const values = { ...start('split', undefined), parts: ['Một', 'Hai'].map((name) => ({ name, shortName: name })) };
  for (const kind of ['unit', 'locality', 'partner'] as const)
    for (const entry of entriesFrom(kind, values))
      expect(AddReferenceRequest.safeParse({ ...entry, requestId: newId() }).success).toBe(true);
});

test('a province lies in nothing, whatever was chosen before', () => {
  expect(entriesFrom('locality', { ...start('add', undefined), level: 'province' })).toMatchObject([{ parentId: null }]);
});

test('the parts of a division are weighed together', () => {
  const part = (name: string) => ({ name, shortName: `P. ${name}` });
  const values = { ...start('split', inspectors), parts: [part('Phòng Một'), part('phong mot')] };
  expect(firstIssue(REFERENCE, entriesFrom('unit', values), never)).toMatchObject({ part: 1, field: 'name', code: 'nameTaken' });
  const right = { ...values, parts: [part('Phòng Một'), part('Phòng Hai')] };
  expect(firstIssue(REFERENCE, entriesFrom('unit', right), never)).toBeUndefined();
});

test('of what was sent already the office alone knows', () => {
  const [sent] = entriesFrom('partner', { ...start('add', undefined), parts: [{ name: 'Công đoàn', shortName: '' }] });
  if (!sent) throw new Error('nothing to send');
  expect(firstIssue(REFERENCE, [sent], never)).toMatchObject({ code: 'nameTaken' });
  expect(firstIssue(REFERENCE, [sent], (words) => words === entryText(sent))).toBeUndefined();
});

beforeEach(() => void vi.stubGlobal('localStorage', fakeStorage()));
afterEach(() => vi.unstubAllGlobals());

test('what was typed is found again until it is saved', () => {
  const typed = createSavedInput('me.add', { name: '', day: '' });
  expect(typed.wasRestored()).toBe(false);
  typed.set({ name: 'Hội Nghề cá' });
  const again = createSavedInput('me.add', { name: '', day: '' });
  expect([again.wasRestored(), again.values()]).toEqual([true, { name: 'Hội Nghề cá', day: '' }]);
  expect(createSavedInput('other.add', { name: '' }).wasRestored()).toBe(false);
  again.drop();
  expect([again.values().name, createSavedInput('me.add', { name: '' }).wasRestored()]).toEqual(['', false]);
});

test('the same words keep their key, also over a restart, until they are refused', () => {
  const first = createSavedInput('me.add', { name: '' });
  const key = first.requestId('Hội', newId);
  const second = createSavedInput('me.add', { name: '' });
  expect(second.wasSent('Hội')).toBe(true);
  expect(second.requestId('Hội', newId)).toBe(key);
  expect(second.requestId('Hội khác', newId)).not.toBe(key);
  second.forget('Hội');
  expect(second.wasSent('Hội')).toBe(false);
  expect(second.requestId('Hội', newId)).not.toBe(key);
});

test('a storage that is full or broken costs nothing that is on the screen', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => '{broken',
    setItem: () => {
      throw new Error('full');
    },
  });
  const typed = createSavedInput('me.add', { name: '' });
  typed.set({ name: 'Hội' });
  expect([typed.wasRestored(), typed.values().name]).toEqual([false, 'Hội']);
});

test('another name that was typed and not added is sent with the others', () => {
  const values = { ...start('add', undefined), aliases: ['Phòng QLBG'], typedAliases: 'Phòng Biên giới; Phòng QLBG' };
  expect(entriesFrom('unit', values)).toMatchObject([{ aliases: ['Phòng QLBG', 'Phòng Biên giới'] }]);
});
