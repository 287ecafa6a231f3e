import type { TableFormat } from '../../../documents/table-formats.ts';
import type { ActivityContent } from '../../../domain/activity.ts';
import { officeDay } from '../../../domain/day.ts';
import type { TableNames } from '../../../domain/record-table.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { type FoundRecords, MAX_FOUND, SEARCH_RECORDS } from '../../../protocol/endpoints/records.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';
import type { BrowseQuery } from './browse-query.ts';

const TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

export interface ExportProgress {
  readonly done: number;
  /** Undefined until the office has counted. */
  readonly total: number | undefined;
}

export interface ExportRun {
  /** Goes on where it ended: after a lost signal nothing that came is asked for again. Undefined: it was cancelled. */
  readonly go: () => Promise<Result<File | undefined, OfficeError>>;
  readonly cancel: () => void;
}

export interface ExportAsked {
  readonly query: BrowseQuery;
  readonly format: TableFormat;
  readonly names: TableNames;
  readonly now: () => number;
  readonly onProgress: (progress: ExportProgress) => void;
}

/**
 * Takes all records that were found out of the office, page after page, and writes each page away before the next: a browser
 * keeps the pieces on its disk, so that a hundred thousand records need no more room in memory than one page.
 */
export function startExport({ query, format, names, now, onProgress }: ExportAsked): ExportRun {
  let isCancelled = false;
  let after: string | undefined;
  let done = 0;
  let total: number | undefined;
  const parts: Blob[] = [];
  // They come when the first file is made, from what the service worker keeps.
  const writing = Promise.all([import('../../../documents/write-pieces.ts'), import('../../../domain/record-table.ts')]);
  const begun = writing.then(([{ startTable }, table]) => ({ ...table, writer: startTable(format, table.RECORD_COLUMNS, 'Bản ghi') }));
  const keep = (pieces: readonly Uint8Array[]): void => {
    if (pieces.length > 0) parts.push(new Blob(pieces as Uint8Array<ArrayBuffer>[]));
  };
  const fileName = `cot-moc-ban-ghi-${officeDay(now())}.${format}`;

  async function take(page: FoundRecords): Promise<void> {
    const { writer, recordRow } = await begun;
    keep(writer.rows(page.activities.map((activity) => recordRow({ ...activity, content: activity.content as ActivityContent }, names))));
    done += page.activities.length;
    total = page.total ?? total;
    after = page.next;
    onProgress({ done, total });
  }
  return {
    cancel: () => {
      isCancelled = true;
    },
    async go() {
      do {
        const asked = { ...query, limit: String(MAX_FOUND), after, ...(total === undefined && { count: '1' as const }) };
        const page = await askOffice(SEARCH_RECORDS, { query: asked });
        if (isCancelled) return ok(undefined);
        if (!page.ok) return err(page.error);
        await take(page.value);
      } while (after !== undefined);
      const { writer } = await begun;
      keep(writer.end());
      return ok(new File(parts, fileName, { type: TYPES[format] }));
    },
  };
}
