import { addDays, type Day } from '../../domain/day.ts';
import { monthPart, type Period } from '../../domain/period.ts';
import { covers } from '../../domain/person.ts';
import type { Plan } from '../../domain/plan.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { QueryOf } from '../../protocol/endpoint.ts';
import { READ_TALLY, TALLY_LOCALITIES, TALLY_MARKERS, TALLY_PEOPLE, TALLY_TYPES } from '../../protocol/endpoints/tally.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { readAuthors, readMarkers, readTally, readView, type TallyQuestion } from '../store/tally-reads.ts';
import { itemAndBelow } from './item-line.ts';
import { defineRoute } from './route.ts';

/** A period can be read from cells where it begins and ends with a month-part; beyond the plan there are no records. */
function isUnionOfParts({ from, to }: Period, plan: Plan): boolean {
  const startsPart = (value: Day): boolean => monthPart(value, plan.reporting) === value;
  return (from <= plan.period.from || startsPart(from)) && (to >= plan.period.to || startsPart(addDays(to, 1)));
}

interface Asked {
  readonly plan: Plan;
  readonly period: Period;
  readonly question: TallyQuestion;
}

async function whatIsAsked(deps: AppDeps, who: SignedInPerson, query: QueryOf<typeof READ_TALLY>): Promise<Result<Asked, Refusal>> {
  const plan = (await deps.readReference(deps.store.reader)).plans.get(query.planId);
  if (!plan || (query.unitId !== undefined && !covers(who.scope.tallies, query.unitId))) return refuse('notFound');
  const period = { from: query.from ?? plan.period.from, to: query.to ?? plan.period.to };
  if (!isUnionOfParts(period, plan)) return refuse('badRequest', { detail: 'period' });
  // The first part of a plan may begin before the plan does.
  const parts = { from: monthPart(period.from, plan.reporting), to: period.to };
  return ok({ plan, period, question: { planId: plan.id, period: parts, unitId: query.unitId } });
}

const tally = defineRoute(READ_TALLY, {
  summary: 'Sums by item, unit and state; the whole plan where no period is given',
  access: 'signedIn',
  async handle({ deps, who, query }) {
    const asked = await whatIsAsked(deps, who, query);
    if (!asked.ok) return asked;
    const { plan, period, question } = asked.value;
    const rows = await readTally(deps.store.reader, who.scope, question);
    return ok({ planId: plan.id, ...period, rows });
  },
});

const viewRoute = (view: 'types' | 'localities') =>
  defineRoute(view === 'types' ? TALLY_TYPES : TALLY_LOCALITIES, {
    summary: `Sums by ${view === 'types' ? 'type' : 'locality'} and state, of an item with all below it or of the whole plan`,
    access: 'signedIn',
    async handle({ deps, who, query: { itemCode, ...query } }) {
      const asked = await whatIsAsked(deps, who, query);
      if (!asked.ok) return asked;
      const { plan, period, question } = asked.value;
      const itemCodes = itemCode === undefined ? undefined : itemAndBelow(plan, itemCode);
      if (itemCode !== undefined && !itemCodes) return refuse('notFound');
      const rows = await readView(deps.store.reader, who.scope, view, { ...question, itemCodes });
      return ok({ planId: plan.id, ...period, rows });
    },
  });

const markers = defineRoute(TALLY_MARKERS, {
  summary: 'Records and sessions by main position of the border and state; a record that names several stands at each',
  access: 'signedIn',
  async handle({ deps, who, query }) {
    const asked = await whatIsAsked(deps, who, query);
    if (!asked.ok) return asked;
    const { plan, period, question } = asked.value;
    return ok({ planId: plan.id, ...period, rows: await readMarkers(deps.store.reader, who.scope, question) });
  },
});

const people = defineRoute(TALLY_PEOPLE, {
  summary: 'How many records each person made, by unit and state, with the last day of them; for those who see these records',
  access: ['unitLead', 'supervisor', 'approver'],
  async handle({ deps, who, query }) {
    const asked = await whatIsAsked(deps, who, query);
    if (!asked.ok) return asked;
    const { plan, period, question } = asked.value;
    return ok({ planId: plan.id, ...period, rows: await readAuthors(deps.store.reader, who.scope, question) });
  },
});

export const tallyRoutes = [tally, viewRoute('types'), viewRoute('localities'), markers, people];
