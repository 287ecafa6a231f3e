import 'fake-indexeddb/auto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { openDb } from '../../src/client/store/open-db.ts';
import { recordActivity } from '../../src/client/store/records/record-activity.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import { makeSend } from '../../src/client/sync/send.ts';
import { createSyncLoop, type SyncLoop } from '../../src/client/sync/sync-loop.lazy.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { day, officeDay } from '../../src/domain/day.ts';
import { type ActivityId, uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { activityGenerator } from '../helpers/generator.ts';
import { type RunningServer, startServer } from '../helpers/server-process.ts';
import { type SyncClient, signInClient } from '../helpers/sync-client.ts';
import { median, printFigure } from './figure.ts';
import { type EmulatedLink, type LinkCount, type LinkProfile, openLink } from './link.ts';
import { checkLink } from './link-check.ts';
import { fetchFiles } from './updating.ts';

const PLAN = 'kien-giang-2024';
/** One for each run, so that every run has a phone and an author of its own. */
const OFFICERS = ['CB-03', 'CB-07', 'CB-08', 'CB-12', 'CB-19'];
const RUNS = OFFICERS.length;
const MANY = 200;
const CUT_EVERY_MS = 8_000;
const GIVE_UP_MS = 180_000;
/** An update has been under way for so long (ms), in each run at another of its files, when a record is sent beside it. */
const UPDATING_MS = 2_500;
const UPDATING_MORE_MS = 1_700;
const POLL_MS = 5;
/** Records lie on a phone for days before there is signal. */
const MINUTES_BETWEEN = 45;

/** A weak cell at the border, and an ordinary bad day. */
const EDGE: LinkProfile = { up: 60_000, down: 120_000, roundTripMs: 800 };
const FAIR: LinkProfile = { up: 400_000, down: 1_500_000, roundTripMs: 300 };

/** What a browser on a phone says with every request, for all who are measured. */
const BROWSER = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  'accept-language': 'vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7',
  'sec-ch-ua': '"Chromium";v="131", "Not_A Brand";v="24"',
  'sec-ch-ua-mobile': '?1',
  'sec-ch-ua-platform': '"Android"',
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const fillRandom = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);
const originOf = ({ port }: EmulatedLink): string => `http://localhost:${port}`;

interface Recorded {
  readonly id: ActivityId;
  readonly at: number;
  readonly content: ActivityContent;
}

interface Measured {
  readonly seconds: number;
  readonly requests: number;
  readonly bytes: LinkCount;
  /** Of the bodies alone, both ways. */
  readonly bodies: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Records as an officer would have saved them in the days before now. */
async function recordsFor(client: SyncClient, count: number, seed: number): Promise<Recorded[]> {
  const { changes } = await client.sync([]);
  const plan = changes.plans?.find((one) => one.id === PLAN);
  if (!plan) throw new Error('The server sent no plan');
  const { units = [], localities = [], partners = [] } = changes;
  const make = activityGenerator({ plan, units, localities, partners, until: day(officeDay(Date.now())) }, seed);
  const random = seededRandom(seed);
  const [unitId] = client.person.unitIds;
  return Array.from({ length: count }, (_, nth) => {
    const at = Date.now() - Math.floor((count - nth - random()) * MINUTES_BETWEEN * 60_000);
    // The form is open for a few minutes before it is saved.
    const id = uuidv7(at - Math.floor(60_000 + random() * 240_000), fillRandom) as ActivityId;
    return { id, at, content: make(unitId === undefined ? {} : { unitId }) };
  });
}

/** How the sync ended that a loop begins with. */
async function firstOutcome({ status }: SyncLoop): Promise<SyncOutcome> {
  for (;;) {
    const { phase, outcome } = status();
    if (phase === 'idle' && outcome) return outcome;
    await sleep(POLL_MS);
  }
}

/** A phone whose store, engine and compression are the real ones, behind the link. */
async function openPhone(client: SyncClient, link: EmulatedLink) {
  const db = await openDb(client.person.id);
  const count = { requests: 0, bodies: 0 };
  const origin = originOf(link);
  const send = makeSend(async (path, init) => {
    count.requests += 1;
    const own = init.headers as Record<string, string>;
    count.bodies += (init.body as Uint8Array).byteLength;
    const reply = await fetch(origin + path, { ...init, headers: { ...BROWSER, ...own, origin, cookie: client.cookie } });
    count.bodies += Number(reply.headers.get('content-length'));
    return reply;
  });
  const startLoop = () => createSyncLoop({ db, now: Date.now, newId: () => uuidv7(Date.now(), fillRandom), app: 'bench 1.0.0', send });
  return {
    db,
    count,
    startLoop,
    /** Everything there is comes in; what the link is like is remembered. */
    async syncAll(): Promise<void> {
      const loop = startLoop();
      const outcome = await firstOutcome(loop);
      loop.stop();
      if (outcome.kind !== 'done') throw new Error(`The phone could not sync: ${outcome.kind}`);
    },
    async record(records: readonly Recorded[]): Promise<void> {
      for (const { id, at, content } of records)
        await recordActivity(db, { id, content, authorId: client.person.id, now: at, newId: () => uuidv7(at, fillRandom) });
    },
    async remove(): Promise<void> {
      await db.delete();
    },
  };
}

/** What the server has of these records, asked past the link. */
async function compareWithServer(client: SyncClient, records: readonly Recorded[]): Promise<Pick<Measured, 'lost' | 'doubled'>> {
  const stored: ServerActivity[] = [];
  let cursor = 0;
  for (let more = true; more; ) {
    const answer = await client.sync([], cursor);
    stored.push(...(answer.changes.activities ?? []).filter((one) => one.authorId === client.person.id));
    ({ cursor, more } = answer);
  }
  const byId = new Map(stored.map((one) => [one.id, one.content as ActivityContent]));
  const isThere = ({ id, content }: Recorded): boolean => Object.keys(changedFields(byId.get(id), content)).length === 0;
  const lost = records.filter((one) => !isThere(one)).length;
  return { lost, doubled: stored.length - new Set(records.map((one) => one.id)).size };
}

/** The real server as its own process, and beside it one that takes in anything and answers with next to nothing. */
interface Office {
  readonly server: RunningServer;
  readonly sink: Server;
}

function startSink(): Promise<Server> {
  const answer = 'ok';
  const sink = createServer((request, response) => {
    request.on('error', () => undefined);
    request
      .resume()
      .on('end', () => response.writeHead(201, { 'content-type': 'text/plain', 'content-length': answer.length }).end(answer));
  });
  return new Promise((resolve) => sink.listen(0, 'localhost', () => resolve(sink)));
}
const portOf = (sink: Server): number => (sink.address() as AddressInfo).port;

async function withOffice<T>(work: (office: Office) => Promise<T>): Promise<T> {
  const server = await startServer({ env: { QUIET: '1', NO_ACCOUNT_LIMITS: '1', DEMO_PLANS: `${PLAN},an-bien-2020,dien-bien-2024` } });
  const sink = await startSink();
  try {
    return await work({ server, sink });
  } finally {
    sink.close();
    await server.stop();
  }
}

const signIn = ({ server }: Office, nth: number): Promise<SyncClient> => {
  const staffCode = OFFICERS[nth] ?? '';
  return signInClient(server.origin, staffCode, server.passwords.get(staffCode) ?? '');
};

interface Kind {
  readonly profile: LinkProfile;
  readonly cutEveryMs?: number;
  /** The phone is fetching a new version of the app. */
  readonly isUpdating?: true;
}

/** From a new connection until the outbox is empty, by a phone that has synced over this link before. */
async function measurePhone(
  { server }: Office,
  { profile, cutEveryMs, isUpdating }: Kind,
  client: SyncClient,
  records: readonly Recorded[],
  nth: number,
) {
  const link = await openLink(Number(new URL(server.origin).port), profile);
  const phone = await openPhone(client, link);
  const ended = new AbortController();
  try {
    await phone.syncAll();
    await phone.record(records);
    link.cut();
    await sleep(100);
    link.countAnew();
    Object.assign(phone.count, { requests: 0, bodies: 0 });
    if (cutEveryMs !== undefined) link.cutEvery(cutEveryMs, 100 + nth);
    if (isUpdating) {
      fetchFiles(originOf(link), ended.signal).catch(() => undefined);
      await sleep(UPDATING_MS + nth * UPDATING_MORE_MS);
    }
    const startedAt = performance.now();
    const loop = phone.startLoop();
    await firstOutcome(loop);
    while ((await phone.db.outbox.count()) > 0 && performance.now() - startedAt < GIVE_UP_MS) await sleep(POLL_MS);
    const seconds = (performance.now() - startedAt) / 1000;
    const bytes = link.count();
    loop.stop();
    return { seconds, ...phone.count, bytes, ...(await compareWithServer(client, records)) };
  } finally {
    ended.abort();
    await phone.remove();
    await link.close();
  }
}

async function measurePhones(kind: Kind, count: number): Promise<Measured[]> {
  return withOffice(async (office) => {
    const runs: Measured[] = [];
    for (let nth = 0; nth < RUNS; nth++) {
      const client = await signIn(office, nth);
      runs.push(await measurePhone(office, kind, client, await recordsFor(client, count, nth + 1), nth));
    }
    return runs;
  });
}

type Post = Pick<Measured, 'seconds' | 'bytes'>;

async function measurePosts(
  { sink }: Office,
  profile: LinkProfile,
  bodies: readonly (Uint8Array<ArrayBuffer> | FormData)[],
): Promise<Post> {
  const link = await openLink(portOf(sink), profile);
  try {
    const startedAt = performance.now();
    for (const body of bodies) {
      const encoding = body instanceof FormData ? {} : { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const reply = await fetch(originOf(link), { method: 'POST', body, headers: { ...BROWSER, ...encoding, origin: originOf(link) } });
      await reply.text();
    }
    return { seconds: (performance.now() - startedAt) / 1000, bytes: link.count() };
  } finally {
    await link.close();
  }
}

/** All records in one request, as who sends JSON once would: the link itself sets this limit. */
const allAtOnce = (records: readonly Recorded[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(JSON.stringify(records.map(({ id, at, content }) => ({ id, at: new Date(at).toISOString(), ...content })))));

function measureLimit(profile: LinkProfile): Promise<Post[]> {
  return withOffice(async (office) => {
    const runs: Post[] = [];
    for (let nth = 0; nth < RUNS; nth++)
      runs.push(await measurePosts(office, profile, [allAtOnce(await recordsFor(await signIn(office, nth), MANY, nth + 1))]));
    return runs;
  });
}

const escapeXml = (text: string): string => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const tag = (name: string, value: unknown): string => `<${name}>${escapeXml([value].flat().join(' '))}</${name}>`;

/** A record as an OpenRosa client submits it: an XML instance as the one part of a multipart form. */
function submission({ id, at, content: { own, ...common } }: Recorded): FormData {
  const fields = Object.entries({ ...common, ...own }).map(([name, value]) => tag(name, value));
  const time = new Date(at).toISOString();
  const meta = tag('instanceID', `uuid:${id}`) + tag('instanceName', `${common.type} ${common.date}`);
  const head =
    '<?xml version="1.0"?><data xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms" id="log" version="1">';
  const xml = `${head}${tag('start', time)}${tag('end', time)}${fields.join('')}<meta>${meta}</meta></data>`;
  const form = new FormData();
  form.set('xml_submission_file', new File([xml], 'submission.xml', { type: 'text/xml' }));
  return form;
}

/** One POST after the other on one connection that is kept. */
function measureOneByOne(profile: LinkProfile): Promise<Post> {
  return withOffice(async (office) => measurePosts(office, profile, (await recordsFor(await signIn(office, 0), MANY, 1)).map(submission)));
}

const middle = <T>(runs: readonly T[], value: (run: T) => number): number => median(runs.map(value));
const secondsOf = (runs: readonly Post[]): number => middle(runs, (run) => run.seconds);
const sum = (runs: readonly Measured[], value: (run: Measured) => number): number => runs.reduce((total, run) => total + value(run), 0);
const kilobytes = ({ bytes }: Post): string => `${(bytes.up / 1000).toFixed(1)} kB up, ${(bytes.down / 1000).toFixed(1)} kB down`;

/** What the link itself takes: the connection, a round trip, and the bytes that went over it. */
const arithmetic = ({ bytes }: Post, { up, down, roundTripMs }: LinkProfile): number =>
  (2 * roundTripMs) / 1000 + (bytes.up * 8) / up + (bytes.down * 8) / down;

async function printLink(name: string, profile: LinkProfile): Promise<void> {
  const { rateOff, roundTripOff } = await checkLink(profile);
  printFigure({ figure: `link.${name}.rate.off`, value: rateOff, unit: '%', bar: 3 });
  printFigure({ figure: `link.${name}.roundtrip.off`, value: roundTripOff, unit: '%', bar: 3 });
}

/** What the run in the middle sent. */
function traffic(runs: readonly Measured[]): string {
  const run = runs.toSorted((a, b) => a.seconds - b.seconds)[runs.length >> 1];
  return run ? `here ${run.requests} requests, ${kilobytes(run)}` : '';
}

async function printMany(name: string, profile: LinkProfile, peer?: () => Promise<string>): Promise<number> {
  const limit = await measureLimit(profile);
  const runs = await measurePhones({ profile }, MANY);
  const seconds = secondsOf(runs);
  const once = secondsOf(limit);
  const best = `all as JSON in one request ${once.toFixed(2)} s (${limit[0] && kilobytes(limit[0])})`;
  const others = peer ? `; ${await peer()}` : '';
  printFigure({ figure: `sync.200.${name}.ratio`, value: seconds / once, unit: 'times', bar: 1.4, peer: best + others });
  printFigure({ figure: `sync.200.${name}.seconds`, value: seconds, unit: 's', bar: 1.4 * once, peer: traffic(runs) });
  expectAll(runs);
  return seconds;
}

/** Speed that loses or doubles is none. */
function expectAll(runs: readonly Measured[]): void {
  const [lost, doubled] = [sum(runs, (run) => run.lost), sum(runs, (run) => run.doubled)];
  if (lost !== 0 || doubled !== 0) throw new Error(`${lost} records lost, ${doubled} doubled`);
}

async function printFlaky(quiet: number): Promise<void> {
  const runs = await measurePhones({ profile: EDGE, cutEveryMs: CUT_EVERY_MS }, MANY);
  const seconds = runs.map((run) => run.seconds.toFixed(1)).join(', ');
  const cuts = sum(runs, (run) => run.bytes.cuts);
  printFigure({
    figure: 'sync.200.flaky.ratio',
    value: secondsOf(runs) / quiet,
    unit: 'times',
    bar: 2,
    peer: `PouchDB 2.8, RxDB 6.2; here ${seconds} s with ${cuts} cuts in all`,
  });
  printFigure({ figure: 'sync.200.flaky.seconds', value: secondsOf(runs), unit: 's', bar: 2 * quiet });
  printFigure({ figure: 'sync.flaky.lost', value: sum(runs, (run) => run.lost), unit: 'records', bar: 0 });
  printFigure({ figure: 'sync.flaky.doubled', value: sum(runs, (run) => run.doubled), unit: 'records', bar: 0 });
}

async function printOne(): Promise<void> {
  const runs = await measurePhones({ profile: EDGE }, 1);
  const ratio = middle(runs, (one) => one.seconds / arithmetic(one, EDGE));
  printFigure({ figure: 'sync.one.edge.ratio', value: ratio, unit: 'times', bar: 1.15, peer: traffic(runs) });
  printFigure({
    figure: 'sync.one.edge.seconds',
    value: secondsOf(runs),
    unit: 's',
    bar: 1.15 * middle(runs, (one) => arithmetic(one, EDGE)),
  });
  expectAll(runs);
  const updating = await measurePhones({ profile: EDGE, isUpdating: true }, 1);
  const beside = `alone ${secondsOf(runs).toFixed(1)} s, beside an update ${updating.map((run) => run.seconds.toFixed(1)).join(', ')} s`;
  printFigure({ figure: 'sync.one.updating.ratio', value: secondsOf(updating) / secondsOf(runs), unit: 'times', bar: 1.3, peer: beside });
  expectAll(updating);
}

async function printEmpty(): Promise<void> {
  const runs = await measurePhones({ profile: EDGE }, 0);
  printFigure({
    figure: 'sync.empty.bytes',
    value: middle(runs, (one) => one.bodies),
    unit: 'B',
    bar: 300,
    peer: traffic(runs),
  });
}

/** Sync as a phone does it, over links that are slow, far and unreliable in a way that repeats. */
export async function benchSync(): Promise<void> {
  await printLink('edge', EDGE);
  await printLink('fair', FAIR);
  // Minutes of waiting on a link of its own: it runs beside the rest.
  const oneByOne = measureOneByOne(EDGE);
  const quiet = await printMany('edge', EDGE, async () => {
    const posts = await oneByOne;
    return `one multipart POST per record ${posts.seconds.toFixed(1)} s (one run, ${kilobytes(posts)})`;
  });
  await printFlaky(quiet);
  await printMany('fair', FAIR);
  await printOne();
  await printEmpty();
}
