import { BYTE_ORDER_MARK, csvLines } from '../../documents/write-csv.ts';
import { csvCells } from '../../documents/write-pieces.ts';
import type { ActivityContent } from '../../domain/activity.ts';
import { instant } from '../../domain/day.ts';
import { inPlaceOf, type Role } from '../../domain/person.ts';
import { RECORD_COLUMNS, recordRow, rowObject, type TableNames } from '../../domain/record-table.ts';
import { readsInPlaceOf } from '../../domain/report/may-report.ts';
import { ok } from '../../domain/result.ts';
import type { SheetCell } from '../../domain/sheet-cell.ts';
import { tidyLine } from '../../domain/text.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import {
  ADD_FEED_TOKEN,
  type FeedToken,
  LIST_FEED_TOKENS,
  READ_FEED,
  READ_FEED_CSV,
  REVOKE_FEED_TOKEN,
} from '../../protocol/endpoints/feed.ts';
import { MAX_FOUND } from '../../protocol/endpoints/records.ts';
import type { Asker } from '../auth/asker.ts';
import { newRowId, newToken, sha256 } from '../auth/secrets.ts';
import type { AppDeps } from '../deps.ts';
import { refuse } from '../http/refusal.ts';
import { listAccounts } from '../store/accounts.ts';
import { addOften } from '../store/audit-often.ts';
import { addFeedToken, listFeedTokens, revokeFeedToken, type StoredFeedToken } from '../store/feed-tokens.ts';
import { bringSearchUpToDate } from '../store/search/search-index.ts';
import { type SoughtRecords, searchRecords } from '../store/search/search-reads.ts';
import { wantedOf } from './records.ts';
import { DONE, defineRoute, doneBy } from './route.ts';

const DAY_MS = 86_400_000;
/** As long as a sign-in lasts at most. */
const TOKEN_LIFE_MS = 400 * DAY_MS;

const tokenFor = ({ id, maker, name, createdAt, expiresAt, usedAt, revokedAt }: StoredFeedToken): FeedToken => ({
  id,
  name,
  maker,
  createdAt: instant(createdAt),
  expiresAt: instant(expiresAt),
  ...(usedAt !== null && { usedAt: instant(usedAt) }),
  ...(revokedAt !== null && { revokedAt: instant(revokedAt) }),
});

const MAKERS = ['supervisor'] as const;
const ENDERS = ['supervisor', 'admin'] as const;
const keyInPlaceOf = ({ person, today }: Asker, roles: readonly Role[]): AuditDetails =>
  inPlaceOf(person, today, ({ role }) => roles.includes(role));

/** An administrator sees the keys of all, to end them; whoever makes them sees their own. */
const seenBy = (deps: AppDeps, { person, scope }: Asker): Promise<StoredFeedToken[]> =>
  listFeedTokens(deps.store.reader, scope.managesAccounts ? undefined : person.id);

const list = defineRoute(LIST_FEED_TOKENS, {
  summary: 'Keys to the feed of records, the newest first',
  access: ENDERS,
  handle: async ({ deps, who }) => ok({ tokens: (await seenBy(deps, who)).map(tokenFor) }),
});

/** An administrator sees no records, so a key of theirs would open nothing. */
const add = defineRoute(ADD_FEED_TOKEN, {
  summary: 'Make a key to the feed of records; it sees what its maker sees, and is told this once',
  access: MAKERS,
  stepUp: true,
  async handle({ deps, now, who, body }) {
    const name = tidyLine(body.name);
    if (name === '') return refuse('badRequest', { detail: 'name' });
    const secret = newToken(deps.fillRandom);
    const id = newRowId(deps.fillRandom);
    const times = { created_at: now, expires_at: now + TOKEN_LIFE_MS };
    await deps.store.write(async (tx) => {
      await addFeedToken(tx, { id, account_id: who.person.id, name, token_hash: sha256(secret), ...times });
      tx.chain.add({ kind: 'feedKeyAdded', ...doneBy({ who, now }), subject: id, details: keyInPlaceOf(who, MAKERS) });
    });
    deps.log({ event: 'feedTokenAdded', accountId: who.person.id, tokenId: id });
    const token = { id, maker: who.person, name, createdAt: now, expiresAt: times.expires_at, usedAt: null, revokedAt: null };
    return ok({ token: tokenFor(token), secret });
  },
});

const revoke = defineRoute(REVOKE_FEED_TOKEN, {
  summary: 'End a key to the feed of records, for good and at once',
  access: ENDERS,
  async handle({ deps, now, who, params }) {
    const token = (await seenBy(deps, who)).find((token) => token.id === params.id);
    if (!token) return refuse('notFound');
    await deps.store.write(async (tx) => {
      await revokeFeedToken(tx, token.id, now);
      await addOften(tx, { kind: 'feedKeyRevoked', ...doneBy({ who, now }), subject: token.id, details: keyInPlaceOf(who, ENDERS) });
    });
    deps.log({ event: 'feedTokenRevoked', accountId: who.person.id, tokenId: token.id });
    return ok(DONE);
  },
});

async function namesFor(deps: AppDeps): Promise<TableNames> {
  const reference = await deps.readReference(deps.store.reader);
  const staffCodes = new Map((await listAccounts(deps.store.reader)).map(({ person }) => [person.id, person.staffCode]));
  return { reference, planOf: (id) => reference.plans.get(id), staffCodeOf: (id) => staffCodes.get(id) };
}

interface FeedPage {
  readonly rows: SheetCell[][];
  readonly next: number | undefined;
}

/** A page of the feed after another; undefined where what it asks about is not known. */
async function readPage(deps: AppDeps, who: Asker, names: TableNames, wanted: SoughtRecords): Promise<FeedPage> {
  const { activities, next } = await searchRecords(deps.store.reader, who, wanted, MAX_FOUND);
  return { rows: activities.map((activity) => recordRow({ ...activity, content: activity.content as ActivityContent }, names)), next };
}

/** A table that is read from its beginning; each page that follows belongs to it. */
const noteRead = ({ store }: AppDeps, who: Asker, now: number): Promise<void> =>
  store.write((tx) => addOften(tx, { kind: 'feedRead', ...doneBy({ who, now }), details: readsInPlaceOf(who.person, who.today) }));

const read = defineRoute(READ_FEED, {
  summary: 'Records for Excel and Power BI, newest first: a page, and in `@odata.nextLink` the address of the next one',
  access: 'feed',
  async handle({ deps, now, who, origin, query: { $skiptoken, ...filter } }) {
    const wanted = await wantedOf(deps, who, { ...filter, after: $skiptoken });
    if (!wanted) return refuse('notFound');
    if ($skiptoken === undefined) await noteRead(deps, who, now);
    await bringSearchUpToDate(deps.store, deps.readReference);
    const { rows, next } = await readPage(deps, who, await namesFor(deps), wanted);
    const asked = Object.entries(filter).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
    return ok({
      ...(next !== undefined && {
        '@odata.nextLink': `${origin}${READ_FEED.path}?${new URLSearchParams([...asked, ['$skiptoken', String(next)]])}`,
      }),
      value: rows.map((row) => rowObject(RECORD_COLUMNS, row)),
    });
  },
});

/** The whole table, of which one page at a time lies in memory. */
async function* csvOf(deps: AppDeps, who: Asker, wanted: SoughtRecords): AsyncGenerator<string> {
  const names = await namesFor(deps);
  yield BYTE_ORDER_MARK + csvLines([RECORD_COLUMNS.map(({ head }) => head)]);
  for (let after: number | undefined; ; ) {
    const { rows, next } = await readPage(deps, who, names, { ...wanted, after });
    yield csvLines(rows.map(csvCells));
    if (next === undefined) return;
    after = next;
  }
}

const readCsv = defineRoute(READ_FEED_CSV, {
  summary: 'All these records as one table: UTF-8, parted by semicolons',
  access: 'feed',
  streams: 'text/csv; charset=utf-8',
  async handle({ deps, now, who, query }) {
    const wanted = await wantedOf(deps, who, query);
    if (!wanted) return refuse('notFound');
    await noteRead(deps, who, now);
    await bringSearchUpToDate(deps.store, deps.readReference);
    return ok(csvOf(deps, who, wanted));
  },
});

export const feedRoutes = [list, add, revoke, read, readCsv];
