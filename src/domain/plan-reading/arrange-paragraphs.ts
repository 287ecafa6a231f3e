import { type Draft, joinTexts } from './draft.ts';
import { HEADING_RANK } from './marker.ts';
import { endsWithColon, isHeadingText } from './sentence.ts';
import { setAttribute } from './set-attribute.ts';

const isRunning = ({ kind }: Draft): boolean => kind === 'dash' || kind === 'plus';

const takesBody = ({ kind, text, strong }: Draft): boolean => kind === 'grouprow' || isHeadingText(text) || (strong && text.length < 120);

/** Gives the words of one of its children, the one at the given place, to the node itself. The child is not taken out yet. */
function makeBody(node: Draft, paragraph: Draft, before: readonly Draft[]): void {
  if (before.some(({ kind }) => kind !== 'para')) node.doubts.add('bodyBehindChildren');
  node.body = joinTexts(node.body, paragraph.text);
  node.lines.push(...paragraph.lines);
  // What a line of time or lead below the paragraph said is now said of the heading, beside what the heading said already.
  if (paragraph.leadUnit !== node.leadUnit) setAttribute(node, 'lead', paragraph.leadUnit);
  if (paragraph.coUnits !== '' && paragraph.coUnits !== node.coUnits) setAttribute(node, 'co', paragraph.coUnits);
  if (paragraph.time !== node.time) setAttribute(node, 'time', paragraph.time);
  if (paragraph.target !== node.target) setAttribute(node, 'target', paragraph.target);
  node.notes.push(...paragraph.notes);
  for (const doubt of paragraph.doubts) node.doubts.add(doubt);
}

function keepOnly(node: Draft, children: readonly Draft[]): void {
  if (children.length === node.children.length) return;
  node.children.length = 0;
  for (const child of children) node.children.push(child);
  node.lines.sort((left, right) => left - right);
}

/** A paragraph that ends in a colon before numbered children introduces them: it is the body of their parent. */
function takeIntroductions(node: Draft): void {
  const rest: Draft[] = [];
  for (const [at, child] of node.children.entries()) {
    const next = node.children[at + 1];
    if (child.kind === 'para' && endsWithColon(child.text) && next && next.kind !== 'para' && !isRunning(next)) makeBody(node, child, rest);
    else rest.push(child);
  }
  keepOnly(node, rest);
}

/** A paragraph that ends in a colon before dashes, beside other paragraphs, is the parent of the dashes. */
function adoptDashes(node: Draft): void {
  let parent: Draft | undefined;
  const rest: Draft[] = [];
  for (const child of node.children) {
    if (!isRunning(child)) parent = child.kind === 'para' && endsWithColon(child.text) ? child : undefined;
    (isRunning(child) && parent ? parent.children : rest).push(child);
  }
  keepOnly(node, rest);
}

/** Decides for every node which of its paragraphs are its body and which are items. */
export function arrangeParagraphs(node: Draft): void {
  const paragraphs = node.children.filter(({ kind, rank }) => kind === 'para' && rank !== HEADING_RANK);
  takeIntroductions(node);
  const [only] = paragraphs;
  if (only && paragraphs.length === 1 && takesBody(node)) {
    const at = node.children.indexOf(only);
    if (at >= 0) {
      makeBody(node, only, node.children.slice(0, at));
      keepOnly(
        node,
        node.children.filter((child) => child !== only),
      );
    }
  } else adoptDashes(node);
  for (const child of node.children) arrangeParagraphs(child);
}
