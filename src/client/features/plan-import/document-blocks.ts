import type { DraftNode } from '../../../domain/plan-draft.ts';

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
  /** A unit, a time or a figure was read from it. */
  readonly isRead: boolean;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** The text with the words apart from which something was read. */
export function wordParts(text: string, node: DraftNode | undefined): WordPart[] {
  const read = node
    ? [node.leadUnit, node.schedule.quote, ...node.coUnits, ...node.targets.map(({ quote }) => quote)].filter(
        (one) => one && one.length > 2,
      )
    : [];
  if (read.length === 0) return [{ text, isRead: false }];
  const parts = text.split(new RegExp(`(${read.map((one) => escaped(one ?? '')).join('|')})`, 'giu'));
  return parts.flatMap((part, at) => (part === '' ? [] : [{ text: part, isRead: at % 2 === 1 }]));
}
