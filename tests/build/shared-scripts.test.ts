import { readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { moduleOf, shareScript } from '../../src/build/shared-scripts.ts';

const CODE = 'import{x as e}from"./core.js";import"./rolldown-runtime.js";const t=e+1,n=()=>import.meta.url;export{t as in,n as a};';

test('a built module runs as a script that takes and lays down what the module imports and exports', () => {
  const self: Record<string, unknown> = { $core: { x: 1 } };
  runInContext(shareScript('assets/engine.js', CODE).script, createContext({ self }));
  expect(self['$engine']).toMatchObject({ in: 2 });
});

test('the page imports what the script has laid down, after the files that the script needs', () => {
  const shared = shareScript('assets/engine.js', CODE);
  expect(moduleOf('assets/engine.js', '/engine-12345678.js', shared)).toBe(
    'import"./core.js";import"./rolldown-runtime.js";import"/engine-12345678.js";const{in:_in_,a}=self.$engine;export{_in_ as in,a};',
  );
});

test('what no script can do ends the build', () => {
  expect(() => shareScript('a.js', 'import*as e from"./b.js";export{e};')).toThrow('as a whole');
  expect(() => shareScript('a.js', 'export default 1;')).toThrow('no script has');
  expect(() => shareScript('a.js', 'const e=import.meta.resolve("./b.js");export{e};')).toThrow('modules alone');
  expect(() => shareScript('a.js', 'const e=()=>import("./b.js");export{e};')).toThrow('fetches something later');
});

test('no module exports what it changes later: a script lays a value down once', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((name) => /^export let /m.test(readFileSync(`src/${name}`, 'utf8')))).toEqual([]);
});
