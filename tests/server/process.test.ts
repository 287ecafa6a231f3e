import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { officeDay } from '../../src/domain/day.ts';
import { runCommand as run } from '../helpers/run-command.ts';
import { makeContent, makeCreate, type Office, openTestStore, Phone } from './helpers.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

async function startServer(env: Record<string, string>) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = run('main.ts', { PORT: String(port), DEMO_EMPTY: '1', ...env });
  while (
    !(await fetch(`${origin}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (server.child.exitCode !== null) throw new Error(server.output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const request: Office['request'] = (path, { cookie, ...init } = {}) => {
    const headers = { origin, 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) };
    return fetch(origin + path, { ...init, headers });
  };
  return { ...server, port, request };
}
type Server = Awaited<ReturnType<typeof startServer>>;

const passwordsIn = (output: string): Map<string, string> =>
  new Map([...output.matchAll(/^ {2}(\S+) .* (\S{10,})$/gm)].map(([, staffCode = '', password = '']) => [staffCode, password]));

const today = (): string => officeDay(Date.now());
const createToday = () => makeCreate(makeContent({ date: today() }));

describe('a server that npm started', () => {
  test.each(['SIGINT', 'SIGHUP'] as const)('ends at %s, and says under which address people reach it', async (signal) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-npm-'));
    const server = await startServer({ DATA_DIR: dataDir, PUBLIC_ORIGIN: 'https://so.example.vn' });
    expect(server.output()).toContain('Cột Mốc: https://so.example.vn');
    server.child.kill(signal);
    expect((await server.ended).code).toBe(0);
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('ends when npm is gone, whatever became of it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-npm-'));
    const port = await freePort();
    const env = { ...process.env, DEMO_EMPTY: '1', DATA_DIR: dataDir, PORT: String(port), npm_lifecycle_event: 'start' };
    // What stands for npm starts the server and does nothing else.
    const start = `require('node:child_process').spawn(process.execPath, ['src/server/main.ts'], { stdio: 'ignore' }); setInterval(() => {}, 1000)`;
    const npm = spawn(process.execPath, ['-e', start], { env, stdio: 'ignore' });
    const answers = (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/api/health`).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 20_000 }).toBe(true);
    npm.kill('SIGKILL');
    await expect.poll(answers, { timeout: 20_000 }).toBe(false);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('a server of its own', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-process-'));
  let server: Server;
  let passwords: Map<string, string>;
  beforeAll(async () => {
    server = await startServer({ DATA_DIR: dataDir });
    passwords = passwordsIn(server.output());
  });
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await server.ended;
    rmSync(dataDir, { recursive: true, force: true });
  });
  const signIn = (at: Server, staffCode: string) => Phone.signIn(at.request, staffCode, passwords.get(staffCode) ?? '');

  test('prints its address and the demonstration accounts, and a line for each request', async () => {
    expect(passwords.size).toBe(11);
    expect(server.output()).toContain(`http://localhost:${server.port}`);
    const phone = await signIn(server, 'CB-07');
    await phone.sync([createToday()]);
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'request', path: '/api/sync', status: 200, accountId: phone.person.id });
  });

  test('refuses a large body before it has been sent, and answers others meanwhile', async () => {
    const phone = await signIn(server, 'CB-07');
    const response = await server.request('/api/sync', { method: 'POST', body: 'x'.repeat(8 * 1024 * 1024), cookie: phone.cookie }).then(
      (answer) => answer.status,
      // The server hangs up on who goes on sending: as good as the answer.
      () => 413,
    );
    expect(response).toBe(413);
    expect((await phone.get('/api/me')).status).toBe(200);
  });

  test('gives no 5xx to bodies that are cut on the wire', async () => {
    const phone = await signIn(server, 'CB-07');
    for (const sent of [0, 1, 40, 99]) {
      await new Promise<void>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => {
          const head = `POST /api/sync HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: http://127.0.0.1:${server.port}\r\nCookie: ${phone.cookie}\r\n`;
          socket.write(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n${'x'.repeat(sent)}`);
          setTimeout(() => socket.destroy(), 50);
        });
        socket.on('close', () => resolve());
      });
    }
    expect((await phone.get('/api/me')).status).toBe(200);
    expect(server.output()).not.toMatch(/"status":5\d\d|requestFailed/);
  });

  test('shares its file with another process, and nothing is lost, locked or skipped', async () => {
    const second = await startServer({ DATA_DIR: dataDir, QUIET: '1' });
    expect(passwordsIn(second.output()).size).toBe(0);
    const [here, there] = [await signIn(server, 'CB-08'), await signIn(second, 'CB-08')];
    const before = await signIn(server, 'CB-08');
    await before.pull();
    const write = async (phone: Phone) => {
      for (let round = 0; round < 15; round++) {
        const { results } = await phone.sync(Array.from({ length: 5 }, createToday));
        expect(results.every((result) => result.status === 'applied')).toBe(true);
      }
    };
    await Promise.all([write(here), write(there)]);
    await here.pull();
    await there.pull();
    expect(here.activities.size - before.activities.size).toBe(150);
    expect([...here.activities.keys()].sort()).toEqual([...there.activities.keys()].sort());
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  });

  test('finds its cells in order, and says so by the exit code when they are not', async () => {
    expect(await run('commands/recount.ts', { DATA_DIR: dataDir }).ended).toEqual({ code: 0, output: '' });
    const store = await openTestStore({ kind: 'sqlite', file: join(dataDir, 'cotmoc.sqlite') });
    await store.writer.updateTable('cells').set({ records: 9_999 }).where('records', '>', 0).execute();
    await store.close();
    const wrong = await run('commands/recount.ts', { DATA_DIR: dataDir }).ended;
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('"records":9999')]);
    expect((await run('commands/recount.ts', { DATA_DIR: dataDir }, '--repair').ended).code).toBe(1);
    expect((await run('commands/recount.ts', { DATA_DIR: dataDir }).ended).code).toBe(0);
    expect((await run('commands/recount.ts', { DATABASE_URL: 'mysql://x/y' }).ended).code).toBe(2);
  });

  test('gives a new password on command', async () => {
    const { code, output } = await run('commands/password.ts', { DATA_DIR: dataDir }, 'TV-01').ended;
    expect(code).toBe(0);
    const phone = await Phone.signIn(server.request, 'TV-01', output.trim());
    expect(phone.person.role).toBe('viewer');
    expect((await run('commands/password.ts', { DATA_DIR: dataDir }, 'XX-1').ended).code).toBe(1);
    expect((await run('commands/password.ts', { DATA_DIR: dataDir }).ended).code).toBe(2);
  });

  test('says in a line why it cannot start', async () => {
    const taken = await run('main.ts', { DATA_DIR: dataDir, PORT: String(server.port) }).ended;
    expect([taken.code, taken.output]).toEqual([2, expect.stringContaining('EADDRINUSE')]);
    const wrong = await run('main.ts', { PORT: 'eighty' }).ended;
    expect([wrong.code, wrong.output]).toEqual([2, 'PORT must be a number from 0 to 65535, not "eighty".\n']);
  });

  test('stops within five seconds: finishes what was asked, and cuts who only holds the line', async () => {
    const phone = await signIn(server, 'CB-07');
    const idle = connect(server.port, '127.0.0.1');
    idle.on('error', () => undefined);
    idle.write('POST /api/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
    const asked = Array.from({ length: 5 }, () => phone.sync(Array.from({ length: 50 }, createToday)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const at = performance.now();
    server.child.kill('SIGTERM');
    const answers = await Promise.allSettled(asked);
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - at).toBeLessThan(5_000);
    const acknowledged = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value.results : []));
    const store = await openTestStore({ kind: 'sqlite', file: join(dataDir, 'cotmoc.sqlite') });
    const kept = await store.reader.selectFrom('mutations').select('id').execute();
    expect(acknowledged.every((result) => kept.some((row) => row.id === result.id))).toBe(true);
    await store.close();
  });
});

describe('a production server on PostgreSQL', () => {
  test('makes no demonstration data and leaves a link for the first admin', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cotmoc-production-'));
    const database = new URL(inject('postgresUrl'));
    const name = `process_${crypto.randomUUID().replaceAll('-', '')}`;
    const { default: pg } = await import('pg');
    const client = new pg.Client(database.href);
    await client.connect();
    await client.query(`create database ${name}`);
    database.pathname = `/${name}`;
    const server = await startServer({
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      DATABASE_URL: database.href,
      PUBLIC_ORIGIN: 'https://nhatky.example.vn',
      DATA_DIR: dataDir,
    });
    const link = readFileSync(join(dataDir, 'mo-tai-khoan-quan-tri.txt'), 'utf8');
    expect(link).toMatch(/^https:\/\/nhatky\.example\.vn\/mo-tai-khoan#[0-9A-Z-]{23}\n$/);
    expect(passwordsIn(server.output()).size).toBe(0);
    server.child.kill('SIGINT');
    expect((await server.ended).code).toBe(0);
    await client.query(`drop database ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
    await client.end();
  });
});
