import { isCounted } from '../../domain/contribution.ts';
import { officeDay } from '../../domain/day.ts';
import { type GroupRecord, groupsOf, isStoodBy } from '../../domain/duplicates.ts';
import type { ActivityId } from '../../domain/ids.ts';
import { scopeOn } from '../../domain/person.ts';
import { mergeGroup } from '../merge/merge-page.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import type { StoredActivity } from '../merge/stored-activity.ts';
import { findAccount } from './accounts.ts';
import { storedActivity } from './activity-row.ts';
import { selectLinked } from './duplicate-links.ts';
import { writePage } from './page-store.ts';
import type { Reader, WriteTx } from './store.ts';

/** Records of one activity of which none counts although somebody stands by one, or more than one counts. */
export interface WrongGroup {
  readonly duplicates: readonly ActivityId[];
  readonly counted: number;
}

async function readLinks(db: Reader): Promise<GroupRecord[]> {
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'state', 'duplicate_of_id'])
    .where((eb) =>
      eb.or([
        eb('duplicate_of_id', 'is not', null),
        eb('id', 'in', eb.selectFrom('activities as other').select('other.duplicate_of_id').where('other.duplicate_of_id', 'is not', null)),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id, state, duplicate_of_id }) => ({
    id,
    state,
    ...(duplicate_of_id !== null && { duplicateOfId: duplicate_of_id }),
  }));
}

export async function findWrongGroups(db: Reader): Promise<WrongGroup[]> {
  return groupsOf(await readLinks(db)).flatMap((group) => {
    const counted = group.filter((record) => isCounted(record.state)).length;
    const right = group.some((record) => isStoodBy(record.state)) ? 1 : 0;
    return counted === right ? [] : [{ duplicates: group.map((record) => record.id), counted }];
  });
}

/** The last thing that was done to one of these. */
const lastChange = (db: Reader, ids: readonly ActivityId[]) =>
  db
    .selectFrom('activity_versions')
    .selectAll()
    .where('activity_id', 'in', ids)
    .orderBy('at', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

const readGroup = async (db: Reader, ids: readonly ActivityId[]): Promise<StoredActivity[]> =>
  (await selectLinked(db, ids, []).execute()).map(storedActivity);

/** Gives each record of a group its place, under the name of who last withdrew or returned one of them. */
async function repairGroup(tx: WriteTx, reference: OfficeReference, { duplicates }: WrongGroup, now: number): Promise<void> {
  const group = await readGroup(tx.db, duplicates);
  const left = group.filter((record) => !isStoodBy(record.state));
  const last = await lastChange(
    tx.db,
    (left.length > 0 ? left : group).map((record) => record.id),
  );
  const account = await findAccount(tx.db, last.account_id);
  if (!account) throw new Error(`The account ${last.account_id} changed a record and is not there`);
  const { person } = account;
  const given = {
    sender: { person, scope: scopeOn(person, officeDay(now)), deviceId: last.device_id },
    now,
    reference,
    activities: new Map(group.map((record) => [record.id, record])),
    versions: new Map(),
    answers: new Map(),
    cleared: new Set<ActivityId>(),
    failed: new Set<string>(),
  };
  const cause = {
    activityId: last.activity_id,
    mutationId: last.mutation_id,
    action: last.action,
    at: last.device_at,
  };
  await writePage(tx, mergeGroup(given, cause));
}

/** Makes every such group count once and says what it was. Phones hear of each record that changes with it. */
export async function repairGroups(tx: WriteTx, reference: OfficeReference, now: number): Promise<WrongGroup[]> {
  const wrong = await findWrongGroups(tx.db);
  for (const group of wrong) await repairGroup(tx, reference, group, now);
  return wrong;
}
