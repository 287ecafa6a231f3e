import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { SEEDED_BUGS } from './seeded-bugs.ts';

/** Loads the build of Dexie that phones get: Node alone would pick the one for browsers of ten years ago. */
export function usePhoneModules(): void {
  registerHooks({ resolve: (name, context, next) => next(name === 'dexie' ? 'dexie/dist/modern/dexie.min.mjs' : name, context) });
}

/** Puts one bug into the product as it is loaded; the files stay as they are. A bug that no longer fits is a mistake here. */
export function seedBug(name: string): void {
  const changes = SEEDED_BUGS[name];
  if (!changes) throw new Error(`No seeded bug is called "${name}"`);
  const root = new URL('../../', import.meta.url);
  const texts = new Map<string, string>();
  for (const { file, right, wrong } of changes) {
    const url = new URL(file, root).href;
    const text = texts.get(url) ?? readFileSync(fileURLToPath(url), 'utf8');
    if (text.split(right).length !== 2) throw new Error(`"${name}" no longer fits ${file}`);
    texts.set(
      url,
      text.replace(right, () => wrong),
    );
  }
  registerHooks({
    load(url, context, next) {
      const source = texts.get(url);
      return source === undefined ? next(url, context) : { format: 'module-typescript', source, shortCircuit: true };
    },
  });
}
