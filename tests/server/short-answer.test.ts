import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Mutation, MutationTable } from '../../src/protocol/mutation.ts';
import { packMutations } from '../../src/protocol/mutation-table.ts';
import type { SyncResponse } from '../../src/protocol/sync.ts';
import { expandTaken } from '../../src/protocol/taken.ts';
import { databases, makeContent, makeCreate, makeEdit, makeStateChange, type Office, openOffice, type Phone } from './helpers.ts';

const nameOf = ({ id }: Mutation): string => id.slice(-8);
const toldOf = ({ changes }: SyncResponse) => (changes.activities ?? []).map(({ id, version }) => [id, version]);

describe.each(databases)('a page that comes as a table on %s', (kind) => {
  let office: Office;
  let phone: Phone;
  let lead: Phone;
  beforeEach(async () => {
    office = await openOffice(kind);
    phone = await office.signIn('CB-07');
    lead = await office.signIn('TP-QLBG');
    await phone.pull();
    await lead.pull();
  });
  afterEach(() => office.close());

  const send = (mutations: readonly Mutation[], more: object = {}): Promise<SyncResponse> =>
    phone.sync([], { table: packMutations(mutations), ...more });

  test('is answered by the ends of its ids, with its cells and without its new records', async () => {
    const page = [makeCreate(), makeCreate()];
    const answer = await send(page);
    expect(answer).toMatchObject({ results: [], taken: { 1: page.map(nameOf).join('') }, more: false });
    expect(answer.changes.activities).toBeUndefined();
    expect(answer.changes.cells).toMatchObject([{ records: 2 }]);
    expect(await phone.sync()).toMatchObject({ cursor: answer.cursor, changes: {} });
  });

  test('brings its records to every other phone, also of the same person', async () => {
    const page = [makeCreate(), makeCreate()];
    const other = await office.signIn('CB-07');
    await other.pull();
    await send(page);
    const ids = page.map((one) => [one.activityId, 1]);
    expect(toldOf(await lead.sync())).toEqual(ids);
    expect(toldOf(await other.sync())).toEqual(ids);
  });

  test('whose answer was lost is answered alike when it comes again', async () => {
    const page = [makeCreate(), makeCreate()];
    const { cursor } = phone;
    const first = await send(page);
    phone.cursor = cursor;
    expect(await send(page)).toEqual(first);
  });

  test('is told of a record that somebody changed before the answer arrived', async () => {
    const page = [makeCreate(), makeCreate()];
    const [changed] = page as [Mutation, Mutation];
    const { cursor } = phone;
    await send(page);
    await lead.sync([makeStateChange(changed.activityId, 1, 'confirm')]);
    phone.cursor = cursor;
    const answer = await send(page);
    expect(answer.taken).toEqual({ 1: page.map(nameOf).join('') });
    expect(answer.changes.activities).toMatchObject([{ id: changed.activityId, version: 2, state: 'confirmed' }]);
  });

  test('is told what became of edits, and of a record of which it said more than one thing', async () => {
    const [edited, withdrawn, plain] = [makeCreate(), makeCreate(), makeCreate()];
    await send([edited]);
    const refused = { ...makeEdit(plain.activityId, 1, { attendees: -1 }) };
    const edit = makeEdit(edited.activityId, 1, { note: 'Hai' });
    const page = [withdrawn, makeStateChange(withdrawn.activityId, withdrawn.id, 'withdraw'), edit, plain, refused];
    const answer = await send(page);
    expect(answer.results).toMatchObject([{ id: refused.id, status: 'rejected', reason: 'invalid' }]);
    const results = expandTaken(answer.taken ?? {}, page) ?? [];
    expect(new Map(results.map((one) => [one.id, 'version' in one && one.version]))).toEqual(
      new Map([
        [withdrawn.id, 1],
        [page[1]?.id, 2],
        [edit.id, 2],
        [plain.id, 1],
      ]),
    );
    expect(new Map(toldOf(answer) as [string, number][])).toEqual(
      new Map([
        [withdrawn.activityId, 2],
        [edited.activityId, 2],
        [plain.activityId, 1],
      ]),
    );
  });

  test('is told everything where the feed begins anew', async () => {
    const page = [makeCreate()];
    await send(page);
    phone.epoch = 'of another database';
    expect(await send(page, { limit: 2_000 })).toMatchObject({ restarted: true, changes: { activities: [{ id: page[0]?.activityId }] } });
  });

  test('leaves no empty pages behind: what is not told takes no place in the answer', async () => {
    const page = Array.from({ length: 20 }, () => makeCreate());
    const answer = await send(page, { limit: 5 });
    expect(answer).toMatchObject({ more: false, changes: { cells: [{ records: 20 }] } });
  });

  test('does not hide what came from elsewhere meanwhile, page by page', async () => {
    const other = await office.signIn('CB-07');
    const theirs = Array.from({ length: 8 }, () => makeCreate(makeContent({ note: 'Máy khác' })));
    await other.sync(theirs.slice(0, 4));
    const mine = Array.from({ length: 6 }, () => makeCreate());
    await send(mine.slice(0, 3), { limit: 2 });
    await other.sync(theirs.slice(4));
    await send(mine.slice(3), { limit: 2 });
    await phone.pull(2);
    for (const { activityId } of theirs) expect(phone.activities.has(activityId)).toBe(true);
  });

  test('with a bad mutation takes the others; one whose columns do not fit is refused as a whole', async () => {
    const [good, bad] = [makeCreate(), makeCreate()];
    const table = packMutations([good, bad]) as MutationTable;
    const { action = [], ...keys } = table.keys;
    const answer = await phone.sync([], { table: { ...table, keys: { ...keys, action: [action[0], 'delete'] } } });
    expect(answer).toMatchObject({ taken: { 1: nameOf(good) }, results: [{ id: bad.id, status: 'rejected', reason: 'malformed' }] });
    const response = await phone.post('/api/sync', phone.syncRequest([], { table: { ...table, ids: '' } }));
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'badRequest', detail: 'table' }]);
  });

  test('by hand may hold an odd field, which is refused with its mutation', async () => {
    const [good, bad] = [makeCreate(), makeCreate()];
    const table = packMutations([good, bad]) as MutationTable;
    const patch = JSON.parse(JSON.stringify({ ...table.patch, surprise: [{}, 1] }));
    const answer = await phone.sync([], { table: { ...table, patch } });
    expect(answer).toMatchObject({ taken: { 1: nameOf(good) }, results: [{ id: bad.id, status: 'rejected' }] });
  });

  test('and a request without news is answered without what it said itself', async () => {
    const quiet = { ...phone.syncRequest(), nonce: 'n', note: undefined, mutations: undefined };
    const answer = await (await phone.post('/api/sync', quiet)).json();
    expect(Object.keys(answer)).toEqual(['protocol', 'nonce', 'now']);
    await lead.sync([makeCreate()]);
    const other = await (await phone.post('/api/sync', { ...quiet, scope: 'other' })).json();
    expect(Object.keys(other)).toEqual(expect.arrayContaining(['scope', 'cursor', 'restarted', 'changes']));
    expect(await (await phone.post('/api/sync', phone.syncRequest())).json()).toMatchObject({ results: [], changes: {}, more: false });
  });
});
