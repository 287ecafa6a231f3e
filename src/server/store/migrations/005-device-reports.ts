import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { MutationId } from '../../../domain/ids.ts';
import { type DeviceReportState, type LossNote, NOTHING_SAID } from '../../merge/device-report.ts';

interface FormerDevice {
  readonly id: string;
  readonly held_count: number;
  readonly held_attention: number;
  readonly store_since: number | null;
  readonly store_at: number | null;
  readonly store_dropped: number;
  readonly loss: string | null;
}

/** A loss as the first release kept it. */
interface FormerLoss extends Pick<LossNote, 'at' | 'heldAt' | 'held' | 'now' | 'received'> {
  readonly missing: number;
  readonly changes?: readonly MutationId[];
}

function noteOf(text: string): LossNote {
  const { missing, changes = [], at, heldAt, held, now, received } = JSON.parse(text) as FormerLoss;
  return { at, heldAt, held, now, received, counted: missing, told: changes };
}

function reportOf(row: FormerDevice): DeviceReportState {
  const { store_since: since, store_at: at } = row;
  const loss = row.loss === null ? undefined : noteOf(row.loss);
  if (since === null || at === null) return { ...NOTHING_SAID, loss };
  const current = { since, at, held: row.held_count + row.held_attention, dropped: row.store_dropped };
  return { current, left: [], heard: [[since, at]], loss };
}

const FORMER_COLUMNS = ['store_since', 'store_at', 'store_dropped', 'loss'] as const;

/** A device's word belongs to one store of it: one column keeps all of them, and what each left behind. */
export const deviceReports: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('devices').addColumn('report', 'text').execute();
    const devices = db as Kysely<{ devices: FormerDevice & { report: string | null } }>;
    const rows = await devices.selectFrom('devices').selectAll().execute();
    for (const row of rows) {
      const report = JSON.stringify(reportOf(row));
      await devices.updateTable('devices').set({ report }).where('id', '=', row.id).execute();
    }
    // One column at a time, as SQLite wants it.
    for (const column of FORMER_COLUMNS) await db.schema.alterTable('devices').dropColumn(column).execute();
  },
};
