import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeOnce } from '../../../src/client/store/open-db.ts';
import { mendConnection } from '../../../src/client/store/safekeeping/lost-connection.ts';
import { openPhone } from '../../helpers/phone.ts';

// Only WebKit does this, and none is here: its words and what a page can do about them are played.
const LOST = new Error('Connection to Indexed Database server lost. Refresh the page to try again');
const reload = vi.fn();
let dialog: object | null = null;
let age = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  dialog = null;
  age = 3_600_000;
  vi.stubGlobal('document', { querySelector: () => dialog });
  vi.stubGlobal('location', { reload });
  vi.spyOn(performance, 'now').mockImplementation(() => age);
  reload.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const loadedAnew = (): boolean => {
  vi.runAllTimers();
  return reload.mock.calls.length > 0;
};

test('a page whose databases are lost to it is loaded anew, and not before who hears of it has had its turn', () => {
  mendConnection(LOST);
  expect(reload).not.toHaveBeenCalled();
  expect(loadedAnew()).toBe(true);
});

test('the loss is recognised inside of what wraps it', () => {
  mendConnection(Object.assign(new Error('OpenFailed'), { inner: Object.assign(new Error('Abort'), { inner: LOST }) }));
  expect(loadedAnew()).toBe(true);
});

test('another trouble with the store loads nothing anew', () => {
  for (const error of [new Error('QuotaExceededError'), new Error('The database connection is closing'), undefined, 'server lost'])
    mendConnection(error);
  expect(loadedAnew()).toBe(false);
});

test('a page stays while a dialog is open, and while it is young', () => {
  dialog = {};
  mendConnection(LOST);
  dialog = null;
  age = 5_000;
  mendConnection(LOST);
  expect(loadedAnew()).toBe(false);
});

test('a write that fails over it loads the page anew, and its failure is still heard', async () => {
  const phone = await openPhone();
  await expect(writeOnce(phone.db, () => Promise.reject(LOST))).rejects.toThrow('server lost');
  expect(loadedAnew()).toBe(true);
});
