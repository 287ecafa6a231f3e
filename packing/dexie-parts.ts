import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, parseAst } from 'vite';

/**
 * Dexie is a third of what a phone loads before the first form, and most of it serves what this app never asks. Its build is one
 * module, of which a bundler can leave out nothing. So it is cut here: methods that neither the app nor the rest of Dexie names,
 * and the parts listed below. Each is looked for by its text; where a later Dexie no longer has it, the build fails and says so.
 * The unit tests of the client run on what is left.
 */

const ROOT = join(import.meta.dirname, '..');

/** From the first text to the end of the second, both of which occur once in this order, and what stands there instead. */
interface Cut {
  readonly why: string;
  readonly from: string;
  readonly to?: string;
  readonly instead?: string;
}

const CUTS: readonly Cut[] = [
  { why: 'the cache of queries is switched off (src/client/store/db.ts)', from: '        this.use(cacheMiddleware);\n' },
  {
    why: 'without it no query is answered from it',
    from: 'isCachableContext(PSD, table) &&',
    to: 'isCachableRequest(method, req)',
    instead: 'false',
  },
  { why: 'and nobody waits for it after a store is made', from: '            signalSubscribersNow(everything, true);\n' },
  { why: 'or after a write', from: '        signalSubscribersNow(updateParts, true);\n' },
  { why: 'it is not offered', from: '    cache,\n    semVer', to: 'i * 2)),\n' },
  { why: 'every index is named in full', from: '        this.use(virtualIndexMiddleware);\n' },
  { why: 'no table has a hook', from: '        this.use(hooksMiddleware);\n' },
  {
    why: 'no hook changes what is read',
    from: '                .then((res) => this.hook.reading.fire(res));\n        }).then(cb);',
    instead: '        }).then(cb);',
  },
  {
    why: 'nor what is read at once',
    from: '\n                .then((result) => result.map((res) => this.hook.reading.fire(res)));',
    instead: ';',
  },
  { why: 'nor what is found', from: '        const readingHook = table.hook.reading.fire;\n' },
  { why: 'nor what is found', from: 'readingHook !== mirror ? readingHook : null', instead: 'null' },
  { why: 'so a table keeps none', from: '        this.hook = db._allTables[name]', to: '            });\n', instead: '' },
  {
    why: 'nothing is traced',
    from: "var debug = typeof location !== 'undefined' &&",
    to: 'location.href);',
    instead: 'const debug = false;',
  },
  { why: 'nothing is traced', from: 'function setDebug(value, filter) {', to: '\n}' },
  { why: 'nothing is traced', from: '    debug: {\n        get', to: '\n    },\n' },
  { why: 'nothing is traced', from: 'setDebug(debug);\n' },
  {
    why: 'served browsers answer at once when a database is opened (a fault of Safari 14)',
    from: '(useSafari14Workaround ? idbReady() : DexiePromise.resolve())',
    instead: 'DexiePromise.resolve()',
  },
  { why: 'the same', from: '    const useSafari14Workaround =', to: '_global.indexedDB;\n' },
  {
    why: 'served browsers have getAll',
    from: "hasGetAll: tables.length > 0 &&\n                'getAll' in tempStore &&",
    to: '< 604),',
    instead: 'hasGetAll: tables.length > 0,',
  },
  { why: 'the same', from: "    if (typeof navigator !== 'undefined' &&\n        /Safari/", to: 'db._hasGetAll = false;\n    }\n' },
  {
    why: 'served browsers have weak references',
    from: "typeof FinalizationRegistry !== 'undefined' &&\n        typeof WeakRef !== 'undefined'",
    instead: 'true',
  },
  {
    why: 'nobody asks which databases there are',
    from: '            if (wasCreated)\n                _onDatabaseCreated(db._deps, dbName);\n',
  },
  { why: 'the same', from: '                    _onDatabaseDeleted(this._deps, this.name);\n' },
  { why: 'the same', from: '    exists(name) {', to: '    defineClass() {', instead: '    defineClass() {' },
  { why: 'no database is opened without its shape', from: 'if (state.autoSchema && !db._options.allowEmptyDB)', instead: 'if (false)' },
  { why: 'the same', from: '                    if (state.autoSchema)\n', instead: '                    if (false)\n' },
  { why: 'no question is joined to another by "or"', from: '    if (!ctx.or) {', instead: '    if (true) {' },
  { why: 'nothing waits for the event "ready"', from: '        this.on.ready.subscribe = override(', to: '\n        });\n' },
  { why: 'the same', from: '        const vipDB = new Proxy(this, {', to: '        this.vip = vipDB;\n' },
  { why: 'the same', from: '        state.onReadyBeingFired = [];\n        return', to: '\n        });\n    })', instead: '    })' },
  {
    why: 'generators are no transactions',
    from: "                else if (typeof returnValue.next === 'function' &&",
    to: 'awaitIterator(returnValue);\n                }\n',
  },
  { why: 'the same', from: '    async: function (generatorFn) {', to: '    currentTransaction: {', instead: '    currentTransaction: {' },
  { why: 'no row is changed by a rule', from: '        if (value instanceof PropModification) {', to: 'else if', instead: '        if' },
  {
    why: 'no table is that of Yjs',
    from: '    const { yProps } = table.schema;\n    if (!yProps)\n        return res;',
    to: '.then(() => res);',
    instead: '    return res;',
  },
  { why: 'the same', from: "        if (mode !== 'readonly')\n            storeNames.forEach", to: '            });\n' },
  {
    why: 'no transaction waits for anything but itself',
    from: '    waitFor: function (promiseOrFunction, optionalTimeout) {',
    to: '    Promise: DexiePromise',
    instead: '    Promise: DexiePromise',
  },
  { why: 'helpers of addons', from: '    derive: derive,', to: '    asap: asap$1,\n' },
];

/** Which tests alone name, to look at what is stored. */
const KEPT = ['backendDB'];
const CLASSES = ['Table', 'Collection', 'WhereClause', 'Transaction', 'Version', 'PropModification', 'Dexie'];

function cut(code: string, { why, from, to, instead = '' }: Cut): string {
  const start = code.indexOf(from);
  const end = to === undefined ? start + from.length : code.indexOf(to, start) + to.length;
  if (start < 0 || end < start + (to?.length ?? 0) || code.indexOf(from, start + 1) >= 0)
    throw new Error(`Dexie has not, or not once: ${from} (${why})`);
  return code.slice(0, start) + instead + code.slice(end);
}

interface Method {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function methodsOf(code: string): Method[] {
  const found: Method[] = [];
  for (const statement of parseAst(code).body) {
    const node =
      statement.type === 'ClassDeclaration'
        ? statement
        : statement.type === 'VariableDeclaration'
          ? statement.declarations[0]?.init
          : undefined;
    if (node?.type !== 'ClassDeclaration' && node?.type !== 'ClassExpression') continue;
    if (!CLASSES.includes(node.id?.name ?? '')) continue;
    for (const member of node.body.body) {
      if (member.type !== 'MethodDefinition' || member.kind === 'constructor' || member.key.type !== 'Identifier') continue;
      found.push({ name: member.key.name, start: member.start, end: member.end });
    }
  }
  return found;
}

/** Leaves out the methods that neither the app nor what is left names, until there is none. */
export function withoutUnnamed(code: string, app: string): string {
  for (let rest = code; ; ) {
    const isNamed = ({ name, start, end }: Method): boolean => {
      const names = new RegExp(`\\.${name.replace('$', '\\$')}\\b`);
      return KEPT.includes(name) || names.test(app) || names.test(rest.slice(0, start)) || names.test(rest.slice(end));
    };
    const unnamed = methodsOf(rest).filter((method) => !isNamed(method));
    if (unnamed.length === 0) return rest;
    for (const { start, end } of unnamed.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  }
}

const readApp = (): string =>
  ['src/sw.ts', ...['client/store', 'client/sync', 'client/features', 'client/records', 'client/office'].map((room) => `src/${room}`)]
    .flatMap((path) =>
      path.endsWith('.ts') ? path : readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)),
    )
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');

export const dexieParts = (): Plugin => ({
  name: 'dexie-parts',
  enforce: 'pre',
  transform: {
    filter: { id: /dexie\/dist\/modern\/dexie\.mjs$/ },
    handler: (code) => ({ code: withoutUnnamed(CUTS.reduce(cut, code), readApp()), map: null }),
  },
});
