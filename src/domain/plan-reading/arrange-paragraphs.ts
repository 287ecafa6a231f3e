import { type Draft, joinTexts } from './draft.ts';
import { HEADING_RANK } from './marker.ts';
import { endsWithColon, isHeadingText } from './sentence.ts';

const isRunning = ({ kind }: Draft): boolean => kind === 'dash' || kind === 'plus';

const takesBody = ({ kind, text, strong }: Draft): boolean => kind === 'grouprow' || isHeadingText(text) || (strong && text.length < 120);

function makeBody(node: Draft, paragraph: Draft): void {
  const at = node.children.indexOf(paragraph);
  const before = node.children.slice(0, at).some(({ kind }) => kind !== 'para');
  if (before) node.doubts.add('bodyBehindChildren');
  node.body = joinTexts(node.body, paragraph.text);
  node.lines.push(...paragraph.lines);
  node.lines.sort((one, other) => one - other);
  node.children.splice(at, 1);
  // What a line of time or lead below the paragraph said is now said of the heading.
  node.leadUnit ||= paragraph.leadUnit;
  node.coUnits ||= paragraph.coUnits;
  node.time ||= paragraph.time;
  node.target ||= paragraph.target;
  node.notes.push(...paragraph.notes);
  for (const doubt of paragraph.doubts) node.doubts.add(doubt);
}

/** A paragraph that ends in a colon before numbered children introduces them: it is the body of their parent. */
function takeIntroductions(node: Draft): void {
  for (const [at, child] of [...node.children].entries()) {
    const next = node.children[node.children.indexOf(child) + 1];
    if (at >= 0 && child.kind === 'para' && endsWithColon(child.text) && next && next.kind !== 'para' && !isRunning(next))
      makeBody(node, child);
  }
}

/** A paragraph that ends in a colon before dashes, beside other paragraphs, is the parent of the dashes. */
function adoptDashes(node: Draft): void {
  let parent: Draft | undefined;
  for (const child of [...node.children]) {
    if (!isRunning(child)) parent = child.kind === 'para' && endsWithColon(child.text) ? child : undefined;
    else if (parent) {
      parent.children.push(child);
      node.children.splice(node.children.indexOf(child), 1);
    }
  }
}

/** Decides for every node which of its paragraphs are its body and which are items. */
export function arrangeParagraphs(node: Draft): void {
  const paragraphs = node.children.filter(({ kind, rank }) => kind === 'para' && rank !== HEADING_RANK);
  takeIntroductions(node);
  const [only] = paragraphs;
  if (only && paragraphs.length === 1 && takesBody(node)) {
    if (node.children.includes(only)) makeBody(node, only);
  } else adoptDashes(node);
  for (const child of node.children) arrangeParagraphs(child);
}
