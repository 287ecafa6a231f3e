import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../src/protocol/endpoint.ts';
import { ROUTES } from '../../src/server/routes/table.ts';

/** Every endpoint there is, by its name. */
const ENDPOINTS: { readonly [name: string]: Endpoint } = Object.fromEntries(
  Object.values(import.meta.glob<Record<string, unknown>>('../../src/protocol/endpoints/*.ts', { eager: true }))
    .flatMap((subject) => Object.entries(subject))
    .filter((entry): entry is [string, Endpoint] => typeof entry[1] === 'object' && entry[1] !== null && 'reply' in entry[1]),
);

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => (/\.tsx?$/.test(name) ? [`${folder}/${name}`] : []));
const text = (file: string): string => readFileSync(file, 'utf8');
const addressOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

test('every endpoint is served once, and nothing else is', () => {
  expect(ROUTES.map(addressOf).sort()).toEqual(Object.values(ENDPOINTS).map(addressOf).sort());
});

test('a route takes and gives what its endpoint says', () => {
  for (const route of ROUTES) {
    const endpoint = Object.values(ENDPOINTS).find((one) => addressOf(one) === addressOf(route));
    const said = Object.entries(endpoint ?? {});
    expect(said.length).toBeGreaterThan(0);
    for (const [key, value] of said) expect(route[key as keyof typeof route], addressOf(route)).toBe(value);
  }
});

test('a body is sent with POST alone', () => {
  for (const [name, { method, body }] of Object.entries(ENDPOINTS)) if (body) expect(method, name).toBe('POST');
});

/** What somebody else asks: who watches over the server, and who reads its figures without the app. */
const ASKED_BY_OTHERS = ['READ_DOCUMENT', 'READ_TALLY', 'READ_PACE'];

test('the app asks every endpoint, and only by its name', () => {
  const sources = filesOf('src/client').map(text);
  const imported = sources.flatMap((source) =>
    [...source.matchAll(/import (?:type )?\{([^}]*)\} from '[./]*\/protocol\/(?:endpoints\/[\w-]+|sync)\.ts';/g)].flatMap(
      ([, names = '']) => names.split(',').map((name) => name.trim().replace(/^SYNC_PATH$/, 'SYNC')),
    ),
  );
  const asked = Object.keys(ENDPOINTS).filter((name) => imported.includes(name));
  expect([...asked, ...ASKED_BY_OTHERS].sort()).toEqual(Object.keys(ENDPOINTS).sort());
  // Whoever asks the office says an endpoint, not an address put together on the spot.
  const spoken = sources.flatMap((source) => [...source.matchAll(/askOffice\(([^,)]+)/g)].map(([, first = '']) => first.trim()));
  expect(spoken.length).toBeGreaterThan(15);
  const isNamed = (said: string): boolean => said.split(/[?:]/).some((part) => part.trim() in ENDPOINTS) || said === 'ENDPOINTS[view]';
  expect(spoken.filter((said) => !isNamed(said))).toEqual([]);
});

test.each(['src/client', 'src/server/routes'])('%s spells no address of its own', (folder) => {
  expect(filesOf(folder).filter((file) => text(file).includes('/api/'))).toEqual([]);
});

test('only who carries requests, and who looks for another service worker, touches the network', () => {
  const callers = filesOf('src/client').filter((file) => /(?<![.\w])fetch\(/.test(text(file)));
  expect(callers.sort()).toEqual([
    ...['src/client/office/answer-to.ts', 'src/client/office/exchange.ts', 'src/client/shipped/worker-file.ts'],
    'src/client/sync/sync-loop.lazy.ts',
  ]);
});
