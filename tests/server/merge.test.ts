import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActivityContent, RecordState } from '../../src/domain/activity.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import type { History } from '../../src/protocol/account.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { toJson } from '../../src/server/store/json.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  newMutationId,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';

describe.each(databases)('edits on %s', (kind) => {
  let office: Office;
  let officer: Phone;
  let lead: Phone;
  let id: ActivityId;
  beforeAll(async () => {
    office = await openOffice(kind);
    officer = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    const create = makeCreate(makeContent({ note: 'Ban đầu' }));
    id = create.activityId;
    await officer.sync([create]);
  });

  const recordOf = (phone: Phone) => phone.activities.get(id);
  const historyOf = async (phone: Phone): Promise<History> => (await phone.get(`/api/activities/${id}/history`)).json() as Promise<History>;
  const setState = (state: RecordState) => office.store.writer.updateTable('activities').set({ state }).where('id', '=', id).execute();

  test('an edit upon the current version is applied', async () => {
    const { results } = await officer.sync([makeEdit(id, 1, { attendees: 55 })]);
    expect(results).toMatchObject([{ status: 'applied', version: 2 }]);
    expect(recordOf(officer)).toMatchObject({ version: 2, content: { own: { attendees: 55 } } });
  });

  test('edits of different fields merge', async () => {
    await lead.sync([makeEdit(id, 1, { placeNote: 'Hội trường UBND xã' })]);
    const { results } = await officer.sync([makeEdit(id, 1, { attendees: 55 })]);
    expect(results).toMatchObject([{ status: 'merged', version: 3 }]);
    expect(recordOf(officer)).toMatchObject({ content: { placeNote: 'Hội trường UBND xã', own: { attendees: 55 } } });
    expect(recordOf(officer)?.conflicts).toBeUndefined();
  });

  test('a chain of edits overwrites nothing that came in between without saying so', async () => {
    const first = makeEdit(id, 1, { note: 'Sửa lần một' });
    const second = { ...makeEdit(id, 1, { attendees: 55 }), base: first.id };
    await lead.sync([makeEdit(id, 1, { attendees: 70 })]);
    const { results } = await officer.sync([first, second]);
    expect(results).toMatchObject([{ status: 'merged' }, { status: 'merged' }]);
    expect(recordOf(officer)?.conflicts).toMatchObject([{ field: 'attendees', kept: 55, lost: 70 }]);
  });

  test('with another type a record leaves what a phone of a release behind was not shown of the old one', async () => {
    await officer.sync([makeEdit(id, 1, { leaflets: 12, form: 'talk' })]);
    // It knows neither of the two, and so clears neither; the new type has one of them.
    const { results } = await officer.sync([makeEdit(id, 2, { type: 'outreachSession', topic: 'Quy chế' })]);
    expect(results).toMatchObject([{ status: 'applied', version: 3 }]);
    expect(recordOf(officer)?.content.own).toEqual({ sessions: 1, attendees: 40, topic: 'Quy chế', leaflets: 12 });
    const again = await officer.sync([makeEdit(id, 3, { type: 'meeting', meetingKind: 'regular', sessions: null, topic: null })]);
    expect(again.results).toMatchObject([{ status: 'applied', version: 4 }]);
    expect(recordOf(officer)?.content.own).toEqual({ meetingKind: 'regular', attendees: 40 });
    // What is taken out stands in the history.
    const entries = (await historyOf(officer)).entries.flatMap(({ fields }) => fields);
    expect(entries).toContainEqual({ field: 'leaflets', from: 12, to: null });
  });

  test('what somebody else added meanwhile is not cleared by a change of type', async () => {
    await lead.sync([makeEdit(id, 1, { leaflets: 12 })]);
    const change = { type: 'meeting', meetingKind: 'regular', sessions: null };
    expect((await officer.sync([makeEdit(id, 1, change)])).results).toMatchObject([{ status: 'conflict' }]);
  });

  test('of two values for one field the later arrival counts, and the other stays readable to both', async () => {
    await lead.sync([makeEdit(id, 1, { attendees: 70 })]);
    const { results } = await officer.sync([makeEdit(id, 1, { attendees: 55 })]);
    expect(results).toMatchObject([{ status: 'merged', version: 3 }]);
    await lead.pull();
    const conflict = { field: 'attendees', kept: 55, lost: 70, keptBy: officer.person.id, lostBy: lead.person.id, version: 3 };
    expect(recordOf(officer)?.conflicts).toEqual([conflict]);
    expect(recordOf(lead)?.conflicts).toEqual([conflict]);
    expect((await historyOf(lead)).entries.map((entry) => entry.conflicts)).toEqual([undefined, undefined, [conflict]]);
  });

  test('the same value from both sides is no conflict', async () => {
    await lead.sync([makeEdit(id, 1, { attendees: 55 })]);
    const { results } = await officer.sync([makeEdit(id, 1, { attendees: 55 })]);
    expect(results).toMatchObject([{ status: 'merged', version: 2 }]);
    expect(recordOf(officer)?.conflicts).toBeUndefined();
  });

  test('a conflict ends when its field is set by someone who saw it, and not before', async () => {
    await lead.sync([makeEdit(id, 1, { attendees: 70 })]);
    await officer.sync([makeEdit(id, 1, { attendees: 55 })]);
    await officer.sync([makeEdit(id, 3, { note: 'Việc khác' })]);
    expect(recordOf(officer)?.conflicts).toHaveLength(1);
    await lead.sync([makeEdit(id, 4, { attendees: 55 })]);
    expect(recordOf(lead)).toMatchObject({ version: 5 });
    expect(recordOf(lead)?.conflicts).toBeUndefined();
  });

  test('an unsent chain is built upon the versions its links made', async () => {
    const first = makeEdit(id, 1, { attendees: 50 });
    const second = makeEdit(id, first.id, { attendees: 51 });
    const third = makeEdit(id, second.id, { attendees: 52 });
    const { results } = await officer.sync([first, second, third]);
    expect(results).toMatchObject([{ version: 2 }, { version: 3 }, { status: 'applied', version: 4 }]);
    expect(recordOf(officer)?.conflicts).toBeUndefined();
  });

  test('a chain that somebody cut into is merged with what lies between', async () => {
    const first = makeEdit(id, 1, { attendees: 50 });
    await officer.sync([first]);
    await lead.sync([makeEdit(id, 2, { attendees: 60 })]);
    const { results } = await officer.sync([makeEdit(id, first.id, { attendees: 51 })]);
    expect(results).toMatchObject([{ status: 'merged', version: 4 }]);
    expect(recordOf(officer)?.conflicts).toMatchObject([{ kept: 51, lost: 60, lostBy: lead.person.id }]);
  });

  test('what builds on a refused change, or on one nobody knows, is refused with it', async () => {
    const bad = makeEdit(id, 1, { attendees: 0 });
    const upon = makeEdit(id, bad.id, { note: 'Tiếp' });
    const unknown = makeEdit(id, newMutationId(), { note: 'Tiếp' });
    const ahead = makeEdit(id, 9, { note: 'Tiếp' });
    const { results } = await officer.sync([bad, upon, unknown, ahead]);
    expect(results).toMatchObject([
      { reason: 'invalid' },
      { reason: 'baseRejected' },
      { reason: 'baseRejected' },
      { reason: 'baseRejected' },
    ]);
  });

  test("another person's mutation is no base", async () => {
    const theirs = makeEdit(id, 1, { note: 'Của trưởng phòng' });
    await lead.sync([theirs]);
    expect((await officer.sync([makeEdit(id, theirs.id, { attendees: 50 })])).results).toMatchObject([{ reason: 'baseRejected' }]);
  });

  test('a merge that would break the rules is not applied and stays beside as a conflict', async () => {
    // Either is in order alone: the type with its fields, and a field of the type that was.
    const toOther = { type: 'outreachSession', topic: 'Luật Biên phòng', markers: null };
    await lead.sync([makeEdit(id, 1, toOther)]);
    const edit = makeEdit(id, 1, { markers: ['304/6'], note: 'Cả mốc' });
    const { results } = await officer.sync([edit]);
    expect(results).toMatchObject([{ status: 'conflict', version: 2, issues: [{ field: 'markers', code: 'notAChoice' }] }]);
    expect((await historyOf(lead)).aside).toMatchObject([{ mutationId: edit.id, fields: [{ field: 'markers' }, { field: 'note' }] }]);
    expect(recordOf(officer)).toMatchObject({ version: 2, content: { note: 'Ban đầu' } });
    const upon = makeEdit(id, edit.id, { note: 'Nữa' });
    expect((await officer.sync([upon])).results).toMatchObject([{ reason: 'baseRejected' }]);
  });

  test('an edit that breaks the rules by itself is invalid, whoever else edited', async () => {
    await lead.sync([makeEdit(id, 1, { placeNote: 'Cảng cá' })]);
    expect((await officer.sync([makeEdit(id, 1, { attendees: 0 })])).results).toMatchObject([{ status: 'rejected', reason: 'invalid' }]);
  });

  describe('what counts beyond a limit', () => {
    const most = { action: 'found', collectives: 100, individuals: 300, modelCount: 100 };
    const create = makeCreate(makeContent({ type: 'exemplar', own: most }));
    const limit = { field: 'modelCount', code: 'tooLarge', params: { measure: 'models', max: 500 } };

    test('is refused at the field it comes from, in a new record and in an edit', async () => {
      const over = makeCreate(makeContent({ type: 'exemplar', own: { ...most, individuals: 500 } }));
      expect((await officer.sync([over])).results).toMatchObject([{ reason: 'invalid', issues: [limit] }]);
      id = create.activityId;
      const results = (await officer.sync([create, makeEdit(id, create.id, { individuals: 301 })])).results;
      expect(results).toMatchObject([{ status: 'applied' }, { reason: 'invalid', issues: [limit] }]);
      expect(recordOf(officer)).toMatchObject({ version: 1, content: { own: most } });
    });

    test('in a record stored before stays readable and counted, and keeps no other edit from being taken', async () => {
      const old = makeCreate(makeContent({ type: 'exemplar', own: most }));
      await officer.sync([old]);
      id = old.activityId;
      const { content } = recordOf(officer) ?? {};
      const own = { ...most, individuals: 500 };
      await office.store.writer
        .updateTable('activities')
        .set({ content: toJson({ ...(content as ActivityContent), own }), m_models: 700 })
        .where('id', '=', id)
        .execute();
      await recount(office.store, true, () => undefined);
      expect((await officer.sync([makeEdit(id, 1, { note: 'Chỉ ghi chú' })])).results).toMatchObject([{ status: 'applied', version: 2 }]);
      expect((await officer.sync([makeEdit(id, 2, { collectives: 99 })])).results).toMatchObject([{ status: 'applied', version: 3 }]);
      expect((await officer.sync([makeEdit(id, 3, { collectives: 100 })])).results).toMatchObject([{ reason: 'invalid', issues: [limit] }]);
      expect(recordOf(officer)).toMatchObject({ version: 3, content: { own: { ...own, collectives: 99 }, note: 'Chỉ ghi chú' } });
      const counted = [...officer.cells.values()].map((cell) => cell.measures.models ?? 0);
      expect(Math.max(...counted)).toBeGreaterThanOrEqual(699);
    });

    test('by two edits together, each in order alone, is kept beside as a conflict', async () => {
      const both = makeCreate(makeContent({ type: 'exemplar', own: { ...most, individuals: 290 } }));
      await officer.sync([both]);
      id = both.activityId;
      await lead.sync([makeEdit(id, 1, { individuals: 300 })]);
      expect((await officer.sync([makeEdit(id, 1, { modelCount: 90 })])).results).toMatchObject([{ status: 'merged' }]);
      await lead.sync([makeEdit(id, 3, { individuals: 310 })]);
      expect((await officer.sync([makeEdit(id, 3, { modelCount: 95 })])).results).toMatchObject([{ status: 'conflict', issues: [limit] }]);
    });
  });

  test('saying what is so already makes no version', async () => {
    const { results } = await officer.sync([makeEdit(id, 1, { attendees: 40 }), makeEdit(id, 1, {})]);
    expect(results).toMatchObject([
      { status: 'applied', version: 1 },
      { status: 'applied', version: 1 },
    ]);
    expect((await historyOf(officer)).entries).toHaveLength(1);
  });

  test('a confirmed record goes back to waiting when a counted field changes, and stays confirmed otherwise', async () => {
    await setState('confirmed');
    await officer.sync([makeEdit(id, 1, { note: 'Chỉ ghi chú' })]);
    expect(recordOf(officer)?.state).toBe('confirmed');
    await officer.sync([makeEdit(id, 2, { localityId: 'c-vd' })]);
    expect(recordOf(officer)?.state).toBe('sent');
  });

  test('a returned record is sent again by an edit, even an empty one, and loses the reason', async () => {
    await office.store.writer
      .updateTable('activities')
      .set({ state: 'returned', return_reason: 'Thiếu số người' })
      .where('id', '=', id)
      .execute();
    const { results } = await officer.sync([makeEdit(id, 1, {})]);
    expect(results).toMatchObject([{ status: 'applied', version: 2 }]);
    expect(recordOf(officer)?.state).toBe('sent');
    expect(recordOf(officer)?.returnReason).toBeUndefined();
  });

  test('a withdrawal upon an older version is merged, and what is withdrawn cannot be edited', async () => {
    await lead.sync([makeEdit(id, 1, { attendees: 60 })]);
    expect((await officer.sync([makeStateChange(id, 1, 'withdraw')])).results).toMatchObject([{ status: 'merged', version: 3 }]);
    expect((await officer.sync([makeEdit(id, 3, { note: 'x' })])).results).toMatchObject([{ reason: 'notPossible' }]);
  });

  test('the history tells who changed which field from what to what', async () => {
    await lead.sync([makeEdit(id, 1, { attendees: 60, note: null })]);
    const { entries } = await historyOf(officer);
    expect(entries[0]).toMatchObject({ version: 1, staffCode: 'CB-07', action: 'record', state: 'sent' });
    expect(entries[0]?.fields).toContainEqual({ field: 'attendees', from: null, to: 40 });
    expect(entries[1]).toMatchObject({
      version: 2,
      staffCode: 'TP-QLBG',
      at: '2026-03-18T05:00:00.000Z',
      deviceAt: '2026-03-18T04:59:30.000Z',
    });
    expect(entries[1]?.fields).toEqual([
      { field: 'attendees', from: 40, to: 60 },
      { field: 'note', from: 'Ban đầu', to: null },
    ]);
  });

  test('edits of two people in any order leave nothing overwritten in silence', async () => {
    const edits = [
      [officer, makeEdit(id, 1, { attendees: 51, note: 'A' })],
      [lead, makeEdit(id, 1, { attendees: 52, placeNote: 'B' })],
      [officer, makeEdit(id, 1, { attendees: 53, note: 'C' })],
    ] as const;
    await Promise.all(edits.map(([phone, edit]) => phone.sync([edit])));
    const { entries } = await historyOf(officer);
    const seen = entries.flatMap((entry) => entry.fields.filter((field) => field.field === 'attendees').map((field) => field.to));
    expect(seen.sort()).toEqual([40, 51, 52, 53]);
    await officer.pull();
    expect(recordOf(officer)?.conflicts?.filter((one) => one.field === 'attendees')).toHaveLength(2);
  });
});
