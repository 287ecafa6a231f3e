import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { OfficeSettings } from '../../../domain/office-settings.ts';

/** What every office was held to before it could say otherwise. */
const FORMER: OfficeSettings = { id: 'office', markers: [{ from: 287, to: 314 }], hiddenTypes: [] };

/** An office that works already keeps the border markers it had; a new one begins with none. */
export const officeSettings: Migration = {
  async up(untyped: Kysely<unknown>) {
    const db = untyped as Kysely<Record<'reference' | 'feed_head', Record<string, unknown>>>;
    const works = await db.selectFrom('reference').select('id').where('kind', '=', 'unit').limit(1).executeTakeFirst();
    if (!works) return;
    const head = await db
      .updateTable('feed_head')
      .set((eb) => ({ change_no: eb('change_no', '+', 1) }))
      .returning('change_no')
      .executeTakeFirst();
    await db
      .insertInto('reference')
      .values({ kind: 'setting', id: FORMER.id, data: JSON.stringify(FORMER), change_no: head?.['change_no'] ?? 0 })
      // SQLite keeps what was done when the process ends halfway, and then all of it is done again.
      .onConflict((oc) => oc.columns(['kind', 'id']).doNothing())
      .execute();
  },
};
