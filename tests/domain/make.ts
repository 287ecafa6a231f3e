import fc from 'fast-check';
import { type ActivityContent, AUDIENCE_GROUPS, parseContent } from '../../src/domain/activity.ts';
import {
  ACTIVITY_TYPE_KEYS,
  type ActivityTypeSpec,
  activityType,
  countLimits,
  type FieldSpec,
  type FieldValue,
} from '../../src/domain/activity-types.ts';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { AccountId, type ItemCode, LocalityId, PartnerId, UnitId, uuidv7 } from '../../src/domain/ids.ts';
import { Period, type Reporting } from '../../src/domain/period.ts';
import { Plan, type PlanItem } from '../../src/domain/plan.ts';
import type { World } from '../../src/domain/rules.ts';

/** Factories of the domain tests: each fills what a test does not care about. */

const NAMES = { borders: 'u-border', consular: 'u-consular', office: 'u-office' } as const;
export const BORDERS = UnitId.parse(NAMES.borders);
export const CONSULAR = UnitId.parse(NAMES.consular);
const OFFICE = UnitId.parse(NAMES.office);

const node = (code: string, parentCode: string | null, tracking: PlanItem['tracking'] = 'tally'): unknown => ({
  code,
  parentCode,
  marker: null,
  kind: 'para',
  title: `Mục ${code}`,
  text: `Nội dung ${code}`,
  leadUnitId: null,
  leadUnit: null,
  coUnits: [],
  schedule: { type: 'year', basis: 'default' },
  tracking,
  measures: ['sessions', 'attendees'],
  usualTypes: ['borderSession'],
});

/** I (none) · II (none) → II.1 (none) → II.1.a (none) → II.1.a.p1, II.1.a.p2; II.1.b (counted, with a counted child II.1.b.p1) · III (milestone). */
export const PLAN = Plan.parse({
  id: 'plan-test',
  version: 1,
  agency: 'SỞ NGOẠI VỤ',
  number: '/KH-SNgV',
  date: null,
  year: 2024,
  title: 'Kế hoạch tuyên truyền',
  period: { from: '2024-01-01', to: '2024-12-31' },
  reporting: { calendar: 'administrative', closingDay: 14 },
  items: [
    node('I', null, 'none'),
    node('II', null, 'none'),
    node('II.1', 'II', 'none'),
    node('II.1.a', 'II.1', 'none'),
    node('II.1.a.p1', 'II.1.a'),
    node('II.1.a.p2', 'II.1.a'),
    node('II.1.b', 'II.1'),
    node('II.1.b.p1', 'II.1.b'),
    node('III', null, 'milestone'),
  ],
});
const COUNTED = PLAN.items.filter((item) => item.tracking === 'tally').map((item) => item.code);
export const itemCode = (code: string): ItemCode => code as ItemCode;

const locality = (id: string, name: string, from: string | null, to: string | null): World['localities'][number] => ({
  id: LocalityId.parse(id),
  name,
  level: 'commune',
  parentId: null,
  from: from as Day | null,
  to: to as Day | null,
  successorIds: [],
});

export const makeWorld = (change: Partial<World> = {}): World => ({
  plan: PLAN,
  today: day('2024-06-12'),
  person: { id: AccountId.parse('a-me'), staffCode: 'CB-01', role: 'officer', unitIds: [BORDERS] },
  units: [BORDERS, CONSULAR, OFFICE].map((id) => ({ id, name: id, shortName: id, aliases: [] })),
  partners: [{ id: PartnerId.parse('bdbp'), name: 'Bộ đội Biên phòng' }],
  localities: [
    locality('o-pm', 'Xã Phú Mỹ', null, '2025-06-30'),
    locality('c-gt', 'Xã Giang Thành', '2025-07-01', null),
    locality('o-hcm', 'Xã cũ', '2010-01-01', '2018-12-31'),
  ],
  settings: { id: 'office', markers: [{ from: 287, to: 314 }], hiddenTypes: [] },
  ...change,
});

let made = 0;
/** A new id each time, always the same over a run. */
export const newId = (): string => {
  made += 1;
  return uuidv7(1_718_000_000_000 + made, (bytes) => bytes.fill(made % 256));
};

export const BASE = {
  planId: PLAN.id,
  itemCode: 'II.1.a.p1',
  alsoItemCodes: [],
  type: 'borderSession',
  date: '2024-06-12',
  unitId: BORDERS,
  coUnitIds: [],
  partnerIds: [],
  localityId: 'o-pm',
  audienceGroups: [],
  estimated: false,
  own: { sessions: 1, attendees: 85 },
} as const;

/** A valid content; throws when the change makes it none. */
export function makeContent(change: Readonly<Record<string, unknown>> = {}): ActivityContent {
  const content = parseContent({ ...BASE, ...change });
  if (!content) throw new Error(`No valid content: ${JSON.stringify(change)}`);
  return content;
}

/** The fewest own fields a type accepts. */
export function leastOwn(type: string): Record<string, FieldValue> {
  const fields = Object.entries(activityType(type)?.fields ?? {});
  return Object.fromEntries(fields.flatMap(([key, spec]) => (spec.required ? [[key, leastValue(spec)]] : [])));
}

function leastValue(spec: FieldSpec): FieldValue {
  switch (spec.kind) {
    case 'count':
      return countLimits(spec).min;
    case 'text':
      return 'x';
    case 'url':
      return 'https://a.vn';
    case 'choice':
      return spec.options[0] ?? '';
    case 'choices':
      return [spec.options[0] ?? ''];
    case 'markers':
      return ['314'];
  }
}

const VIETNAMESE = 'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặèéẹếềốộớờứựỳýĐẤ0123456789 ,.()';
const words = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...VIETNAMESE), minLength: 1, maxLength: max })
    .map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');

function arbitraryValue(spec: FieldSpec): fc.Arbitrary<FieldValue> {
  switch (spec.kind) {
    case 'count': {
      const { min, max } = countLimits(spec);
      return fc.integer({ min, max });
    }
    case 'text':
      return words(spec.max);
    case 'url':
      return fc.constantFrom('https://sngv.kiengiang.gov.vn/tin/1', 'https://a.vn', 'https://baochinhphu.vn/a?b=c#d');
    case 'choice':
      return fc.constantFrom(...spec.options);
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...spec.options), { minLength: 1, maxLength: spec.max });
    case 'markers':
      return fc.uniqueArray(fc.constantFrom('287', '302(1)', '304/6', '302/1(2)', '314'), { minLength: 1, maxLength: spec.max });
  }
}

function ownOf(spec: ActivityTypeSpec): fc.Arbitrary<Record<string, FieldValue>> {
  const fields = Object.entries(spec.fields);
  return fc.record(Object.fromEntries(fields.map(([key, one]) => [key, arbitraryValue(one)])), {
    requiredKeys: fields.flatMap(([key, one]) => (one.required ? [key] : [])),
  });
}

export const dayIn = (from: string, to: string): fc.Arbitrary<Day> => {
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return fc.integer({ min: 0, max: length }).map((count) => addDays(day(from), count));
};

export const reporting: fc.Arbitrary<Reporting> = fc.record({
  calendar: fc.constantFrom('administrative', 'calendar'),
  closingDay: fc.integer({ min: 1, max: 27 }),
});
export const periodIn = (from: string, to: string): fc.Arbitrary<Period> =>
  fc.tuple(dayIn(from, to), dayIn(from, to)).map(([a, b]) => Period.parse(a <= b ? { from: a, to: b } : { from: b, to: a }));

/** Any valid content of any type. */
export const anyContent: fc.Arbitrary<ActivityContent> = fc.constantFrom(...ACTIVITY_TYPE_KEYS).chain((type) => {
  const spec = activityType(type);
  if (!spec) throw new Error(type);
  return fc
    .record(
      {
        itemCode: fc.constantFrom(...COUNTED),
        alsoItemCodes: fc.uniqueArray(fc.constantFrom(...COUNTED), { maxLength: 3 }),
        date: dayIn('2024-01-01', '2024-12-31'),
        endDate: dayIn('2024-01-01', '2024-12-31'),
        unitId: fc.constantFrom(BORDERS, CONSULAR, OFFICE),
        coUnitIds: fc.uniqueArray(fc.constantFrom(BORDERS, CONSULAR, OFFICE), { maxLength: 3 }),
        localityId: fc.constantFrom('o-pm', 'c-gt'),
        placeNote: words(80),
        audienceGroups: fc.uniqueArray(fc.constantFrom(...AUDIENCE_GROUPS), { maxLength: 6 }),
        estimated: fc.boolean(),
        note: words(500),
        own: ownOf(spec),
      },
      { requiredKeys: ['itemCode', 'alsoItemCodes', 'date', 'unitId', 'coUnitIds', 'audienceGroups', 'estimated', 'own'] },
    )
    .map((values) => makeContent({ ...BASE, localityId: undefined, ...values, type }));
});
