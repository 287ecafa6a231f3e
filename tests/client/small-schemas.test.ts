import { expect, test, vi } from 'vitest';

vi.mock('zod/mini', () => import('../../src/client/small-schemas.ts'));

const modules = import.meta.glob(['../../src/domain/**/*.ts', '../../src/protocol/**/*.ts']);

// The build puts the small schemas in the place of zod, and no type says what they lack.
test('every schema of the domain and of the wire can be made of the small schemas', async () => {
  expect(Object.keys(modules).length).toBeGreaterThan(150);
  const failed: string[] = [];
  for (const [file, load] of Object.entries(modules))
    await load().catch((error: unknown) => failed.push(`${file}: ${error instanceof Error ? error.message : String(error)}`));
  expect(failed).toEqual([]);
});
