import { ItemCode } from '../ids.ts';
import { isCountedByPosition, LONGEST_CODE, ownLabel } from '../plan-reading/codes.ts';
import type { DraftNode, PlanDraft } from './plan-draft.ts';

/** Letters and figures: what a person may set as an item's own part of the code. */
export const LABEL_PATTERN = /^[\p{L}\p{N}_/()-]{1,12}$/u;

type Counts = Map<string, number>;

/** What a marker as odd as "1*" leaves of itself in a code. */
const tidyLabel = (label: string): string =>
  label
    .split('.')
    .map((part) => part.replace(/[^\p{L}\p{N}_/()-]+/gu, ''))
    .filter(Boolean)
    .join('.') || 'x';

const within = (parentCode: string | undefined, label: string, at: number): string => {
  const wanted = parentCode === undefined ? label : `${parentCode}.${label}`;
  return wanted.length > LONGEST_CODE ? `n${at + 1}` : wanted;
};

/** Codes of a plan's former items stay theirs, also of those that ended. */
const codesEver = ({ base }: PlanDraft): string[] => (base ? base.items.map(({ code }) => code) : []);

/** `tried` holds for a wanted code the number looked at last: those below are taken for good. */
function freeCode(taken: ReadonlySet<string>, wanted: string, tried: Map<string, number>): string {
  let times = tried.get(wanted) ?? 1;
  const numbered = (): string => (times === 1 ? wanted : `${wanted}(${times})`);
  while (taken.has(numbered())) times++;
  tried.set(wanted, times);
  return numbered();
}

/** The code of every node by its key: the parent's code and the own label, unique, and never one that was given before. */
export function codesOf(draft: PlanDraft): Map<string, ItemCode> {
  const codes = new Map<string, ItemCode>();
  const taken = new Set(codesEver(draft));
  const counts = new Map<string | null, Counts>();
  const markers = new Map(draft.nodes.map(({ key, marker }) => [key, marker]));
  const tried = new Map<string, number>();
  draft.nodes.forEach((node, at) => {
    const own = counts.get(node.parentKey) ?? new Map();
    counts.set(node.parentKey, own);
    const code = node.fixedCode ?? freeCode(taken, wantedCode(draft, node, at, own, markers, codes, taken), tried);
    // A fixed sibling is counted too, so that the next dash goes on behind it.
    if (node.fixedCode !== null) ownLabel(node, own);
    taken.add(code);
    codes.set(node.key, ItemCode.parse(code));
  });
  return codes;
}

function wantedCode(
  draft: PlanDraft,
  node: DraftNode,
  at: number,
  counts: Counts,
  markers: ReadonlyMap<string, string | null>,
  codes: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): string {
  const parentCode = node.parentKey === null ? undefined : codes.get(node.parentKey);
  const next = (): string => within(parentCode, tidyLabel(node.label ?? ownLabel(node, counts, markers.get(node.parentKey ?? ''))), at);
  let wanted = next();
  // In a plan that is amended a new dash takes the next letter nobody ever had; a printed label gets a number behind it.
  if (draft.base !== null && node.label === null && isCountedByPosition(node))
    while (taken.has(wanted) && !/^n\d+$/.test(wanted)) wanted = next();
  return wanted;
}
