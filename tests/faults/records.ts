import { type ActivityContent, parseContent } from '../../src/domain/activity.ts';
import { officeDay } from '../../src/domain/day.ts';
import { type ActivityId, type MutationId, uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';

export const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));

/** A session of today at the demonstration office, told from others by its attendees. */
export function makeContent(attendees: number, change: { readonly note?: string; readonly itemCode?: string } = {}): ActivityContent {
  const content = parseContent({
    planId: 'kien-giang-2024',
    itemCode: 'II.1.b.p1',
    alsoItemCodes: [],
    type: 'borderSession',
    date: officeDay(Date.now()),
    unitId: 'qlbg',
    coUnitIds: [],
    partnerIds: [],
    localityId: 'c-gt',
    audienceGroups: [],
    estimated: false,
    own: { sessions: 1, attendees },
    ...change,
  });
  if (!content) throw new Error('The content made for a test is none');
  return content;
}

const LETTERS = 'aăâbcdđeêghiklmnoôơpqrstuưvxy';

/** As long as a note may be, in letters that need more than one byte and that no packing makes much smaller. */
export const longNote = (random: () => number): string =>
  Array.from({ length: 500 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');

const made = (activityId: ActivityId, base: number, patch: object): Mutation => ({
  id: newId() as MutationId,
  activityId,
  action: 'record',
  base,
  patch: patch as Mutation['patch'],
  at: new Date().toISOString(),
});

export const makeCreate = (attendees: number, activityId = newId() as ActivityId): Mutation =>
  made(activityId, 0, changedFields(undefined, makeContent(attendees)));
export const makeEdit = (activityId: ActivityId, base: number, attendees: number): Mutation => made(activityId, base, { attendees });
