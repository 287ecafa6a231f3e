import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';
import { DEFAULT_DEMO_PLANS, DEMO_PLAN_IDS, type DemoPlanId } from './data/demonstrations.ts';

export type DatabaseSetting = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/** Everything the outside may set, read once at the start. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly database: DatabaseSetting;
  readonly production: boolean;
  /** The address people open, where a proxy stands before us; without it the Host header decides. */
  readonly publicOrigin: string | undefined;
  /** Whether the last entry of X-Forwarded-For comes from a proxy of ours. */
  readonly trustProxy: boolean;
  readonly quiet: boolean;
  /** The plans a fresh installation outside production is filled with. */
  readonly demoPlans: readonly DemoPlanId[];
  /** The demonstration begins with plans and accounts alone. */
  readonly demoEmpty: boolean;
  /** Each account is held to what a person asks for; outside production it can be left out, to measure what the server takes. */
  readonly accountLimits: boolean;
}

type Env = { readonly [name: string]: string | undefined };

const DEFAULT_PORT = 8080;
export const MEMORY = ':memory:';

const given = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined;

function readPort(env: Env): Result<number, string> {
  const text = given(env, 'PORT');
  if (text === undefined) return ok(DEFAULT_PORT);
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? ok(port) : err(`PORT must be a number from 0 to 65535, not "${text}".`);
}

/** A postgres:// address or the name of a SQLite file; `name` is what it is called in a complaint. */
export function readDatabase(text: string, name: string): Result<DatabaseSetting, string> {
  if (/^postgres(ql)?:\/\//.test(text))
    return URL.canParse(text) ? ok({ kind: 'postgres', url: text }) : err(`${name} is no valid postgres:// address.`);
  // The address may hold a password: it is never repeated in a message.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return err(`${name} must begin with postgres:// or name a SQLite file.`);
  return ok({ kind: 'sqlite', file: text });
}

/** What a database is called in a message: where it lies, and never the password of its address. */
export function nameOfDatabase(setting: DatabaseSetting): string {
  if (setting.kind === 'sqlite') return setting.file === MEMORY ? MEMORY : resolve(setting.file);
  const { username, host, pathname } = new URL(setting.url);
  return `postgres://${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

/** Whether somebody said which database is meant; else it is the one of the present folder. */
export const isDatabaseNamed = (env: Env): boolean => [given(env, 'DATABASE_URL'), given(env, 'DATA_DIR')].some(Boolean);

function readOrigin(env: Env): Result<string | undefined, string> {
  const text = given(env, 'PUBLIC_ORIGIN');
  if (text === undefined) return ok(undefined);
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  return /^https?:/.test(origin) && text.replace(/\/$/, '') === origin
    ? ok(origin)
    : err(`PUBLIC_ORIGIN must look like https://nhatky.example.vn, not "${text}".`);
}

function readFlag(env: Env, name: string): Result<boolean, string> {
  const text = given(env, name);
  if (text === undefined || text === '0' || text === 'false') return ok(false);
  return text === '1' || text === 'true' ? ok(true) : err(`${name} must be 1 or 0, not "${text}".`);
}

const isDemoPlan = (id: string): id is DemoPlanId => (DEMO_PLAN_IDS as readonly string[]).includes(id);

function readDemoPlans(env: Env): Result<readonly DemoPlanId[], string> {
  const text = given(env, 'DEMO_PLANS');
  if (text === undefined) return ok(DEFAULT_DEMO_PLANS);
  const ids = [...new Set(text.split(',').map((id) => id.trim()))];
  const unknown = ids.filter((id) => !isDemoPlan(id));
  return unknown.length === 0
    ? ok(ids.filter(isDemoPlan))
    : err(`DEMO_PLANS may name ${DEMO_PLAN_IDS.join(', ')}, not "${unknown.join(', ')}".`);
}

/** Settings from environment variables, or every complaint about them. */
export function readSettings(env: Env): Result<Settings, readonly string[]> {
  const production = given(env, 'NODE_ENV') === 'production';
  const dataDir = given(env, 'DATA_DIR') ?? './data';
  const port = readPort(env);
  const database = readDatabase(given(env, 'DATABASE_URL') ?? join(dataDir, 'cotmoc.sqlite'), 'DATABASE_URL');
  const publicOrigin = readOrigin(env);
  const trustProxy = readFlag(env, 'TRUST_PROXY');
  const quiet = readFlag(env, 'QUIET');
  const demoPlans = readDemoPlans(env);
  const demoEmpty = readFlag(env, 'DEMO_EMPTY');
  const unlimited = readFlag(env, 'NO_ACCOUNT_LIMITS');
  if (port.ok && database.ok && publicOrigin.ok && trustProxy.ok && quiet.ok && demoPlans.ok && demoEmpty.ok && unlimited.ok) {
    const host = given(env, 'HOST') ?? (production ? '0.0.0.0' : '127.0.0.1');
    return ok({
      port: port.value,
      host,
      dataDir,
      database: database.value,
      production,
      publicOrigin: publicOrigin.value,
      trustProxy: trustProxy.value,
      quiet: quiet.value,
      demoPlans: demoPlans.value,
      demoEmpty: demoEmpty.value,
      accountLimits: production || !unlimited.value,
    });
  }
  return err(
    [port, database, publicOrigin, trustProxy, quiet, demoPlans, demoEmpty, unlimited].flatMap((setting) =>
      setting.ok ? [] : [setting.error],
    ),
  );
}
