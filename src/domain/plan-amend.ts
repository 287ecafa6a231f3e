import type { ActivityType } from './activity-types.ts';
import type { ItemCode } from './ids.ts';
import type { Plan, PlanItem } from './plan.ts';
import { type DraftHeader, type DraftNode, draftFromReading, type PlanDraft } from './plan-draft/plan-draft.ts';
import { byBranch } from './plan-draft/tree.ts';
import { foldTone } from './plan-reading/clean-text.ts';
import type { PlanReading } from './plan-reading/reading.ts';

const keyOf = (code: string): string => `c${code}`;

/** What the office chose for an item, or the plan printed, as the draft of the next version has it. */
const formerNode = (item: PlanItem): DraftNode => ({
  key: keyOf(item.code),
  parentKey: item.parentCode === null ? null : keyOf(item.parentCode),
  label: null,
  fixedCode: item.code,
  marker: item.marker,
  kind: item.kind,
  title: item.title,
  text: item.text,
  body: item.body ?? '',
  note: item.note ?? '',
  lines: [],
  doubts: [],
  leadUnit: item.leadUnit,
  leadUnitId: item.leadUnitId,
  coUnits: item.coUnits,
  schedule: item.schedule,
  tracking: item.tracking,
  measures: item.measures,
  usualTypes: item.usualTypes,
  targets: [],
  milestone: item.milestone ?? null,
  retired: item.retired
    ? {
        version: item.retired.version,
        ...(item.retired.since && { since: item.retired.since }),
        successorKeys: item.retired.successorCodes.map(keyOf),
      }
    : null,
  seen: true,
});

function headerOf({ agency, number, date, year, title, period, reporting }: Plan, paper: DraftHeader['amendment']): DraftHeader {
  return { agency, number, date, year, title, period, reporting, amendment: paper ?? { number: null, date: null } };
}

/** The next version of a plan, to be corrected by hand: everything is as it was. */
export const amendDraft = (plan: Plan): PlanDraft => ({
  planId: plan.id,
  header: headerOf(plan, null),
  nodes: plan.items.map(formerNode),
  source: [],
  doubts: [],
  base: plan,
  aliases: {},
  made: 0,
});

const wordsOf = (text: string): Set<string> => new Set(foldTone(text).match(/[\p{L}\p{N}]+/gu) ?? []);

/** At least half of all words of both stand in both. */
function isSimilar(left: string, right: string): boolean {
  const [first, second] = [wordsOf(left), wordsOf(right)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared > 0 && shared * 2 >= first.size + second.size - shared;
}

interface Printed {
  readonly code: string;
  readonly text: string;
  readonly folded: string;
}
type Sign = (now: Printed, before: Printed) => boolean;

/** The surest signs first: the same words under the same code, the same words elsewhere, similar words under the same code. */
const SIGNS: readonly Sign[] = [
  (now, before) => now.code === before.code && now.folded === before.folded,
  (now, before) => now.folded === before.folded,
  (now, before) => now.code === before.code && isSimilar(now.text, before.text),
];

/** Which former item each node read anew is; one at most, and each former item once. */
function matchNodes(nodes: readonly DraftNode[], codes: readonly ItemCode[], former: readonly PlanItem[]): Map<string, PlanItem> {
  const matched = new Map<string, PlanItem>();
  const left = new Map(former.map((item) => [item, { code: item.code, text: item.text, folded: foldTone(item.text) }]));
  const printed = nodes.map(({ text }, at): Printed => ({ code: codes[at] ?? '', text, folded: foldTone(text) }));
  for (const isSame of SIGNS)
    nodes.forEach(({ key }, at) => {
      const now = printed[at];
      if (!now || matched.has(key)) return;
      const [item] = [...left].find(([, before]) => isSame(now, before)) ?? [];
      if (!item) return;
      matched.set(key, item);
      left.delete(item);
    });
  return matched;
}

/** As read, and as the office had it set up; seen already where nothing changed. */
function carriedOver(node: DraftNode, item: PlanItem): DraftNode {
  const isSame = node.text === item.text && node.body === (item.body ?? '');
  return {
    ...node,
    fixedCode: item.code,
    title: isSame ? item.title : node.title,
    leadUnitId: item.leadUnitId ?? node.leadUnitId,
    tracking: item.tracking,
    measures: item.measures.length > 0 ? item.measures : node.measures,
    usualTypes: item.usualTypes.length > 0 ? item.usualTypes : (node.usualTypes as readonly ActivityType[]),
    milestone: item.milestone ?? null,
    seen: isSame && node.doubts.length === 0,
  };
}

/**
 * The next version of a plan as a document that amends it prints it. What is printed again keeps its code; what is not
 * printed any more is proposed to end, which a person must look at like anything uncertain.
 */
export function matchReading(plan: Plan, reading: PlanReading, thisYear: number): PlanDraft {
  const read = draftFromReading(reading, plan.id, thisYear);
  const living = plan.items.filter(({ retired }) => !retired);
  const matched = matchNodes(
    read.nodes,
    reading.items.map(({ code }) => code as ItemCode),
    living,
  );
  const keys = new Map([...matched].map(([key, item]) => [keyOf(item.code), key]));
  const now = (key: string | null): string | null => (key === null ? null : (keys.get(key) ?? key));
  const staying = read.nodes.map((node) => {
    const item = matched.get(node.key);
    return item ? carriedOver(node, item) : node;
  });
  const again = new Set([...matched.values()].map(({ code }) => code));
  const ended = plan.items
    .filter(({ code }) => !again.has(code))
    .map(formerNode)
    .map((node): DraftNode => {
      const before = node.retired;
      return {
        ...node,
        parentKey: now(node.parentKey),
        seen: before !== null,
        retired: before
          ? { ...before, successorKeys: before.successorKeys.flatMap((key) => now(key) ?? []) }
          : { version: null, successorKeys: [] },
      };
    });
  return {
    ...read,
    header: headerOf(plan, { number: reading.header.number, date: reading.header.date }),
    // Title and year are those of the plan.
    doubts: read.doubts.filter((doubt) => doubt !== 'noTitle' && doubt !== 'noYear'),
    nodes: byBranch([...staying, ...ended]),
    base: plan,
  };
}
