import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { differencesOf, PAPERS } from './papers.ts';

/** Papers of one kind begin with the same number; so many of each are tried at least. */
const FEWEST = 4;

const papersOf = (number: number): string[] => PAPERS.filter((paper) => paper.startsWith(`${String(number).padStart(2, '0')}-`));

function expectAsKeyed(number: number, fewest = FEWEST): void {
  const papers = papersOf(number);
  expect(papers.length).toBeGreaterThanOrEqual(fewest);
  expect(papers.flatMap((paper) => differencesOf(paper).map((what) => `${paper}: ${what}`))).toEqual([]);
}

test('every paper is of a kind that is tried below and told of in the table', () => {
  const numbersIn = (text: string, pattern: RegExp): number[] => [
    ...new Set([...text.matchAll(pattern)].map(([, number]) => Number(number))),
  ];
  const ofPapers = numbersIn(PAPERS.join('\n'), /^(\d\d)-/gm);
  expect(numbersIn(readFileSync(import.meta.filename, 'utf8'), /=> expectAsKeyed\((\d+)/g).toSorted()).toEqual(ofPapers.toSorted());
  expect(numbersIn(readFileSync('docs/papers.md', 'utf8'), /^\| (\d+) \|/gm).toSorted()).toEqual(ofPapers.toSorted());
});

describe('papers in the forms in which offices write them', () => {
  test('the agency is the body next to the number, whatever bodies stand above it', () => expectAsKeyed(15));

  test('a letterhead in two columns gives agency, number, place and day apart', () => expectAsKeyed(16));

  test('rows stand under the line of time above their table', () => expectAsKeyed(18));

  test('place and day at the end fill the head and are no item', () => expectAsKeyed(19));

  test('a short line alone heads the sentence or the dashes below it', () => expectAsKeyed(20));

  test('a line or a bracket that says several things gives each its place', () => expectAsKeyed(22));

  test('recipients end at the signature or at their own last line', () => expectAsKeyed(23));

  test('a cut line goes on with its item', () => expectAsKeyed(25));

  test('pictures and films elsewhere are left out and named, words elsewhere are refused', () => expectAsKeyed(26));

  test('columns of other names leave the number a number and the work the work', () => expectAsKeyed(27));

  test('parts and chapters stand above the Roman headings in them', () => expectAsKeyed(28));

  test('Roman rows are groups, wherever their number and their name stand', () => expectAsKeyed(29));

  test('amounts of time and money are no months', () => expectAsKeyed(31));

  test('a beginning and an end in two columns are the time between them', () => expectAsKeyed(32));

  test('a small file that stands for a large one is refused by name', () => expectAsKeyed(35, 2));

  test('numbers and days are read as their formats show them', () => expectAsKeyed(37));

  test('lists have the numbers that Word prints, wherever they are described', () => expectAsKeyed(39));

  test('a paragraph stands on the level of its style, or of the style that one is based on', () => expectAsKeyed(40));

  test('a document in a layout table or a text box is read as one', () => expectAsKeyed(43));

  test('letters of before Unicode are read as they were meant, or named', () => expectAsKeyed(44));

  test('a text that begins like a picture or a packed file is read as text', () => expectAsKeyed(47));

  test('struck, deleted and moved words are read where they are shown', () => expectAsKeyed(48));

  test('what is hidden is left out and named', () => expectAsKeyed(50));

  test('a formula without a value keeps its row apart and is named', () => expectAsKeyed(51));

  test('words that ask for content are left out, and the cells around them keep their places', () => expectAsKeyed(53));

  test('cells far to the right are read', () => expectAsKeyed(54));

  test('every bullet and dash begins an item of a list', () => expectAsKeyed(55));

  test('texts are read in UTF-16 with and without its mark', () => expectAsKeyed(57));

  test('further forms of plans are read, and files of other kinds are refused by name', () => expectAsKeyed(0));
});
