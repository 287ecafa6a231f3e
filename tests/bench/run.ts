import { benchBytes } from './bytes.ts';
import { benchDay } from './day.ts';
import { benchDesk } from './desk.ts';
import { benchPhone } from './phone.ts';
import { benchPlan } from './plan.ts';
import { benchRecords } from './records.ts';
import { benchReport } from './report.ts';
import { benchServer } from './server.ts';
import { benchSync } from './sync.ts';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  phone: benchPhone,
  server: benchServer,
  desk: async () => {
    await benchReport();
    await benchDesk();
  },
  plan: benchPlan,
  records: benchRecords,
  sync: benchSync,
  bytes: benchBytes,
  day: benchDay,
};

/** `npm run bench` measures all; `npm run bench -- server` only that part. */
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.\n`);
  process.exit(1);
}
for (const [name, measure] of Object.entries(PARTS)) if (chosen.length === 0 || chosen.includes(name)) await measure();
