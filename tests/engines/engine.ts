import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Browser, until } from './browser.ts';
import { httpWire, marionetteWire } from './wire.ts';

/** A browser that runs. */
export interface Running {
  readonly browser: Browser;
  /** Ends it as a person does. */
  readonly close: () => Promise<void>;
  /** Ends it as a phone without power does. */
  readonly kill: () => Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Whether its sign-in cookie needs https here, where others take http://localhost for safe. */
  readonly needsHttps: boolean;
  /** Whether what it keeps outlives it here: an automated WebKit forgets all when it ends. */
  readonly remembers: boolean;
  readonly stands: () => boolean;
  /** Opens it on what it kept in this folder. */
  readonly start: (profile: string) => Promise<Running>;
}

const program = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** The processes that came of this one. */
function descendants(pid: number): readonly number[] {
  const all = readdirSync('/proc').flatMap((entry) => {
    try {
      const [, parent = ''] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${Number(entry)}/stat`, 'utf8')) ?? [];
      return [{ pid: Number(entry), parent: Number(parent) }];
    } catch {
      // No process, or one that has ended meanwhile.
      return [];
    }
  });
  const below = (from: number): readonly number[] =>
    all.filter(({ parent }) => parent === from).flatMap((one) => [one.pid, ...below(one.pid)]);
  return below(pid);
}

async function killAll(child: ChildProcess): Promise<void> {
  const pids = child.pid === undefined ? [] : [child.pid, ...descendants(child.pid)];
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended with its parent.
    }
  }
  await ended(child);
}

const FIREFOX_PREFS = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.auto': false,
  'intl.accept_languages': 'vi-VN, vi',
  'toolkit.startup.max_resumed_crashes': -1,
} as const;

async function startFirefox(profile: string): Promise<Running> {
  const port = await freePort();
  const prefs = Object.entries({ ...FIREFOX_PREFS, 'marionette.port': port });
  writeFileSync(
    join(profile, 'user.js'),
    prefs.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''),
  );
  const args = ['--headless', '--no-remote', '--marionette', '--profile', profile];
  const child = spawn(program('firefox-esr') ?? '', args, { stdio: 'ignore', env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh' } });
  const wire = await until('Firefox', () => marionetteWire(port));
  const browser = new Browser(wire);
  await browser.begin({});
  return {
    browser,
    close: async () => {
      wire.quit();
      await ended(child);
      wire.close();
    },
    kill: async () => {
      wire.close();
      await killAll(child);
    },
  };
}

const MINI_BROWSERS = '/usr/lib';

/** The browser that comes with the engine: the driver may know another one of it. */
const miniBrowser = (): string | undefined =>
  readdirSync(MINI_BROWSERS)
    .flatMap((folder) => ['4.1', '4.0', '6.0'].map((version) => join(MINI_BROWSERS, folder, `webkit2gtk-${version}`, 'MiniBrowser')))
    .find((file) => existsSync(file));

/** A screen that nobody looks at. */
async function startScreen(): Promise<{ readonly child: ChildProcess; readonly display: string }> {
  const child = spawn(program('Xvfb') ?? '', ['-displayfd', '3', '-screen', '0', '1400x1000x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve) => child.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
  return { child, display: `:${number}` };
}

async function startWebKit(profile: string): Promise<Running> {
  const port = await freePort();
  const screen = await startScreen();
  const env = {
    ...process.env,
    DISPLAY: screen.display,
    HOME: profile,
    XDG_DATA_HOME: join(profile, 'data'),
    XDG_CACHE_HOME: join(profile, 'cache'),
    LANG: 'vi_VN.UTF-8',
    TZ: 'Asia/Ho_Chi_Minh',
    GDK_BACKEND: 'x11',
    NO_AT_BRIDGE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  };
  const child = spawn(program('WebKitWebDriver') ?? '', [`--port=${port}`], { stdio: 'ignore', env });
  const end = async (): Promise<void> => {
    await killAll(child);
    await killAll(screen.child);
  };
  try {
    const origin = `http://127.0.0.1:${port}`;
    await until('WebKitWebDriver', () => fetch(`${origin}/status`).then(({ ok }) => ok));
    const browser = new Browser(httpWire(origin));
    await browser.begin({ 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation', '--geometry=450x900'] } });
    return {
      browser,
      close: async () => {
        await browser.end();
        await end();
      },
      kill: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

export const ENGINES: readonly Engine[] = [
  {
    name: 'firefox',
    needsHttps: false,
    remembers: true,
    stands: () => program('firefox-esr') !== undefined,
    start: startFirefox,
  },
  {
    name: 'webkit',
    needsHttps: true,
    remembers: false,
    stands: () => program('WebKitWebDriver') !== undefined && program('Xvfb') !== undefined && miniBrowser() !== undefined,
    start: startWebKit,
  },
];

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'cotmoc-engine-'));
export const discardProfile = (profile: string): void => rmSync(profile, { recursive: true, force: true });
