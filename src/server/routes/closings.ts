import { canFollow, closingOf, isLastOfKind, mayClose, mayTake } from '../../domain/closing/closing-state.ts';
import { adjustmentsOf, differencesIn, frozenOf } from '../../domain/closing/freeze.ts';
import { officeDay } from '../../domain/day.ts';
import type { UnitId } from '../../domain/ids.ts';
import { chosenPeriod } from '../../domain/period-choice.ts';
import { covers } from '../../domain/person.ts';
import { reportsOf } from '../../domain/report/may-report.ts';
import { ok } from '../../domain/result.ts';
import { CLOSE_PERIOD, MAX_PAPER_BYTES, READ_CLOSING, READ_DIFFERENCES, TAKE_STEP } from '../../protocol/endpoints/closings.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { refuse } from '../http/refusal.ts';
import {
  findClosing,
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
import { defineRoute } from './route.ts';

const READERS = ['supervisor', 'approver', 'unitLead'] as const;

const seenBy =
  ({ scope }: SignedInPerson) =>
  (unitId: UnitId): boolean =>
    covers(reportsOf(scope), unitId);

const close = defineRoute(CLOSE_PERIOD, {
  summary: 'Freeze the figures of a period that has ended, whatever is still to come; the same again changes nothing',
  access: ['supervisor'],
  async handle({ deps, who, now, body: { id, planId, periodKey } }) {
    const today = officeDay(now);
    return deps.store.write(async (tx) => {
      const plan = (await deps.readReference(tx.db)).plans.get(planId);
      const choice = plan && chosenPeriod(plan, periodKey, plan.reporting);
      if (!plan || !choice) return refuse('notFound');
      const there = await findClosing(tx.db, id);
      if (there) return there.planId === planId && there.periodKey === periodKey ? ok({ closing: there }) : refuse('closingChanged');
      const closings = await listClosings(tx.db, planId);
      if (closingOf(closings, planId, periodKey)) return refuse('closingChanged', { detail: 'closed' });
      if (!mayClose(choice.period, today)) return refuse('closingChanged', { detail: 'notEnded' });
      await saveClosing(tx, { id, plan, choice, closings, today }, { by: who.person.id, at: now });
      const closing = await findClosing(tx.db, id);
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

const takeStep = defineRoute(TAKE_STEP, {
  summary: 'Hand the report of a closed period to the approver, approve it, send it back, or (by the approver) open the period again',
  access: ['supervisor', 'approver'],
  maxBodyBytes: MAX_PAPER_BYTES,
  async handle({ deps, who, now, params, body: { seen, word } }) {
    if (!mayTake(who.person.role, word.step)) return refuse('forbidden');
    // Nothing of this program alters what was frozen: whoever vouches for the figures vouches for those of the closing's code.
    if (word.step === 'submitted' || word.step === 'approved') await expectUnaltered(deps, params.id);
    return deps.store.write(async (tx) => {
      const closing = await findClosing(tx.db, params.id);
      if (!closing) return refuse('notFound');
      const said = closing.history[seen];
      // The answer was lost on its way, and the person said it again.
      if (said && closing.history.length === seen + 1 && said.step === word.step && said.by === who.person.id) return ok({ closing });
      if (closing.history.length !== seen || !canFollow(closing, word.step)) return refuse('closingChanged');
      if (word.step === 'reopened' && !isLastOfKind(closing, await listClosings(tx.db, closing.planId)))
        return refuse('closingChanged', { detail: 'notLast' });
      await saveStep(tx, closing, word, { by: who.person.id, at: now });
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
