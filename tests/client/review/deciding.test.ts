import { createRoot, createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { createDeciding, type Decision } from '../../../src/client/features/review/deciding.ts';

/** A list to judge, where storing ends when the test says so. */
function judge(first: readonly string[]) {
  const [targets, setTargets] = createSignal(first);
  const stored: (readonly [Decision['action'], readonly string[]])[] = [];
  const ends: { resolve: (isStored: boolean) => void; reject: (error: Error) => void }[] = [];
  const deciding = createRoot(() =>
    createDeciding(targets, (judged, { action }) => {
      stored.push([action, judged]);
      return new Promise<boolean>((resolve, reject) => ends.push({ resolve, reject }));
    }),
  );
  return { ...deciding, setTargets, stored, ends };
}

test('a dialog judges what it was asked about, whatever sync brings meanwhile', () => {
  const { ask, asked, decide, close, setTargets, stored } = judge(['a', 'b']);
  ask('return');
  setTargets(['c']);
  expect(asked()).toEqual({ question: 'return', targets: ['a', 'b'] });
  void decide({ action: 'return', reason: 'r' });
  close();
  expect(stored).toEqual([['return', ['a', 'b']]]);
});

test('without a dialog what is there now is judged', () => {
  const { ask, close, decide, setTargets, stored } = judge(['a']);
  ask('keep');
  close();
  setTargets(['b']);
  void decide({ action: 'confirm' });
  expect(stored).toEqual([['confirm', ['b']]]);
});

test('while a verdict is being stored a second key does nothing, and opens no dialog', async () => {
  const { ask, asked, decide, stored, ends } = judge(['a']);
  const first = decide({ action: 'confirm' });
  await decide({ action: 'confirm' });
  ask('return');
  expect([stored.length, asked()]).toEqual([1, undefined]);
  ends[0]?.resolve(true);
  await first;
  void decide({ action: 'confirm' });
  expect(stored).toHaveLength(2);
});

test('a verdict that could not be stored does not stop the next', async () => {
  const { decide, stored, ends } = judge(['a']);
  const first = decide({ action: 'confirm' });
  ends[0]?.reject(new Error('full'));
  await expect(first).rejects.toThrow('full');
  void decide({ action: 'confirm' });
  expect(stored).toHaveLength(2);
});

test('the question is closed by what was stored, and stays with what could not be; who asked hears which', async () => {
  const { ask, asked, decide, ends } = judge(['a']);
  ask('return');
  const failed = decide({ action: 'return', reason: 'r' });
  ends[0]?.resolve(false);
  expect(await failed).toBe(false);
  expect(asked()).toEqual({ question: 'return', targets: ['a'] });
  const stored = decide({ action: 'return', reason: 'r' });
  ends[1]?.resolve(true);
  expect(await stored).toBe(true);
  expect(asked()).toBeUndefined();
});
