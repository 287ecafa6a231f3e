import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { help as helpEn } from '../../../src/client/labels/en/help.ts';
import { en } from '../../../src/client/labels/en.ts';
import { unitBeside } from '../../../src/client/labels/format.ts';
import { labels, withWords } from '../../../src/client/labels/labels.ts';
import { help as helpVi } from '../../../src/client/labels/vi/help.ts';
import { vi } from '../../../src/client/labels/vi.ts';
import { ACTIVITY_TYPE_KEYS, ACTIVITY_TYPES } from '../../../src/domain/activity-types.ts';

/** Path and kind of every word; functions are sentences with holes. */
function wordsOf(value: unknown, path = ''): [path: string, kind: string, text: string][] {
  if (typeof value === 'string') return [[path, 'text', value]];
  if (typeof value === 'function') return [[path, 'sentence', '']];
  return Object.entries(value as object).flatMap(([key, one]) => wordsOf(one, `${path}.${key}`));
}
const keysOf = (dictionary: unknown): string[] =>
  wordsOf(dictionary)
    .map(([path, kind]) => `${path} ${kind}`)
    .sort();
const whole = async () => {
  const late = [
    'account',
    'accounts',
    'audit',
    'browse',
    'connections',
    'factor',
    'lock',
    'planImport',
    'planLife',
    'plans',
    'quarantine',
    'tallies',
    'records',
    'reference',
    'review',
    'storage',
    'refusals',
  ] as const;
  await withWords(late, Promise.resolve());
  return labels();
};

// Optional words (a unit, a hint) may be absent from one language only by mistake; the compiler does not see that.
test('both languages say the same things', async () => {
  expect(keysOf(en)).toEqual(keysOf(await whole()));
  expect(keysOf(helpEn)).toEqual(keysOf(helpVi));
});

test('Vietnamese text is composed and tidy', async () => {
  const untidy = wordsOf(await whole()).filter(([, , text]) => text.normalize('NFC') !== text || / {2}|^ | $/.test(text));
  expect(untidy).toEqual([]);
});

test('the four words are the four words', () => {
  expect(vi.domain.places).toMatchObject({ phone: 'Trên máy', sending: 'Đang gửi', received: 'Đã nhận', attention: 'Cần xem lại' });
});

test('the sprite holds the drawing of every activity type and every name the kit knows', () => {
  const html = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');
  const drawn = new Set([...html.matchAll(/<symbol id="i-([a-z0-9]+)"/g)].map(([, name]) => name));
  const source = readFileSync(new URL('../../../src/client/ui/icon.tsx', import.meta.url), 'utf8');
  const names = [...source.matchAll(/^ {2}\| '([a-z0-9]+)'/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(40);
  expect([...names, ...ACTIVITY_TYPE_KEYS.map((type) => ACTIVITY_TYPES[type].icon)].filter((name) => !drawn.has(name))).toEqual([]);
});

test('no field says its unit twice', async () => {
  for (const { domain } of [await whole(), en])
    for (const words of Object.values(domain.fields)) {
      const said = [words.label, unitBeside(words)].filter(Boolean).join(' ').toLowerCase();
      const ends = (words.unit ?? '\u0000').toLowerCase();
      expect(said.split(ends).length, said).toBeLessThanOrEqual(2);
    }
});

test('"mốc" is a border marker and nothing else', async () => {
  const others = wordsOf(await whole())
    .filter(
      ([path, , text]) =>
        /mốc/iu.test(text.replaceAll('Cột Mốc', '').replaceAll('cắm mốc', '')) && !/marker|reference\.settings/i.test(path),
    )
    .map(([path]) => path);
  expect(others).toEqual([]);
});

test('in English one thing is not said in the plural', () => {
  const MANY =
    'records|accounts|items|places|days|decisions|verdicts|drafts|codes|phones|ranges|lines|units|entries|targets|sessions|markers|' +
    'activities|changes|reports|devices|tiles|characters|pieces';
  // Behind its number, at the head of a sentence whose number stands beside it, or as the verb of one.
  const PLURAL = new RegExp(
    `(?<![\\d.,])1\\s(?:\\w+\\s)?(?:${MANY})\\b|^(?:days|records|targets|phones|reports)\\b|(?<![\\d.,])1\\s(?:need|were|have|stand|wait)\\b`,
  );
  const said: string[] = [];
  const say = (value: unknown, path: string): void => {
    if (typeof value === 'function')
      said.push(...[`${value('1', '1', '1', '1')}`].filter((text) => PLURAL.test(text)).map((text) => `${path}: ${text}`));
    else if (typeof value === 'object') for (const [key, one] of Object.entries(value ?? {})) say(one, `${path}.${key}`);
  };
  const { domain: _typed, ...sentences } = en;
  say(sentences, '');
  expect(said).toEqual([]);
});
