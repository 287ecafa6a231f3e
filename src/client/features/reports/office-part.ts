import type { ActivityContent } from '../../../domain/activity.ts';
import { type Contribution, contribution, isCounted } from '../../../domain/contribution.ts';
import type { LocalityId } from '../../../domain/ids.ts';
import type { Period } from '../../../domain/period.ts';
import { type LocalitySum, partsCut, recordsBeside, sumByLocality, wholeParts } from '../../../domain/report/figure-source.ts';
import { cumulativeOf } from '../../../domain/report/report.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { LIST_ACTIVITIES, MAX_LIST_LENGTH } from '../../../protocol/endpoints/activities.ts';
import { TALLY_LOCALITIES } from '../../../protocol/endpoints/tally.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';
import type { OfficePart } from '../../store/lists/report-inputs.ts';
import type { ReportChoice } from './report-choice.ts';

/** Month-parts of which every record must be known: those the period, or the year up to its end, cuts through. */
export const daysNeeded = ({ plan, about }: Pick<ReportChoice, 'plan' | 'about'>): Period[] =>
  partsCut([about.period, cumulativeOf(about, plan)], plan);

async function askLocalities({ plan, about, unit }: ReportChoice): Promise<Result<LocalitySum[], OfficeError>> {
  const whole = wholeParts(about.period, plan);
  if (!whole) return ok([]);
  const answer = await askOffice(TALLY_LOCALITIES, { query: { planId: plan.id, from: whole.from, to: whole.to, unitId: unit?.id } });
  if (!answer.ok) return answer;
  const confirmed = answer.value.rows.filter(({ state }) => state === 'confirmed');
  return ok(confirmed.map(({ key, state: _, ...amount }) => ({ localityId: key as LocalityId | '', amount })));
}

/** The counted records of some days, page by page. */
export async function askRecords({ plan, unit }: ReportChoice, { from, to }: Period): Promise<Result<Contribution[], OfficeError>> {
  const found: Contribution[] = [];
  let before: string | undefined;
  do {
    const query = { planId: plan.id, unitId: unit?.id, from, to, limit: String(MAX_LIST_LENGTH), before };
    const answer = await askOffice(LIST_ACTIVITIES, { query });
    if (!answer.ok) return answer;
    const { activities, more } = answer.value;
    found.push(
      ...activities.filter(({ state }) => isCounted(state)).map(({ content, state }) => contribution(content as ActivityContent, state)),
    );
    before = more ? activities.at(-1)?.id : undefined;
  } while (before !== undefined);
  return ok(found);
}

/** What no cell on this device says of a period: sums by locality, and the records of month-parts it cuts through. */
export async function askOfficePart(question: ReportChoice, now: () => number): Promise<Result<OfficePart, OfficeError>> {
  const whole = await askLocalities(question);
  if (!whole.ok) return whole;
  const records: Contribution[] = [];
  for (const days of daysNeeded(question)) {
    const answer = await askRecords(question, days);
    if (!answer.ok) return answer;
    records.push(...answer.value);
  }
  const beside = recordsBeside(records, question.about.period, question.plan);
  return ok({ byLocality: sumByLocality(beside, whole.value), records, at: now() });
}
