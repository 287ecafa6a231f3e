import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvValue, writeCsv } from '../../src/documents/write-csv.ts';

/** Fields as a spreadsheet reads them that takes `separator` for the end of a field, whatever ours is. */
function read(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let [field, isQuoted, isStart] = ['', false, true];
  const end = (): void => {
    rows.at(-1)?.push(field);
    [field, isStart] = ['', true];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      field += '"';
      at++;
    } else if (isQuoted) {
      if (letter === '"') isQuoted = false;
      else field += letter;
    } else if (letter === '"' && isStart) {
      isQuoted = true;
      isStart = false;
    } else if (letter === separator) end();
    else if (letter === '\r' && text[at + 1] === '\n') {
      end();
      rows.push([]);
      at++;
    } else {
      field += letter;
      isStart = false;
    }
  }
  rows.pop();
  return rows;
}

const withoutMark = (text: string): string => text.slice(1);

test('letters, quotes, separators and line ends come back as they were', () => {
  const text = writeCsv([['Mốc "314"', 'a;b', 'hai\r\ndòng'], [1250, 0, undefined, 12.5, -3], []]);
  expect(text).toBe('\uFEFF"Mốc ""314""";"a;b";"hai\r\ndòng"\r\n1250;0;;12,5;-3\r\n\r\n');
});

test('text that a spreadsheet would take for a formula is told to be text', () => {
  const first = (text: string): string => withoutMark(writeCsv([[text]])).slice(0, -2);
  expect(['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', '\rx', ' =1', '＝1'].map(first)).toEqual([
    '"\'=1+1"',
    '"\'+84"',
    '"\'-2"',
    '"\'@SUM(A1)"',
    '"\'\t\'=1"',
    '"\'\rx"',
    '"\' =1"',
    '"\'＝1"',
  ]);
  expect(first("Xã A,=cmd|'/c calc'!A0,")).toBe("\"Xã A,'=cmd|'/c calc'!A0,\"");
  expect(first('10-12 (a=b), 3 xã - 2 phường')).toBe('"10-12 (a=b), 3 xã - 2 phường"');
});

const DANGEROUS = ['=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ';', ',', ' ', '1', 'a', 'ế', '＝', '\uFEFF'];
const nasty = fc.string({ unit: fc.constantFrom(...DANGEROUS), maxLength: 12 });

test('no text makes a formula under any country’s settings, and none is lost', () => {
  const rows = fc.array(fc.array(fc.oneof(nasty, fc.nat({ max: 99_999 }), fc.constant(undefined)), { minLength: 1, maxLength: 4 }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(rows, (table: readonly (readonly CsvValue[])[]) => {
      const text = withoutMark(writeCsv(table));
      for (const separator of [';', ',', '\t'])
        for (const field of read(text, separator).flat()) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      const back = read(text, ';');
      const plain = (value: CsvValue): string => String(value ?? '').replaceAll("'", '');
      expect(back.map((row) => row.map(plain))).toEqual(table.map((row) => row.map(plain)));
    }),
    { numRuns: 1_000 },
  );
});
