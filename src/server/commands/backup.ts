import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { type DatabaseSetting, MEMORY } from '../settings.ts';
import { type DatedHead, headFileOf, headText, lastEntry } from '../store/audit-head.ts';
import { shapeOf } from '../store/migrate.ts';
import { openAsItIs, requireOffice } from '../store/open.ts';
import { writePrivateText } from '../store/private-files.ts';
import { compareCells } from '../store/recount.ts';
import { createReferenceReader } from '../store/reference.ts';
import { copySqlite, damageOf, fileFacts, flush } from '../store/sqlite-file.ts';
import { commandSettings, complain, complainOf, EXIT, print, readArguments, runIfStarted } from './cli.ts';

const USAGE = 'Usage: npm run backup -- FILE';

interface Looked {
  /** Cells that are not what the records add up to. */
  readonly differences: number;
  /** The last entry of the log of what was done. */
  readonly head: DatedHead | undefined;
}

/** What a file holds; undefined where this release cannot read it as it is. */
async function lookInto(file: string): Promise<Looked | undefined> {
  const db = openAsItIs(file);
  try {
    if ((await shapeOf(db)) !== 'current') return undefined;
    return { differences: (await compareCells(db, await createReferenceReader()(db))).length, head: await lastEntry(db) };
  } finally {
    await db.destroy();
  }
}

/** What speaks against taking the copy for a backup of a database that held `recordsBefore` when it began. */
function faultOf(copy: string, recordsBefore: number): string | undefined {
  const damage = damageOf(copy);
  if (damage !== undefined) return `The copy is damaged: ${damage}. Nothing was kept.`;
  const { records } = fileFacts(copy);
  return records < recordsBefore ? `The copy holds ${records} of ${recordsBefore} records. Nothing was kept.` : undefined;
}

const CELLS = {
  equal: 'Integrity ok, all cells equal their records.',
  unread: 'Integrity ok. Cells were not recounted: the file has the shape of another release.',
} as const;

/** Copies, checks the copy, and only then gives it its name. Gives the exit code. */
async function backUp(from: string, to: string): Promise<number> {
  const part = `${to}.${process.pid}.part`;
  try {
    const { records } = fileFacts(from);
    copySqlite(from, part);
    const fault = faultOf(part, records);
    if (fault !== undefined) {
      complain(fault);
      return EXIT.trouble;
    }
    const looked = await lookInto(part);
    const differences = looked?.differences;
    flush(part);
    renameSync(part, to);
    flush(to);
    if (looked?.head) writePrivateText(headFileOf(to), `${headText(looked.head)} ${new Date(looked.head.at).toISOString()}\n`);
    const facts = fileFacts(to);
    print(`${to}: ${facts.records} records in ${facts.versions} versions, ${facts.accounts} accounts, ${statSync(to).size} bytes.`);
    if (differences === undefined || differences === 0) print(differences === 0 ? CELLS.equal : CELLS.unread);
    // A true copy of figures that are wrong is still what there is to keep.
    else complain(`Integrity ok, but ${differences} cells differ from their records: npm run recount -- --repair makes them anew.`);
    return differences ? EXIT.found : EXIT.well;
  } finally {
    rmSync(part, { force: true });
  }
}

function refusalOf(database: DatabaseSetting, to: string | undefined): string | undefined {
  if (database.kind === 'postgres') return 'This database is PostgreSQL: back it up with pg_dump (see README).';
  if (to === undefined) return USAGE;
  if (database.file === MEMORY) return 'DATABASE_URL must be a database that stays.';
  const there = [to, headFileOf(to)].find((file) => existsSync(file));
  return there === undefined ? undefined : `${there} is there already and stays as it is.`;
}

async function main(): Promise<number> {
  const read = readArguments(USAGE, {}, 1);
  const settings = read && commandSettings();
  if (!settings) return EXIT.trouble;
  const [to] = read.words;
  const refusal = refusalOf(settings.database, to);
  if (refusal !== undefined || to === undefined || settings.database.kind === 'postgres') {
    complain(refusal ?? USAGE);
    return EXIT.trouble;
  }
  try {
    await requireOffice(settings.database.file);
    return await backUp(settings.database.file, to);
  } catch (error) {
    complainOf(error);
    return EXIT.trouble;
  }
}

await runIfStarted(import.meta.url, main);
