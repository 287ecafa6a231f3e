import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { DEFAULT_DEMO_PLANS } from '../../src/server/data/demonstrations.ts';
import { bundle, SIDES } from './bundle.ts';
import { wireShape } from './wire-shape.ts';

/** As many releases are kept as phones may be behind. */
const KEPT = 2;

const root = join(import.meta.dirname, '../..');
const releases = join(root, 'tests/fixtures/releases');
const folder = join(releases, packageJson.version);

mkdirSync(folder, { recursive: true });
for (const side of SIDES) writeFileSync(join(folder, `${side}.js`), await bundle(side));
// The server reads the plan of an empty installation from beside it.
for (const plan of DEFAULT_DEMO_PLANS) copyFileSync(join(root, `src/server/data/${plan}.json`), join(folder, `${plan}.json`));

// Held against the wire for as long as that has the same number: what was released does not move under it.
const shape = wireShape();
writeFileSync(join(folder, 'wire.json'), `${JSON.stringify(shape)}\n`);

const byAge = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
for (const old of readdirSync(releases).sort(byAge).slice(0, -KEPT)) rmSync(join(releases, old), { recursive: true });
process.stdout.write(`Kept ${packageJson.version} with protocol ${shape.protocol}\n`);
