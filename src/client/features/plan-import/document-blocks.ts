import type { DraftNode } from '../../../domain/plan-draft/plan-draft.ts';

export interface DocumentBlock {
  /** Null: of the header or the footer, or of an item that was dropped. */
  readonly key: string | null;
  /** Lines that follow each other, cells of a table parted by a bar. */
  readonly text: string;
  /** The item's code stands beside its first lines. */
  readonly isFirst: boolean;
}

/** Neighbouring lines of one item as one block; blank lines are left out. */
export function documentBlocks(source: readonly string[], owners: ReadonlyMap<number, string>): DocumentBlock[] {
  const blocks: { key: string | null; text: string; isFirst: boolean }[] = [];
  const begun = new Set<string>();
  source.forEach((line, at) => {
    const text = line
      .replace(/[#*]+/g, '')
      .replace(/\s*\t\s*/g, ' │ ')
      .trim();
    if (text === '') return;
    const key = owners.get(at + 1) ?? null;
    const last = blocks.at(-1);
    if (last && last.key === key && key !== null) last.text += `\n${text}`;
    else blocks.push({ key, text, isFirst: key !== null && !begun.has(key) });
    if (key !== null) begun.add(key);
  });
  return blocks;
}

export interface WordPart {
  readonly text: string;
  /** `read`: a unit, a time or a figure was read from it. `joined`: a sentence that two lines, or pages, cut apart. */
  readonly mark: 'read' | 'joined' | null;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** A line that does not end as a sentence does, and the word that goes on in the next. */
const JOINED = '[^\\s.:;…!?│]+\\n[^\\s-]\\S*';

/** The text with the words apart from which something was read. */
export function wordParts(text: string, node: DraftNode | undefined): WordPart[] {
  const quotes = node ? [node.leadUnit, node.schedule.quote, ...node.coUnits, ...node.targets.map(({ quote }) => quote)] : [];
  const patterns = quotes.flatMap((quote) => (quote && quote.length > 2 ? [escaped(quote)] : []));
  const parts = text.split(new RegExp(`(${[...patterns, JOINED].join('|')})`, 'giu'));
  const markOf = (part: string, at: number): WordPart['mark'] => {
    if (at % 2 === 0) return null;
    return part.includes('\n') ? 'joined' : 'read';
  };
  return parts.flatMap((part, at) => (part === '' ? [] : [{ text: part, mark: markOf(part, at) }]));
}
