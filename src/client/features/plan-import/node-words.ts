import type { Day } from '../../../domain/day.ts';
import type { Schedule } from '../../../domain/plan.ts';
import { milestoneOf } from '../../../domain/plan-draft/milestone.ts';
import { type DraftNode, isEnding, lacksLead } from '../../../domain/plan-draft/plan-draft.ts';
import { DOT, dayShort, formatMeasure } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { PlanDraftRow } from '../../store/db.ts';
import type { DraftModel } from './draft-model.ts';

const scheduleText = ({ type, quarters, months, basis }: Schedule): string | undefined => {
  const words = labels().plans.times;
  if (basis === 'default') return undefined;
  if (type === 'quarter') return (quarters ?? []).map((quarter) => words.quarters[quarter - 1]).join(', ');
  if (type === 'month') return (months ?? []).map((month) => words.monthsShort[month - 1]).join(', ');
  return words.schedules[type];
};

const dueText = (due: Day | null): string => (due === null ? labels().planImport.dueOpen : dayShort(due));

function dueLine(model: DraftModel, node: DraftNode): string | undefined {
  const { occurrences } = milestoneOf(node, model.draft().header, model.units());
  return occurrences.length === 0 ? undefined : labels().planImport.due(occurrences.map(({ due }) => dueText(due)).join(', '));
}

/** What stands small under a title: what is counted, by when, with whom. */
export function nodeFacts(model: DraftModel, node: DraftNode): string {
  const words = labels().planImport;
  const counted = node.tracking === 'tally' ? node.measures.map((key) => labels().plans.measureShort[key].toLowerCase()) : [];
  const accepted = node.targets.filter((target) => target.accepted).map(({ measure, value }) => formatMeasure(measure, value));
  const found = node.targets.filter((target) => !target.accepted).map(({ measure, value }) => formatMeasure(measure, value));
  const parts = [
    ...counted,
    node.tracking === 'milestone' ? dueLine(model, node) : scheduleText(node.schedule),
    node.coUnits.length > 0 ? words.with(node.coUnits.join('; ')) : undefined,
    accepted.length > 0 ? words.targetSet(accepted.join(', ')) : undefined,
    found.length > 0 && node.tracking === 'tally' ? words.targetFound(found.join(', ')) : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(DOT);
}

/** Why a person should look, in plain words. */
export function doubtLines(node: DraftNode): string[] {
  const words = labels().planImport;
  const reasons = node.doubts.map((doubt) => words.doubts[doubt]);
  return isEnding(node) ? [words.doubts.ending, ...reasons] : reasons;
}

export function leadLine(node: DraftNode): string | undefined {
  const words = labels().planImport.item;
  if (!lacksLead(node)) return undefined;
  return node.leadUnit === null ? words.noLeadStated : words.unmatched(node.leadUnit);
}

/** Where a draft comes from: a file, a pasted text, or the plan it amends by hand. */
export function originWords({ fileName, draft }: PlanDraftRow): string {
  const words = labels().planImport.start;
  return fileName ?? (draft.source.length === 0 ? words.byHand : words.pasted);
}
