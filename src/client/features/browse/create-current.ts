import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { READ_ACTIVITY } from '../../../protocol/endpoints/activities.ts';
import { askOffice } from '../../office/ask-office.ts';
import { type ShownRecord, shownFromServer } from '../../records/shown-record.ts';
import type { ActivityRow, AppDb } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { rowsOf } from '../../store/records/browse-here.ts';

type ById = ReadonlyMap<ActivityId, ShownRecord>;

/**
 * Records of a page as they are by now: under an own verdict or edit that waits they show what it makes of them, and once it
 * has gone out, what the office has.
 */
export function createCurrent(db: AppDb, served: Accessor<readonly ShownRecord[]>): Accessor<readonly ShownRecord[]> {
  const ids = createMemo(() => served().map(({ id }) => id));
  const rows = createLiveQuery(() => rowsOf(db, ids()));
  const [since, setSince] = createSignal<ById>(new Map());
  const put = (id: ActivityId, record: ShownRecord | undefined): void => {
    const next = new Map(since());
    if (record) next.set(id, record);
    else next.delete(id);
    setSince(next);
  };
  const askAnew = async (row: ActivityRow): Promise<void> => {
    // What the verdict made of it stands until the office has answered.
    put(row.id, { ...row, where: 'received' });
    const answer = await askOffice(READ_ACTIVITY, { params: { id: row.id } });
    put(row.id, answer.ok ? shownFromServer(answer.value) : undefined);
  };
  createEffect(
    on(rows, (now, before) => {
      const shown = new Set(ids());
      // A record that lay here for the sake of a verdict leaves with it: it was taken in, or the verdict was taken back.
      for (const row of before?.values() ?? []) if (now && !now.has(row.id) && shown.has(row.id)) void askAnew(row);
    }),
  );
  const isNewer = (record: ShownRecord | undefined, than: ShownRecord): record is ShownRecord =>
    record !== undefined && (record.where !== 'received' || record.version >= than.version);
  return createMemo(() =>
    served().map((record) => [rows()?.get(record.id), since().get(record.id)].find((known) => isNewer(known, record)) ?? record),
  );
}
