import type { SourceDocument, SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { Budget } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { refuseActiveContent, relationsOf } from '../relations.ts';
import type { Archive } from '../zip.ts';
import type { WordContent } from './content.ts';
import { HtmlReader } from './html-part.ts';
import { Numbering } from './numbering.ts';
import { Printer } from './printer.ts';
import { readStyles } from './styles.ts';
import { WordReader } from './word-reader.ts';

const MAIN_PART = 'word/document.xml';

/** Parts that take in parts that take in parts: no office program writes more. */
const MOST_PARTS_IN_PARTS = 3;

function contentOf(archive: Archive, doubts: Set<SourceDoubt>, budget: Budget, depth: number): readonly WordContent[] {
  const main = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? MAIN_PART;
  const xml = archive.text(main);
  if (xml === undefined) throw new DocumentRefused('brokenFile', 'it has no document part');
  const relations = relationsOf(archive, main);
  const part = (type: string): string | undefined => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target === undefined ? undefined : archive.text(target);
  };
  if (relations.some(({ external }) => external)) doubts.add('pictureElsewhere');
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  const partOf = (id: string): readonly WordContent[] | undefined => {
    const target = targets.get(id) ?? '';
    if (/\.(?:x?html?|txt)$/i.test(target)) return htmlContent(archive.text(target), /txt$/i.test(target), doubts, budget);
    const inner = depth < MOST_PARTS_IN_PARTS && /\.docx$/i.test(target) ? archive.inner(target) : undefined;
    if (!inner) return undefined;
    refuseActiveContent(inner);
    return contentOf(inner, doubts, budget, depth + 1);
  };
  const styles = readStyles(part('styles'));
  return new WordReader({ numbering: new Numbering(part('numbering'), styles), styles, doubts, budget, partOf }).read(xml);
}

/** A page of HTML, or plain text, that a document takes in; undefined where its letters are not those of Unicode. */
function htmlContent(
  text: string | undefined,
  isPlain: boolean,
  doubts: Set<SourceDoubt>,
  budget: Budget,
): readonly WordContent[] | undefined {
  if (text === undefined || text.includes('\uFFFD')) return undefined;
  const html = isPlain ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/\r?\n/g, '<br>') : text;
  return new HtmlReader(doubts, budget).read(html);
}

/** Reads a .docx: paragraphs, tables and the labels of automatic numbering. Page headers, notes and pictures are left out. */
export function readWord(archive: Archive): SourceDocument {
  const doubts = new Set<SourceDoubt>();
  const budget = new Budget('inflatesTooFar');
  const content = contentOf(archive, doubts, budget, 0);
  const printer = new Printer(budget);
  printer.print(content);
  return { lines: printer.lines, blocks: printer.blocks, doubts: [...doubts] };
}
