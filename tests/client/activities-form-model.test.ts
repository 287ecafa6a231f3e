import { createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../src/client/app-context.ts';
import { createFormModel, type FormModel } from '../../src/client/features/activities/form-model.ts';
import { readDraft } from '../../src/client/store/records/drafts.ts';
import { restoreUnloadDrafts } from '../../src/client/store/safekeeping/unload-draft.ts';
import { unloadDraftPrefix } from '../../src/client/store/safekeeping/unload-draft-key.ts';
import { type ActivityDraft, typedInto } from '../../src/domain/activity-draft.ts';
import { BORDERS, makeWorld, PLAN } from '../domain/make.ts';
import { fakeStorage } from '../helpers/fake-storage.ts';
import { newActivityId, openPhone, type TestPhone } from '../helpers/phone.ts';

const WORLD = makeWorld();
const page = new EventTarget();

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage());
  // No page is drawn: of it the model only asks where the cursor is, and hears when it goes.
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { activeElement: null }));
});
/** Forms that stand on the page: what one test left open must not hear how the page of another goes. */
const open: (() => void)[] = [];
afterEach(() => {
  for (const leave of open.splice(0)) leave();
  vi.unstubAllGlobals();
});

const makeDraft = (): ActivityDraft => ({
  id: newActivityId(),
  type: 'borderSession',
  values: {
    planId: PLAN.id,
    itemCode: 'II.1.a.p1',
    date: '2024-06-12',
    unitId: BORDERS,
    localityId: 'o-pm',
    sessions: '1',
    attendees: '41',
  },
});

function openForm(
  phone: TestPhone,
  draft = makeDraft(),
  keptAt?: string,
  clockSkewMs?: number,
): { model: FormModel; draft: ActivityDraft; leave: () => void } {
  const app = {
    db: phone.db,
    person: { ...WORLD.person, id: phone.accountId },
    now: () => phone.clock.now,
    newId: phone.deps.newId,
    plans: () => [PLAN],
    reference: () => WORLD,
    status: () => ({ clockSkewMs }),
  } as unknown as App;
  const form = createRoot((leave) => ({ model: createFormModel(app, { draft, keptAt }, () => undefined), draft, leave }));
  open.push(form.leave);
  return form;
}

test('markers typed and never added are in the saved record', async () => {
  const phone = await openPhone();
  const { model, draft } = openForm(phone);
  model.set(typedInto('markers'), '302,303');
  expect(await model.save()).toMatchObject({ kind: 'saved' });
  expect((await phone.row(draft.id))?.content.own['markers']).toEqual(['302', '303']);
});

test('a marker the rule refuses stops saving, at its field, and stays as typed', async () => {
  const phone = await openPhone();
  const { model, draft } = openForm(phone);
  model.set(typedInto('markers'), '302, 999');
  expect(await model.save()).toEqual({ kind: 'wrong', field: 'markers' });
  expect(model.issue('markers')).toMatchObject({ code: 'badMarker', params: { value: '999' } });
  expect(model.text(typedInto('markers'))).toBe('302, 999');
  expect(await phone.db.activities.get(draft.id)).toBeUndefined();
});

test('half-typed text of a list is in the draft, and there when it is opened again', async () => {
  const phone = await openPhone();
  const { model, draft, leave } = openForm(phone);
  model.set(typedInto('markers'), '30');
  leave();
  await vi.waitFor(async () => expect((await readDraft(phone.db, draft.id))?.draft.values[typedInto('markers')]).toBe('30'));
  const again = openForm(phone, (await readDraft(phone.db, draft.id))?.draft);
  expect(again.model.text(typedInto('markers'))).toBe('30');
});

test('text beside a list that was left wrong is judged at once when the draft is opened again', async () => {
  const phone = await openPhone();
  const draft = makeDraft();
  const { model } = openForm(
    phone,
    { ...draft, values: { ...draft.values, markers: [], [typedInto('markers')]: '30' } },
    '2024-06-12T02:00:00.000Z',
  );
  expect(model.issue('markers')).toMatchObject({ code: 'badMarker', params: { value: '30' } });
});

test('what the database does not take is kept beside it, and is the draft when the store opens next', async () => {
  const phone = await openPhone();
  const { model, draft, leave } = openForm(phone);
  const lost = new Error('UnknownError: Connection to Indexed Database server lost. Refresh the page to try again');
  const failing = vi.spyOn(phone.db, 'transaction').mockRejectedValue(lost);
  model.set('note', 'gõ sau khi mất kết nối');
  leave();
  await vi.waitFor(() => expect(model.keepFailed()).toBe(true));
  failing.mockRestore();
  await restoreUnloadDrafts(phone.db);
  expect((await readDraft(phone.db, draft.id))?.draft.values['note']).toBe('gõ sau khi mất kết nối');
});

test('on a phone whose clock is half a day behind, the true day is taken', async () => {
  const phone = await openPhone();
  phone.clock.now = Date.parse('2024-06-12T21:00:00+07:00');
  const draft = { ...makeDraft(), values: { ...makeDraft().values, date: '2024-06-13' } };
  expect(openForm(phone, draft).model.check().issues).toMatchObject([{ field: 'date', code: 'future' }]);
  expect(openForm(phone, draft, undefined, 12 * 3_600_000).model.check().issues).toEqual([]);
});

test("a number that may be somebody's is asked about at saving, once for the same words", async () => {
  const phone = await openPhone();
  const { model, draft } = openForm(phone);
  model.set('note', 'Gọi 0912 345 678');
  expect(await model.save()).toEqual({ kind: 'wrong', field: 'note' });
  expect(model.issue('note')).toMatchObject({ code: 'personalData', level: 'warning' });
  model.set('note', 'Gọi 0912 345 679');
  expect(await model.save()).toEqual({ kind: 'wrong', field: 'note' });
  expect(await model.save()).toMatchObject({ kind: 'saved' });
  expect((await phone.row(draft.id))?.content.note).toBe('Gọi 0912 345 679');
});

test('a number the person has said is none is not asked about again', async () => {
  const phone = await openPhone();
  const { model } = openForm(phone);
  model.set('note', 'Văn bản 202400123456');
  model.leave('note');
  const issue = model.issue('note');
  if (!issue) throw new Error('Nothing was asked');
  model.answer(issue);
  expect(await model.save()).toMatchObject({ kind: 'saved' });
});

test('nearly the same again, by the same person, is asked about before it is saved', async () => {
  const phone = await openPhone();
  await phone.record({ own: { sessions: 1, attendees: 44 } });
  const { model } = openForm(phone);
  await import('../../src/client/store/records/possible-duplicate.lazy.ts');
  model.set('attendees', '42');
  expect(await model.save()).toEqual({ kind: 'duplicate' });
  expect(await model.save()).toMatchObject({ kind: 'saved' });
});

/** A store whose changes begin and never end, as that of a browser which lost its databases. */
function silence(phone: TestPhone): void {
  vi.spyOn(phone.db, 'transaction').mockReturnValue(new Promise(() => undefined) as never);
}

test('a store that never answers a save takes no word with it when the page is loaded anew', async () => {
  const phone = await openPhone();
  const { model, draft } = openForm(phone);
  silence(phone);
  model.set('note', 'viết trước khi lưu');
  void model.save();
  await vi.waitFor(() => expect(model.saving()).toBe(true));
  await new Promise((resolve) => setTimeout(resolve));
  page.dispatchEvent(new Event('pagehide'));
  vi.restoreAllMocks();
  await restoreUnloadDrafts(phone.db);
  expect((await readDraft(phone.db, draft.id))?.draft.values['note']).toBe('viết trước khi lưu');
});

test('what was saved while its page went is no draft besides', async () => {
  const phone = await openPhone();
  const { model, draft } = openForm(phone);
  model.set('note', 'đã lưu');
  const saved = model.save();
  await vi.waitFor(() => expect(model.saving()).toBe(true));
  await new Promise((resolve) => setTimeout(resolve));
  page.dispatchEvent(new Event('pagehide'));
  expect(await saved).toMatchObject({ kind: 'saved' });
  await restoreUnloadDrafts(phone.db);
  expect(await readDraft(phone.db, draft.id)).toBeUndefined();
  expect((await phone.row(draft.id))?.content.note).toBe('đã lưu');
});

test('a draft that the store does not answer lies beside it after a moment, and what is typed later too', async () => {
  const phone = await openPhone();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { model, draft } = openForm(phone);
    silence(phone);
    for (const text of ['đầu', 'đầu và sau']) {
      model.set('note', text);
      await vi.advanceTimersByTimeAsync(7_000);
      expect(localStorage.getItem(`${unloadDraftPrefix(phone.accountId)}${draft.id}`)).toContain(`"${text}"`);
      expect(model.keepFailed()).toBe(true);
    }
  } finally {
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});
