import { readFileSync } from 'node:fs';
import { readDocument } from '../../src/documents/read-document.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { planToDocx } from '../documents/build-docx.ts';
import { median, printFigure } from './figure.ts';

const SOURCE = new URL('../fixtures/plans/dien-bien-2024.txt', import.meta.url);
const PAGES = 60;
/** A printed page of a plan: 14 points, one and a half lines. */
const WORDS_OF_A_PAGE = 400;
const ROUNDS = 7;

/** A plan of sixty pages with tables: the sections of the longest one known, again and again. */
function longPlan(): Uint8Array {
  const text = readFileSync(SOURCE, 'utf8');
  const [start, end] = [text.indexOf('I. MỤC ĐÍCH'), text.indexOf('Trên đây là')];
  const sections = text.slice(start, end);
  const times = Math.ceil((PAGES * WORDS_OF_A_PAGE) / sections.split(/\s+/).length);
  return planToDocx(text.slice(0, start) + sections.repeat(times) + text.slice(end));
}

/** From the bytes of the Word file to the tree; the median, since the first round also warms the machine up. */
export async function benchPlan(): Promise<void> {
  const bytes = longPlan();
  const seconds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    const source = readDocument(bytes, 'plan.docx');
    if (!source.ok || readPlan(source.value).items.length === 0) throw new Error('The plan of sixty pages was not read');
    return (performance.now() - began) / 1000;
  });
  printFigure({ figure: 'plan.read.60pages', value: median(seconds), unit: 's', bar: 3 });
}
