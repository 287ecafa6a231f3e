import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { currentPerson, forgetCurrent, knownPeople, rememberPerson } from '../../../src/client/store/known-accounts.ts';
import { Person } from '../../../src/domain/person.ts';

const person = (id: string): Person => Person.parse({ id, staffCode: id.toUpperCase(), role: 'officer', unitIds: ['u-border'] });
const stored = new Map<string, string>();
const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) };

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('the phone knows who signed in, and who of them is here now', () => {
  rememberPerson(person('a'));
  rememberPerson(person('b'));
  expect(currentPerson()?.id).toBe('b');
  expect(knownPeople().map((one) => one.id)).toEqual(['b', 'a']);
  rememberPerson(person('a'));
  expect(knownPeople().map((one) => one.id)).toEqual(['a', 'b']);
  forgetCurrent();
  expect(currentPerson()).toBeUndefined();
  expect(knownPeople()).toHaveLength(2);
});

test.each(['', '{', 'null', '[]', '{"people":7}', '{"currentId":"a","people":[null,{"id":"a"}]}'])(
  'damage is as good as nothing: %s',
  (text) => {
    stored.set('cotmoc-people', text);
    expect(currentPerson()).toBeUndefined();
    rememberPerson(person('a'));
    expect(currentPerson()?.id).toBe('a');
  },
);

test('one damaged entry does not hide the others', () => {
  rememberPerson(person('a'));
  const { currentId, people } = JSON.parse(stored.get('cotmoc-people') ?? '');
  stored.set('cotmoc-people', JSON.stringify({ currentId, people: [...people, { id: 'b', role: 'king' }] }));
  expect(currentPerson()?.id).toBe('a');
  expect(knownPeople()).toHaveLength(1);
});

test('a browser that forbids storage only asks to sign in again', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  expect(currentPerson()).toBeUndefined();
  expect(() => rememberPerson(person('a'))).not.toThrow();
});
