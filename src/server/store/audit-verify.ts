import { historyPages } from './audit-begin.ts';
import { CLOCK_TOLERANCE_MS, entryHash, historyHash } from './audit-chain.ts';
import { type AuditHead, isSameHead } from './audit-head.ts';
import { findAlteredClosings } from './closings.ts';
import { fromJson } from './json.ts';
import { hashOfStored } from './plan-versions.ts';
import { compareWithHistory } from './record-history.ts';
import { compareRecords } from './recount.ts';
import type { ReferenceReader } from './reference.ts';
import type { Reader } from './store.ts';
import type { AuditEntryTable } from './tables/audit.ts';
import type { FeedHeadTable } from './tables/feed-head.ts';

/** Something that is not as it was written. */
export interface AuditFinding {
  readonly finding: string;
  readonly [fact: string]: unknown;
}

/** How far an entry binds the history of records. */
interface Anchor {
  readonly entry: number;
  readonly no: number;
  readonly hash: string;
}

/** What the entries say that is held against the rest of the database. */
interface Walked {
  readonly findings: AuditFinding[];
  /** From the last entry that bound the history anew. */
  anchors: Anchor[];
  /** What was frozen of closings, and versions of plans, by their ids. */
  readonly closings: Map<string, string>;
  readonly plans: Map<string, string>;
  last: { readonly no: number; readonly hash: string };
}

const PAGE = 1_000;

async function* entryPages(db: Reader) {
  for (let last = 0; ; ) {
    const rows = await db.selectFrom('audit_entries').selectAll().where('no', '>', last).orderBy('no').limit(PAGE).execute();
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.no ?? last;
  }
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** What an entry itself shows to be wrong, in the place where it stands. */
function faultsOf(entry: AuditEntryTable, { last }: Walked, latest: number): AuditFinding[] {
  const { no, at, kind } = entry;
  const faults: AuditFinding[] = [];
  const isNext = no === last.no + 1;
  if (!isNext) faults.push({ finding: 'entriesMissing', from: last.no + 1, to: no - 1 });
  if (entryHash(entry) !== entry.hash) faults.push({ finding: 'entryChanged', entry: no });
  if (isNext && entry.previous_hash !== last.hash) faults.push({ finding: 'entryUnbound', entry: no });
  if (at < latest - CLOCK_TOLERANCE_MS && kind !== 'clockStepped')
    faults.push({ finding: 'entryBackDated', entry: no, at: iso(at), after: iso(latest) });
  return faults;
}

/** An office begins its log once and clears its demonstration once. Any other entry that binds the history anew may hide a change. */
const isBoundAnew = ({ no, kind }: AuditEntryTable, cleared: number): boolean =>
  (kind === 'begun' && no !== 1) || (kind === 'demonstrationCleared' && cleared > 0);

const REBASES: ReadonlySet<string> = new Set(['begun', 'demonstrationCleared']);

function remember(walked: Walked, entry: AuditEntryTable): void {
  const { hash, version } = fromJson(entry.details);
  if (hash !== undefined && entry.kind === 'planSaved') walked.plans.set(`${entry.subject} ${version}`, hash);
  else if (hash !== undefined) walked.closings.set(`${entry.subject}`, hash);
  const anchor = { entry: entry.no, no: entry.history_no, hash: entry.history_hash };
  if (REBASES.has(entry.kind)) walked.anchors = [anchor];
  else if (anchor.no !== walked.anchors.at(-1)?.no || anchor.hash !== walked.anchors.at(-1)?.hash) walked.anchors.push(anchor);
}

async function walkEntries(db: Reader, expected: readonly AuditHead[]): Promise<Walked> {
  const walked: Walked = { findings: [], anchors: [], closings: new Map(), plans: new Map(), last: { no: 0, hash: '' } };
  let [latest, cleared] = [0, 0];
  for await (const entries of entryPages(db))
    for (const entry of entries) {
      walked.findings.push(...faultsOf(entry, walked, latest));
      if (isBoundAnew(entry, cleared)) walked.findings.push({ finding: 'historyBoundAnew', entry: entry.no });
      if (entry.kind === 'demonstrationCleared') cleared += 1;
      for (const head of expected)
        if (head.no === entry.no && !isSameHead(head, entry)) walked.findings.push({ finding: 'headDiffers', entry: entry.no });
      remember(walked, entry);
      latest = entry.kind === 'clockStepped' ? entry.at : Math.max(latest, entry.at);
      walked.last = entry;
    }
  for (const { no } of expected) if (no > walked.last.no) walked.findings.push({ finding: 'tailCut', last: walked.last.no, expected: no });
  return walked;
}

type Head = Pick<FeedHeadTable, 'id'> & {
  readonly audit_no: number;
  readonly audit_hash: string;
  readonly history_no: number;
  readonly history_hash: string;
};

const readHead = (db: Reader): Promise<Head> =>
  db
    .selectFrom('feed_head')
    .select(['id', 'audit_no', 'audit_hash', 'history_no', 'history_hash'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();

/** Holds the rows of the history against what entries bound of them, stretch by stretch: the one in which a row differs is named. */
async function walkHistory(db: Reader, anchors: readonly Anchor[], head: Head): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  const ends = [...anchors, { entry: undefined, no: head.history_no, hash: head.history_hash }];
  let [at, from, running] = [0, 0, ''];
  const closeStretches = (upTo: number): void => {
    for (let end = ends[at]; end && end.no < upTo; end = ends[++at]) {
      if (running !== end.hash)
        findings.push({ finding: 'historyChanged', after: from, upTo: end.no, ...(end.entry && { entry: end.entry }) });
      // What follows is judged by itself.
      [from, running] = [end.no, end.hash];
    }
  };
  for await (const rows of historyPages(db, 0))
    for (const row of rows) {
      closeStretches(row.no ?? 0);
      running = historyHash(running, row);
    }
  closeStretches(Number.MAX_SAFE_INTEGER);
  const stray = await db.selectFrom('activity_versions').select(['activity_id', 'version']).where('no', 'is', null).limit(20).execute();
  findings.push(...stray.map(({ activity_id, version }) => ({ finding: 'historyUnnumbered', record: activity_id, version })));
  return findings;
}

/** What entries say of closings and plans against what is stored of them. */
async function compareSaid(db: Reader, { closings, plans }: Walked): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  const stored = new Map((await db.selectFrom('closings').select(['id', 'hash']).execute()).map(({ id, hash }) => [String(id), hash]));
  for (const [closing, hash] of closings) if (stored.get(closing) !== hash) findings.push({ finding: 'closingChanged', closing });
  const versions = await db.selectFrom('plan_versions').select(['plan_id', 'version', 'data']).execute();
  const texts = new Map(versions.map(({ plan_id, version, data }) => [`${plan_id} ${version}`, hashOfStored(data)]));
  for (const [plan, hash] of plans) if (texts.get(plan) !== hash) findings.push({ finding: 'planChanged', plan });
  return findings;
}

/**
 * Walks the log of what was done from its first entry to the last, the history of records along with it, and holds what is stored
 * against both. `expected`: heads that were exported before. Gives what is not as it was written.
 */
export async function verifyAudit(db: Reader, readReference: ReferenceReader, expected: readonly AuditHead[]): Promise<AuditFinding[]> {
  const head = await readHead(db);
  const walked = await walkEntries(db, expected);
  const { findings, last } = walked;
  if (last.no !== head.audit_no || last.hash !== head.audit_hash)
    findings.push({ finding: 'tailCut', last: last.no, expected: head.audit_no });
  findings.push(...(await walkHistory(db, walked.anchors, head)));
  findings.push(...(await compareWithHistory(db)).map((difference) => ({ finding: 'recordChanged', ...difference })));
  const columns = await compareRecords(db, await readReference(db));
  findings.push(...columns.map((difference) => ({ finding: 'recordColumns', ...difference })));
  findings.push(...(await findAlteredClosings(db)).map(({ closing }) => ({ finding: 'closingAltered', closing })));
  findings.push(...(await compareSaid(db, walked)));
  return findings;
}
