import { expect, test } from 'vitest';
import { isStruck } from '../../../src/client/records/shown-record.ts';
import { subjectOf } from '../../../src/client/records/subject.ts';
import { RecordState } from '../../../src/domain/activity.ts';
import { ACTIVITY_TYPE_KEYS, activityType } from '../../../src/domain/activity-types.ts';
import { leastOwn, makeContent } from '../../domain/make.ts';

test('a session says its markers and topics, a text what it is called', () => {
  const session = { sessions: 1, attendees: 9, markers: ['304/6', '302(1)'], topics: ['encroachment'] };
  expect(subjectOf(makeContent({ own: session }))).toBe('Mốc 304/6, 302(1)\u00a0· chống xâm canh, xâm cư');
  const article = { channel: 'zalo', title: 'Ngày hội biên phòng', count: 1 };
  expect(subjectOf(makeContent({ type: 'publication', own: article }))).toBe('Ngày hội biên phòng');
  expect(subjectOf(makeContent())).toBeUndefined();
});

test('every type that asks for a text has one to show', () => {
  for (const type of ACTIVITY_TYPE_KEYS) {
    const asks = Object.values(activityType(type)?.fields ?? {}).some((spec) => spec.kind === 'text' && spec.required);
    const own = type === 'exemplar' ? { ...leastOwn(type), modelCount: 1 } : leastOwn(type);
    expect(subjectOf(makeContent({ type, own })), type).toBe(asks ? 'x' : undefined);
  }
});

test('a record that was withdrawn or stands for another is struck out, and no other', () => {
  expect(RecordState.options.filter((state) => isStruck({ state }))).toEqual(['withdrawn', 'duplicate']);
});
