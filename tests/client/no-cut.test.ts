import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tooLong } from '../../src/client/labels/too-long.ts';

test('no field of the app has a limit that cuts what is pasted', () => {
  const screens = readdirSync('src/client', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(screens.length).toBeGreaterThan(50);
  expect(screens.filter((name) => /maxlength/i.test(readFileSync(`src/client/${name}`, 'utf8')))).toEqual([]);
});

test('a text that is too long is told both lengths, one that just fits nothing', () => {
  expect(tooLong('x'.repeat(416), 300)).toEqual({ level: 'error', text: 'Đang dài 416 ký tự, rút còn 300.' });
  expect(tooLong('x'.repeat(300), 300)).toBeUndefined();
});
