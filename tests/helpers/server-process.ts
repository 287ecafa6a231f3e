import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface RunningServer {
  readonly origin: string;
  /** Passwords of the demonstration accounts as printed at the first start, by staff code. */
  readonly passwords: ReadonlyMap<string, string>;
  /** The link that opens the first account, as the first start in production leaves it. */
  readonly setUpLink: string | undefined;
  readonly pid: number;
  /** What it has printed until now. */
  output(): string;
  stop(): Promise<void>;
  /** As a power cut would: nothing is finished, nothing is said. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  /** Without it one that nobody listens on. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Keep this folder over several runs; without it a temporary one is made and removed. */
  readonly dataDir?: string;
}

/** The tests start the server a hundred times: what Node has read and compiled of its files once serves the next start. */
const COMPILED = resolve('node_modules/.cache/compiled');

const ACCOUNT_LINE = /^\s*([A-Z]{2}-[\w-]+)\s.*?\s(\S{10,})\s*$/;

const SET_UP_LINK = 'mo-tai-khoan-quan-tri.txt';

function readSetUpLink(dataDir: string): string | undefined {
  const file = join(dataDir, SET_UP_LINK);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function readPasswords(output: string): Map<string, string> {
  const passwords = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [, staffCode, password] = ACCOUNT_LINE.exec(line) ?? [];
    if (staffCode && password) passwords.set(staffCode, password);
  }
  return passwords;
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/api/health`).then(
    (answer) => answer.ok,
    () => false,
  );

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, 'localhost', () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
  });
}

/**
 * Starts the real server as its own process, on a data folder of its own, and waits until it answers. The office is empty but for its
 * plan and accounts: figures are compared to the last record (`DEMO_EMPTY: '0'` shows the demonstration).
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'cotmoc-'));
  const port = options.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    env: {
      ...process.env,
      NODE_ENV: '',
      DEMO_EMPTY: '1',
      NODE_COMPILE_CACHE: COMPILED,
      PORT: String(port),
      DATA_DIR: dataDir,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  for (let tries = 0; !(await isReady(origin)); tries++) {
    if (child.exitCode !== null || tries > 1_200) throw new Error(`The server did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    origin,
    passwords: readPasswords(output),
    setUpLink: readSetUpLink(dataDir),
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended(child);
    },
  };
}
