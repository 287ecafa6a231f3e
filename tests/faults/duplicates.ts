// Before anything that looks for a database of the browser.
import 'fake-indexeddb/auto';
import { Agent, request } from 'node:http';
import { makeSend } from '../../src/client/sync/send.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { unpackMutations } from '../../src/protocol/mutation-table.ts';
import { SyncResponse } from '../../src/protocol/sync.ts';
import { expandTaken } from '../../src/protocol/taken.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';
import { answer, openPhone } from '../helpers/phone.ts';
import type { Bar, Means } from './bar.ts';
import { makeContent, makeCreate, newId } from './records.ts';
import { DATABASES, Site } from './site.ts';
import { send, signIn, type Wire } from './wire.ts';

const SIZES = { full: 1_000, reduced: 40 } as const;
const COPIES = 5;
/** Requests under way at once. */
const LANES = 25;
/** What one page of the phone takes on the link it believes it has (ms): so that the records travel in many requests. */
const SLOW_MS = 8_000;

/** A request as the phone's own engine made it, byte for byte. */
interface Recorded {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly mutations: readonly Mutation[];
}

/** Lets a real phone save and send; what it sends is kept and answered here, so that nothing has arrived yet. */
async function recordRequests({ accountId }: Wire, count: number, epoch: string): Promise<Recorded[]> {
  const phone = await openPhone(accountId);
  phone.clock.now = Date.now();
  for (let at = 0; at < count; at++) await phone.save(newId() as Mutation['activityId'], makeContent(1 + at));
  const recorded: Recorded[] = [];
  const take = makeSend(async (_, { body, headers }) => {
    const bytes = body as Uint8Array<ArrayBuffer>;
    const packed = new Headers(headers).get('content-encoding') === 'gzip';
    const plain = packed ? new Response(bytes).body?.pipeThrough(new DecompressionStream('gzip')) : bytes;
    const asked = await new Response(plain).json();
    const mutations = (asked.table ? unpackMutations(asked.table) : []) as Mutation[];
    recorded.push({ body: bytes, headers: headers as Record<string, string>, mutations });
    phone.clock.now += SLOW_MS;
    return Response.json({ ...answer({ ...asked, mutations }), epoch });
  });
  await phone.sync(take);
  phone.db.close();
  return recorded.filter((one) => one.mutations.length > 0);
}

/** What an answer leaves out where there is nothing of it, or the request said it. */
const LEFT_OUT = { epoch: '', scope: '', cursor: 0, more: false, results: [], changes: {} };

const post = (agent: Agent, url: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<SyncResponse> =>
  new Promise((resolve, reject) => {
    const going = request(url, { agent, method: 'POST', headers: { ...headers, 'content-length': body.byteLength } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      if (response.statusCode !== 200) return reject(new Error(`${response.statusCode} ${text}`));
      const parsed = SyncResponse.safeParse({ ...LEFT_OUT, ...JSON.parse(text) });
      if (parsed.success) resolve(parsed.data);
      else reject(parsed.error);
    });
    going.on('error', reject);
    going.end(body);
  });

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

/** Sends every request several times, in any order, many at once, each lane on a connection of its own. */
async function sendAll(site: Site, wire: Wire, recorded: readonly Recorded[], random: () => number): Promise<MutationResult[]> {
  const queue = shuffled(
    recorded.flatMap((one) => Array.from({ length: COPIES }, () => one)),
    random,
  );
  const results: MutationResult[] = [];
  const lane = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let one = queue.pop(); one; one = queue.pop()) {
      const said = await post(agent, `${site.origin}/api/sync`, { ...wire.headers, ...one.headers }, one.body);
      results.push(...said.results, ...(expandTaken(said.taken ?? {}, one.mutations) ?? []));
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

/** The same key with other content, and the same record as if it were new: neither may change what is there. */
async function forge(site: Site, wire: Wire, originals: readonly Mutation[]): Promise<number> {
  let refused = 0;
  for (const original of originals) {
    const otherContent = { ...original, patch: { ...original.patch, attendees: 7_777 } };
    const results = await send(site, wire, [otherContent, makeCreate(8_888, original.activityId)]);
    if (results === 'away') continue;
    refused += results.filter((result) => result.status === 'rejected' || result.status === 'conflict').length;
  }
  return refused;
}

async function runOn(site: Site, { full, seed }: Means) {
  const count = SIZES[full ? 'full' : 'reduced'];
  const wire = await signIn(site, 'CB-07');
  // Answered here as the server would: of another epoch it takes nothing.
  const { epoch } = await site.read((db) => db.selectFrom('feed_head').select('epoch').executeTakeFirstOrThrow());
  const recorded = await recordRequests(wire, count, epoch);
  const originals = recorded.flatMap((one) => one.mutations);
  const results = await sendAll(site, wire, recorded, seededRandom(seed));
  const answers = new Map<string, Set<string>>();
  for (const result of results) answers.set(result.id, (answers.get(result.id) ?? new Set()).add(JSON.stringify(result)));
  const refused = await forge(site, wire, originals);
  const rows = await site.read((db) => db.selectFrom('activities').select(['id', 'version', 'm_attendees']).execute());
  const tallied = await site.read((db) => db.selectFrom('cells').select(['records', 'm_attendees']).execute());
  const wanted = new Map(originals.map((one) => [one.activityId as string, Number(one.patch['attendees'])]));
  const counts = {
    records: count,
    requests: recorded.length,
    sent: recorded.length * COPIES,
    rows: rows.length,
    tallied: tallied.reduce((sum, cell) => sum + Number(cell.records), 0),
    /** Every copy answered, and all copies alike. */
    answeredAlike: [...answers.values()].filter((said) => said.size === 1 && [...said][0]?.includes('"status":"applied"')).length,
    answers: results.length,
    forged: originals.length * 2,
    refused,
    overwritten: rows.filter((row) => row.version !== 1 || row.m_attendees !== wanted.get(row.id)).length,
    cellDifferences: await site.countDifferences(),
  };
  const exact = [counts.rows, counts.tallied, counts.answeredAlike, originals.length].every((one) => one === count);
  const pass =
    exact &&
    counts.answers === count * COPIES &&
    refused === counts.forged &&
    counts.overwritten + counts.cellDifferences === 0 &&
    tallied.reduce((sum, cell) => sum + Number(cell.m_attendees), 0) === (count * (count + 1)) / 2;
  return { counts, pass };
}

export const duplicates: Bar = {
  name: 'B3',
  fact: 'each request of a phone sent five times at once counts once and gets one answer, and other content under the same id changes nothing',
  async run(means) {
    const verdicts = [];
    for (const kind of DATABASES) verdicts.push({ kind, ...(await Site.with(kind, means.postgresUrl, (site) => runOn(site, means))) });
    return {
      pass: verdicts.every((one) => one.pass),
      counts: { seed: means.seed, ...Object.fromEntries(verdicts.map(({ kind, counts }) => [kind, counts])) },
    };
  },
};
