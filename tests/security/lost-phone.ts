import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { day, officeDay } from '../../src/domain/day.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { Devices } from '../../src/protocol/account.ts';
import { Site } from '../faults/site.ts';
import { chooseBrowser } from '../helpers/chromium.ts';
import { activityGenerator } from '../helpers/generator.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import type { Drill, DrillFigure, DrillMeans } from './drill.ts';

const OWNER = 'CB-07';
/** Texts by where they lie when the phone is lost: twenty in all. */
const COUNTS = { synced: 8, plan: 5, unsent: 4, draft: 3 } as const;
type Place = keyof typeof COUNTS;
type Canaries = Readonly<Record<Place, readonly string[]>>;
const WAIT_MS = 60_000;
/** How long the browser is given to write the files of its databases anew. */
const REWRITE_MS = 10_000;

/** Letters alone: many figures in a row look like a number of somebody, and the form asks. */
const chance = (): string =>
  crypto
    .randomUUID()
    .replaceAll('-', '')
    .replace(/\d/g, (figure) => 'ghijklmnop'[Number(figure)] ?? '');
/** Pure chance, so that no compression folds it away; half of them with a letter that makes a browser store two bytes for each. */
const canary = (nth: number): string => `${nth % 2 === 0 ? 'ế' : 'e'}${chance()}`;
const drawCanaries = (): Canaries => {
  const draw = (place: Place): string[] => Array.from({ length: COUNTS[place] }, (_, nth) => canary(nth));
  return { synced: draw('synced'), plan: draw('plan'), unsent: draw('unsent'), draft: draw('draft') };
};

/** The text as it may lie in a file: in bytes of one and of two, and in base64 from each of the three places it may begin at. */
function formsOf(text: string): Buffer[] {
  // The letter in front says in how many bytes a browser stores it, and is left out of what is sought.
  const core = text.slice(1);
  const plain = [Buffer.from(core), Buffer.from(core, 'utf16le')];
  const encoded = plain.flatMap((bytes) =>
    [0, 1, 2].map((before) => {
      const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
      // What touches the neighbours differs.
      return Buffer.from(base64.slice(4, -4));
    }),
  );
  return [...plain, ...encoded];
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Nothing where the browser has removed the file meanwhile. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Of these texts, how many lie somewhere in the folder; and in which files. */
function findIn(folder: string, texts: readonly string[]): { readonly found: number; readonly files: readonly string[] } {
  const files = new Map(filesIn(folder).map((file) => [file, bytesOf(file)]));
  const where = new Set<string>();
  const found = texts.filter((text) => {
    const forms = formsOf(text);
    const hits = [...files].filter(([, bytes]) => forms.some((form) => bytes.includes(form))).map(([file]) => file);
    for (const file of hits) where.add(file.slice(folder.length + 1));
    return hits.length > 0;
  });
  return { found: found.length, files: [...where] };
}

const ask = async (site: Site, { cookie }: SyncClient, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(site.origin + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, origin: site.origin, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
const signIn = (site: Site, staffCode: string): Promise<SyncClient> =>
  signInClient(site.origin, staffCode, site.passwords.get(staffCode) ?? '');

/** Records and names of plan items with a canary each, at the office before the phone fetches them. */
async function seed(site: Site, canaries: Canaries): Promise<void> {
  const [owner, desk] = [await signIn(site, OWNER), await signIn(site, 'VP-01')];
  const { changes } = await owner.sync([]);
  const plan = changes.plans?.[0] as Plan;
  const { units = [], localities = [], partners = [] } = changes;
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, 5);
  const [unitId] = owner.person.unitIds;
  const creates = canaries.synced.map((note) => ({
    id: newId(),
    activityId: newId(),
    action: 'record',
    base: 0,
    patch: changedFields(undefined, { ...make(unitId === undefined ? {} : { unitId }), note }),
    at: new Date().toISOString(),
  }));
  const { results, taken } = await owner.sync(creates);
  if (results.some(({ status }) => status !== 'applied') || taken) throw new Error(`Not taken: ${JSON.stringify(results)}`);
  const items = plan.items.map((item, nth) => {
    const name = canaries.plan[nth];
    return name === undefined ? item : { ...item, text: `${item.text} ${name}` };
  });
  await ask(site, desk, '/api/plans', { plan: { ...plan, items, version: plan.version + 1 }, targets: [] });
}

const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));

/** A real profile on the disk, which is looked into once the browser has let go of it. */
class LostProfile {
  readonly folder = mkdtempSync(join(tmpdir(), 'cotmoc-lost-'));
  #context: BrowserContext | undefined;

  async open(address: string): Promise<Page> {
    const { executablePath, channel, args } = await chooseBrowser();
    this.#context = await chromium.launchPersistentContext(this.folder, {
      ...(executablePath && { executablePath }),
      ...(channel && { channel }),
      args: [...args],
      headless: true,
      viewport: { width: 360, height: 740 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    const page = this.#context.pages()[0] ?? (await this.#context.newPage());
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(address);
    return page;
  }

  setOffline = (isOffline: boolean): Promise<void> | undefined => this.#context?.setOffline(isOffline);

  /** How many of the texts lie in the files of its databases. */
  inDatabases(all: readonly string[]): number {
    return findIn(join(this.folder, 'Default/IndexedDB'), all).found;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  async discard(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function log(page: Page, note: string, nth: number): Promise<void> {
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await page.getByRole('button', { name: /Địa bàn/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('giang thanh');
  await dialog
    .getByRole('listitem')
    .getByRole('button', { name: /Xã Giang Thành/ })
    .first()
    .click();
  await page.getByLabel('Lượt người tham dự').fill(String(31 + nth));
  await page.getByLabel('Ghi chú').fill(note);
  const key = page.getByRole('button', { name: 'Lưu trên máy' });
  const another = page.getByRole('button', { name: 'Vẫn lưu, đây là lần khác' });
  await key.click();
  const isAsked = await Promise.race([key.waitFor({ state: 'hidden' }).then(() => false), another.waitFor().then(() => true)]);
  if (isAsked || (await another.isVisible())) await another.click();
  await another.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
}

async function leaveDraft(page: Page, note: string): Promise<void> {
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await page.getByLabel('Ghi chú').fill(note);
  await page.waitForURL(/\/nhap\//);
  await page.goBack();
  await page
    .getByRole('link', { name: /^Nháp: / })
    .first()
    .waitFor();
}

/** Works on the phone until it is lost: what came from the office lies on it, and what never went out. */
async function work(profile: LostProfile, site: Site, canaries: Canaries): Promise<void> {
  const page = await profile.open(`${site.origin}/dang-nhap`);
  await page.getByLabel('Mã cán bộ').fill(OWNER);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(site.passwords.get(OWNER) ?? '');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('link', { name: /^Buổi biên giới/ }).waitFor();
  // Until all files lie in the phone, taking the network away would prove nothing.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const channel = new MessageChannel();
    const settled = new Promise((resolve) => channel.port1.addEventListener('message', resolve));
    channel.port1.start();
    active?.postMessage({ type: 'KEEP', groups: [] }, [channel.port2]);
    await settled;
  });
  await profile.setOffline(true);
  for (const [nth, note] of canaries.unsent.entries()) await log(page, note, nth);
  for (const note of canaries.draft) await leaveDraft(page, note);
  await profile.close();
}

/** Whatever the browser gives out of what the address keeps: databases and notes. */
const readable = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answered(indexedDB.open(name));
      for (const table of db.objectStoreNames) parts.push(await answered(db.transaction(table).objectStore(table).getAll()));
      db.close();
    }
    return JSON.stringify(parts);
  });

/** Opens it again where there is a signal, as whoever found it; gives the milliseconds until it says that it is cleared. */
async function contact(profile: LostProfile, site: Site, all: readonly string[]): Promise<{ readonly ms: number; readonly given: string }> {
  const at = performance.now();
  const page = await profile.open(site.origin);
  await page.getByRole('heading', { name: 'Máy này đã được báo mất' }).waitFor({ timeout: WAIT_MS });
  const ms = performance.now() - at;
  await page.waitForLoadState('networkidle');
  const given = await readable(page);
  // Chromium writes its files anew behind the page, later where others keep it busy.
  const rewritten = performance.now() + REWRITE_MS;
  while (profile.inDatabases(all) > 0 && performance.now() < rewritten) await sleep(REWRITE_MS / 20);
  await profile.close();
  return { ms, given };
}

interface Outcome {
  readonly before: number;
  /** Texts that the browser still gives out, and those whose bytes lie somewhere in its files. */
  readonly readable: number;
  readonly found: number;
  readonly foundIn: readonly string[];
  /** Those whose bytes lie in the files of its databases. */
  readonly inDatabases: number;
  readonly arrived: number;
  readonly ms: number;
}

async function lose(site: Site): Promise<Outcome> {
  const canaries = drawCanaries();
  const profile = new LostProfile();
  try {
    await seed(site, canaries);
    await work(profile, site, canaries);
    const all = Object.values(canaries).flat();
    const { found: before } = findIn(profile.folder, all);
    const desk = await signIn(site, 'VP-01');
    const { devices } = Devices.parse(await ask(site, desk, '/api/devices'));
    const device = devices.findLast(({ person, app }) => person.staffCode === OWNER && app.startsWith('web '));
    if (!device) throw new Error('The office knows no such phone');
    await ask(site, desk, `/api/devices/${device.id}/lost`, { graceDays: 7 });
    const { ms, given } = await contact(profile, site, all);
    // What was handed over may go as well, and does.
    const { found, files } = findIn(profile.folder, all);
    const inDatabases = profile.inDatabases(all);
    const aside = JSON.stringify(await ask(site, desk, `/api/devices/${device.id}/quarantine`));
    return {
      before,
      readable: all.filter((text) => given.includes(text)).length,
      found,
      foundIn: files,
      inDatabases,
      arrived: canaries.unsent.filter((note) => aside.includes(note)).length,
      ms,
    };
  } finally {
    await profile.discard();
  }
}

async function run({ full, database, postgresUrl }: DrillMeans): Promise<readonly DrillFigure[]> {
  const outcomes: Outcome[] = [];
  for (let nth = 0; nth < (full ? 3 : 1); nth += 1) outcomes.push(await Site.with(database, postgresUrl, lose));
  const worst = (figureOf: (outcome: Outcome) => number, pick: (...values: number[]) => number): number => pick(...outcomes.map(figureOf));
  const where = [...new Set(outcomes.flatMap(({ foundIn }) => foundIn))];
  if (where.length > 0) process.stderr.write(`S3: found in ${where.join(', ')}\n`);
  const common = { peer: 'none clears a web app from afar', holds: 'atMost' } as const;
  const all = Object.values(COUNTS).reduce((sum, count) => sum + count, 0);
  return [
    // Proof that the search finds what is there.
    {
      figure: `S3.${database}.canariesBefore`,
      value: worst(({ before }) => before, Math.min),
      unit: 'texts',
      bar: all,
      ...common,
      holds: 'atLeast',
    },
    {
      figure: `S3.${database}.canariesReadable`,
      value: worst((outcome) => outcome.readable, Math.max),
      unit: 'texts',
      bar: 0,
      ...common,
      // Of what lay in localStorage Chromium leaves the bytes in its files, and neither a page nor an answer of the office makes it write
      // them anew: told without a bar.
      beside: { bytesOnDisk: worst(({ found }) => found, Math.max) },
    },
    {
      figure: `S3.${database}.canariesInDatabases`,
      value: worst(({ inDatabases }) => inDatabases, Math.max),
      unit: 'texts whose bytes lie in the files of IndexedDB',
      bar: 0,
      ...common,
      // When Chromium writes these files anew depends on what else the machine does.
      timed: true,
    },
    {
      figure: `S3.${database}.unsentArrived`,
      value: worst(({ arrived }) => arrived, Math.min),
      unit: 'records',
      bar: COUNTS.unsent,
      ...common,
      holds: 'atLeast',
    },
    {
      figure: `S3.${database}.unsentLost`,
      value: worst(({ arrived }) => COUNTS.unsent - arrived, Math.max),
      unit: 'records',
      bar: 0,
      ...common,
    },
    { figure: `S3.${database}.clearedMs`, value: worst(({ ms }) => ms, Math.max), unit: 'ms', bar: WAIT_MS, ...common, timed: true },
  ];
}

export const lostPhone: Drill = {
  name: 'S3',
  fact: 'a lost phone holds nothing any more once it was in contact, and what it had not sent is at the office',
  run,
};
