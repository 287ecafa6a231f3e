import { parseArgs } from 'node:util';
import { DATABASES } from '../faults/site.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { drillLineOf, passes } from './drill.ts';
import { DRILLS } from './drills.ts';

/** `npm run test:security -- --full --db sqlite S1`: all drills, or those named, one JSON line per figure. */
const { values, positionals } = parseArgs({
  options: { full: { type: 'boolean', default: false }, db: { type: 'string', default: 'sqlite' } },
  allowPositionals: true,
});
const complain = (complaint: string): never => {
  process.stderr.write(`${complaint}\n`);
  process.exit(2);
};
const database =
  DATABASES.find((kind) => kind === values.db) ?? complain(`There is no database ${values.db}; there are ${DATABASES.join(', ')}.`);
const unknown = positionals.filter((name) => !DRILLS.some((drill) => drill.name === name));
if (unknown.length > 0) complain(`There is no drill ${unknown.join(', ')}; there are ${DRILLS.map(({ name }) => name).join(', ')}.`);

const cluster = database === 'postgres' ? await startPostgres({ durable: values.full }) : undefined;
try {
  for (const drill of DRILLS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const figures = await drill.run({ full: values.full, database, postgresUrl: cluster?.url ?? '' });
    for (const figure of figures) {
      process.stdout.write(`${drillLineOf(figure)}\n`);
      if (!passes(figure)) process.exitCode = 1;
    }
  }
} finally {
  await cluster?.stop();
}
