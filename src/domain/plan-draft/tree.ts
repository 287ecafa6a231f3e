import type { DraftNode } from './plan-draft.ts';

type Nodes = readonly DraftNode[];

export const placeOf = (nodes: Nodes, key: string): number => nodes.findIndex((node) => node.key === key);

/** Where the branch that begins at `start` ends: the place behind its last node. */
export function endOfBranch(nodes: Nodes, start: number): number {
  const inside = new Set<string | null>([nodes[start]?.key ?? null]);
  let end = start + 1;
  for (let node = nodes[end]; node && node.parentKey !== null && inside.has(node.parentKey); node = nodes[end]) {
    inside.add(node.key);
    end += 1;
  }
  return end;
}

/** Siblings of a node, itself among them, in order. */
export const siblingsOf = (nodes: Nodes, { parentKey }: DraftNode): DraftNode[] => nodes.filter((node) => node.parentKey === parentKey);

/** Puts what stood under one node under another. */
export const adopt = (nodes: Nodes, from: string, to: string | null): DraftNode[] =>
  nodes.map((node) => (node.parentKey === from ? { ...node, parentKey: to } : node));

/** How deep the branch reaches below its first node; 1 for a node without children. */
export function heightOf(nodes: Nodes, start: number): number {
  const heights = new Map<string | null, number>([[nodes[start]?.key ?? null, 1]]);
  for (const { key, parentKey } of nodes.slice(start + 1, endOfBranch(nodes, start))) heights.set(key, (heights.get(parentKey) ?? 0) + 1);
  return Math.max(...heights.values());
}

/** Branch by branch, siblings in the order they have: for nodes that got another parent. */
export function byBranch(nodes: Nodes): DraftNode[] {
  const below = new Map<string | null, DraftNode[]>();
  for (const node of nodes) {
    const siblings = below.get(node.parentKey);
    if (siblings) siblings.push(node);
    else below.set(node.parentKey, [node]);
  }
  const branch = (key: string | null): DraftNode[] => (below.get(key) ?? []).flatMap((node) => [node, ...branch(node.key)]);
  return branch(null);
}
