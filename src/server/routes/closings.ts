import { isDeepStrictEqual } from 'node:util';
import type { Closing } from '../../domain/closing/closing.ts';
import { type ClosingStep, canFollow, closingOf, isLastOfKind, mayClose, mayTake } from '../../domain/closing/closing-state.ts';
import { adjustmentsOf, differencesIn, frozenOf } from '../../domain/closing/freeze.ts';
import type { AccountId, UnitId } from '../../domain/ids.ts';
import { chosenPeriod } from '../../domain/period-choice.ts';
import { covers, inPlaceOf } from '../../domain/person.ts';
import { reportsOf } from '../../domain/report/may-report.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import {
  CLOSE_PERIOD,
  type ClosingWord,
  MAX_PAPER_BYTES,
  READ_CLOSING,
  READ_DIFFERENCES,
  TAKE_STEP,
} from '../../protocol/endpoints/closings.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import {
  type ClosingOrder,
  findClosing,
  freezeOrder,
  isAltered,
  listClosings,
  readDated,
  readFormer,
  readFrozen,
  readPaper,
  saveClosing,
  saveStep,
} from '../store/closings.ts';
import { readPlanVersion } from '../store/plan-versions.ts';
import type { Reader } from '../store/store.ts';
import { type Call, defineRoute, doneBy } from './route.ts';

const READERS = ['supervisor', 'approver', 'unitLead'] as const;

/** Whose deputy takes a step, as the log of what was done says it. */
const stepInPlaceOf = ({ person, today }: SignedInPerson, step: ClosingStep): AuditDetails =>
  inPlaceOf(person, today, ({ role }) => mayTake([role], step));

const seenBy =
  ({ scope }: SignedInPerson) =>
  (unitId: UnitId): boolean =>
    covers(reportsOf(scope), unitId);

type CloseCall = Call<typeof CLOSE_PERIOD, SignedInPerson>;
type Closed = Result<{ readonly closing: Closing }, Refusal>;

/** What is to be frozen, or the answer where nothing is. */
async function orderOf(db: Reader, { deps, who: { today }, body: { id, planId, periodKey } }: CloseCall): Promise<ClosingOrder | Closed> {
  const plan = (await deps.readReference(db)).plans.get(planId);
  const choice = plan && chosenPeriod(plan, periodKey, plan.reporting);
  if (!plan || !choice) return refuse('notFound');
  const there = await findClosing(db, id);
  if (there) return there.planId === planId && there.periodKey === periodKey ? ok({ closing: there }) : refuse('closingChanged');
  const closings = await listClosings(db, planId);
  if (closingOf(closings, planId, periodKey)) return refuse('closingChanged', { detail: 'closed' });
  return mayClose(choice.period, today) ? { plan, choice, closings, today } : refuse('closingChanged', { detail: 'notEnded' });
}

/** Whether what was frozen still stands upon the same plan and the same closings. */
const standsUpon = (order: ClosingOrder, before: ClosingOrder): boolean =>
  order.plan.version === before.plan.version && isDeepStrictEqual([order.choice, order.closings], [before.choice, before.closings]);

const close = defineRoute(CLOSE_PERIOD, {
  summary: 'Freeze the figures of a period that has ended, whatever is still to come; the same again changes nothing',
  access: ['supervisor'],
  stepUp: true,
  async handle(call) {
    const { deps, who, now, body } = call;
    // Outside the write, for which every phone would wait: a record that arrives meanwhile is one that came late.
    const frozen = await deps.store.snapshot(async (db) => {
      const order = await orderOf(db, call);
      return 'plan' in order ? freezeOrder(db, order) : order;
    });
    if (!('plan' in frozen)) return frozen;
    return deps.store.write(async (tx): Promise<Closed> => {
      const order = await orderOf(tx.db, call);
      if (!('plan' in order)) return order;
      if (!standsUpon(order, frozen)) return refuse('closingChanged');
      await saveClosing(tx, body.id, frozen, { by: who.person.id, at: now });
      const closing = await findClosing(tx.db, body.id);
      const details = { period: body.periodKey, hash: frozen.row.hash, ...stepInPlaceOf(who, 'closed') };
      tx.chain.add({ kind: 'periodClosed', ...doneBy(call), subject: body.id, details });
      return closing ? ok({ closing }) : refuse('internal');
    });
  },
});

async function expectUnaltered({ store }: AppDeps, id: string): Promise<void> {
  const altered = await store.snapshot(async (db) => {
    const closing = await findClosing(db, id);
    return closing !== undefined && (await isAltered(db, closing));
  });
  if (altered) throw new Error(`Closing ${id} is another than was frozen`);
}

/** Whether a step that was taken already is this one, said again because its answer was lost. */
async function saysSame(db: Reader, { id, history }: Closing, word: ClosingWord, by: AccountId): Promise<boolean> {
  const last = history.at(-1);
  if (last?.step !== word.step || last.by !== by) return false;
  if ('reason' in word) return last.reason === word.reason;
  return !('paper' in word) || isDeepStrictEqual(await readPaper(db, id), word.paper);
}

const takeStep = defineRoute(TAKE_STEP, {
  summary: 'Hand the report of a closed period to the approver, approve it, send it back, or (by the approver) open the period again',
  access: ['supervisor', 'approver'],
  stepUp: ({ body: { word } }) => word.step === 'approved' || word.step === 'reopened',
  maxBodyBytes: MAX_PAPER_BYTES,
  async handle({ deps, who, now, params, body: { seen, word } }) {
    if (!mayTake(who.scope.roles, word.step)) return refuse('forbidden');
    // Nothing of this program alters what was frozen: whoever vouches for the figures vouches for those of the closing's code.
    if (word.step === 'submitted' || word.step === 'approved') await expectUnaltered(deps, params.id);
    return deps.store.write(async (tx) => {
      const closing = await findClosing(tx.db, params.id);
      if (!closing) return refuse('notFound');
      if (closing.history.length === seen + 1 && (await saysSame(tx.db, closing, word, who.person.id))) return ok({ closing });
      if (closing.history.length !== seen || !canFollow(closing, word.step)) return refuse('closingChanged');
      if (word.step === 'reopened' && !isLastOfKind(closing, await listClosings(tx.db, closing.planId)))
        return refuse('closingChanged', { detail: 'notLast' });
      await saveStep(tx, closing, word, { by: who.person.id, at: now });
      const details = { step: word.step, period: closing.periodKey, hash: closing.hash, ...stepInPlaceOf(who, word.step) };
      tx.chain.add({ kind: 'closingStep', ...doneBy({ who, now }), subject: closing.id, details });
      return ok({ closing: (await findClosing(tx.db, closing.id)) ?? closing });
    });
  },
});

const read = defineRoute(READ_CLOSING, {
  summary: 'What was frozen of a period, with the version of the plan it was frozen with; a lead gets the part of the own units',
  access: READERS,
  async handle({ deps, who, params }) {
    return deps.store.snapshot(async (db) => {
      const closing = await findClosing(db, params.id);
      if (!closing) return refuse('notFound');
      const frozen = await readFrozen(db, closing.id);
      const plan = await readPlanVersion(db, closing.planId, frozen.planVersion);
      if (!plan) return refuse('notFound');
      const paper = reportsOf(who.scope) === 'all' ? await readPaper(db, closing.id) : null;
      return ok({ closing, frozen: frozenOf(frozen, seenBy(who)), plan, paper });
    });
  },
});

const differences = defineRoute(READ_DIFFERENCES, {
  summary: 'What has changed in closed periods of a kind since reports told it',
  access: READERS,
  async handle({ deps, who, query: { planId, kind } }) {
    return deps.store.snapshot(async (db) => {
      if (!(await deps.readReference(db)).plans.has(planId)) return refuse('notFound');
      const former = await readFormer(db, planId, await listClosings(db, planId), kind);
      const now = await readDated(
        db,
        planId,
        'confirmed',
        former.map(({ period }) => period),
      );
      return ok({ adjustments: adjustmentsOf(differencesIn(former, now), seenBy(who)) });
    });
  },
});

export const closingRoutes = [close, takeStep, read, differences];
