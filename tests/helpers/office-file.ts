import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

// Word and Excel files as a strict parser sees them: read by other means than those that wrote them.

/** A node of an XML part; one that is not well formed fails the test. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

function parseXml(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => {
    const at = open.at(-1);
    if (at) at.text += text;
  });
  parser.write(xml).close();
  return root;
}

export const all = (node: Node, name: string): Node[] =>
  node.children.flatMap((child) => (child.name === name ? [child, ...all(child, name)] : all(child, name)));
export const first = (node: Node, name: string): Node => {
  const found = all(node, name)[0];
  if (!found) throw new Error(`No ${name}`);
  return found;
};
export const value = (node: Node, name: string, attribute = 'w:val'): string => first(node, name).attributes[attribute] ?? '';
export const textOf = (node: Node): string =>
  all(node, 'w:t')
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');

export const partsOf = (bytes: Uint8Array): Record<string, Node> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, parseXml(strFromU8(part))]));
export const part = (parts: Readonly<Record<string, Node>>, name: string): Node => {
  const found = parts[name];
  if (!found) throw new Error(`No part ${name}`);
  return found;
};

/** The rows of every table with lines, cell by cell. */
export const tablesOf = (document: Node): string[][][] =>
  all(document, 'w:tbl')
    .filter((table) => value(table, 'w:insideH') === 'single')
    .map((table) => all(table, 'w:tr').map((row) => all(row, 'w:tc').map(textOf)));

/** The place of a cell in its row: "C7" is the third. */
const columnAt = (place: string): number =>
  [...place.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The sheets of a workbook by their names, row by row; a number stands as it is stored, an empty cell as an empty text. */
export function sheetsIn(workbook: Uint8Array): Map<string, string[][]> {
  const parts = partsOf(workbook);
  const names = all(part(parts, 'xl/workbook.xml'), 'sheet').map(({ attributes }) => attributes['name'] ?? '');
  return new Map(
    names.map((name, at) => [
      name,
      all(part(parts, `xl/worksheets/sheet${at + 1}.xml`), 'row').map((row) => {
        const cells: string[] = [];
        for (const cell of all(row, 'c'))
          cells[columnAt(cell.attributes['r'] ?? '')] = (all(cell, 'v')[0] ?? all(cell, 't')[0])?.text ?? '';
        return Array.from(cells, (text) => text ?? '');
      }),
    ]),
  );
}
