import type { UnitId } from '../ids.ts';
import { PLAN_LIMITS } from '../plan.ts';
import { type DraftHeader, type DraftNode, findNode, isDoubtful, isEnding, levelsOf, type PlanDraft } from './plan-draft.ts';
import { adopt, byBranch, endOfBranch, heightOf, placeOf, siblingsOf } from './tree.ts';

/** What an operation makes of a draft, and the node the person is at afterwards; undefined where it is not possible. */
export type DraftEdit = { readonly draft: PlanDraft; readonly at: string | null } | undefined;

export type NodeChange = Partial<
  Pick<
    DraftNode,
    | 'label'
    | 'title'
    | 'text'
    | 'body'
    | 'note'
    | 'leadUnitId'
    | 'coUnits'
    | 'schedule'
    | 'tracking'
    | 'measures'
    | 'usualTypes'
    | 'targets'
    | 'milestone'
    | 'typed'
  >
>;

const changeNodes = (draft: PlanDraft, keys: readonly string[], change: Partial<DraftNode>): PlanDraft => {
  const wanted = new Set(keys);
  return { ...draft, nodes: draft.nodes.map((node) => (wanted.has(node.key) ? { ...node, ...change } : node)) };
};

/** Sets fields of an item; who changes it has seen it. */
export const editNode = (draft: PlanDraft, key: string, change: NodeChange): DraftEdit => ({
  draft: changeNodes(draft, [key], { ...change, seen: true }),
  at: key,
});

export const editHeader = (draft: PlanDraft, change: Partial<DraftHeader>): PlanDraft => ({
  ...draft,
  header: { ...draft.header, ...change },
});

export const setSeen = (draft: PlanDraft, keys: readonly string[]): PlanDraft => changeNodes(draft, keys, { seen: true });

/** Everything that is certain counts as seen; what is uncertain must be looked at by itself. */
export const acceptRest = (draft: PlanDraft): PlanDraft =>
  setSeen(
    draft,
    draft.nodes.flatMap((node) => (isDoubtful(node) ? [] : [node.key])),
  );

/** Matches a printed name with a unit, for all items it leads; the name is remembered once the plan is saved. */
export const matchLead = (draft: PlanDraft, printed: string, keys: readonly string[], leadUnitId: UnitId): PlanDraft => ({
  ...changeNodes(draft, keys, { leadUnitId }),
  aliases: { ...draft.aliases, [printed]: leadUnitId },
});

/** A blank item behind the given one and what stands below it; the first of all where there is none. */
export function addNode(draft: PlanDraft, after: string | null): DraftEdit {
  if (draft.nodes.length >= PLAN_LIMITS.items) return undefined;
  const above = after === null ? undefined : findNode(draft, after);
  // Nothing new begins under something that ends.
  if (above?.parentKey && findNode(draft, above.parentKey)?.retired) return undefined;
  const key = `k${draft.made + 1}`;
  const blank: DraftNode = {
    key,
    parentKey: above?.parentKey ?? null,
    label: null,
    fixedCode: null,
    marker: null,
    kind: 'para',
    title: '',
    text: '',
    body: '',
    note: '',
    lines: [],
    doubts: [],
    leadUnit: above?.leadUnit ?? null,
    leadUnitId: above?.leadUnitId ?? null,
    coUnits: [],
    schedule: { type: 'year', basis: 'default' },
    tracking: 'none',
    measures: [],
    usualTypes: [],
    targets: [],
    milestone: null,
    retired: null,
    seen: true,
  };
  const end = above ? endOfBranch(draft.nodes, placeOf(draft.nodes, above.key)) : draft.nodes.length;
  return { draft: { ...draft, nodes: [...draft.nodes.slice(0, end), blank, ...draft.nodes.slice(end)], made: draft.made + 1 }, at: key };
}

/** Changes places with the sibling above (-1) or below (1), each with what stands below it. */
export function moveNode(draft: PlanDraft, key: string, by: -1 | 1): DraftEdit {
  const node = findNode(draft, key);
  if (!node) return undefined;
  const siblings = siblingsOf(draft.nodes, node);
  const at = siblings.indexOf(node);
  const [first, second] = by === -1 ? [siblings[at - 1], node] : [node, siblings[at + 1]];
  if (!first || !second) return undefined;
  const start = placeOf(draft.nodes, first.key);
  const middle = placeOf(draft.nodes, second.key);
  const end = endOfBranch(draft.nodes, middle);
  const { nodes } = draft;
  const moved = [...nodes.slice(0, start), ...nodes.slice(middle, end), ...nodes.slice(start, middle), ...nodes.slice(end)];
  return { draft: { ...draft, nodes: moved }, at: key };
}

const placeUnder = (draft: PlanDraft, key: string, parentKey: string | null): PlanDraft =>
  changeNodes(draft, [key], { parentKey, seen: true });

/** Puts an item, with what stands below it, under the sibling above it. The order of the text stays. */
export function indentNode(draft: PlanDraft, key: string): DraftEdit {
  const node = findNode(draft, key);
  const siblings = node ? siblingsOf(draft.nodes, node) : [];
  const above = node && siblings[siblings.indexOf(node) - 1];
  const depth = (levelsOf(draft).get(key) ?? 0) + heightOf(draft.nodes, placeOf(draft.nodes, key));
  return above && node.retired === null && above.retired === null && depth <= PLAN_LIMITS.depth
    ? { draft: placeUnder(draft, key, above.key), at: key }
    : undefined;
}

/** Puts an item beside its parent. The order of the text stays, so siblings printed behind it come to stand below it. */
export function outdentNode(draft: PlanDraft, key: string): DraftEdit {
  const node = findNode(draft, key);
  const parent = node?.parentKey ? findNode(draft, node.parentKey) : undefined;
  if (!node || !parent || node.retired !== null) return undefined;
  const siblings = siblingsOf(draft.nodes, node);
  const behind = new Set(siblings.slice(siblings.indexOf(node) + 1).map((sibling) => sibling.key));
  const nodes = draft.nodes.map((node) => (behind.has(node.key) ? { ...node, parentKey: key } : node));
  return { draft: placeUnder({ ...draft, nodes }, key, parent.parentKey), at: key };
}

export const hasChildren = (draft: PlanDraft, key: string): boolean => draft.nodes.some(({ parentKey }) => parentKey === key);

/** What the plan already had cannot go: it ends, keeps its code and says what follows it. */
const endNode = (node: DraftNode, successorKeys: readonly string[]): DraftNode => ({
  ...node,
  retired: node.retired ?? { version: null, successorKeys },
  seen: true,
});

/** Takes an item out, with all below it or lifting its children to its place. What the plan already had ends instead. */
export function dropNode(draft: PlanDraft, key: string, below: 'drop' | 'lift'): DraftEdit {
  const start = placeOf(draft.nodes, key);
  const node = draft.nodes[start];
  if (!node) return undefined;
  const nodes = below === 'lift' ? adopt(draft.nodes, key, node.parentKey) : draft.nodes;
  const end = endOfBranch(nodes, start);
  const left = nodes.slice(start, end).flatMap((node) => (node.fixedCode === null ? [] : [endNode(node, [])]));
  // Something the plan had may stand below something it had not: it finds the next parent above.
  const staying = new Set([...nodes.slice(0, start), ...left].map((remaining) => remaining.key));
  const rooted = left.map((remaining) =>
    remaining.parentKey === null || staying.has(remaining.parentKey) ? remaining : { ...remaining, parentKey: node.parentKey },
  );
  const after = byBranch([...nodes.slice(0, start), ...rooted, ...nodes.slice(end)]);
  return { draft: { ...draft, nodes: after }, at: (after[start] ?? after[start - 1])?.key ?? null };
}

export const retireFor = endNode;

/** What was to end goes on after all, and with it what it stands under. */
export function keepNode(draft: PlanDraft, key: string): DraftEdit {
  const node = findNode(draft, key);
  if (!node || !isEnding(node)) return undefined;
  const path = new Set<string>();
  for (
    let ancestor: DraftNode | undefined = node;
    ancestor;
    ancestor = ancestor.parentKey === null ? undefined : findNode(draft, ancestor.parentKey)
  )
    path.add(ancestor.key);
  const nodes = draft.nodes.map((node) => (path.has(node.key) && isEnding(node) ? { ...node, retired: null, seen: true } : node));
  return { draft: { ...draft, nodes }, at: key };
}

/** Items the plan had and its new paper does not print, as long as nobody has said what becomes of them. */
export const unprinted = ({ nodes }: PlanDraft): DraftNode[] => nodes.filter((node) => isEnding(node) && !node.seen);

/** A paper that prints nothing but its changes ends nothing else: all it does not print goes on. */
export const keepUnprinted = (draft: PlanDraft): PlanDraft =>
  unprinted(draft).reduce((staying, { key }) => keepNode(staying, key)?.draft ?? staying, draft);

/** Says what follows an item that ends. */
export const setSuccessors = (draft: PlanDraft, key: string, successorKeys: readonly string[]): DraftEdit => ({
  draft: changeNodes(draft, [key], { retired: { version: null, successorKeys }, seen: true }),
  at: key,
});
