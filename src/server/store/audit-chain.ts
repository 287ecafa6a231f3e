import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditKind } from '../../domain/audit.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import { toJson } from './json.ts';
import type { AuditEntryTable } from './tables/audit.ts';
import type { FeedHeadTable } from './tables/feed-head.ts';
import type { ActivityVersionTable } from './tables/records.ts';

export const HEAD_COLUMNS = ['audit_no', 'audit_hash', 'audit_at', 'history_no', 'history_hash', 'bound_no', 'bound_at'] as const;
type ChainHead = Pick<Selectable<FeedHeadTable>, (typeof HEAD_COLUMNS)[number]>;

/** Requests end in another order than they came, and clocks are set by seconds: so far back a time may go without a word. */
export const CLOCK_TOLERANCE_MS = 60_000;
/** The history of records is bound to the chain by any entry, and by one of its own after so many rows or so long. */
const BIND_ROWS = 200;
const BIND_MS = 15 * 60_000;

/** What was done, as whoever did it says it. */
export interface NewAuditEntry {
  readonly kind: AuditKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by?: AccountId | undefined;
  readonly deviceId?: string | undefined;
  readonly network?: string | undefined;
  /** The id of what it was done to. */
  readonly subject?: string | undefined;
  readonly details?: AuditDetails | undefined;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of an entry: of all it says, in this order, and of the entry before. */
export const entryHash = (entry: Omit<AuditEntryTable, 'hash'>): string =>
  sha256(
    JSON.stringify([
      entry.no,
      entry.at,
      entry.kind,
      entry.account_id,
      entry.device_id,
      entry.network,
      entry.subject,
      entry.details,
      entry.history_no,
      entry.history_hash,
      entry.previous_hash,
    ]),
  );

/** The hash of a row of the history: of all it says, in this order, and of the row before. */
export const historyHash = (previous: string, row: ActivityVersionTable): string =>
  sha256(
    JSON.stringify([
      previous,
      row.no,
      row.activity_id,
      row.version,
      row.mutation_id,
      row.account_id,
      row.device_id,
      row.entered_by,
      row.action,
      row.state,
      row.at,
      row.device_at,
      row.patch,
      row.before,
      row.reason,
      row.duplicate_of_id,
      row.conflicts,
      // Rows of before there were deputies have hashes without it.
      ...(row.stands_in_for ? [row.stands_in_for] : []),
    ]),
  );

/** The chain while a transaction adds to it. */
export interface AuditChain {
  /** Says what this transaction does; the entry is written at its end. */
  readonly add: (entry: NewAuditEntry) => void;
  /** Gives a row of the history its number. */
  readonly bind: (row: Omit<ActivityVersionTable, 'no'>) => ActivityVersionTable;
  /** Takes the history as its rows are now, where some of them were removed or none had a number. */
  readonly rebase: (historyNo: number, hash: string) => void;
  /** The entries to be written, and the head where it has moved. */
  readonly end: () => { readonly entries: AuditEntryTable[]; readonly head: ChainHead | undefined };
}

/** Goes on where the last transaction ended. Whoever holds the lock of the head is the only one to add to the chain. */
export function continueChain(start: ChainHead): AuditChain {
  const head = { ...start };
  const added: NewAuditEntry[] = [];
  const entries: AuditEntryTable[] = [];
  let boundAt = 0;

  const write = ({ kind, at, by, deviceId, network, subject, details = {} }: NewAuditEntry): void => {
    const row = {
      no: head.audit_no + 1,
      at,
      kind,
      account_id: by ?? null,
      device_id: deviceId ?? null,
      network: network ?? null,
      subject: subject ?? null,
      details: toJson(details),
      history_no: head.history_no,
      history_hash: head.history_hash,
      previous_hash: head.audit_hash,
    };
    const hash = entryHash(row);
    entries.push({ ...row, hash });
    Object.assign(head, { audit_no: row.no, audit_hash: hash, bound_no: head.history_no, bound_at: at });
  };

  const writeInTime = (entry: NewAuditEntry): void => {
    const back = head.audit_at - entry.at;
    // Said by an entry of its own: a time that goes back without one is somebody's work.
    if (back > CLOCK_TOLERANCE_MS) {
      head.audit_at = entry.at;
      write({ kind: 'clockStepped', at: entry.at, details: { seconds: Math.round(back / 1_000) } });
    }
    head.audit_at = Math.max(head.audit_at, entry.at);
    write(entry);
  };

  /** Rows of the history that no entry has bound for long. */
  const isBindingDue = (): boolean => {
    const rows = head.history_no - head.bound_no;
    return rows >= BIND_ROWS || (rows > 0 && Math.abs(boundAt - head.bound_at) >= BIND_MS);
  };

  return {
    add: (entry) => void added.push(entry),
    bind(row) {
      const numbered = { ...row, no: head.history_no + 1 };
      Object.assign(head, { history_no: numbered.no, history_hash: historyHash(head.history_hash, numbered) });
      boundAt = row.at;
      return numbered;
    },
    rebase: (historyNo, hash) => void Object.assign(head, { history_no: historyNo, history_hash: hash }),
    end() {
      // Records may be of other days (a demonstration is): that they are bound by now says nothing of the clock.
      if (added.length === 0 && isBindingDue())
        added.push({ kind: 'historyBound', at: Math.max(head.audit_at, boundAt), details: { count: head.history_no - head.bound_no } });
      added.forEach(writeInTime);
      const hasMoved = entries.length > 0 || head.history_no !== start.history_no || head.history_hash !== start.history_hash;
      return { entries, head: hasMoved ? head : undefined };
    },
  };
}
