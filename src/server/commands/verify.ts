import { existsSync, readFileSync } from 'node:fs';
import { type AuditHead, bindingHead, headText, lastEntry, readHeads } from '../store/audit-head.ts';
import { verifyAudit } from '../store/audit-verify.ts';
import { createReferenceReader } from '../store/reference.ts';
import type { Store } from '../store/store.ts';
import { complain, EXIT, print, readArguments, runIfStarted, withDatabase } from './cli.ts';

const USAGE = 'Usage: npm run verify [-- --head NUMBER:HASH or FILE] [-- --print-head]';

/** Walks the log of what was done and holds the records against it, a finding a line. Gives the exit code. */
export async function verify(store: Store, expected: readonly AuditHead[], report: (line: string) => void): Promise<number> {
  const findings = await store.snapshot((db) => verifyAudit(db, createReferenceReader(), expected));
  for (const finding of findings) report(JSON.stringify(finding));
  return findings.length === 0 ? EXIT.well : EXIT.found;
}

async function printHead(store: Store): Promise<number> {
  const head = await bindingHead(store, Date.now());
  if (head) print(`${headText(head)} ${new Date(head.at).toISOString()}`);
  return head ? EXIT.well : EXIT.found;
}

async function verifyAndSay(store: Store, expected: readonly AuditHead[]): Promise<number> {
  const code = await verify(store, expected, print);
  const last = await lastEntry(store.reader);
  if (code === EXIT.well) print(`The log is whole, and so are the records: ${last?.no ?? 0} entries.`);
  return code;
}

interface Order {
  readonly head: readonly AuditHead[];
  readonly printsHead: boolean;
}

function readOrder(): Order | undefined {
  const read = readArguments(USAGE, { head: { type: 'string' }, 'print-head': { type: 'boolean', default: false } });
  if (!read) return undefined;
  const { head: where, 'print-head': printsHead } = read.values;
  const said = where === undefined || !existsSync(where) ? where : readFileSync(where, 'utf8');
  const head = said === undefined ? [] : readHeads(said);
  if (!head) complain(USAGE);
  return head && { head, printsHead };
}

async function main(): Promise<number> {
  const order = readOrder();
  return order ? withDatabase((store) => (order.printsHead ? printHead(store) : verifyAndSay(store, order.head))) : EXIT.trouble;
}

await runIfStarted(import.meta.url, main);
