import type { Day } from '../day.ts';
import type { ItemCode } from '../ids.ts';
import { splitNames } from '../name-list.ts';
import type { Plan, PlanItem, Schedule } from '../plan.ts';
import { nextPlanVersion } from '../plan-life.ts';
import { titleOf } from '../plan-reading/title.ts';
import type { Unit } from '../reference.ts';
import type { TargetPlace } from '../target.ts';
import { codesOf } from './codes.ts';
import { milestoneOf } from './milestone.ts';
import type { DraftNode, PlanDraft } from './plan-draft.ts';
import { CO_UNITS } from './typed.ts';

export interface DraftedPlan {
  readonly plan: Plan;
  /** Those that were accepted, for the whole office. */
  readonly targets: readonly { readonly place: TargetPlace; readonly value: number }[];
}

function scheduleOf({ schedule: { type, quarters, months, basis } }: DraftNode): Schedule {
  return {
    type,
    ...(type === 'quarter' && { quarters: [...(quarters ?? [])] }),
    ...(type === 'month' && { months: [...(months ?? [])] }),
    basis,
  };
}

const isAccepted = ({ targets, tracking }: DraftNode) => (tracking === 'tally' ? targets.filter(({ accepted }) => accepted) : []);

function itemOf(
  node: DraftNode,
  draft: PlanDraft,
  codes: ReadonlyMap<string, ItemCode>,
  { version, since, units }: { readonly version: number; readonly since: Day; readonly units: readonly Unit[] },
): PlanItem {
  const codeOf = (key: string): ItemCode | null => codes.get(key) ?? null;
  const measures = new Set([...node.measures, ...isAccepted(node).map(({ measure }) => measure)]);
  return {
    code: codeOf(node.key) as ItemCode,
    parentCode: node.parentKey === null ? null : codeOf(node.parentKey),
    marker: node.marker,
    kind: node.kind,
    title: node.title.trim() || titleOf(node.text),
    text: node.text,
    ...(node.body !== '' && { body: node.body }),
    leadUnitId: node.leadUnitId,
    leadUnit: node.leadUnit,
    coUnits: [...new Set([...node.coUnits, ...splitNames(node.typed?.[CO_UNITS] ?? '')])],
    schedule: scheduleOf(node),
    tracking: node.tracking,
    measures: [...measures],
    usualTypes: node.usualTypes,
    ...(node.tracking === 'milestone' && { milestone: milestoneOf(node, draft.header, units) }),
    ...(node.note !== '' && { note: node.note }),
    ...(node.retired && {
      retired: {
        version: node.retired.version ?? version,
        // What an earlier version ended keeps what it says of itself, also where that is nothing.
        ...(node.retired.version === null ? { since } : node.retired.since && { since: node.retired.since }),
        successorCodes: node.retired.successorKeys.flatMap((key) => codeOf(key) ?? []),
      },
    }),
  };
}

/** The plan a draft makes, saved `today`: the first version of a new one, or the next of the one it amends. */
export function toPlan(draft: PlanDraft, units: readonly Unit[], today: Day): DraftedPlan {
  const { base, header, nodes, planId: id } = draft;
  const version = (base?.version ?? 0) + 1;
  const codes = codesOf(draft);
  const items = nodes.map((node) => itemOf(node, draft, codes, { version, since: header.amendment?.date ?? today, units }));
  const { agency, number, date, year, title, period, reporting, amendment } = header;
  const head = { agency, number, date, year, title: title.trim(), period, reporting, ...(amendment && { amendment }) };
  const targets = nodes.flatMap((node) =>
    isAccepted(node).map(({ measure, period: per, value }) => ({
      place: { planId: id, itemCode: codes.get(node.key) as ItemCode, measure, unitId: null, period: per },
      value,
    })),
  );
  return { plan: base ? nextPlanVersion(base, { ...head, items }) : { id, version, ...head, items }, targets };
}
