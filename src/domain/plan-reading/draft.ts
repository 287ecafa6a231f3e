import { cleanText } from './clean-text.ts';
import type { NodeDoubt, ReadKind, ReadSchedule } from './reading.ts';

/** A node while the tree is built: its code is known only when all its siblings are. */
export interface Draft {
  readonly kind: ReadKind;
  /** As printed; null for a plain paragraph. */
  readonly marker: string | null;
  readonly rank: number;
  text: string;
  body: string;
  readonly lines: number[];
  readonly children: Draft[];
  readonly doubts: Set<NodeDoubt>;
  /** Set in bold or as a heading, which a text file may not show. */
  readonly strong: boolean;
  leadUnit: string;
  coUnits: string;
  /** What a time column or a line of time says. */
  time: string;
  target: string;
  notes: string[];
  schedule?: ReadSchedule;
}

export const createDraft = (
  kind: ReadKind,
  marker: string | null,
  rank: number,
  text: string,
  lines: readonly number[],
  strong = false,
): Draft => ({
  kind,
  marker,
  rank,
  text: cleanText(text),
  body: '',
  lines: [...lines],
  children: [],
  doubts: new Set(text.trim() === '' ? ['empty'] : []),
  strong,
  leadUnit: '',
  coUnits: '',
  time: '',
  target: '',
  notes: [],
});

/** Two texts as one, with a space between; either may be empty. Both are tidy: looking through a text at each joining takes too long. */
export const joinTexts = (above: string, below: string): string => {
  if (above === '' || below === '') return above + below;
  return `${above} ${below}`;
};
