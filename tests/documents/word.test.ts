import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../src/documents/limits.ts';
import { readDocument } from '../../src/documents/read-document.ts';
import { readText } from '../../src/documents/text.ts';
import { HtmlReader } from '../../src/documents/word/html-part.ts';
import type { SourceDocument } from '../../src/domain/plan-reading/blocks.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { planText, REAL_PLANS } from '../domain/plan-reading/answer-key.ts';
import { paragraph, planToDocx, table, zipDocx } from './build-docx.ts';

function read(bytes: Uint8Array): SourceDocument {
  const source = readDocument(bytes, 'plan.docx');
  if (!source.ok) throw new Error(source.error.detail);
  return source.value;
}

describe('a plan as a Word file', () => {
  test.each(REAL_PLANS)('%s gives the same tree as its text', (name) => {
    const fromText = readPlan(readText(planText(name)));
    const fromWord = readPlan(read(planToDocx(planText(name))));
    // The lines differ, since a Word file has no blank ones, and with them what a person should look at.
    const trees = [fromText, fromWord].map(({ items, header, footer }) => ({
      header,
      footer,
      items: items.map(({ lines: _, doubts: __, ...item }) => item),
    }));
    expect(trees[1]).toEqual(trees[0]);
  });

  test.each(REAL_PLANS)('%s: every line of the Word file belongs to a node, the header or the footer', (name) => {
    const { lines, owners } = readPlan(read(planToDocx(planText(name))));
    expect(owners.map((owner) => owner === null)).toEqual(lines.map((line) => line.trim() === ''));
  });
});

describe('labels of automatic numbering', () => {
  const numbered = (text: string, list: number, level = 0) =>
    paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
  const labels = (body: string, restarts: { level: number; start: number }[] = []) =>
    read(zipDocx({ body, restarts })).blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.label] : []));

  test('count by level, and begin again below a higher one', () => {
    const body = [
      numbered('A', 1),
      numbered('B', 1, 1),
      numbered('C', 1, 2),
      numbered('D', 1, 2),
      numbered('E', 1),
      numbered('F', 1, 1),
      numbered('G', 1, 3),
    ];
    expect(labels(body.join(''))).toEqual(['I.', '1.', '1.1.', '1.2.', 'II.', '1.', 'a)']);
  });

  test('a list begun again at a number goes on from there', () => {
    const body = [numbered('A', 1), numbered('B', 1, 1), numbered('C', 4, 1), numbered('D', 4, 1), numbered('E', 1, 1)];
    expect(labels(body.join(''), [{ level: 1, start: 5 }])).toEqual(['I.', '1.', '5.', '6.', '7.']);
  });

  test('number 0 takes the label of a style away', () => {
    expect(
      labels(
        paragraph('A', '<w:pStyle w:val="Section"/>') +
          paragraph('B', '<w:pStyle w:val="Section"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
      ),
    ).toEqual(['I.', undefined]);
  });
});

describe('what stands in a Word file', () => {
  const texts = (body: string) => read(zipDocx({ body })).lines;
  const run = (inner: string) => `<w:p><w:r>${inner}</w:r></w:p>`;

  test('a line break begins a line, a page break none', () => {
    expect(texts(run('<w:t>Một</w:t><w:br/><w:t>Hai</w:t><w:br w:type="page"/><w:t>Ba</w:t>'))).toEqual(['Một', 'Hai', 'Ba']);
  });

  test('a table of contents repeats headings and is no part of the tree', () => {
    const contents = paragraph('I. MỤC ĐÍCH 1', '<w:pStyle w:val="TOC1"/>') + paragraph('II. NỘI DUNG......2');
    const { items, owners } = readPlan(read(zipDocx({ body: contents + paragraph('I. MỤC ĐÍCH') + paragraph('Một việc.') })));
    expect(items.map(({ code }) => code)).toEqual(['I']);
    expect(owners.map((owner) => owner?.part)).toEqual(['header', 'header', 'item', 'item']);
  });

  test('deleted text and hidden text are not part of it', () => {
    const deleted = '<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>';
    const hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>';
    expect(texts(`<w:p>${deleted}${hidden}<w:r><w:t>mới</w:t></w:r></w:p>`)).toEqual(['mới']);
  });

  test('a cell over several columns and one over several rows keep their place', () => {
    const rows = [
      [
        { text: 'a', span: 2 },
        { text: 'b', merge: 'restart' as const },
      ],
      [{ text: 'c' }, { text: 'd' }, { text: '', merge: 'continue' as const }],
    ];
    expect(read(zipDocx({ body: table(rows) })).blocks).toMatchObject([
      {
        kind: 'table',
        rows: [{ cells: [{ text: 'a', span: 2 }, { text: 'b' }] }, { cells: [{ text: 'c' }, { text: 'd' }, { text: '', above: true }] }],
      },
    ]);
  });

  test('a heading of two rows with a merged cell names its columns', () => {
    const heading = [
      [
        { text: 'STT', merge: 'restart' as const },
        { text: 'Nội dung', merge: 'restart' as const },
        { text: 'Đơn vị thực hiện', span: 2 },
        { text: 'Thời gian', merge: 'restart' as const },
      ],
      [
        { text: '', merge: 'continue' as const },
        { text: '', merge: 'continue' as const },
        { text: 'Chủ trì' },
        { text: 'Phối hợp' },
        { text: '', merge: 'continue' as const },
      ],
      [
        { text: '1' },
        { text: 'Tuyên truyền tại cảng cá' },
        { text: 'Chi cục Thủy sản' },
        { text: 'Bộ đội Biên phòng\n- UBND xã' },
        { text: 'Quý II' },
      ],
    ];
    const { items } = readPlan(read(zipDocx({ body: paragraph('KẾ HOẠCH') + paragraph('I. NHIỆM VỤ') + table(heading) })));
    expect(items.at(-1)).toMatchObject({
      code: 'I.1',
      leadUnit: 'Chi cục Thủy sản',
      coUnits: ['Bộ đội Biên phòng', 'UBND xã'],
      schedule: { type: 'quarter', quarters: [2] },
    });
  });

  test('text in a text box is read once, and stands before the paragraph it is fixed to', () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
    const both = `<mc:AlternateContent ${mc}><mc:Choice Requires="wps">${box('Trong khung')}</mc:Choice><mc:Fallback>${box('Trong khung')}</mc:Fallback></mc:AlternateContent>`;
    const fallback = `<mc:AlternateContent ${mc}><mc:Fallback>${box('Khung cũ')}</mc:Fallback></mc:AlternateContent>`;
    expect(texts(run(`${both}<w:t>Ngoài</w:t>`) + run(`<w:t>Trước</w:t>${fallback}<w:t> sau</w:t>`))).toEqual([
      'Trong khung',
      'Ngoài',
      'Khung cũ',
      'Trước sau',
    ]);
  });

  test('a Word file taken into another is read in its place; a file of another kind is named', () => {
    const chunk = '<w:altChunk r:id="rId3" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>';
    const bytes = (target: string, part: Uint8Array) =>
      zipDocx({
        body: paragraph('I. A') + chunk + paragraph('II. B'),
        relations: [{ type: 'aFChunk', target }],
        extra: { [`word/${target}`]: part },
      });
    const inner = read(bytes('chunk.docx', zipDocx({ body: paragraph('1. Trong') })));
    expect(inner.lines).toEqual(['I. A', '1. Trong', 'II. B']);
    expect(inner.doubts).toEqual([]);
    expect(read(bytes('chunk.mht', new TextEncoder().encode('<p>1. Trong</p>'))).doubts).toEqual(['embeddedPart']);
  });

  test('a page of HTML taken into a document gives its paragraphs, lists and tables, and no more', () => {
    const html = (page: string, target = 'a.html') =>
      read(
        zipDocx({
          body: '<w:altChunk r:id="rId3" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>',
          relations: [{ type: 'aFChunk', target }],
          extra: { [`word/${target}`]: new TextEncoder().encode(page) },
        }),
      );
    const page = `<html><head><title>Không in</title><style>p{}</style></head><body><!-- ẩn --><h2>I. N&#7897;i dung</h2>
      <ol type="I" start="2"><li><p>Một &amp; hai</p></li><li>Ba<ul><li>bốn <del>bỏ</del></li></ul></li></ol><p style='display:none'>ẩn</p>
      <table><tr><th>STT</th><th>Th&ecirc;m</th><th>Chủ trì</th></tr><tr><td>1</td><td>Năm<br>sáu</td><td rowspan="2">Đài</td></tr><tr><td>2</td><td>Bảy</td></tr></table>`;
    const { lines, blocks, doubts } = html(page);
    expect(lines).toEqual(['I. Nội dung', 'II. Một & hai', 'III. Ba', '- bốn', 'STT\tThêm\tChủ trì', '1\tNăm sáu\tĐài', '2\tBảy\t']);
    expect(blocks[0]).toMatchObject({ strong: true });
    expect(blocks.at(-1)).toMatchObject({ kind: 'table', rows: [{}, {}, { cells: [{ text: '2' }, { text: 'Bảy' }, { above: true }] }] });
    expect(doubts).toEqual(['struckOut']);
    expect(html('<p>I. A<img src="a.png">').doubts).toEqual(['embeddedPart']);
    expect(html('I. A <b>\n1. B & <', 'a.txt').lines).toEqual(['I. A <b>', '1. B & <']);
  });

  test('whatever stands between the brackets of a page of HTML, its words are read in one pass', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '<!--',
      '-->',
      '<table>',
      '<td rowspan=9>',
      '</tr>',
      '</table>',
      '<ol>',
      '<li>',
      '</p>',
      '<s>',
      '</s>',
      'chữ',
      '&#0;',
      '&eth;',
      '"',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const words = new HtmlReader(new Set(), new Budget('inflatesTooFar')).read(parts.join(''));
        // The words of a cell stand in it as paragraphs, and once more together.
        const once = (_: string, value: unknown): unknown => (value instanceof Object && 'span' in value ? { ...value, text: '' } : value);
        expect(JSON.stringify(words, once).split('chữ').length).toBeLessThanOrEqual(parts.filter((one) => one === 'chữ').length + 1);
      }),
    );
  });

  test('what a page of HTML names that is no letter stays as it was written', () => {
    const page = 'I. A &constructor; &#xD800; &#57343; &#xE000; &#1114112; &toString;';
    const [paragraph] = new HtmlReader(new Set(), new Budget('inflatesTooFar')).read(page);
    expect(paragraph).toMatchObject({ text: 'I. A &constructor; &#xD800; &#57343; \uE000 &#1114112; &toString;' });
  });

  test('a file that takes itself in without end is read to a depth', () => {
    const chunk = '<w:altChunk r:id="rId3" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>';
    let part = zipDocx({ body: paragraph('1. Trong') });
    for (let depth = 0; depth < 6; depth++)
      part = zipDocx({ body: chunk.repeat(3), relations: [{ type: 'aFChunk', target: 'a.docx' }], extra: { 'word/a.docx': part } });
    expect(readDocument(part, 'plan.docx')).toMatchObject({ ok: false, error: { reason: 'empty' } });
  });

  test('page headers and footers are no part of it', () => {
    const extra = {
      'word/header1.xml': new TextEncoder().encode(
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Đầu trang</w:t></w:r></w:p></w:hdr>',
      ),
    };
    expect(read(zipDocx({ body: paragraph('I. A'), relations: [{ type: 'header', target: 'header1.xml' }], extra })).lines).toEqual([
      'I. A',
    ]);
  });

  test('a table of a letterhead, of recipients or of a plan stays a table', () => {
    const kinds = (rows: { text: string }[][]) => read(zipDocx({ body: table(rows) })).blocks.map(({ kind }) => kind);
    expect(kinds([[{ text: 'UBND HUYỆN\nPHÒNG Y TẾ\nSố: 1/KH-PYT' }, { text: 'CỘNG HÒA\nĐộc lập' }]])).toEqual(['table']);
    expect(kinds([[{ text: 'Nơi nhận:\n- A;\n- B;\n- C;\n- Lưu' }, { text: 'GIÁM ĐỐC' }]])).toEqual(['table']);
    expect(
      kinds([
        [{ text: 'STT' }, { text: 'Nội dung' }],
        [{ text: '1' }, { text: '1. a\n2. b\n3. c\n4. d' }],
      ]),
    ).toEqual(['table']);
  });
});
