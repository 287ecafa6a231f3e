import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '../../../src/documents/text.ts';
import { ItemCode } from '../../../src/domain/ids.ts';
import { cleanText } from '../../../src/domain/plan-reading/clean-text.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import type { PlanReading } from '../../../src/domain/plan-reading/reading.ts';

/** Lines as plans have them, in any order a person may paste them. */
const planLine = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '',
      '\f',
      'I. MỤC ĐÍCH',
      'II. NỘI DUNG',
      'A. PHẦN CHUNG',
      'X. CUỐI',
      'Nơi nhận:',
      'Trên đây là Kế hoạch./.',
      'GIÁM ĐỐC',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '1. Tuyên truyền',
      '1.1. Họp dân.',
      '2) Phát thanh',
      'a) Nội dung:',
      '- Văn phòng Sở:',
      '+ Làm ngay;',
      '- Chủ trì: Văn phòng.',
      'Thời gian: Quý I - Quý III, tháng 13/2024',
      '12',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'STT\tNội dung\tChủ trì\tPhối hợp',
      'I\tNhóm\t\t',
      '1\tViệc\tPhòng A\tB; C',
      '\tgiữa chừng\t\t',
      'Quý I\t\t\t',
      '1.\tTuyên truyền',
      'a\tb',
    ),
  },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\n\r\u2028\u2029]/g, ' ')) },
);
const planText = fc.array(planLine, { maxLength: 60 }).map((lines) => lines.join('\n'));
const anyText = fc.oneof(planText, fc.string({ unit: 'binary', maxLength: 400 }));

const read = (text: string): PlanReading => readPlan(readText(text));

describe('whatever text is read', () => {
  test('every line that is not blank has one owner, and every node owns at least one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { lines, owners, items } = read(text);
        expect(owners.map((owner) => owner === null)).toEqual(lines.map((line) => line.trim() === ''));
        const claimed = items.flatMap((item) => item.lines);
        expect(new Set(claimed).size).toBe(claimed.length);
        for (const item of items) {
          expect(item.lines.length).toBeGreaterThan(0);
          for (const line of item.lines) expect(owners[line - 1]).toEqual({ part: 'item', code: item.code });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('every word between the header and the footer stands in a node', () => {
    fc.assert(
      fc.property(planText, (text) => {
        const { lines, items } = read(text);
        for (const item of items) {
          const said = letters(
            [item.marker, item.text, item.body, item.leadUnit, ...item.coUnits, item.schedule.quote, item.note].join(' '),
          );
          // Names of attributes and headings of tables are not the words of a node; all else of its lines is.
          const printed = item.lines.map((line) => lines[line - 1] ?? '').filter((line) => !/^[^:]{0,40}:|\t/.test(line));
          for (const line of printed) for (const word of cleanText(line).split(/[\s.)/]+/)) expect(said).toContain(letters(word));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('times and units below a heading and below its paragraph are both kept', () => {
    const lines = [
      '1. Tuyên truyền',
      'Chủ trì: Phòng A.',
      'Thời gian: Quý I.',
      'Bằng mọi hình thức',
      'Thời gian: Quý II',
      'Chủ trì: Phòng B',
    ];
    const [item] = read(lines.join('\n')).items;
    expect(item?.schedule).toMatchObject({ type: 'quarter', quote: 'Quý I. Quý II' });
    expect(item?.leadUnit).toBe('Phòng A Phòng B');
  });

  test('between the first section and the end of the plan, every line is of a node', () => {
    const body = fc.array(
      planLine.filter((line) => !/^(?:Nơi nhận|Trên đây|GIÁM|\d+$)/.test(line)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(body, (more) => {
        const { lines, owners } = read(['I. MỤC ĐÍCH', ...more].join('\n'));
        for (const [at, line] of lines.entries())
          if (cleanText(line) !== '') expect({ line, part: owners[at]?.part }).toEqual({ line, part: 'item' });
      }),
      { numRuns: 500 },
    );
  });

  test('codes are unique and each under its parent, which stands before it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const seen = new Set<string | null>([null]);
        for (const { code, parentCode } of read(text).items) {
          expect(seen).toContain(parentCode);
          expect(seen).not.toContain(code);
          expect(ItemCode.safeParse(code).success).toBe(true);
          seen.add(code);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the same text always gives the same reading, however its lines end', () => {
    fc.assert(
      fc.property(planText, (text) => {
        expect(read(text)).toEqual(read(text));
        expect(read(text.replaceAll('\n', '\r\n')).items).toEqual(read(text).items);
      }),
    );
  });

  test('composed and decomposed letters are read alike', () => {
    fc.assert(
      fc.property(planText, (text) => {
        expect(read(text.normalize('NFD')).items).toEqual(read(text.normalize('NFC')).items);
      }),
    );
  });
});

const letters = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
