import { expect, test } from 'vitest';
import { entriesFrom, entryText, firstIssue, startValues } from '../../../src/client/features/reference/form-values.ts';
import { day } from '../../../src/domain/day.ts';
import { AddReferenceRequest } from '../../../src/protocol/plan.ts';
import { LOCALITIES, PARTNERS, UNITS } from '../../../src/server/data/reference.ts';
import { newId } from '../../domain/make.ts';

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

test('another name that was typed and not added is sent with the others', () => {
  const values = { ...start('add', undefined), aliases: ['Phòng QLBG'], typedAliases: 'Phòng Biên giới; Phòng QLBG' };
  expect(entriesFrom('unit', values)).toMatchObject([{ aliases: ['Phòng QLBG', 'Phòng Biên giới'] }]);
});
