import { seededRandom } from '../../src/server/demonstration/chance.ts';
import type { Bar, Means } from './bar.ts';
import { JumpingTime } from './jumping-time.ts';
import { Ledger } from './ledger.ts';
import { LoopingPhone } from './looping-phone.ts';
import { type Fate, FaultProxy, statusLine } from './proxy.ts';
import { makeContent } from './records.ts';
import { type DatabaseKind, Site } from './site.ts';
import { mutationsIn, signIn, type Wire } from './wire.ts';

const SIZES = { full: 50, reduced: 10 } as const;
/** So often each wrong answer comes; the request after it meets silence until all is counted, then all is well again. */
const TIMES = 4;
const RESUME_BAR_MS = 60_000;
const RETRY_AFTER_S = 120;
const RETRY_AFTER_TOLERANCE = 0.2;

const HTML = '<!doctype html><title>Wi-Fi</title><p>Xin mời đăng nhập mạng.</p>';
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };

/** What something between the phone and the server may say in its place. */
const ANSWERS: Readonly<Record<string, string>> = {
  '200 HTML': statusLine(200, html, HTML),
  '200 empty': statusLine(200, json, ''),
  '200 cut JSON': statusLine(200, json, '{"protocol":1,"epoch":"e","scope":"s","cursor":1,"more":false,"results":[{"status":"appl'),
  '200 other JSON': statusLine(200, json, '{"ok":true,"results":[],"count":50}'),
  '204': 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n',
  '302': statusLine(302, { location: 'http://localhost:9/login' }, ''),
  '401': statusLine(401, html, HTML),
  '403': statusLine(403, html, HTML),
  '404': statusLine(404, html, HTML),
  '409': statusLine(409, json, '{"error":"conflict"}'),
  '413': statusLine(413, html, HTML),
  '429': statusLine(429, { ...html, 'retry-after': String(RETRY_AFTER_S) }, HTML),
  '500': statusLine(500, html, HTML),
  '502 HTML': statusLine(502, html, HTML),
  '503': statusLine(503, html, HTML),
};

export const fatesOf = (forward: boolean): [string, Fate][] => [
  ...Object.entries(ANSWERS).map(([name, answer]): [string, Fate] => [name, { kind: 'replace', answer, forward }]),
  ['reset', { kind: 'reset', forward }],
];

class Counts {
  cases = 0;
  wrongAnswers = 0;
  records = 0;
  markedSent = 0;
  discarded = 0;
  /** Cases after which something had not arrived in time. */
  late = 0;
  slowestResumeMs = 0;
  /** Steps from a refused page to the next that were not half of it. */
  notHalved = 0;
  halvings = 0;
  /** Requests sooner or later than asked for. */
  impatient = 0;
  askedToWait = 0;
}

async function spoil(site: Site, wire: Wire, proxy: FaultProxy, time: JumpingTime, means: Means, counts: Counts): Promise<Ledger> {
  const random = seededRandom(means.seed);
  const size = SIZES[means.full ? 'full' : 'reduced'];
  const ledger = new Ledger();
  for (const [name, fate] of [...fatesOf(false), ...fatesOf(true)]) {
    const sent: { at: number; mutations: number }[] = [];
    const looping = await LoopingPhone.open(wire, time, proxy, random);
    proxy.script = ({ path, body }) => {
      if (path !== '/api/sync') return undefined;
      sent.push({ at: time.now, mutations: mutationsIn(body).length });
      return sent.length <= TIMES ? fate : { kind: 'holdRequest' };
    };
    await looping.trustLink();
    const ids = await looping.save(Array.from({ length: size }, (_, nth) => makeContent(1 + nth)));
    ledger.tellSaved(ids);
    looping.loop.nudge();
    await looping.settle();
    for (let jumps = 0; proxy.held === 0 && jumps < 4 * TIMES; jumps++) await looping.next();
    const { received, kept } = await looping.read(ids);
    counts.wrongAnswers += sent.length - proxy.held;
    counts.markedSent += received.length;
    counts.discarded += size - kept;
    const healedAt = time.now;
    proxy.heal();
    await looping.settle();
    let arrived = await looping.read(ids);
    for (let jumps = 0; arrived.received.length < size && jumps < 50; jumps++) {
      await looping.next();
      arrived = await looping.read(ids);
    }
    const resumeMs = time.now - healedAt;
    if (arrived.received.length < size || resumeMs > RESUME_BAR_MS) counts.late += 1;
    counts.slowestResumeMs = Math.max(counts.slowestResumeMs, Math.round(resumeMs));
    for (const [nth, one] of sent.slice(0, TIMES).entries()) {
      const next = sent[nth + 1];
      if (!next) continue;
      if (name === '413' && one.mutations > 1) {
        counts.halvings += 1;
        if (next.mutations !== Math.floor(one.mutations / 2)) counts.notHalved += 1;
      }
      if (name === '429') {
        counts.askedToWait += 1;
        const waited = (next.at - one.at) / 1_000;
        if (waited < RETRY_AFTER_S || waited > RETRY_AFTER_S * (1 + RETRY_AFTER_TOLERANCE)) counts.impatient += 1;
      }
    }
    await ledger.tellSent(site, arrived.received);
    counts.cases += 1;
    counts.records += size;
    looping.close();
  }
  return ledger;
}

const runOn = (site: Site, means: Means) =>
  FaultProxy.with(site.origin, `B5-${site.kind}`, async (proxy) => {
    const wire = await signIn(site, 'CB-07');
    const counts = new Counts();
    const ledger = await JumpingTime.with((time) => spoil(site, wire, proxy, time, means, counts));
    const verdict = await ledger.judge(site, []);
    const faults = [counts.markedSent, counts.discarded, counts.late, counts.notHalved, counts.impatient, ...Object.values(verdict)];
    const cases = 2 * (Object.keys(ANSWERS).length + 1);
    const all = counts.cases === cases && counts.wrongAnswers === cases * TIMES && counts.halvings > 0 && counts.askedToWait === 2 * TIMES;
    return { counts: { ...counts, ...verdict }, pass: all && faults.every((one) => one === 0) };
  });

export const wrongAnswers: Bar = {
  name: 'B5',
  fact: 'sixteen wrong answers, before and after the server did its work, mark nothing as sent and drop nothing, and sending resumes by itself',
  async run(means) {
    const kinds: DatabaseKind[] = means.full ? ['sqlite', 'postgres'] : ['sqlite'];
    const verdicts = [];
    for (const kind of kinds) verdicts.push({ kind, ...(await Site.with(kind, means.postgresUrl, (site) => runOn(site, means))) });
    return {
      pass: verdicts.every((one) => one.pass),
      counts: { seed: means.seed, by: 'engine', ...Object.fromEntries(verdicts.map(({ kind, counts }) => [kind, counts])) },
    };
  },
};
