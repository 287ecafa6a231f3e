import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKS, type Ground } from './checks.ts';
import { discardProfile, ENGINES, type Engine, newProfile } from './engine.ts';
import { openOffice } from './office.ts';

/**
 * `npm run test:engines -- --engine firefox`: the main tasks in another engine than Chromium, where one stands (Debian's firefox-esr;
 * webkit2gtk-driver with xvfb), one JSON line each; both without a name. `--check` names some, by a part of their names.
 */
const { values } = parseArgs({ options: { engine: { type: 'string' }, check: { type: 'string' } } });
const engines = ENGINES.filter(({ name }) => values.engine === undefined || values.engine === name);
const checks = CHECKS.filter(({ name }, at) => at < 2 || name.includes(values.check ?? ''));
if (engines.length === 0) {
  process.stderr.write(`There is no engine ${values.engine}; there are ${ENGINES.map(({ name }) => name).join(' and ')}.\n`);
  process.exit(2);
}

const PICTURES = 'node_modules/.cache/engines';

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** What was on the screen when a check failed. */
async function keepPicture(ground: Ground, name: string): Promise<string | undefined> {
  try {
    mkdirSync(PICTURES, { recursive: true });
    const file = join(PICTURES, `${name}.png`);
    writeFileSync(file, ground.otherPicture ?? (await ground.running.browser.picture()));
    ground.otherPicture = undefined;
    return file;
  } catch {
    // Its browser has gone.
    return undefined;
  }
}

async function runAll(engine: Engine): Promise<void> {
  const profile = newProfile();
  const office = await openOffice(engine.needsHttps);
  const ground: Ground = { engine, office, profile, running: await engine.start(profile) };
  try {
    for (const [at, check] of checks.entries()) {
      const begun = Date.now();
      const skipped = check.notFor?.(engine);
      const told = { engine: engine.name, check: check.name };
      if (skipped !== undefined) {
        say({ ...told, skipped });
        continue;
      }
      try {
        await check.run(ground);
        say({ ...told, pass: true, ms: Date.now() - begun });
      } catch (error) {
        process.exitCode = 1;
        say({
          ...told,
          pass: false,
          ms: Date.now() - begun,
          error: String(error),
          picture: await keepPicture(ground, `${engine.name}-${at}`),
        });
      }
    }
  } finally {
    await ground.running.kill();
    await office.end();
    discardProfile(profile);
  }
}

for (const engine of engines) {
  const stands = engine.stands();
  say({ engine: engine.name, stands });
  if (stands) await runAll(engine);
}
