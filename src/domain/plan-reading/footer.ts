import type { Paragraph, Table } from './blocks.ts';
import { cleanText, foldTone } from './clean-text.ts';
import type { ReadFooter } from './reading.ts';
import { isSigner, markedText } from './sections.ts';

const isRecipients = (text: string): boolean => /^nơi nhận/.test(foldTone(text));

/** A paper may print the same end twice, one over the other: "Lưu: VT.- Lưu: VT". */
const tidyRecipient = (text: string): string =>
  (text.split(/[.;]\s*[-–]\s/)[0] ?? '')
    .replace(/^[-–+•]\s*/, '')
    .replace(/[.;,]+$/, '')
    .trim();

function cellTexts(block: Paragraph | Table): { text: string; dash: boolean }[] {
  const texts =
    block.kind === 'paragraph' ? [markedText(block)] : block.rows.flatMap(({ cells }) => cells.flatMap(({ text }) => text.split('\n')));
  return texts.map(cleanText).map((text) => ({ text, dash: /^[-–+•]/.test(text) }));
}

/** Who receives the plan and in which post it is signed. The signer's name is not read: people are not named. */
export function readFooter(blocks: readonly (Paragraph | Table)[]): ReadFooter {
  const texts = blocks.flatMap(cellTexts).filter(({ text }) => text !== '');
  const at = texts.findIndex(({ text }) => isRecipients(text));
  const recipients =
    at < 0
      ? []
      : texts
          .slice(at + 1)
          .filter(({ dash }) => dash)
          .map(({ text }) => tidyRecipient(text));
  const posts = texts.filter(({ text, dash }) => !dash && isSigner(text)).map(({ text }) => text);
  return { recipients, signerTitle: posts.length === 0 ? null : posts.join(' ') };
}
