import type { AccountId, RequestId } from '../../domain/ids.ts';
import { OfficeSettings } from '../../domain/office-settings.ts';
import { Plan } from '../../domain/plan.ts';
import { Locality, Partner, type Reference, Unit } from '../../domain/reference.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, WriteTx } from './store.ts';
import type { ReferenceKind } from './tables/plans.ts';

export type ReferenceReader = (db: Reader) => Promise<OfficeReference>;

async function load(db: Reader): Promise<OfficeReference> {
  const rows = await db.selectFrom('reference').select(['kind', 'data']).orderBy('change_no').execute();
  const of = (kind: ReferenceKind): unknown[] => rows.flatMap((row) => (row.kind === kind ? [fromJson(row.data)] : []));
  const plans = of('plan').map((row) => Plan.parse(row));
  return {
    plans: new Map(plans.map((plan) => [plan.id, plan])),
    units: of('unit').map((row) => Unit.parse(row)),
    localities: of('locality').map((row) => Locality.parse(row)),
    partners: of('partner').map((row) => Partner.parse(row)),
    settings: of('setting').map((row) => OfficeSettings.parse(row))[0],
  };
}

/** Reads the reference data, parsed once and read again only after a change, which another process may have made. */
export function createReferenceReader(): ReferenceReader {
  let known: { readonly changeNo: number; readonly reference: OfficeReference } | undefined;
  return async (db) => {
    const newest = await db
      .selectFrom('reference')
      .select((eb) => eb.fn.max('change_no').as('change_no'))
      .executeTakeFirst();
    const changeNo = newest?.change_no ?? 0;
    if (known?.changeNo !== changeNo) known = { changeNo, reference: await load(db) };
    return known.reference;
  };
}

interface ReferenceRow {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly data: unknown;
}

/** Adds or replaces rows; each takes a change number, in the order given. */
export async function saveReference(tx: WriteTx, rows: readonly ReferenceRow[]): Promise<void> {
  for (const { kind, id, data } of rows) {
    const row = { kind, id, data: toJson(data), change_no: tx.nextChange() };
    await tx.db
      .insertInto('reference')
      .values(row)
      .onConflict((oc) => oc.columns(['kind', 'id']).doUpdateSet({ data: row.data, change_no: row.change_no }))
      .execute();
  }
}

/** An addition that was answered, by whom it was asked and what it said. */
export interface ReferenceRequest {
  readonly id: RequestId;
  readonly accountId: AccountId;
  readonly hash: string;
  readonly answer: Reference;
}

export async function findReferenceRequest(db: Reader, id: RequestId): Promise<ReferenceRequest | undefined> {
  const row = await db.selectFrom('reference_requests').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { id, accountId: row.account_id, hash: row.hash, answer: fromJson(row.answer) };
}

export async function keepReferenceRequest(tx: WriteTx, { id, accountId, hash, answer }: ReferenceRequest, now: number): Promise<void> {
  const row = { id, account_id: accountId, hash, answer: toJson(answer), at: now };
  await tx.db.insertInto('reference_requests').values(row).execute();
}

export async function hasReference(db: Reader, kind: ReferenceKind): Promise<boolean> {
  return (await db.selectFrom('reference').select('id').where('kind', '=', kind).limit(1).executeTakeFirst()) !== undefined;
}
