import type { Day } from '../day.ts';
import { yearOf } from '../day.ts';
import type { ItemCode, PlanId, UnitId } from '../ids.ts';
import type { MeasureKey } from '../measure.ts';
import type { Milestone } from '../milestone.ts';
import { DEFAULT_REPORTING, type Period, type Reporting } from '../period.ts';
import { PLAN_LIMITS, type Plan, type PlanItem } from '../plan.ts';
import type { NodeDoubt, PlanDoubt, PlanReading, ReadItem, ReadSchedule, ReadTarget } from '../plan-reading/reading.ts';

/**
 * Text of fields, by their names, of which nothing could be made (yet). The draft keeps it as it was typed, so that it is
 * there again after a restart; where the plan could not take it, saving stops.
 */
export type TypedText = Readonly<Record<string, string>>;

/** A target the text names; it enters the plan only once it is accepted. */
export interface DraftTarget extends ReadTarget {
  readonly accepted: boolean;
  /** The figure as typed, where it is no target. */
  readonly typed?: string | undefined;
}

/** One item to be. Its code follows from its place in the tree (plan-draft-codes.ts). */
export interface DraftNode {
  /** The same through all edits. */
  readonly key: string;
  readonly parentKey: string | null;
  /** Its part of the code where somebody chose one; null: as printed, or counted. */
  readonly label: string | null;
  /** The code it has in the plan that is amended: kept for ever. */
  readonly fixedCode: ItemCode | null;
  readonly marker: string | null;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly body: string;
  readonly note: string;
  /** Lines of the document it was read from. */
  readonly lines: readonly number[];
  readonly doubts: readonly NodeDoubt[];
  readonly leadUnit: string | null;
  readonly leadUnitId: UnitId | null;
  readonly coUnits: readonly string[];
  readonly schedule: ReadSchedule;
  readonly tracking: PlanItem['tracking'];
  readonly measures: readonly MeasureKey[];
  readonly usualTypes: readonly string[];
  readonly targets: readonly DraftTarget[];
  /** As somebody set it; null: as it follows from schedule and text (plan-draft-milestone.ts). */
  readonly milestone: Milestone | null;
  /** The amendment ends it; it keeps its place. Version null: the one that is being made. */
  readonly retired: { readonly version: number | null; readonly since?: Day; readonly successorKeys: readonly string[] } | null;
  /** A person looked at it. */
  readonly seen: boolean;
  readonly typed?: TypedText;
}

export interface DraftHeader {
  readonly agency: string;
  readonly number: string | null;
  readonly date: Day | null;
  readonly year: number;
  readonly title: string;
  readonly period: Period;
  readonly reporting: Reporting;
  /** Number and date of the paper that amends the plan; null for a new plan. */
  readonly amendment: { readonly number: string | null; readonly date: Day | null } | null;
  readonly typed?: TypedText;
}

/** A plan on its way from a document into the office's log: nothing of it holds before a person has saved it. */
export interface PlanDraft {
  /** Made with the draft, so that saving twice is saving once. */
  readonly planId: PlanId;
  readonly header: DraftHeader;
  /** Parents before children, in the order printed. */
  readonly nodes: readonly DraftNode[];
  /** The document; line 1 is `source[0]`. */
  readonly source: readonly string[];
  readonly doubts: readonly PlanDoubt[];
  /** The plan it amends; null for a new one. */
  readonly base: Plan | null;
  /** Names the document prints for units, as a person matched them. */
  readonly aliases: Readonly<Record<string, UnitId>>;
  /** How many keys were given. */
  readonly made: number;
}

const nodeOf = (item: ReadItem, key: string, parentKey: string | null): DraftNode => ({
  key,
  parentKey,
  label: null,
  fixedCode: null,
  marker: item.marker,
  kind: item.kind,
  title: item.title.slice(0, PLAN_LIMITS.title),
  text: item.text,
  body: item.body ?? '',
  note: item.note ?? '',
  lines: item.lines,
  doubts: item.doubts,
  leadUnit: item.leadUnit,
  leadUnitId: item.leadUnitId as UnitId | null,
  coUnits: item.coUnits,
  schedule: item.schedule,
  tracking: item.tracking,
  measures: item.measures,
  usualTypes: item.usualTypes,
  targets: item.targets.map((target) => ({ ...target, accepted: false })),
  milestone: null,
  retired: null,
  seen: false,
});

export const wholeYear = (year: number): Period => ({ from: `${year}-01-01` as Day, to: `${year}-12-31` as Day });

/** `thisYear` holds where the document names none. */
export function draftFromReading(reading: PlanReading, planId: PlanId, thisYear: number): PlanDraft {
  const { agency, number, date, title, docType, period } = reading.header;
  const year = reading.header.year ?? (date ? yearOf(date) : thisYear);
  const keys = new Map(reading.items.map(({ code }, at) => [code, `k${at + 1}`]));
  return {
    planId,
    header: {
      agency: agency ?? '',
      number,
      date,
      year,
      title: title ?? docType ?? '',
      period: (period as Period | null) ?? wholeYear(year),
      reporting: DEFAULT_REPORTING,
      amendment: null,
    },
    nodes: reading.items.map((item) =>
      nodeOf(item, keys.get(item.code) ?? '', item.parentCode === null ? null : (keys.get(item.parentCode) ?? null)),
    ),
    source: reading.lines,
    doubts: reading.doubts,
    base: null,
    aliases: {},
    made: reading.items.length,
  };
}

export const findNode = (draft: PlanDraft, key: string): DraftNode | undefined => draft.nodes.find((node) => node.key === key);

/** Items that will hold: those that were not ended. */
export const livingNodes = (draft: PlanDraft): DraftNode[] => draft.nodes.filter(({ retired }) => retired === null);

/** How deep each node stands; roots are 1. */
export function levelsOf({ nodes }: PlanDraft): Map<string, number> {
  const levels = new Map<string, number>();
  for (const { key, parentKey } of nodes) levels.set(key, parentKey === null ? 1 : (levels.get(parentKey) ?? 0) + 1);
  return levels;
}

/** The node each line of the document belongs to. */
export const lineOwners = ({ nodes }: PlanDraft): Map<number, string> =>
  new Map(nodes.flatMap(({ key, lines }) => lines.map((line) => [line, key] as const)));

/** It ends with the version that is being made. */
export const isEnding = ({ retired }: DraftNode): boolean => retired !== null && retired.version === null;

/** Worth a look, but no sign that anything was read wrongly: plans are printed with quotes left open. */
const ASKS_ONLY: readonly NodeDoubt[] = ['quoteOpen'];

/** Why nobody may pass it by: something is not sure, or an item of the plan is to end. */
export const isDoubtful = (node: DraftNode): boolean =>
  !node.seen && (node.doubts.some((doubt) => !ASKS_ONLY.includes(doubt)) || isEnding(node));
/** It asks for a look, and may be saved without one. */
const isAsking = (node: DraftNode): boolean => !node.seen && !isDoubtful(node) && node.doubts.length > 0;
/** Work without a unit that leads it: worth a look, though it may stay so. */
export const lacksLead = ({ tracking, leadUnitId, retired }: DraftNode): boolean =>
  retired === null && tracking !== 'none' && leadUnitId === null;

export interface DraftProgress {
  readonly seen: number;
  readonly total: number;
  /** Uncertain and not looked at yet: none of them may enter the plan. */
  readonly doubtful: readonly DraftNode[];
  /** Something small is odd, and it was not looked at yet; it may enter the plan as it is. */
  readonly asking: readonly DraftNode[];
  /** Without a unit, and not looked at yet. */
  readonly leaderless: readonly DraftNode[];
}

export function progressOf(draft: PlanDraft): DraftProgress {
  const open = draft.nodes.filter((node) => node.retired === null || isEnding(node));
  return {
    seen: open.filter(({ seen }) => seen).length,
    total: open.length,
    doubtful: open.filter(isDoubtful),
    asking: open.filter(isAsking),
    leaderless: open.filter((node) => !node.seen && lacksLead(node)),
  };
}

export interface UnmatchedLead {
  readonly printed: string;
  readonly keys: readonly string[];
}

/** Names of leading units that are no unit of the office, the most frequent first. */
export function unmatchedLeads(draft: PlanDraft): UnmatchedLead[] {
  const groups = new Map<string, string[]>();
  for (const node of draft.nodes)
    if (lacksLead(node) && node.leadUnit !== null) groups.set(node.leadUnit, [...(groups.get(node.leadUnit) ?? []), node.key]);
  return [...groups].map(([printed, keys]) => ({ printed, keys })).sort((left, right) => right.keys.length - left.keys.length);
}
