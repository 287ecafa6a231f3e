import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../domain/person.ts';
import { createApp } from './app.ts';
import { createPasswordHasher, HASH_COST } from './auth/password-hash.ts';
import { complain, complainOf, EXIT, fillRandom, isStarted, openDatabase, print, settingsOrComplaints } from './commands/cli.ts';
import { fillDemonstration } from './demonstration/fill.ts';
import { anyPace, createAccountPace } from './http/account-pace.ts';
import { createRateLimiter } from './http/rate-limit.ts';
import { listen } from './listen.ts';
import { createLog, describeError, noLog } from './log.ts';
import { type DemonstrationAccount, setUpDemonstration, setUpProduction } from './set-up.ts';
import { MEMORY, type Settings } from './settings.ts';
import { mendRights, writePrivateText } from './store/private-files.ts';
import { createReferenceReader } from './store/reference.ts';
import { bringSearchUpToDate } from './store/search/search-index.ts';
import type { Store } from './store/store.ts';
import { startUpkeep } from './upkeep.ts';

const ROOT = join(import.meta.dirname, '../..');
const passwords = createPasswordHasher(HASH_COST);
/** In the data folder: the link that opens the first account, until somebody has opened one. */
const SET_UP_LINK_FILE = 'mo-tai-khoan-quan-tri.txt';

const version = (): string => String((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version?: unknown }).version);

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  officer: 'Cán bộ nhập liệu',
  unitLead: 'Trưởng phòng',
  supervisor: 'Văn phòng Sở',
  approver: 'Lãnh đạo',
  viewer: 'Thành viên Hội đồng',
  admin: 'Quản trị',
};

function printAccounts(accounts: readonly DemonstrationAccount[]): void {
  print('\nTài khoản dùng thử (mật khẩu chỉ hiện một lần này):');
  for (const { staffCode, role, password } of accounts) print(`  ${staffCode.padEnd(10)} ${ROLE_LABELS[role].padEnd(22)} ${password}`);
  print('');
}

/** Fills an empty database; what comes back tells the operator, once the address is known. */
async function setUp(settings: Settings, store: Store): Promise<(address: string) => void> {
  const tools = { store, passwords, fillRandom, now: Date.now() };
  if (!settings.production) {
    const accounts = await setUpDemonstration(tools, settings.demoPlans);
    if (accounts.length > 0 && !settings.demoEmpty) await fillDemonstration(tools, version());
    return () => (accounts.length > 0 ? printAccounts(accounts) : undefined);
  }
  const code = await setUpProduction(tools);
  const file = join(settings.dataDir, SET_UP_LINK_FILE);
  if (code === undefined) {
    rmSync(file, { force: true });
    return () => undefined;
  }
  return (address) => tellSetUpLink(`${settings.publicOrigin ?? address}/mo-tai-khoan#${code}`, file);
}

/** The link opens the whole office. A screen forgets it; an output that goes anywhere else is kept as a log, which many read. */
function tellSetUpLink(link: string, file: string): void {
  const what = 'Mở tài khoản quản trị đầu tiên (một lần, trong 24 giờ)';
  if (process.stdout.isTTY) {
    print(`${what}: ${link}`);
    return;
  }
  writePrivateText(file, `${link}\n`);
  print(`${what}: đường dẫn nằm trong tệp ${resolve(file)}`);
}

/** What an earlier release left readable for everybody on the machine is closed before anything is written. */
function mendFiles({ database, dataDir }: Settings): void {
  if (database.kind !== 'sqlite' || database.file === MEMORY) return;
  for (const path of mendRights(database.file, dataDir))
    complain(`Other accounts of this machine can read ${resolve(path)}. Its owner closes it with: chmod go= ${resolve(path)}`);
}

export interface RunningServer {
  readonly address: string;
  /** Lets requests finish, then closes the database. */
  readonly stop: () => Promise<void>;
}

/** Opens the database, brings it up to date and listens. */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const log = settings.quiet ? noLog : createLog((line) => process.stdout.write(line), Date.now);
  mendFiles(settings);
  const store = await openDatabase(settings, log);
  const staticDir = join(ROOT, 'dist');
  const app = createApp({
    store,
    readReference: createReferenceReader(),
    clock: Date.now,
    fillRandom,
    passwords,
    limiter: createRateLimiter(),
    accountPace: settings.accountLimits ? createAccountPace({ clock: Date.now, pause }) : anyPace,
    log,
    version: version(),
    production: settings.production,
    publicOrigin: settings.publicOrigin,
    trustProxy: settings.trustProxy,
    staticDir: existsSync(staticDir) ? staticDir : undefined,
    checkReplies: false,
  });
  const announce = await setUp(settings, store);
  const server = await listen(app, settings);
  const { port } = server.address as AddressInfo;
  const address = `http://${settings.host === '127.0.0.1' || settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${port}`;
  announce(address);
  // Behind everything else: after the update that brings the search, all records there are.
  bringSearchUpToDate(store, createReferenceReader()).catch((error: unknown) => log({ event: 'searchFailed', ...describeError(error) }));
  const endUpkeep = startUpkeep({ store, clock: Date.now, log });
  print(`Cột Mốc: ${settings.publicOrigin ?? address}`);
  if (settings.publicOrigin !== undefined) print(`Máy chủ nghe tại ${address}`);
  return {
    address,
    async stop() {
      endUpkeep();
      await server.close();
      await store.close();
    },
  };
}

/** How often it is looked whether npm is still there (ms). */
const PARENT_LOOK_MS = 1_000;

/** Ctrl-C, the end of a terminal, and the end of npm where that started it: a server nobody holds would keep the port. */
function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => (process.ppid === parent ? undefined : stop()), PARENT_LOOK_MS).unref();
}

/** Starts the server the environment asks for; what keeps it from starting is said in one line. */
export async function main(): Promise<void> {
  const settings = settingsOrComplaints();
  try {
    if (settings) return stopOnSignal(await startServer(settings));
  } catch (error) {
    complainOf(error);
  }
  process.exit(EXIT.trouble);
}

if (isStarted(import.meta.url)) await main();
