import { execFile } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'walls-'));

type Import = readonly [from: string, to: string];

const REFUSED: readonly Import[] = [
  ['client/features/plans/a.ts', '../activities/journal.tsx'],
  ['client/features/plans/b.ts', '../../features/activities/journal.tsx'],
  ['client/features/plans/c.ts', '../../routes.tsx'],
  ['client/features/plans/c.ts', '../../screens.lazy.tsx'],
  ['client/features/plans/c.ts', '../../shell.tsx'],
  ['client/features/plans/d.ts', '../../main.tsx'],
  ['client/features/plans/e.ts', 'dexie'],
  ['client/a.ts', 'dexie'],
  ['client/b.tsx', 'dexie'],
  ['client/records/a.ts', '../features/plans/item.tsx'],
  ['client/records/b.ts', 'dexie'],
  ['client/office/a.ts', '../features/plans/item.tsx'],
  ['client/office/b.ts', '../routes.tsx'],
  ['client/office/c.ts', 'dexie'],
  ['client/labels/vi/a.ts', '../../store/db.ts'],
  ['client/labels/b.ts', 'dexie'],
  ['client/ui/a.tsx', '../labels/labels.ts'],
  ['client/ui/b.tsx', 'dexie'],
  ['client/sync/a.ts', '../features/plans/item.tsx'],
  ['client/sync/b.ts', 'dexie'],
  ['client/store/a.ts', '../features/plans/item.tsx'],
  ['client/store/records/b.ts', '../../ui/key.tsx'],
  ['client/store/records/c.ts', '../../sync/sync-once.ts'],
  ['server/a.ts', 'kysely'],
  ['server/routes/a.ts', 'kysely'],
  ['server/commands/a.ts', 'better-sqlite3'],
  ['server/merge/a.ts', 'kysely'],
  ['server/auth/a.ts', 'pg'],
  ['server/http/a.ts', '../../client/labels/labels.ts'],
  ['server/store/a.ts', '../../client/store/db.ts'],
  ['server/store/b.ts', '../routes/table.ts'],
  ['domain/a.ts', '../client/store/db.ts'],
  ['domain/b.ts', '../protocol/sync.ts'],
  ['domain/c.ts', 'zod'],
  ['domain/d.ts', 'dexie'],
  ['domain/plan-draft/e.ts', '../../client/store/db.ts'],
  ['protocol/a.ts', '../client/store/db.ts'],
  ['protocol/b.ts', '../server/app.ts'],
  ['protocol/endpoints/c.ts', '../../server/app.ts'],
  ['documents/a.ts', '../client/store/db.ts'],
  ['build/a.ts', '../client/store/db.ts'],
  ['build/b.ts', '../server/app.ts'],
];

const ALLOWED: readonly Import[] = [
  ['client/features/plans/own.ts', './item.tsx'],
  ['client/features/plans/kit.ts', '../../ui/key.tsx'],
  ['client/features/plans/rules.ts', '../../../domain/plan.ts'],
  ['client/store/records/rows.ts', 'dexie'],
  ['client/store/live.ts', 'dexie'],
  ['server/store/rows.ts', 'kysely'],
  ['server/routes/rows.ts', '../store/feed.ts'],
  ['domain/plan-draft/rules.ts', '../plan.ts'],
  ['domain/schema.ts', 'zod/mini'],
  ['protocol/endpoints/schema.ts', '../../domain/plan.ts'],
  ['build/files.ts', '../client/shipped/build.ts'],
  ['build/headers.ts', '../server/http/security-headers.ts'],
];

/** A circle of values, and one of types alone. */
const CIRCLES: readonly Import[] = [
  ['domain/first.ts', './second.ts'],
  ['domain/second.ts', './first.ts'],
  ['server/store/one.ts', './other.ts'],
  ['server/store/other.ts', './one.ts'],
];

const write = ([from, to]: Import, kind: 'import' | 'import type'): void => {
  const file = join(folder, 'src', from);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${kind} { a } from '${to}';\n\nexport ${kind === 'import' ? 'const b = a' : 'type a = a'};\n`);
};

interface Finding {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}
let found: ReadonlySet<string>;

beforeAll(async () => {
  copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
  for (const one of [...REFUSED, ...ALLOWED]) write(one, 'import');
  for (const [at, one] of CIRCLES.entries()) write(one, at < 2 ? 'import' : 'import type');
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json'];
  const json = await new Promise<string>((resolve) => {
    execFile(join(ROOT, 'node_modules/.bin/biome'), args, { cwd: folder, maxBuffer: 1 << 24 }, (_error, out) => resolve(out));
  });
  const { diagnostics } = JSON.parse(json) as { readonly diagnostics: readonly Finding[] };
  found = new Set(diagnostics.map(({ category, location: { path } }) => `${category} ${typeof path === 'string' ? path : path.file}`));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(REFUSED)('%s may not import %s', (from) => {
  expect(found).toContain(`lint/style/noRestrictedImports src/${from}`);
});

test.each(ALLOWED)('%s may import %s', (from) => {
  expect(found).not.toContain(`lint/style/noRestrictedImports src/${from}`);
});

test.each(CIRCLES)('%s and %s may not import each other', (from) => {
  expect(found).toContain(`lint/suspicious/noImportCycles src/${from}`);
});

test('the store of the server makes no id or day of a text by a cast: its columns bear them', () => {
  const branded = readFileSync(join(ROOT, 'src/domain/ids.ts'), 'utf8').matchAll(/brand<'(\w+)'>/g);
  const cast = new RegExp(`\\bas (?:${[...branded].map(([, name]) => name).join('|')}|Day|MonthDay)\\b`);
  expect('id as UnitId[]').toMatch(cast);
  const files = globSync('src/server/store/**/*.ts', { cwd: ROOT }).filter((file) => !file.includes('/migrations/'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => cast.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
