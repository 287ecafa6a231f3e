import { afterAll, expect, test, vi } from 'vitest';
import { checkForm } from '../../src/client/features/activities/form-issues.ts';
import { newDraft } from '../../src/client/features/activities/new-draft.ts';
import { activitySummary, typeWords } from '../../src/client/labels/format.ts';
import { withWords } from '../../src/client/labels/labels.ts';
import { ownFieldsInOrder } from '../../src/client/records/field-order.ts';
import { fieldRows } from '../../src/client/records/field-words.ts';
import { readPlans, readReference } from '../../src/client/store/lists/reference.ts';
import { activityType, type OwnFields } from '../../src/domain/activity-types.ts';
import { officeDay } from '../../src/domain/day.ts';
import type { ActivityId, ItemCode, UnitId } from '../../src/domain/ids.ts';
import { readTallies } from '../helpers/tallies.ts';
import { Town } from '../helpers/town.ts';
import { NOON } from '../server/helpers.ts';

/** All that a further type needs: its entry in the registry and its words. Hoisted with the mocks that add them. */
const { entry, words } = vi.hoisted(() => ({
  entry: {
    icon: 'flag',
    localityRequired: false,
    fields: {
      contestRole: { kind: 'choice', options: ['holds', 'takesPart'], required: true },
      contestName: { kind: 'text', max: 150, required: true },
      contestants: { kind: 'count', measure: 'contestants', required: true, min: 1, big: true },
    },
    measures: ['contests', 'contestants'],
    feeds: (own: OwnFields) => ({ contests: 1, contestants: Number(own['contestants']) }),
  },
  words: {
    types: { name: 'Cuộc thi tìm hiểu', short: 'Cuộc thi', hint: 'Tổ chức hoặc tham gia' },
    fields: {
      contestRole: { label: 'Vai trò' },
      contestName: { label: 'Tên cuộc thi' },
      contestants: { label: 'Lượt người dự thi', unit: 'lượt' },
    },
    options: { 'contest.contestRole': { holds: 'tổ chức', takesPart: 'tham gia' } },
  },
}));

vi.mock('../../src/domain/activity-types.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/domain/activity-types.ts')>();
  Object.assign(original.ACTIVITY_TYPES, { contest: entry });
  return { ...original, ACTIVITY_TYPE_KEYS: Object.keys(original.ACTIVITY_TYPES) };
});
vi.mock('../../src/client/labels/vi/domain.ts', async (importOriginal) => {
  const { domain } = await importOriginal<typeof import('../../src/client/labels/vi/domain.ts')>();
  Object.assign(domain.types, { contest: words.types });
  Object.assign(domain.fields, words.fields);
  Object.assign(domain.options, words.options);
  return { domain };
});

const town = await Town.open('CB-07');
afterAll(() => town.close());

const ITEM = 'II.1.b.p2' as ItemCode;
const ANSWERS = { contestRole: 'holds', contestName: 'Tìm hiểu Luật Biên phòng', contestants: '120' };

test('a further activity type on existing measures needs only its registry entry and labels', async () => {
  const [phone] = town.phones;
  if (!phone) throw new Error('The town has no phone');
  await withWords(['records'], phone.sync());
  const plans = await readPlans(phone.db, []);
  const reference = await readReference(phone.db);
  const [plan] = plans;
  const spec = activityType('contest');
  if (!plan || !spec) throw new Error('No plan or no such type');
  const today = officeDay(NOON);

  // The form asks for its fields, in their order, and for nothing else.
  expect(ownFieldsInOrder(spec).map(([field]) => field)).toEqual(['contestRole', 'contestName', 'contestants']);
  const past = { itemCodes: [], localityIds: [], itemCodesByType: new Map() };
  const unitId = phone.bare.person.unitIds[0] as UnitId;
  const start = { id: phone.newId() as ActivityId, type: 'contest', today, unitId, unitIds: [unitId], code: ITEM };
  const blank = newDraft(start, { plans, localities: [] }, past);
  const world = { ...reference, plan, today, person: phone.bare.person };
  expect(checkForm(blank, world).issues.map((one) => `${one.field} ${one.code}`)).toEqual([
    'contestRole required',
    'contestName required',
    'contestants required',
  ]);
  const { content, issues } = checkForm({ ...blank, values: { ...blank.values, ...ANSWERS } }, world);
  expect(issues).toEqual([]);
  if (!content) throw new Error('The filled form has no content');

  // Saved on the phone, it stands in the journal's line, on its page and in the figures.
  await phone.record(content, blank.id);
  expect(typeWords('contest').short).toBe('Cuộc thi');
  expect(activitySummary(content)).toBe('1\u00a0cuộc\u00a0· 120\u00a0lượt');
  expect(fieldRows(reference, content)).toContainEqual({ label: 'Vai trò', value: 'tổ chức' });
  const measures = { contests: 1, contestants: 120 };
  expect((await readTallies(phone.db, plan)).get(ITEM)?.onPhone).toEqual({ records: 1, measures });

  // The server takes it and sums it.
  expect(await phone.sync()).toMatchObject({ kind: 'done' });
  expect(await phone.db.activities.get(blank.id)).toMatchObject({ where: 'received', version: 1 });
  const office = await town.office.signIn('VP-01');
  await office.pull();
  expect([...office.cells.values()]).toContainEqual(expect.objectContaining({ itemCode: ITEM, state: 'sent', records: 1, measures }));
});
