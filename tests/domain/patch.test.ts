import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActivityContent, parseContent } from '../../src/domain/activity.ts';
import { applyPatch, changedFields, clashingFields, fieldValue, type Patch } from '../../src/domain/patch.ts';
import { anyContent, makeContent } from './make.ts';

const plain = (content: unknown): unknown => JSON.parse(JSON.stringify(content));
/** As it arrives: a patch goes through JSON on its way. */
const sent = (patch: Patch): Patch => plain(patch) as Patch;

test('a new record is made from its patch alone', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      expect(parseContent(applyPatch(undefined, sent(changedFields(undefined, content))))).toEqual(plain(content));
    }),
  );
});

test('the patch from one record to another makes the other, types and cleared fields included', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (before, after) => {
      expect(plain(applyPatch(before, sent(changedFields(before, after))))).toEqual(plain(after));
    }),
  );
});

test('nothing changed, nothing said', () => {
  fc.assert(
    fc.property(anyContent, (content) => {
      expect(changedFields(content, plain(content) as ActivityContent)).toEqual({});
      expect(plain(applyPatch(content, {}))).toEqual(plain(content));
    }),
  );
});

test('only the changed field travels', () => {
  expect(changedFields(makeContent(), makeContent({ own: { sessions: 1, attendees: 90 } }))).toEqual({ attendees: 90 });
  expect(changedFields(makeContent({ note: 'x' }), makeContent())).toEqual({ note: null });
  expect(changedFields(makeContent(), makeContent({ audienceGroups: ['residents'] }))).toEqual({ audienceGroups: ['residents'] });
});

test('an item and its plan are said together, since plans share codes', () => {
  const { planId } = makeContent();
  expect(changedFields(makeContent(), makeContent({ itemCode: 'II.1.c' }))).toEqual({ itemCode: 'II.1.c', planId });
  expect(changedFields(makeContent(), makeContent({ planId: 'khac' }))).toEqual({ itemCode: makeContent().itemCode, planId: 'khac' });
});

test('patches of different fields may come in any order', () => {
  fc.assert(
    fc.property(anyContent, fc.integer({ min: 1, max: 500 }), fc.boolean(), (content, attendees, estimated) => {
      const mine: Patch = { attendees };
      const theirs: Patch = { estimated, note: 'thêm' };
      expect(applyPatch(applyPatch(content, mine) as ActivityContent, theirs)).toEqual(
        applyPatch(applyPatch(content, theirs) as ActivityContent, mine),
      );
      expect(clashingFields(mine, theirs)).toEqual([]);
    }),
  );
});

test('two people clash only where they said different things', () => {
  expect(clashingFields({ attendees: 90, note: 'x', audienceGroups: ['a'] }, { attendees: 91, note: 'x', audienceGroups: ['a'] })).toEqual([
    'attendees',
  ]);
  expect(clashingFields({ note: null }, { note: 'x' })).toEqual(['note']);
  expect(clashingFields({ toString: 'x' }, {})).toEqual([]);
});

test('a hostile key becomes a field, and the record is refused', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', 'own', 'state', 'version', 'id']) {
    const patch = JSON.parse(`{"${key}":"x"}`) as Patch;
    const result = applyPatch(makeContent(), patch);
    expect(parseContent(result), key).toBeUndefined();
    expect(Object.getPrototypeOf(result), key).toBe(Object.prototype);
  }
});

test('a patch leaves the record it is laid over alone', () => {
  const before = makeContent();
  const copy = plain(before);
  applyPatch(before, { attendees: 1, note: 'x', localityId: null });
  expect(plain(before)).toEqual(copy);
});

test('a value is found wherever it lies', () => {
  const content = makeContent();
  expect([fieldValue(content, 'date'), fieldValue(content, 'attendees'), fieldValue(content, 'note')]).toEqual([
    '2024-06-12',
    85,
    undefined,
  ]);
});
