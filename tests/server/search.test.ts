import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { maySee, scopeOf } from '../../src/domain/person.ts';
import { foldForSearch } from '../../src/domain/text.ts';
import { beginsAWord, searchWords } from '../../src/domain/word-search.ts';
import { type FoundRecords, meaningsText } from '../../src/protocol/endpoints/records.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { bringSearchUpToDate } from '../../src/server/store/search/search-index.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

type Query = Readonly<Record<string, string>>;

describe.each(databases)('the search of records on %s', (kind) => {
  let office: Office;
  const phones = new Map<string, Phone>();
  beforeAll(async () => {
    office = await openOffice(kind);
    for (const code of ['CB-07', 'CB-12', 'TP-QLBG', 'VP-01', 'GD-01', 'TV-01', 'QT-01']) phones.set(code, await office.signIn(code));
  });
  afterAll(() => office.close());

  const phone = (code: string): Phone => {
    const found = phones.get(code);
    if (!found) throw new Error(`Nobody signed in as ${code}`);
    return found;
  };
  const ask = (query: Query, code = 'VP-01'): Promise<Response> => phone(code).get(`/api/records?${new URLSearchParams(query)}`);
  const find = async (query: Query, code?: string): Promise<FoundRecords> => {
    const answer = await ask(query, code);
    expect(answer.status).toBe(200);
    return (await answer.json()) as FoundRecords;
  };
  const notes = async (query: Query, code?: string) =>
    (await find(query, code)).activities.map((one) => (one.content as ActivityContent).note);
  const record = async (note: string, more: Parameters<typeof makeContent>[0] = {}, code = 'CB-07'): Promise<Mutation> => {
    const create = makeCreate(makeContent({ note, ...more }));
    await phone(code).sync([create]);
    return create;
  };

  test('finds a record by the beginnings of its words, places, people and signs, without accents, as soon as it is there', async () => {
    const create = await record('Tuyên truyền tại Cột mốc số 302/3, đúng hẹn', { placeNote: 'Nhà văn hoá ấp Mới' });
    for (const text of ['cot moc', 'MỐC 302', 'dung hen', 'tuy tru', 'van hoa', 'giang thanh', 'cb-07', 'cb07', 'quan ly bien gioi']) {
      expect([text, (await notes({ text })).length]).toEqual([text, text === 'cb07' ? 0 : 1]);
    }
    expect(await notes({ text: 'moc khong' })).toEqual([]);
    expect(await notes({ text: '"; drop * OR (' })).toEqual([]);
    await phone('CB-07').sync([makeEdit(create.activityId, 1, { note: 'Đã đổi chữ' })]);
    expect([await notes({ text: 'cot moc' }), await notes({ text: 'da doi' })]).toEqual([[], ['Đã đổi chữ']]);
  });

  test('a word finds what it is called on the screen of who asks', async () => {
    await record('Chủ đề', { own: { sessions: 1, attendees: 9, topics: ['treaties'] } });
    const means = meaningsText(
      new Map([
        ['bien', [{ kind: 'type', key: 'borderSession' } as const]],
        ['hiep', [{ kind: 'chip', key: 'treaties' } as const]],
      ]),
    );
    expect(await notes({ text: 'biên hiệp', means })).toEqual(['Chủ đề']);
    expect(await notes({ text: 'hiệp' })).toEqual([]);
    for (const wrong of ['bien', 'bien=type.none', 'bien=unit.qlbg', 'a=b=c']) expect((await ask({ means: wrong })).status).toBe(400);
  });

  test('each filter narrows, and all of them together', async () => {
    const one = await record('Lọc một', { date: '2026-02-01', itemCode: 'II.1.b.p2', localityId: 'w-ht' });
    await record('Lọc hai', { date: '2026-02-02', unitId: 'ls', itemCode: 'II.1.c' }, 'CB-12');
    await phone('TP-QLBG').sync([makeStateChange(one.activityId, 1, 'confirm')]);
    const text = 'loc';
    expect(await notes({ text })).toEqual(['Lọc hai', 'Lọc một']);
    for (const narrow of [
      { planId: PLAN_ID, itemCode: 'II.1.b' },
      { unitId: 'qlbg' },
      { authorId: phone('CB-07').person.id },
      { localityIds: 'w-ht,p-kg' },
      { state: 'confirmed' },
      { to: '2026-02-01' },
    ] as Query[])
      expect([narrow, await notes({ text, ...narrow })]).toEqual([narrow, ['Lọc một']]);
    expect(await notes({ text, type: 'training' })).toEqual([]);
    expect(await notes({ text, from: '2026-02-02', to: '2026-02-02', unitId: 'ls', planId: PLAN_ID })).toEqual(['Lọc hai']);
    expect([(await ask({ planId: 'khac' })).status, (await ask({ planId: PLAN_ID, itemCode: 'IX' })).status]).toEqual([404, 404]);
    expect((await ask({ x: '1' })).status).toBe(400);
  });

  test('a lead finds the unit, supervisor and approver all, and nobody else may ask', async () => {
    await record('Phạm vi', {}, 'CB-07');
    await record('Phạm vi tàu', { unitId: 'ls', itemCode: 'II.1.c' }, 'CB-12');
    const text = 'pham vi';
    expect(await notes({ text }, 'TP-QLBG')).toEqual(['Phạm vi']);
    expect((await find({ text, count: '1', limit: '1', unitId: 'ls' }, 'TP-QLBG')).total).toBe(0);
    for (const code of ['VP-01', 'GD-01']) expect((await notes({ text }, code)).sort()).toEqual(['Phạm vi', 'Phạm vi tàu']);
    for (const code of ['CB-07', 'TV-01', 'QT-01']) expect((await ask({ text }, code)).status).toBe(403);
  });

  test('pages join without a gap or a double, though a record changes between them, and say how many there are', async () => {
    const creates: Mutation[] = [];
    for (let at = 0; at < 23; at++) creates.push(makeCreate(makeContent({ note: `Trang ${at}`, date: `2026-01-0${1 + (at % 3)}` })));
    await phone('CB-07').sync(creates);
    const seen: ServerActivity[] = [];
    let after: string | undefined;
    do {
      const page: FoundRecords = await find({ text: 'trang', limit: '5', count: '1', ...(after !== undefined && { after }) });
      expect(page.total).toBe(23);
      seen.push(...page.activities);
      after = page.next;
      if (seen.length === 10) {
        const later = creates.find((one) => !seen.some(({ id }) => id === one.activityId)) as Mutation;
        await phone('CB-07').sync([makeEdit(later.activityId, 1, { placeNote: 'Sửa giữa chừng' })]);
      }
    } while (after !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(23);
    expect(seen).toHaveLength(23);
    const days = seen.map((one) => (one.content as ActivityContent).date);
    expect(days).toEqual(days.toSorted().reverse());
  });

  test('finds what looking through all records finds, whatever is asked', async () => {
    const said = ['mốc', 'giới', 'Mỹ', 'moc-gioi', 'đảo', 'a', 'ab', 'thuyền', 'nghiêng', '12', '(xã)'];
    const some = fc.array(fc.constantFrom(...said), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    const lists = fc.sample(some, { numRuns: 40, seed: 5 });
    await phone('CB-07').sync(lists.map((note, at) => makeCreate(makeContent({ note, ...(at % 2 && { localityId: 'w-ht' }) }))));
    const { rows } = await all();
    for (const text of fc.sample(some, { numRuns: 12, seed: 6 })) {
      for (const code of ['TP-QLBG', 'VP-01']) {
        const { person } = phone(code);
        const expected = rows.filter(
          ({ content, authorId, names }) =>
            maySee(scopeOf(person), person, { authorId, unitId: content.unitId }) &&
            // As the words are told apart: by every sign.
            searchWords(text.replace(/[^\p{L}\p{N}]+/gu, ' ')).every((word) =>
              word.length > 1 ? beginsAWord(foldForSearch(names), word) : ` ${words(names)} `.includes(` ${word} `),
            ),
        );
        const found = await find({ text, limit: '500', count: '1' }, code);
        expect([text, found.activities.map(({ id }) => id).sort()]).toEqual([text, expected.map(({ id }) => id).sort()]);
        expect(found.total).toBe(expected.length);
      }
    }
  });

  /** All records with all that is said of them. */
  async function all() {
    const { localities, units } = await office.deps.readReference(office.store.reader);
    const stored = await office.store.reader.selectFrom('activities').selectAll().execute();
    const accounts = await office.store.reader.selectFrom('accounts').select(['id', 'staff_code']).execute();
    const rows = stored.map((row) => {
      const content = JSON.parse(row.content) as ActivityContent;
      const unit = units.find(({ id }) => id === content.unitId);
      const former = localities.filter(({ successorIds }) => successorIds.some((id) => id === content.localityId));
      const own = Object.values(content.own).flat();
      const place = [localities.find(({ id }) => id === content.localityId), ...former].map((one) => one?.name);
      const author = accounts.find(({ id }) => id === row.author_id)?.staff_code;
      const said = [content.itemCode, content.note, content.placeNote, ...content.audienceGroups, ...own];
      return { id: row.id, content, authorId: row.author_id, names: [...said, ...place, unit?.name, unit?.shortName, author].join(' ') };
    });
    return { rows };
  }
  const words = (text: string): string => foldForSearch(text).replace(/[^\p{L}\p{N}]+/gu, ' ');

  test('a database put back to an earlier moment is read anew', async () => {
    const { store, deps } = office;
    const before = (await find({ count: '1' })).total;
    await store.writer.updateTable('search_head').set({ change_no: 1_000_000 }).execute();
    await bringSearchUpToDate(store, deps.readReference);
    expect((await find({ count: '1' })).total).toBe(before);
    expect((await ask({ after: 'x' })).status).toBe(400);
    expect((await phone('VP-01').get(`/api/activities/${newActivityId()}`)).status).toBe(404);
  });

  test('a search that cannot be brought up to date costs no phone its answer', async () => {
    const broken = await openOffice(kind);
    const officer = await broken.signIn('CB-07');
    // More changes wait than may, and there is nowhere to put them.
    await broken.store.writer.updateTable('search_head').set({ change_no: -5_000 }).execute();
    await broken.store.writer.schema.dropTable('search_docs').execute();
    expect((await officer.sync([makeCreate()])).results).toMatchObject([{ status: 'applied' }]);
    expect((await officer.sync([makeCreate()])).results).toMatchObject([{ status: 'applied' }]);
    await broken.close();
  });

  test('those who search at one moment wait for one reading of what changed', async () => {
    const { store, deps } = await openOffice(kind);
    const writes = vi.spyOn(store, 'write');
    await store.writer.updateTable('search_head').set({ change_no: 1_000_000 }).execute();
    await Promise.all(Array.from({ length: 5 }, () => bringSearchUpToDate(store, deps.readReference)));
    expect(writes.mock.calls.length).toBeLessThan(5);
    await store.close();
  });
});
