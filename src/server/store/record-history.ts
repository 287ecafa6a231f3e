import { isDeepStrictEqual } from 'node:util';
import type { ActivityContent } from '../../domain/activity.ts';
import type { ActivityId } from '../../domain/ids.ts';
import { applyPatch } from '../../domain/patch.ts';
import { fromJson } from './json.ts';
import { ifAsked } from './scope-filter.ts';
import type { Reader } from './store.ts';

/** A record that is not what its history comes to. */
export interface HistoryDifference {
  readonly record: ActivityId;
  /** What differs; `missing` where one of the two is not there at all. */
  readonly in: readonly string[];
}

const PAGE = 500;
const COLUMNS = ['id', 'version', 'state', 'author_id', 'content', 'created_at', 'updated_at', 'return_reason'] as const;

const readPage = (db: Reader, after: ActivityId | undefined) =>
  db
    .selectFrom('activities')
    .select(COLUMNS)
    .where((eb) => ifAsked(after, (id) => eb('id', '>', id)))
    .orderBy('id')
    .limit(PAGE)
    .execute();
type Row = Awaited<ReturnType<typeof readPage>>[number];

const readSteps = (db: Reader, ids: readonly ActivityId[]) =>
  db
    .selectFrom('activity_versions')
    .select(['activity_id', 'version', 'account_id', 'action', 'state', 'at', 'patch', 'reason'])
    .where('activity_id', 'in', ids)
    .orderBy('activity_id')
    .orderBy('version')
    .execute();
type Step = Awaited<ReturnType<typeof readSteps>>[number];

function differencesOf(row: Row, steps: readonly Step[]): string[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return ['missing'];
  const content = steps.reduce<unknown>(
    (before, { patch }) => applyPatch(before as ActivityContent | undefined, fromJson(patch)),
    undefined,
  );
  const reason = steps.findLast(({ action }) => action === 'return')?.reason ?? null;
  const same = {
    history: steps.every(({ version }, nth) => version === nth + 1),
    version: row.version === last.version,
    state: row.state === last.state,
    author: row.author_id === first.account_id,
    content: isDeepStrictEqual(content, fromJson(row.content)),
    createdAt: row.created_at === first.at,
    updatedAt: row.updated_at === last.at,
    returnReason: row.return_reason === null || row.return_reason === reason,
  };
  return Object.entries(same).flatMap(([part, isSame]) => (isSame ? [] : [part]));
}

/** Records of which only the history is there. */
async function findWithoutRecord(db: Reader): Promise<HistoryDifference[]> {
  const rows = await db
    .selectFrom('activity_versions')
    .select('activity_id')
    .distinct()
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('activities').select('activities.id').whereRef('activities.id', '=', 'activity_versions.activity_id'))),
    )
    .execute();
  return rows.map(({ activity_id }) => ({ record: activity_id, in: ['missing'] }));
}

/** Plays the history of every record from its first version, and names those that are something else. */
export async function compareWithHistory(db: Reader): Promise<HistoryDifference[]> {
  const differences = await findWithoutRecord(db);
  for (let last: ActivityId | undefined; ; ) {
    const rows = await readPage(db, last);
    last = rows.at(-1)?.id;
    if (last === undefined) return differences;
    const steps = new Map<ActivityId, Step[]>();
    const ids = rows.map(({ id }) => id);
    for (const step of await readSteps(db, ids)) steps.set(step.activity_id, [...(steps.get(step.activity_id) ?? []), step]);
    for (const row of rows) {
      const parts = differencesOf(row, steps.get(row.id) ?? []);
      if (parts.length > 0) differences.push({ record: row.id, in: parts });
    }
  }
}
