import { PLAN_LIMITS } from '../plan.ts';
import { cleanText } from '../plan-reading/clean-text.ts';
import { joinTexts } from '../plan-reading/draft.ts';
import { readMarker } from '../plan-reading/marker.ts';
import { titleOf } from '../plan-reading/title.ts';
import { type DraftEdit, retireFor } from './edit.ts';
import { type DraftNode, type DraftTarget, findNode, type PlanDraft } from './plan-draft.ts';
import { adopt, byBranch, placeOf } from './tree.ts';

const ownTitle = ({ title, text }: Pick<DraftNode, 'title' | 'text'>): boolean => title !== '' && title !== titleOf(text);
const titleFor = (text: string): string => titleOf(text).slice(0, PLAN_LIMITS.title);

/** One figure of a kind and period is enough. */
const withoutRepeats = (targets: readonly DraftTarget[]): DraftTarget[] =>
  targets.filter((target, at) => targets.findIndex((other) => other.measure === target.measure && other.period === target.period) === at);

const inOrder = (lines: readonly number[]): number[] => [...lines].sort((left, right) => left - right);

/** Two items as one: behind a body the words go on in the body. */
function joined(above: DraftNode, below: DraftNode): DraftNode {
  const inText = above.body === '';
  const text = inText ? joinTexts(above.text, below.text) : above.text;
  const body = inText ? below.body : joinTexts(joinTexts(above.body, below.text), below.body);
  const counted = above.tracking === 'none' ? below : above;
  return {
    ...above,
    text,
    body,
    title: ownTitle(above) ? above.title : titleFor(text),
    note: joinTexts(above.note, below.note),
    lines: inOrder([...above.lines, ...below.lines]),
    leadUnit: above.leadUnit ?? below.leadUnit,
    leadUnitId: above.leadUnitId ?? below.leadUnitId,
    coUnits: [...new Set([...above.coUnits, ...below.coUnits])],
    tracking: counted.tracking,
    measures: counted.measures,
    usualTypes: counted.usualTypes,
    targets: withoutRepeats([...above.targets, ...below.targets]),
    doubts: [],
    seen: true,
  };
}

/** The item an item would be joined with: the one printed before it, whatever level it stands on. */
export function nodeAbove(draft: PlanDraft, key: string): DraftNode | undefined {
  return draft.nodes.slice(0, Math.max(0, placeOf(draft.nodes, key))).findLast(({ retired }) => retired === null);
}

/** Joins an item with the one printed before it, which takes over what stands below. What the plan already had ends there. */
export function mergeUp(draft: PlanDraft, key: string): DraftEdit {
  const node = findNode(draft, key);
  const above = nodeAbove(draft, key);
  if (!node || !above || node.retired !== null) return undefined;
  const adopted = adopt(draft.nodes, key, above.key);
  const nodes = adopted.flatMap((candidate): DraftNode[] => {
    if (candidate.key === above.key) return [joined(above, node)];
    if (candidate.key !== key) return [candidate];
    return candidate.fixedCode === null ? [] : [retireFor({ ...candidate, lines: [] }, [above.key])];
  });
  return { draft: { ...draft, nodes: byBranch(nodes) }, at: above.key };
}

export interface Cut {
  readonly part: 'text' | 'body';
  /** Letters before the cut. */
  readonly at: number;
}

/** Lines whose words all went to the second part; a line that was cut stays with the first. */
function linesBehind(draft: PlanDraft, lines: readonly number[], first: string, second: string): Set<number> {
  const behind = lines.filter((line) => {
    const printed = cleanText(draft.source[line - 1] ?? '');
    const words = readMarker(printed)?.rest ?? printed;
    return words !== '' && !first.includes(words) && second.includes(words);
  });
  return new Set(behind);
}

/** Cuts an item in two. What stands below it goes on below the second, which stands right behind it. */
export function splitNode(draft: PlanDraft, key: string, { part, at }: Cut): DraftEdit {
  const node = findNode(draft, key);
  if (!node || node.retired !== null || draft.nodes.length >= PLAN_LIMITS.items) return undefined;
  const head = cleanText(node[part].slice(0, at));
  const tail = cleanText(node[part].slice(at));
  if (tail === '' || (part === 'text' && head === '')) return undefined;
  const marker = readMarker(tail);
  const text = marker && marker.rest !== '' ? marker.rest : tail;
  const [firstBody, secondBody] = part === 'text' ? ['', node.body] : [head, ''];
  const firstText = part === 'text' ? head : node.text;
  const behind = linesBehind(draft, node.lines, `${firstText} ${firstBody}`, `${tail} ${secondBody}`);
  const isBehind = ({ quote }: DraftTarget): boolean => `${text} ${secondBody}`.toLowerCase().includes(quote.toLowerCase());
  const newKey = `k${draft.made + 1}`;
  const first: DraftNode = {
    ...node,
    text: firstText,
    body: firstBody,
    title: ownTitle(node) ? node.title : titleFor(firstText),
    lines: node.lines.filter((line) => !behind.has(line)),
    targets: node.targets.filter((target) => !isBehind(target)),
    doubts: [],
    seen: true,
  };
  const second: DraftNode = {
    ...node,
    key: newKey,
    label: null,
    fixedCode: null,
    kind: marker && text !== tail ? marker.kind : 'para',
    marker: marker && text !== tail ? marker.marker : null,
    text,
    body: secondBody,
    title: titleFor(text),
    note: '',
    lines: node.lines.filter((line) => behind.has(line)),
    targets: node.targets.filter(isBehind),
    milestone: null,
    doubts: [],
    seen: true,
  };
  const nodes = adopt(draft.nodes, key, newKey).flatMap((candidate) => (candidate.key === key ? [first, second] : [candidate]));
  return { draft: { ...draft, nodes, made: draft.made + 1 }, at: newKey };
}
