import { describe, expect, test } from 'vitest';
import { COMMON_FIELDS, ownFieldsSchema } from '../../src/domain/activity.ts';
import { ACTIVITY_TYPE_KEYS, type ActivityTypeSpec, activityType, countLimits, type OwnFields } from '../../src/domain/activity-types.ts';
import { MEASURE_KEYS, MEASURES } from '../../src/domain/measure.ts';
import { ISSUE_CODES } from '../../src/domain/rules.ts';
import { leastOwn } from './make.ts';

/** What every entry of the registry must keep to, so that a new type needs no test of its own. */
describe.each(ACTIVITY_TYPE_KEYS)('%s', (type) => {
  const spec = activityType(type) as ActivityTypeSpec;
  const fields = Object.entries(spec.fields);

  test('no own field is named like a common one', () => {
    for (const [key] of fields) expect([...COMMON_FIELDS, 'own', 'id', 'state'], key).not.toContain(key);
  });

  test('required fields come first', () => {
    const order = fields.map(([, field]) => field.required === true);
    const firstOptional = order.indexOf(false);
    expect(type === 'outreachSession' || firstOptional === -1 || !order.slice(firstOptional).includes(true)).toBe(true);
  });

  test('options are unique and enough for the limit', () => {
    for (const [key, field] of fields) {
      if (field.kind !== 'choice' && field.kind !== 'choices') continue;
      expect(new Set(field.options).size, key).toBe(field.options.length);
      if (field.kind === 'choices') expect(field.max).toBeLessThanOrEqual(field.options.length);
    }
  });

  test('limits are in order', () => {
    for (const [key, field] of fields) {
      if (field.kind !== 'count') continue;
      const { min, warn, max } = countLimits(field);
      expect(min >= 0 && min <= warn && warn <= max, key).toBe(true);
      expect(Number.isSafeInteger(max) && max < 1_000_000, key).toBe(true);
      if (field.initial !== undefined) expect(field.initial >= min && field.initial <= warn, key).toBe(true);
    }
  });

  test('its measures are known, none twice, and no field alone takes a record beyond the table', () => {
    expect(new Set(spec.measures).size).toBe(spec.measures.length);
    for (const measure of spec.measures) expect(MEASURE_KEYS).toContain(measure);
    for (const [key, field] of fields) {
      if (field.kind !== 'count') continue;
      for (const [measure, value] of Object.entries(spec.feeds({ [key]: countLimits(field).max }))) {
        expect(spec.measures).toContain(measure);
        expect(value, key).toBeLessThanOrEqual(MEASURES[measure as keyof typeof MEASURES].max);
      }
    }
  });

  test('its checks speak of its own fields in words the labels have', () => {
    for (const check of spec.checks ?? []) {
      expect(fields.map(([key]) => key)).toContain(check.field);
      expect(ISSUE_CODES).toContain(check.code);
      // Nothing answered is nothing to compare; only "nothing counted" speaks of just that.
      expect(check.fails({})).toBe(check.code === 'nothingCounted');
    }
  });

  test('it has a shape', () => {
    expect(ownFieldsSchema(type)).toBeDefined();
  });
});

const takesField = (type: string, field: string, value: number): boolean | undefined =>
  ownFieldsSchema(type)?.safeParse({ ...leastOwn(type), [field]: value }).success;

test('a key of the prototype is no type', () => {
  for (const key of ['constructor', '__proto__', 'toString', '']) expect(activityType(key)).toBeUndefined();
});

test('the table of measures asks before it refuses', () => {
  for (const { warn, max } of Object.values(MEASURES)) expect(warn).toBeLessThan(max);
});

describe('the shape of the later types', () => {
  const takes = (type: string, own: object) => ownFieldsSchema(type)?.safeParse(own).success;
  /** A full record of each, and what makes it wrong: a required field without its answer, a count beyond its range, another word. */
  const FULL = {
    meeting: { meetingKind: 'regular', attendees: 12, docNumber: '15/TB-SNgV' },
    briefing: { hostMeeting: 'Họp giao ban tháng', attendees: 30, minutes: 20 },
    contest: { contestRole: 'organised', contestName: 'Tìm hiểu biên giới', contestants: 200 },
    event: { eventForm: 'dialogue', attendees: 80, mode: 'hybrid', modelsPresented: 3 },
    inspection: { inspectedUnits: 2, findings: 3, corrected: 3 },
    exemplar: { action: 'found', collectives: 1, individuals: 2, modelCount: 0, field: 'Biên giới', docNumber: '1/QĐ' },
    launch: { campaignName: 'Cả nước chung tay', campaigns: 1, attendees: 60 },
    training: { trainingRole: 'sentStaff', trainees: 4, days: 3 },
  };
  const REQUIRED: Record<keyof typeof FULL, readonly string[]> = {
    meeting: ['meetingKind', 'attendees'],
    briefing: ['hostMeeting', 'attendees'],
    contest: ['contestRole', 'contestName', 'contestants'],
    event: ['eventForm', 'attendees'],
    inspection: ['inspectedUnits', 'findings'],
    exemplar: ['action'],
    launch: ['campaignName', 'campaigns'],
    training: ['trainingRole', 'trainees'],
  };

  test.each(Object.keys(FULL) as (keyof typeof FULL)[])('%s: required fields and no others', (type) => {
    expect(takes(type, FULL[type])).toBe(true);
    expect(takes(type, { ...FULL[type], extra: 1 })).toBe(false);
    const missed = Object.keys(FULL[type]).filter((field) => !takes(type, { ...FULL[type], [field]: undefined }));
    expect(missed).toEqual(REQUIRED[type]);
  });

  test.each([
    ['meeting', 'attendees', 1, 20_000],
    ['briefing', 'attendees', 0, 20_000],
    ['briefing', 'minutes', 5, 240],
    ['contest', 'contestants', 0, 50_000],
    ['event', 'attendees', 1, 20_000],
    ['event', 'modelsPresented', 0, 100],
    ['inspection', 'inspectedUnits', 1, 50],
    ['inspection', 'findings', 0, 500],
    ['inspection', 'corrected', 0, 500],
    ['exemplar', 'collectives', 0, 100],
    ['exemplar', 'individuals', 0, 500],
    ['exemplar', 'modelCount', 0, 100],
    ['launch', 'campaigns', 1, 20],
    ['launch', 'attendees', 0, 20_000],
    ['training', 'trainees', 0, 5_000],
    ['training', 'days', 1, 30],
  ] as const)('%s: %s from %i to %i', (type, field, min, max) => {
    const at = (value: number) => takes(type, { ...FULL[type], [field]: value });
    expect([min - 1, min, max, max + 1, min + 0.5].map(at)).toEqual([false, true, true, false, false]);
  });

  test.each([
    ['meeting', 'docNumber', 40],
    ['briefing', 'hostMeeting', 120],
    ['contest', 'contestName', 150],
    ['exemplar', 'field', 80],
    ['exemplar', 'docNumber', 40],
    ['launch', 'campaignName', 150],
  ] as const)('%s: %s at most %i letters', (type, field, max) => {
    const at = (length: number) => takes(type, { ...FULL[type], [field]: 'x'.repeat(length) });
    expect([0, 1, max, max + 1].map(at)).toEqual([false, true, true, false]);
  });

  test.each([
    ['meeting', 'meetingKind', ['regular', 'extraordinary']],
    ['contest', 'contestRole', ['organised', 'tookPart']],
    ['event', 'eventForm', ['conference', 'seminar', 'exchange', 'gathering', 'dialogue', 'ceremony']],
    ['event', 'mode', ['inPerson', 'online', 'hybrid']],
    ['exemplar', 'action', ['found', 'proposed', 'commended']],
    ['training', 'trainingRole', ['organised', 'sentStaff']],
  ] as const)('%s: %s is one of %j', (type, field, options) => {
    for (const option of options) expect(takes(type, { ...FULL[type], [field]: option }), option).toBe(true);
    expect(takes(type, { ...FULL[type], [field]: 'toString' })).toBe(false);
  });

  test('a place is asked for where the work has one', () => {
    const placed = Object.keys(FULL).filter((type) => activityType(type)?.localityRequired);
    expect(placed).toEqual(['event', 'inspection', 'launch']);
  });
});

describe('what a record adds', () => {
  test.each([
    ['meeting', { meetingKind: 'regular', attendees: 12 }, { meetings: 1, attendees: 12 }],
    ['briefing', { hostMeeting: 'Giao ban', attendees: 30, minutes: 20 }, { integratedMeetings: 1, attendees: 30 }],
    ['contest', { contestRole: 'tookPart', contestName: 'A', contestants: 200 }, { contests: 1, contestants: 200 }],
    ['event', { eventForm: 'seminar', attendees: 80, modelsPresented: 3 }, { events: 1, attendees: 80 }],
    ['inspection', { inspectedUnits: 7, findings: 0, corrected: 0 }, { inspections: 1, findings: 0 }],
    ['exemplar', { action: 'found', collectives: 1, individuals: 2, modelCount: 3 }, { models: 6 }],
    ['exemplar', { action: 'proposed', individuals: 2 }, { models: 2 }],
    ['exemplar', { action: 'commended', collectives: 4, individuals: 5 }, { commendations: 9 }],
    ['launch', { campaignName: 'A', campaigns: 2 }, { campaigns: 2 }],
    ['launch', { campaignName: 'A', campaigns: 1, attendees: 60 }, { campaigns: 1, attendees: 60 }],
    ['training', { trainingRole: 'organised', trainees: 40, days: 3 }, { trainings: 1, trainees: 40 }],
    ['publication', { channel: 'newspaper', title: 'A', count: 2 }, { articles: 2 }],
    ['publication', { channel: 'facebook', title: 'A', count: 2 }, { posts: 2 }],
    ['publication', { channel: 'zalo', title: 'A', count: 3 }, { posts: 3 }],
    [
      'broadcast',
      { station: 'A', programme: 'B', airings: 30, minutesPerAiring: 5, clusters: 12 },
      { broadcasts: 30, broadcastMinutes: 150 },
    ],
  ])('%s %j', (type, own, measures) => {
    expect(activityType(type)?.feeds(own)).toEqual(measures);
  });
});

test('nobody came is refused for sessions, meetings and events alone, and is not the same as not answered', () => {
  const NEED_SOMEBODY = ['sessions', 'meetings', 'events'];
  for (const type of ACTIVITY_TYPE_KEYS) {
    const spec = activityType(type) as ActivityTypeSpec;
    const people = Object.keys(spec.fields).filter((field) => ['attendees', 'contestants', 'trainees'].includes(field));
    const needsSomebody = spec.measures.some((measure) => NEED_SOMEBODY.includes(measure));
    for (const field of people) {
      expect(takesField(type, field, 0), type).toBe(!needsSomebody);
      if (!needsSomebody) expect(spec.feeds({ [field]: 0 }), type).toMatchObject({ [field]: 0 });
      expect(spec.feeds({}), type).not.toHaveProperty(field);
    }
  }
});

describe('cross-checks', () => {
  const failing = (type: string, own: OwnFields) =>
    (activityType(type)?.checks ?? []).filter((check) => check.fails(own)).map(({ field, code, level }) => `${level} ${field} ${code}`);

  test('no more is put right than was found', () => {
    expect(failing('inspection', { inspectedUnits: 1, findings: 3, corrected: 3 })).toEqual([]);
    expect(failing('inspection', { inspectedUnits: 1, findings: 3 })).toEqual([]);
    expect(failing('inspection', { inspectedUnits: 1, findings: 3, corrected: 4 })).toEqual(['error corrected correctedOverFindings']);
    expect(failing('inspection', { inspectedUnits: 1, findings: 0, corrected: 1 })).toEqual(['error corrected correctedOverFindings']);
  });

  test('an exemplar names at least one', () => {
    const none = ['error individuals nothingCounted'];
    expect(failing('exemplar', { action: 'found' })).toEqual(none);
    expect(failing('exemplar', { action: 'commended', collectives: 0, individuals: 0, modelCount: 0 })).toEqual(none);
    for (const field of ['collectives', 'individuals', 'modelCount'])
      expect(failing('exemplar', { action: 'found', [field]: 1 }), field).toEqual([]);
  });
});
