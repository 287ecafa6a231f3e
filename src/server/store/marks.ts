import { instant } from '../../domain/day.ts';
import type { AccountId, PlanId } from '../../domain/ids.ts';
import { type MarkPlace, MilestoneMark, markKey } from '../../domain/milestone.ts';
import { fromJson } from './json.ts';
import { saveReference } from './reference.ts';
import type { Reader, WriteTx } from './store.ts';

type Words = Pick<MilestoneMark, 'doneDate' | 'docNumber' | 'note'>;

async function readMark(db: Reader, place: MarkPlace): Promise<MilestoneMark | undefined> {
  const row = await db
    .selectFrom('reference')
    .select('data')
    .where('kind', '=', 'mark')
    .where('id', '=', markKey(place))
    .executeTakeFirst();
  return row && MilestoneMark.parse(fromJson(row.data));
}

const isSaid = (mark: MilestoneMark | undefined, words: Words): boolean =>
  (mark?.doneDate ?? null) === words.doneDate && mark?.docNumber === words.docNumber && mark?.note === words.note;

/** Says how an occurrence stands and keeps what was said before; the same words again change nothing. */
export async function saveMark(
  tx: WriteTx,
  place: MarkPlace,
  words: Words,
  { by, at }: { readonly by: AccountId; readonly at: number },
): Promise<{ readonly mark: MilestoneMark; readonly isNew: boolean }> {
  const before = await readMark(tx.db, place);
  if (isSaid(before, words)) return { mark: before ?? { ...place, ...words, history: [] }, isNew: false };
  const mark: MilestoneMark = { ...place, ...words, history: [...(before?.history ?? []), { ...words, at: instant(at), by }] };
  await saveReference(tx, [{ kind: 'mark', id: markKey(place), data: mark }]);
  return { mark, isNew: true };
}

/** All that is said of the milestones of a plan. */
export async function readMarksOf(db: Reader, planId: PlanId): Promise<MilestoneMark[]> {
  const rows = await db.selectFrom('reference').select('data').where('kind', '=', 'mark').execute();
  return rows.map((row) => MilestoneMark.parse(fromJson(row.data))).filter((mark) => mark.planId === planId);
}
