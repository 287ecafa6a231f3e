import { type Snapshot, snapshotOf } from '../../../domain/change.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { ActivityRow, Attention, OutboxRow, Whereabouts } from '../db.ts';
import { project } from './projection.ts';

/** Facts of a row that do not follow from the outbox. */
export type RowFacts = Omit<
  ActivityRow,
  'content' | 'state' | 'where' | 'date' | 'received' | 'attention' | 'stumble' | 'returnReason' | 'duplicateOfId'
>;

/** The row without what `composeRow` may add. What `composeRow` always writes is overwritten anyway. */
function factsOf(row: ActivityRow): RowFacts {
  const { received: _, attention: __, stumble: ___, returnReason: ____, duplicateOfId: _____, ...facts } = row;
  return facts;
}

/** The record as the server has it, as far as this phone knows; undefined while the server has not named it. */
export const receivedOf = (row: ActivityRow): Snapshot | undefined => (row.version === 0 ? undefined : (row.received ?? snapshotOf(row)));

/** What is laid over the received record. A verdict the server refused is none; a refused edit is shown until it is mended. */
const laidOver = (entries: readonly OutboxRow[]): Mutation[] =>
  entries.filter((entry) => !(entry.verdict && entry.refused)).map((entry) => entry.mutation);

function attentionOf(received: Snapshot | undefined, entries: readonly OutboxRow[], own: boolean): Attention | undefined {
  const first = entries.find((entry) => entry.refused);
  if (first?.refused) return { kind: 'refused', result: first.refused, ...(first.verdict && { verdict: true }) };
  // A returned record is its author's to mend; once mended it waits like any other.
  if (own && entries.length === 0 && received?.state === 'returned') return { kind: 'returned', reason: received.returnReason ?? '' };
  return undefined;
}

/**
 * The row as the person whose phone this is sees it: own waiting changes laid over what was received. `shown` stands in where
 * that cannot be done.
 */
export function composeRow(
  accountId: AccountId,
  facts: RowFacts,
  received: Snapshot | undefined,
  entries: readonly OutboxRow[],
  shown: Snapshot,
): ActivityRow {
  const seen = snapshotOf(project(received, laidOver(entries)) ?? shown);
  const attention = attentionOf(received, entries, facts.authorId === accountId);
  const failure = attention ? undefined : entries.find((entry) => entry.stumble)?.stumble;
  const where: Whereabouts = attention ? 'attention' : entries.length > 0 ? 'phone' : 'received';
  return {
    ...facts,
    ...seen,
    where,
    date: seen.content.date,
    ...(entries.length > 0 && received && { received: snapshotOf(received) }),
    ...(attention && { attention }),
    ...(failure && { stumble: failure }),
  };
}

/** The row of a record that is here, with these changes of it waiting instead of those it was composed with. */
export const recomposeRow = (accountId: AccountId, row: ActivityRow, entries: readonly OutboxRow[], shown: Snapshot = row): ActivityRow =>
  composeRow(accountId, factsOf(row), receivedOf(row), entries, shown);
