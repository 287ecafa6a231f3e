import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';
import { readText } from '../../../src/documents/text.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import { planText, REAL_PLANS } from './answer-key.ts';
import { stepsOf } from './steps.ts';

const SRC = join(import.meta.dirname, '../../../src');
const ROOMS = ['domain/plan-reading', 'domain/text.ts', 'documents'];

const filesBelow = (path: string): string[] =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' }).flatMap((name) => (name.endsWith('.ts') ? [join(path, name)] : []));

const nameOf = (pattern: RegExp): string => `/${pattern.source}/${pattern.flags}`;

function addLiterals(node: unknown, found: Map<string, RegExp>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('regex' in node && node.regex) {
    const { pattern, flags } = node.regex as { pattern: string; flags: string };
    const literal = new RegExp(pattern, flags);
    found.set(nameOf(literal), literal);
  }
  for (const child of Object.values(node)) addLiterals(child, found);
}

interface Reading {
  /** Every pattern that is written down, and every one that is put together and asked while plans are read. */
  readonly patterns: ReadonlyMap<string, RegExp>;
  /** The most letters that a pattern was asked about, by its name. */
  readonly longest: ReadonlyMap<string, number>;
}

function patternsOfReading(): Reading {
  const found = new Map<string, RegExp>();
  const longest = new Map<string, number>();
  for (const room of ROOMS)
    for (const file of filesBelow(join(SRC, room))) addLiterals(parseAst(stripTypeScriptTypes(readFileSync(file, 'utf8'))), found);
  const exec = RegExp.prototype.exec;
  RegExp.prototype.exec = function (text) {
    found.set(nameOf(this), this);
    longest.set(nameOf(this), Math.max(longest.get(nameOf(this)) ?? 0, text.length));
    return exec.call(this, text);
  };
  try {
    for (const name of REAL_PLANS) readPlan(readText(planText(name)));
    readPlan(readText(`I. A\n${REPEATED.map((part, at) => `${at + 1}. ${part.repeat(2_000)}`).join('\n')}`));
  } finally {
    RegExp.prototype.exec = exec;
  }
  return { patterns: found, longest };
}

const BEGINNINGS = ['', 'a', '1. ', 'Số: ', '"'];
const REPEATED = [
  ...['1', ' ', ';', '.', '-', 'a', 'A', ':', '(', '[', '"', '1.', '1 ', 'a ', 'A ', 'a.', ' ;', '. ', '1/', ', ', '-1', '&a'],
  ...['tháng ', 'tháng 1, ', 'quý I, ', '12 buổi ', '1%', 'từ ', 'phối hợp với a ', 'Sở A, ', 'I. ', 'có ', '01/01/2026 - '],
];
const ENDINGS = ['', '!'];
/**
 * Patterns that look for the end of a sentence from each of its words, by a part of them: the code cuts the text to so many
 * letters before it asks.
 */
const CUT: readonly (readonly [part: string, letters: number])[] = [
  ['[,:]\\s+(?:trong\\s+|vào\\s+)?((?:quý|tháng)', 80],
  ['(?:tổ chức|thực hiện|mở|đăng|phát|viết', 120],
  ['(am\\/pm|a\\/p|general', 255],
];

/** What is bounded by a number in the pattern shows in a longer text only. */
const LETTERS = [60, 600] as const;
/** Four times the letters may take four times the steps, and what does not depend on the letters besides. */
const GROWTH = 4.6;
const FEW = 400;

/** A text that takes more than its share of steps when it is four times as long. */
function worstText(pattern: RegExp): string | undefined {
  const steps = stepsOf(pattern);
  for (const beginning of BEGINNINGS)
    for (const part of REPEATED)
      for (const ending of ENDINGS) {
        const text = (letters: number): string => beginning + part.repeat(Math.ceil(letters / part.length)) + ending;
        const grows = (letters: number): boolean => steps(text(4 * letters)) - FEW > GROWTH * steps(text(letters));
        if (LETTERS.every(grows)) return `${beginning}${part}…${ending}`;
      }
  return undefined;
}

test('steps are counted as an engine takes them', () => {
  const growth = (pattern: RegExp) => stepsOf(pattern)(`${'a'.repeat(400)}!`) / stepsOf(pattern)(`${'a'.repeat(100)}!`);
  expect(growth(/a+$/)).toBeGreaterThan(12);
  expect(growth(/^a+a+$/)).toBeGreaterThan(12);
  expect(growth(/^a+$/)).toBeLessThan(5);
});

const { patterns, longest } = patternsOfReading();
const cutAt = (name: string): number | undefined => CUT.find(([part]) => name.includes(part))?.[1];

test('all patterns are found', () => {
  expect(patterns.size).toBeGreaterThan(150);
});

test.each(CUT)('what is asked of %s is cut to %i letters', (part, letters) => {
  const named = [...patterns.keys()].filter((name) => name.includes(part));
  expect(named).not.toEqual([]);
  for (const name of named) expect(longest.get(name) ?? 0).toBeLessThanOrEqual(letters);
});

describe('a pattern looks at a text four times as long in four times the steps', () => {
  test.each([...patterns].filter(([name]) => cutAt(name) === undefined))('%s', (_, pattern) => {
    expect(worstText(pattern)).toBeUndefined();
  });
});
