import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as addresses from '../../src/client/addresses.ts';
import { ActivityId, ItemCode, PlanId } from '../../src/domain/ids.ts';

const { addressOf, isBelow } = addresses;
const SCREENS = Object.entries(addresses).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, path: value }] : []));

const sources = globSync('src/client/**/*.{ts,tsx}').filter((file) => file !== 'src/client/addresses.ts');
const WORDS = new Set(SCREENS.map(({ path }) => path.split('/')[1]).filter((word) => word !== ''));
/** A quoted text that is the first screen, or begins as another one does. */
const ADDRESS = new RegExp(`(['"\`])/(?:\\1|(?:${[...WORDS].join('|')})(?![\\w-]))`);

describe('the address of a screen', () => {
  test('is written in one file alone', () => {
    const found = sources.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        // A key that is pressed is no address, nor is a letter of base64.
        .filter((line) => ADDRESS.test(line.replace(/key === '\/'|'\+' : '\/'/g, '')))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(sources.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });

  test.each(['href="/"', "navigate('/toi')", '`/ke-hoach?ke-hoach=`', "'/tong-hop/ban-ghi/1'"])('would be noticed as %s', (text) => {
    expect(text).toMatch(ADDRESS);
  });

  test('leads to a route, and every route has one', () => {
    const routes = readFileSync('src/client/routes.tsx', 'utf8');
    const [, late = ''] = /const ADDRESSES: [^=]* = \{(.*?)\n\};/s.exec(routes) ?? [];
    const inTable = [...late.matchAll(/^ {2}\w+: (\[[^\]]*\]|[^,]+),$/gm)];
    const paths = [...routes.matchAll(/\{ path: (\[[^\]]*\]|[^,]+),/g), ...inTable].map(([, path = '']) => path);
    expect(inTable.length).toBeGreaterThan(10);
    const named = paths.flatMap((path) => path.match(/\w+_SCREEN/g) ?? []);
    expect(paths.filter((path) => path !== "'*'" && !/^(?:\w+_SCREEN|\[\w+_SCREEN(?:, \w+_SCREEN)*\])$/.test(path))).toEqual([]);
    expect(new Set(named)).toEqual(new Set(SCREENS.map(({ name }) => name)));
  });

  test('stands for one screen', () => {
    expect(new Set(SCREENS.map(({ path }) => path)).size).toBe(SCREENS.length);
  });
});

describe('an address', () => {
  const id = ActivityId.parse('0190a8b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b');

  test('carries names as they are printed, with brackets and slashes', () => {
    const params = { planId: PlanId.parse('kien-giang-2024'), code: ItemCode.parse('II.1(a)/b') };
    const address = new URL(addressOf(addresses.ITEM_SCREEN, { params }), 'https://so.example');
    expect(address.search).toBe('');
    expect(address.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'ke-hoach', 'kien-giang-2024', 'II.1(a)/b']);
  });

  test('says what it is asked behind the question mark, and nothing where it is asked nothing', () => {
    const params = { type: 'broadcast' };
    expect(addressOf(addresses.NEW_RECORD_SCREEN, { params, query: { tu: id } })).toBe(`/ghi/broadcast?tu=${id}`);
    expect(addressOf(addresses.NEW_RECORD_SCREEN, { params })).toBe('/ghi/broadcast');
    expect(addressOf(addresses.PLAN_SCREEN, { query: { 'ke-hoach': undefined } })).toBe('/ke-hoach');
  });

  test('asks for what the screen needs, of the right kind', () => {
    // @ts-expect-error A record is named by its id.
    expect(addressOf(addresses.RECORD_SCREEN, {})).toBe('/ban-ghi/');
    // @ts-expect-error A plan is no item.
    addressOf(addresses.ITEM_SCREEN, { params: { planId: ItemCode.parse('I.1'), code: PlanId.parse('p') } });
    // @ts-expect-error The journal is asked nothing.
    addressOf(addresses.JOURNAL_SCREEN, { query: { tu: id } });
  });
});

describe('a path', () => {
  test.each([
    ['/ghi/broadcast', addresses.NEW_RECORD_SCREEN, true],
    ['/nhat-ky', addresses.JOURNAL_SCREEN, true],
    ['/ke-hoach/p/I.1', addresses.PLAN_SCREEN, true],
    ['/ke-hoach/nhap', addresses.PLAN_DRAFT_SCREEN, false],
    ['/ke-hoach/nhap/1', addresses.PLAN_DRAFT_SCREEN, true],
    ['/ke-hoach', addresses.ITEM_SCREEN, false],
    ['/', addresses.HOME_SCREEN, true],
    ['/toi', addresses.HOME_SCREEN, false],
  ])('%s lies below %s: %s', (path, screen, expected) => {
    expect(isBelow(path, screen)).toBe(expected);
  });
});
