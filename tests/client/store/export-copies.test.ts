import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseUnsent } from '../../../src/client/store/records/unsent.ts';
import { exportCopies } from '../../../src/client/store/safekeeping/export-copies.ts';
import { readWaitingRecords, rememberWaiting } from '../../../src/client/store/safekeeping/held-ledger.ts';
import { takeInUnsent } from '../../../src/client/store/safekeeping/take-in-unsent.ts';
import { saveUnloadDraft } from '../../../src/client/store/safekeeping/unload-draft.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import { NOW, newActivityId, openPhone } from '../../helpers/phone.ts';

const saved: Blob[] = [];
let isStandalone = false;

beforeEach(() => {
  saved.length = 0;
  isStandalone = false;
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('matchMedia', () => ({ matches: isStandalone }));
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:there';
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('where the database does not open, what waits and what was typed last is handed over from beside it', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), NOW);
  const draftId = newActivityId();
  saveUnloadDraft(phone.db, {
    id: draftId,
    draft: { id: draftId, type: 'meeting', values: { note: 'dở dang' } },
    savedAt: new Date(NOW).toISOString(),
  });
  phone.db.close();

  expect(await exportCopies({ id: phone.accountId, staffCode: 'CB-07' }, NOW)).toBe(1);
  const read = parseUnsent((await saved[0]?.text()) ?? '');
  if (!read.ok) throw new Error('The file is none');
  const other = await openPhone(phone.accountId);
  expect(await takeInUnsent(other.db, read.value)).toMatchObject({ drafts: 1 });
  expect(await other.db.activities.get(id)).toBeDefined();
});

test('a copy that cannot be read does not keep the others back', async () => {
  const phone = await openPhone();
  await phone.record();
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), NOW);
  localStorage.setItem(`cotmoc-copy-${phone.accountId}-torn`, '{"id":');
  expect(await exportCopies({ id: phone.accountId, staffCode: 'CB-07' }, NOW)).toBe(1);
});

test('an installed app shares the file where that can be done, and saves it where it cannot', async () => {
  const share = vi.fn(async (_data: { files: File[] }) => undefined);
  const phone = await openPhone();
  const person = { id: phone.accountId, staffCode: 'CB-07' };
  isStandalone = true;
  vi.stubGlobal('navigator', { share, canShare: () => true });
  await exportCopies(person, NOW);
  expect(share.mock.calls[0]?.[0].files[0]?.name).toBe('cot-moc-CB-07-2024-06-12.json');
  expect(saved).toEqual([]);
  vi.stubGlobal('navigator', { share, canShare: () => false });
  await exportCopies(person, NOW);
  expect(saved).toHaveLength(1);
});
