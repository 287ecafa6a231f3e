import { type Plugin, parseAst } from 'vite';

/**
 * A worker that every browser can run is no module and may not import any. What it shares with the page is written so that it
 * runs as both: a file takes what it imports from under a name of the global object, and lays down there what it exports.
 */

const nameOf = (file: string): string => `$${file.replaceAll(/^.*\/|\.js$|\W/g, '')}`;

type Statement = ReturnType<typeof parseAst>['body'][number];
const nameIn = (node: { readonly type: string } & ({ readonly name: string } | { readonly value: unknown })): string =>
  'name' in node ? node.name : String(node.value);

interface Shared {
  /** To be run as a classic script, or as a module that exports nothing. */
  readonly script: string;
  readonly exports: readonly string[];
  /** The files that it takes something from, which run before it. */
  readonly imports: readonly string[];
}

function importOf(node: Extract<Statement, { type: 'ImportDeclaration' }>): string {
  const names = node.specifiers.map((specifier) => {
    if (specifier.type !== 'ImportSpecifier') throw new Error(`A shared file imports ${node.source.value} as a whole`);
    return `${nameIn(specifier.imported)}:${specifier.local.name}`;
  });
  return names.length > 0 ? `const{${names}}=self.${nameOf(node.source.value)};` : '';
}

/** A built file that page and worker share. */
export function shareScript(file: string, code: string): Shared {
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const exported = new Map<string, string>();
  const imports: string[] = [];
  for (const node of parseAst(code).body) {
    if (node.type === 'ImportDeclaration') {
      imports.push(node.source.value);
      edits.push({ start: node.start, end: node.end, text: importOf(node) });
    } else if (node.type === 'ExportNamedDeclaration' && !node.declaration && !node.source) {
      for (const { exported: name, local } of node.specifiers) exported.set(nameIn(name), nameIn(local));
      edits.push({ start: node.start, end: node.end, text: '' });
    } else if (node.type.startsWith('Export')) throw new Error(`${file} exports in a way that no script has`);
  }
  let body = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    body += code.slice(at, start) + text;
    at = end;
  }
  body += code.slice(at);
  // The file's own address, which only the preloading below would ask for.
  body = body.replaceAll('import.meta.url', '""');
  if (body.includes('import.meta')) throw new Error(`${file} says what modules alone may say`);
  if (/\bimport\(/.test(body)) throw new Error(`${file} fetches something later, which no service worker may`);
  const laidDown = exported.size > 0 ? `self.${nameOf(file)}={${[...exported].map(([name, local]) => `${name}:${local}`)}};` : '';
  return { script: `(()=>{"use strict";${body};${laidDown}})();`, exports: [...exported.keys()], imports };
}

/** Short words that an export may be called and a variable may not. */
const RESERVED = ['do', 'if', 'in', 'for', 'new', 'try', 'var', 'let'];

/** What the page imports in the place of a shared file: the script, and what it has laid down. */
export function moduleOf(file: string, address: string, { exports, imports }: Shared): string {
  const taken = exports.map((name) => (RESERVED.includes(name) ? `${name}:_${name}_` : name));
  const given = exports.map((name) => (RESERVED.includes(name) ? `_${name}_ as ${name}` : name));
  const before = [...imports, address].map((source) => `import${JSON.stringify(source)};`).join('');
  return `${before}const{${taken}}=self.${nameOf(file)};export{${given}};`;
}

const NOTHING = '\0nothing-to-preload';

/** Before what comes late Vite fetches its sheets, by words that modules alone have. What syncs and stores has no sheets. */
export const nothingToPreload: Plugin = {
  name: 'nothing-to-preload',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id, importer = '') =>
    id.includes('vite/preload-helper') && /\/client\/(?:store|sync)\//.test(importer) ? NOTHING : undefined,
  load: (id) => (id === NOTHING ? 'export const __vitePreload = (load) => load();' : undefined),
};
