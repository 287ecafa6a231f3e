import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DraftRow } from '../../../src/client/store/db.ts';
import { readDraft, saveDraft } from '../../../src/client/store/records/drafts.ts';
import { forgetUnloadDraft, restoreUnloadDrafts, saveUnloadDraft } from '../../../src/client/store/safekeeping/unload-draft.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import { newActivityId, openPhone } from '../../helpers/phone.ts';

beforeEach(() => vi.stubGlobal('localStorage', fakeStorage()));
afterEach(() => vi.unstubAllGlobals());

const makeRow = (id: ActivityId, note: string, savedAt = '2024-06-12T03:00:00.000Z'): DraftRow => ({
  id,
  draft: { id, type: 'borderSession', values: { note, estimated: true, audienceGroups: ['residents'] } },
  savedAt,
});

test('what was typed in the last moment is a draft when the store opens next', async () => {
  const phone = await openPhone();
  const row = makeRow(newActivityId(), 'gõ sau cùng');
  saveUnloadDraft(phone.db, row);
  await restoreUnloadDrafts(phone.db);
  expect(await readDraft(phone.db, row.id)).toEqual(row);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('an older text never takes the place of a draft written later', async () => {
  const phone = await openPhone();
  const id = newActivityId();
  saveUnloadDraft(phone.db, makeRow(id, 'cũ'));
  await saveDraft(phone.db, makeRow(id, 'mới', '2024-06-12T03:00:01.000Z'));
  await restoreUnloadDrafts(phone.db);
  expect((await readDraft(phone.db, id))?.draft.values['note']).toBe('mới');
});

test('a record saved after all is not a draft again', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  saveUnloadDraft(phone.db, makeRow(id, 'trước khi lưu', '2024-06-12T02:59:00.000Z'));
  await restoreUnloadDrafts(phone.db);
  expect(await readDraft(phone.db, id)).toBeUndefined();
});

test('a draft that reached the database needs no last words', async () => {
  const phone = await openPhone();
  const row = makeRow(newActivityId(), 'đã ghi');
  saveUnloadDraft(phone.db, row);
  forgetUnloadDraft(phone.db, row.id);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("another person's last words stay theirs", async () => {
  const [phone, other] = [await openPhone(), await openPhone()];
  const row = makeRow(newActivityId(), 'của người khác');
  saveUnloadDraft(other.db, row);
  await restoreUnloadDrafts(phone.db);
  expect(await readDraft(phone.db, row.id)).toBeUndefined();
  await restoreUnloadDrafts(other.db);
  expect(await readDraft(other.db, row.id)).toBeDefined();
});

test('a store opens though the kept text is broken or the storage forbidden', async () => {
  const phone = await openPhone();
  localStorage.setItem(`cotmoc-last-words-${phone.accountId}-x`, '{');
  await restoreUnloadDrafts(phone.db);
  vi.stubGlobal('localStorage', undefined);
  saveUnloadDraft(phone.db, makeRow(newActivityId(), 'nơi bị cấm'));
  await expect(restoreUnloadDrafts(phone.db)).resolves.toBeUndefined();
});
