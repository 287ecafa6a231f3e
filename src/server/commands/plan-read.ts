import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDocument } from '../../documents/read-document.ts';
import type { RefusalReason } from '../../documents/refusal.ts';
import { PLAN_LIMITS } from '../../domain/plan.ts';
import { readPlan } from '../../domain/plan-reading/read-plan.ts';
import type { PlanReading, ReadItem } from '../../domain/plan-reading/reading.ts';
import { complain, EXIT, print, readArguments, runIfStarted } from './cli.ts';

const USAGE = 'Usage: npm run --silent plan:read -- FILE (.docx, .xlsx, .csv or .txt)';

const SENTENCES: Readonly<Record<RefusalReason, string>> = {
  empty: 'The file holds no text.',
  tooLarge: 'The file is too large for a plan.',
  pdf: 'PDF files are not read: a scan holds no text, and a printed page no order of its tables. Take the Word file, or paste the text.',
  picture: 'Pictures are not read. Take the Word file, or paste the text.',
  oldOrLocked: 'The file is of an old kind (.doc, .xls) or locked with a password. Save it as .docx or .xlsx without one.',
  macros: 'The file holds macros. Save it as .docx or .xlsx.',
  externalContent: 'Parts of the file lie elsewhere. Save it with all of its content inside.',
  inflatesTooFar: 'The file unpacks to far more than a plan can hold.',
  brokenFile: 'The file is damaged.',
  hostileXml: 'The file holds XML that no office program writes.',
  notUnicode: 'The text is not Unicode (UTF-8). Convert it first.',
  unknownKind: 'Not a Word, Excel, CSV or text file.',
};

const countBy = (items: readonly ReadItem[], key: (item: ReadItem) => string | number): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
};

function toItem({ leadUnitId: _, coUnitIds: __, doubts, usualTypes, targets, body, note, ...item }: ReadItem): object {
  return {
    ...item,
    countable: item.tracking === 'tally',
    ...(body === undefined ? {} : { body }),
    ...(usualTypes.length === 0 ? {} : { usualTypes }),
    ...(targets.length === 0 ? {} : { targets }),
    ...(note === undefined ? {} : { note }),
    ...(doubts.length === 0 ? {} : { doubts }),
  };
}

/** The tree as the office keeps known trees, with the lines that belong to the header and the footer. */
function toTree(source: string, { header, footer, items, owners, doubts }: PlanReading): object {
  const linesOf = (part: string): number[] => owners.flatMap((owner, at) => (owner?.part === part ? [at + 1] : []));
  return {
    source,
    ...header,
    ...footer,
    nodeCount: {
      total: items.length,
      byLevel: countBy(items, ({ level }) => level),
      byKind: countBy(items, ({ kind }) => kind),
      countable: items.filter(({ tracking }) => tracking === 'tally').length,
      milestone: items.filter(({ tracking }) => tracking === 'milestone').length,
    },
    headerLines: linesOf('header'),
    footerLines: linesOf('footer'),
    doubts,
    items: items.map(toItem),
  };
}

function readFile(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    complain(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Prints the tree of a plan as JSON. Gives the exit code. */
function printTree(name: string): number {
  // npm starts commands in the package's folder; the name is meant from where the person stands.
  const bytes = readFile(resolve(process.env['INIT_CWD'] ?? '.', name));
  if (!bytes) return EXIT.trouble;
  const source = readDocument(bytes, name);
  if (!source.ok) {
    complain(`${name}: ${SENTENCES[source.error.reason]} (${source.error.detail})`);
    return EXIT.trouble;
  }
  const reading = readPlan(source.value);
  if (reading.items.length === 0) {
    complain(`${name}: no sections, numbered lines or table of a plan were found.`);
    return EXIT.found;
  }
  if (reading.items.length > PLAN_LIMITS.items) {
    complain(`${name}: ${SENTENCES.tooLarge} (over ${PLAN_LIMITS.items} items)`);
    return EXIT.trouble;
  }
  print(JSON.stringify(toTree(name, reading), null, 1));
  return EXIT.well;
}

function main(): number {
  const read = readArguments(USAGE, {}, 1);
  if (!read) return EXIT.trouble;
  const [name] = read.words;
  if (name === undefined) {
    complain(USAGE);
    return EXIT.trouble;
  }
  try {
    return printTree(name);
  } catch {
    complain('The file could not be read: it is built as no office program builds files.');
    return EXIT.trouble;
  }
}

await runIfStarted(import.meta.url, main);
