import { TABLE_FORMATS, type TableFormat } from '../../src/documents/table-formats.ts';
import { startTable } from '../../src/documents/write-pieces.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { RECORD_COLUMNS, recordRow, type TableNames } from '../../src/domain/record-table.ts';
import { type FoundRecords, MAX_FOUND } from '../../src/protocol/endpoints/records.ts';
import { openStore } from '../../src/server/store/open.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { bringSearchUpToDate } from '../../src/server/store/search/search-index.ts';
import { percentile, printFigure } from './figure.ts';
import { type Bench, fillBench, memoryOf, openBench } from './server.ts';

const EXPORTED = 100_000;
const SEARCHED = 1_000_000;
/** How often each question is asked. */
const ASKED = 12;

/** What the search reads behind the writes, as after an update; and the names that a phone would know. */
async function prepare({ setting }: Bench): Promise<TableNames> {
  const store = await openStore(setting, { newEpoch: () => 'bench', onIdleError: () => undefined });
  const readReference = createReferenceReader();
  await bringSearchUpToDate(store, readReference);
  const reference = await readReference(store.reader);
  await store.close();
  return { reference, planOf: (id) => reference.plans.get(id), staffCodeOf: () => 'CB-07' };
}

async function ask(origin: string, cookie: string, query: Readonly<Record<string, string>>): Promise<FoundRecords> {
  const reply = await fetch(`${origin}/api/records?${new URLSearchParams(query)}`, { headers: { cookie } });
  if (!reply.ok) throw new Error(`The search answered ${reply.status}`);
  return (await reply.json()) as FoundRecords;
}

/** All records page by page, written as a phone writes them; the pieces are let go, as a browser puts them on its disk. */
async function exportAll(
  origin: string,
  cookie: string,
  format: TableFormat,
  names: TableNames,
): Promise<{ written: number; held: number }> {
  const writer = startTable(format, RECORD_COLUMNS, 'Bản ghi');
  let written = 0;
  let bytes = 0;
  let held = 0;
  for (let after: string | undefined; ; ) {
    const page = await ask(origin, cookie, { limit: String(MAX_FOUND), ...(after !== undefined && { after }) });
    const rows = page.activities.map((one) => recordRow({ ...one, content: one.content as ActivityContent }, names));
    for (const piece of writer.rows(rows)) bytes += piece.length;
    written += rows.length;
    held = Math.max(held, process.memoryUsage().rss / 1e6);
    after = page.next;
    if (after === undefined) break;
  }
  for (const piece of writer.end()) bytes += piece.length;
  if (bytes < written * 50) throw new Error('The file holds less than its records say');
  return { written, held };
}

/** The slowest of the formats, and the most that the server held, or by which who writes grew. */
export async function measureExport(records: number, url?: string): Promise<void> {
  const bench = await openBench(url);
  try {
    await fillBench(bench, records);
    const names = await prepare(bench);
    const { origin, pid } = bench.server;
    const { cookie } = await bench.signIn('VP-01');
    let seconds = 0;
    const before = process.memoryUsage().rss / 1e6;
    let held = memoryOf(pid, 'VmHWM') ?? 0;
    for (const format of TABLE_FORMATS) {
      const startedAt = performance.now();
      const done = await exportAll(origin, cookie, format, names);
      if (done.written !== records) throw new Error('Not every record was exported');
      held = Math.max(held, done.held - before, memoryOf(pid, 'VmHWM') ?? 0);
      seconds = Math.max(seconds, (performance.now() - startedAt) / 1000);
    }
    printFigure({ figure: 'export.100k.seconds', value: seconds, unit: 's', bar: 30 });
    printFigure({ figure: 'export.100k.memory', value: held, unit: 'MB', bar: 300 });
  } finally {
    await bench.close();
  }
}

/** Words that most records have and words that few have, filters alone and with words, first pages and pages far down. */
const QUESTIONS: readonly Readonly<Record<string, string>>[] = [
  {},
  { text: 'xa' },
  { text: 'giang thanh' },
  { text: 'song ngu to roi' },
  { text: 'mo 313' },
  { unitId: 'qlbg', state: 'sent' },
  { type: 'borderSession', localityIds: 'c-gt', text: 'hoi truong' },
  { from: '2026-03-01', to: '2026-03-31', text: 'cang ca' },
  { text: 'khongcochunao' },
];

export async function measureSearch(records: number, url?: string): Promise<void> {
  const bench = await openBench(url);
  try {
    await fillBench(bench, records);
    await prepare(bench);
    const { origin } = bench.server;
    const times: number[] = [];
    for (const code of ['VP-01', 'TP-QLBG']) {
      const { cookie } = await bench.signIn(code);
      for (let round = 0; round < ASKED; round++)
        for (const question of QUESTIONS) {
          const startedAt = performance.now();
          await ask(origin, cookie, { ...question, limit: '50' });
          // The first ones prepare statements and fill caches.
          if (round > 1) times.push(performance.now() - startedAt);
        }
    }
    printFigure({ figure: 'search.1m.p95', value: percentile(times, 0.95), unit: 'ms', bar: 50 });
  } finally {
    await bench.close();
  }
}

/** The records of an office, searched and taken out, at a real server over HTTP. */
export async function benchRecords(): Promise<void> {
  await measureSearch(SEARCHED);
  await measureExport(EXPORTED);
}
