import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECURITY_HEADERS } from '../../src/server/http/security-headers.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { type Office, openOffice } from './helpers.ts';

let office: Office;
let server: Listening;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cotmoc-raw-'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, '.vite/manifest.json'), '{"secret":true}');
  writeFileSync(join(folder, '.env'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script src="/b/build-01/assets/a.js"></script>');
  writeFileSync(join(folder, 'robots.txt'), 'all');
  office = await openOffice('sqlite', { deps: { staticDir: folder } });
  server = await listen(office.app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await office.close();
  rmSync(folder, { recursive: true });
});

/** All that comes back until the server hangs up. */
const say = (...pieces: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect((server.address as AddressInfo).port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('utf8').on('data', (piece) => (heard += piece));
    socket.on('close', () => resolve(heard)).on('error', reject);
    for (const piece of pieces) socket.write(piece);
  });

const HOST = 'Host: localhost\r\n';
describe('a request that node itself refuses is answered with the headers of every answer', () => {
  test.each([
    ['no HTTP at all', 400, ['hello\r\n\r\n']],
    ['no host', 400, ['GET / HTTP/1.1\r\n\r\n']],
    ['a host that is none', 400, ['GET / HTTP/1.1\r\nHost: a b\r\n\r\n']],
    ['two lengths', 400, [`POST /api/sync HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`]],
    ['a header without end', 431, [`GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(20_000)}\r\n\r\n`]],
    ['an expectation', 417, [`GET / HTTP/1.1\r\n${HOST}Expect: the impossible\r\n\r\n`]],
    ['nonsense behind a good request', 400, [`GET /api/health HTTP/1.1\r\n${HOST}\r\n`, 'nonsense\r\n\r\n']],
  ] as const)('%s', async (_, status, pieces) => {
    const heard = await say(...pieces);
    const last = heard.slice(heard.lastIndexOf('HTTP/1.1 '));
    expect(last).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(last.toLowerCase()).toContain(`${name}: ${value}`.toLowerCase());
  });
});

describe('the files of the app', () => {
  test.each([
    '/.vite/manifest.json',
    '/%2evite/manifest.json',
    '/.env',
    '/assets/../.env',
    '/assets/.hidden',
    '//.env',
    '/b/build-01/.env',
    '/b/build-01/%2evite/manifest.json',
  ])('%s is none of them', async (path) => {
    const heard = await say(`GET ${path} HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1.1 40[04] /);
    expect(heard).not.toContain('secret');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(heard.toLowerCase()).toContain(`${name}: ${value}`.toLowerCase());
  });

  test('others are served', async () => {
    expect((await office.request('/robots.txt')).status).toBe(200);
  });
});
