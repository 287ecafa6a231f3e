import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { RecordState } from '../../domain/activity.ts';
import type { Closing } from '../../domain/closing/closing.ts';
import { activeOf } from '../../domain/closing/closing-state.ts';
import { type FormerClosing, freezePeriod } from '../../domain/closing/freeze.ts';
import { canonicalText, type Frozen, type FrozenRecord } from '../../domain/closing/frozen.ts';
import { type Day, instant } from '../../domain/day.ts';
import type { AccountId, PlanId, RequestId } from '../../domain/ids.ts';
import { monthPart, type Period, type PeriodKind } from '../../domain/period.ts';
import type { PeriodChoice } from '../../domain/period-choice.ts';
import type { Plan } from '../../domain/plan.ts';
import type { DeclaredCell } from '../../domain/tally.ts';
import type { ClosingPaper, ClosingWord } from '../../protocol/endpoints/closings.ts';
import { storedMeasures } from './activity-row.ts';
import { declaredCell } from './declared.ts';
import { fromJson, toJson } from './json.ts';
import { readMarksOf } from './marks.ts';
import { ID_TEXT } from './scope-filter.ts';
import type { Reader, WriteTx } from './store.ts';
import type { ClosingTable } from './tables/closings.ts';
import { MEASURE_COLUMNS } from './tables/measures.ts';
import { readTargets } from './targets.ts';

/** All but what was frozen, which is large and asked for by itself. */
const HEAD_COLUMNS = ['id', 'no', 'plan_id', 'period_key', 'from_day', 'to_day', 'hash', 'change_no'] as const;
type HeadRow = Pick<Selectable<ClosingTable>, (typeof HEAD_COLUMNS)[number]>;

async function withEvents(db: Reader, rows: readonly HeadRow[]): Promise<{ readonly closing: Closing; readonly changeNo: number }[]> {
  if (rows.length === 0) return [];
  const events = await db
    .selectFrom('closing_events')
    .select(['closing_id', 'step', 'at', 'account_id', 'reason'])
    .where(
      'closing_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('closing_id')
    .orderBy('no')
    .execute();
  const historyOf = (id: RequestId): Closing['history'] =>
    events
      .filter(({ closing_id }) => closing_id === id)
      .map(({ step, at, account_id, reason }) => ({ step, at: instant(at), by: account_id, ...(reason !== null && { reason }) }));
  return rows.map((row) => ({
    changeNo: row.change_no,
    closing: {
      id: row.id,
      no: row.no,
      planId: row.plan_id,
      periodKey: row.period_key,
      period: { from: row.from_day, to: row.to_day },
      hash: row.hash,
      history: historyOf(row.id),
    },
  }));
}

/** Closings that changed within a window of change numbers. */
export const readClosingChanges = async (
  db: Reader,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<{ readonly closing: Closing; readonly changeNo: number }[]> =>
  withEvents(
    db,
    await db
      .selectFrom('closings')
      .select(HEAD_COLUMNS)
      .where('change_no', '>', after)
      .where('change_no', '<=', upTo)
      .orderBy('change_no')
      .limit(limit)
      .execute(),
  );

/** All closings of a plan in the order of closing, reopened ones too. */
export async function listClosings(db: Reader, planId: PlanId): Promise<Closing[]> {
  const rows = await db.selectFrom('closings').select(HEAD_COLUMNS).where('plan_id', '=', planId).orderBy('no').execute();
  return (await withEvents(db, rows)).map(({ closing }) => closing);
}

export async function findClosing(db: Reader, id: string): Promise<Closing | undefined> {
  const rows = await db.selectFrom('closings').select(HEAD_COLUMNS).where(ID_TEXT, '=', id).execute();
  return (await withEvents(db, rows))[0]?.closing;
}

export async function readFrozen(db: Reader, id: RequestId): Promise<Frozen> {
  return fromJson((await db.selectFrom('closings').select('frozen').where('id', '=', id).executeTakeFirstOrThrow()).frozen);
}

/** What was written on the paper that was handed in last; null before that. */
export async function readPaper(db: Reader, id: RequestId): Promise<ClosingPaper | null> {
  const row = await db
    .selectFrom('closing_events')
    .select('paper')
    .where('closing_id', '=', id)
    .where('paper', 'is not', null)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.paper ? fromJson(row.paper) : null;
}

/** The active closings of a kind, in the order of closing, with what they told. */
export async function readFormer(db: Reader, planId: PlanId, closings: readonly Closing[], kind: PeriodKind): Promise<FormerClosing[]> {
  const former: FormerClosing[] = [];
  for (const closing of activeOf(closings, planId, kind)) {
    const { records, adjustments } = await readFrozen(db, closing.id);
    former.push({ period: closing.period, records, adjustments });
  }
  return former;
}

/** The records of a plan in one state that are dated in some periods, as a closing freezes them. */
export async function readDated(
  db: Reader,
  planId: PlanId,
  state: Extract<RecordState, 'sent' | 'confirmed'>,
  periods: readonly Period[],
): Promise<FrozenRecord[]> {
  if (periods.length === 0) return [];
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'version', 'item_code', 'unit_id', 'locality_id', 'type', 'date', 'estimated'])
    .select(MEASURE_COLUMNS)
    .where('plan_id', '=', planId)
    .where('state', '=', state)
    .where((eb) => eb.or(periods.map(({ from, to }) => eb.and([eb('date', '>=', from), eb('date', '<=', to)]))))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    itemCode: row.item_code,
    unitId: row.unit_id,
    ...(row.locality_id !== '' && { localityId: row.locality_id }),
    type: row.type,
    date: row.date,
    measures: storedMeasures(row),
    estimated: row.estimated === 1,
  }));
}

/** What phones say they hold of a period, whoever they belong to. */
async function readDeclared(db: Reader, plan: Plan, { from, to }: Period): Promise<DeclaredCell[]> {
  const rows = await db
    .selectFrom('declared')
    .select(['plan_id', 'item_code', 'unit_id', 'part'])
    .select((eb) => eb.cast<number>(eb.fn.sum('records'), 'bigint').as('records'))
    .where('plan_id', '=', plan.id)
    .where('part', '>=', monthPart(from, plan.reporting))
    .where('part', '<=', to)
    .groupBy(['plan_id', 'item_code', 'unit_id', 'part'])
    .execute();
  return rows.map(declaredCell);
}

/** Which period is to be closed, upon what is known of its plan. */
export interface ClosingOrder {
  readonly plan: Plan;
  readonly choice: PeriodChoice;
  /** All closings of the plan. */
  readonly closings: readonly Closing[];
  readonly today: Day;
}
interface Doer {
  readonly by: AccountId;
  /** Milliseconds since 1970. */
  readonly at: number;
}

async function freeze(db: Reader, { plan, choice: { name, period }, closings, today }: ClosingOrder): Promise<Frozen> {
  const former = await readFormer(db, plan.id, closings, name.kind);
  const now = await readDated(db, plan.id, 'confirmed', [period, ...former.map((closing) => closing.period)]);
  return {
    ...freezePeriod(period, former, now),
    planVersion: plan.version,
    closedOn: today,
    waiting: await readDated(db, plan.id, 'sent', [period]),
    declared: await readDeclared(db, plan, period),
    targets: (await readTargets(db, plan.id)).map(({ value, history: _, ...place }) => ({ place, value })),
    marks: (await readMarksOf(db, plan.id)).map(({ planId, itemCode, occurrenceId, unitId, history: _, ...words }) => ({
      place: { planId, itemCode, occurrenceId, unitId },
      ...words,
    })),
  };
}

const hashOf = (about: Pick<Closing, 'planId' | 'periodKey' | 'period'>, frozen: Frozen): string =>
  createHash('sha256')
    .update(canonicalText({ ...about, ...frozen }))
    .digest('hex');

/** The hash of what is stored of a closing now. */
const hashNow = async (db: Reader, { id, planId, periodKey, period }: Omit<Closing, 'no' | 'hash' | 'history'>): Promise<string> =>
  hashOf({ planId, periodKey, period }, await readFrozen(db, id));

/** Whether what is stored of a closing is another than was frozen. */
export const isAltered = async (db: Reader, closing: Closing): Promise<boolean> => (await hashNow(db, closing)) !== closing.hash;

/** A closing of which what is stored is not what was frozen. */
export interface AlteredClosing {
  readonly closing: RequestId;
  readonly stored: string;
  readonly recounted: string;
}

/** Closings that no longer fit their hash: nothing of this program alters them. */
export async function findAlteredClosings(db: Reader): Promise<AlteredClosing[]> {
  const rows = await db.selectFrom('closings').select(HEAD_COLUMNS).orderBy('no').execute();
  const altered: AlteredClosing[] = [];
  for (const { id, plan_id, period_key, from_day, to_day, hash } of rows) {
    const recounted = await hashNow(db, { id, planId: plan_id, periodKey: period_key, period: { from: from_day, to: to_day } });
    if (recounted !== hash) altered.push({ closing: id, stored: hash, recounted });
  }
  return altered;
}

/** What a closing will hold. */
export interface FrozenOrder extends ClosingOrder {
  readonly row: Omit<ClosingTable, 'id' | 'no' | 'change_no'>;
}

/** Freezes what the figures of the period are now, under a hash of their own. It only reads, so no phone waits for it. */
export async function freezeOrder(db: Reader, order: ClosingOrder): Promise<FrozenOrder> {
  const { plan, choice } = order;
  const { key, period } = choice;
  const frozen = await freeze(db, order);
  const hash = hashOf({ planId: plan.id, periodKey: key, period }, frozen);
  const row = { plan_id: plan.id, period_key: key, from_day: period.from, to_day: period.to, hash, frozen: toJson(frozen) };
  return { ...order, row };
}

/** Writes down what was frozen. */
export async function saveClosing(tx: WriteTx, id: RequestId, { row }: FrozenOrder, { by, at }: Doer): Promise<void> {
  const last = await tx.db.selectFrom('closings').select('no').orderBy('no', 'desc').limit(1).executeTakeFirst();
  await tx.db
    .insertInto('closings')
    .values({ ...row, id, no: (last?.no ?? 0) + 1, change_no: tx.nextChange() })
    .execute();
  const event = { closing_id: id, no: 0, step: 'closed', at, account_id: by, reason: null, paper: null } as const;
  await tx.db.insertInto('closing_events').values(event).execute();
}

/** Writes down what was done to a closing, behind all that was done before. */
export async function saveStep(tx: WriteTx, { id, history }: Closing, word: ClosingWord, { by, at }: Doer): Promise<void> {
  const event = {
    closing_id: id,
    no: history.length,
    step: word.step,
    at,
    account_id: by,
    reason: 'reason' in word ? word.reason : null,
    paper: 'paper' in word ? toJson(word.paper) : null,
  };
  await tx.db.insertInto('closing_events').values(event).execute();
  await tx.db.updateTable('closings').set({ change_no: tx.nextChange() }).where('id', '=', id).execute();
}
