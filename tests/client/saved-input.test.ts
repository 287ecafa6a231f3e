import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSavedInput, type SavedInput } from '../../src/client/saved-input.ts';
import { newId } from '../domain/make.ts';
import { fakeStorage } from '../helpers/fake-storage.ts';
import { inApp } from '../helpers/in-app.ts';

beforeEach(() => void vi.stubGlobal('localStorage', fakeStorage()));
afterEach(() => void vi.unstubAllGlobals());

interface Mark {
  readonly date: string;
  readonly note: string;
}

/** The form as it opens for a person, with what it begins with that day. */
function openForm(personId: string, start: Mark): SavedInput<Mark> {
  return inApp({ db: { seal: undefined }, person: { id: personId } }, () => createSavedInput(['mark', 'III.bc1'], start));
}

test('what was typed is there when the form is opened again, and said to be of before', () => {
  openForm('a', { date: '2026-03-01', note: '' }).set({ note: 'gõ dở' });
  const again = openForm('a', { date: '2026-03-01', note: '' });
  expect([again.values().note, again.wasRestored()]).toEqual(['gõ dở', true]);
  again.drop();
  expect([again.values().note, again.wasRestored()]).toEqual(['', false]);
  expect(openForm('a', { date: '2026-03-01', note: '' }).wasRestored()).toBe(false);
});

test('a field that was left alone begins with what the form begins with that day', () => {
  openForm('a', { date: '2026-03-01', note: '' }).set({ note: 'gõ dở' });
  expect(openForm('a', { date: '2026-03-09', note: '' }).values()).toEqual({ date: '2026-03-09', note: 'gõ dở' });
});

test('what was sent stays as it was sent, so that the same words go under the same key on another day too', () => {
  const sent = openForm('a', { date: '2026-03-01', note: '' });
  sent.set({ note: 'đã gửi' });
  expect(sent.requestId('words', () => 'key 1')).toBe('key 1');
  const again = openForm('a', { date: '2026-03-09', note: '' });
  expect(again.values()).toEqual({ date: '2026-03-01', note: 'đã gửi' });
  expect(again.requestId('words', () => 'key 2')).toBe('key 1');
});

test('what one person typed is none of another', () => {
  openForm('a', { date: '2026-03-01', note: '' }).set({ note: 'của a' });
  expect(openForm('b', { date: '2026-03-01', note: '' }).wasRestored()).toBe(false);
});

test('the same words keep their key, also over a restart, until they are refused', () => {
  const open = () => openForm('a', { date: '2026-03-01', note: '' });
  const first = open();
  const key = first.requestId('Hội', newId);
  const second = open();
  expect(second.wasSent('Hội')).toBe(true);
  expect(second.requestId('Hội', newId)).toBe(key);
  expect(second.requestId('Hội khác', newId)).not.toBe(key);
  second.forget('Hội');
  expect(second.wasSent('Hội')).toBe(false);
  expect(second.requestId('Hội', newId)).not.toBe(key);
});

test('a storage that is full or broken costs nothing that is on the screen', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => '{broken',
    setItem: () => {
      throw new Error('full');
    },
  });
  const typed = openForm('a', { date: '2026-03-01', note: '' });
  typed.set({ note: 'Hội' });
  expect([typed.wasRestored(), typed.values().note]).toEqual([false, 'Hội']);
});
