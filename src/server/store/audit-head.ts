import type { Reader, Store } from './store.ts';

/** The last entry of the log at a moment: whoever keeps it elsewhere notices that the log was cut or made anew since. */
export interface AuditHead {
  readonly no: number;
  readonly hash: string;
}

const HEAD = /^(\d{1,15}):([0-9a-f]{64})(?:\s|$)/;

/** Beside a backup: the head of its log, so that a copy that somebody changed is noticed. */
export const headFileOf = (file: string): string => `${file}.head`;

export const headText = ({ no, hash }: AuditHead): string => `${no}:${hash}`;
export const isSameHead = (left: AuditHead, right: AuditHead): boolean => left.no === right.no && left.hash === right.hash;

/** The heads in a text of one or several lines; undefined where a line is none. */
export function readHeads(text: string): AuditHead[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const heads = lines.flatMap((line) => {
    const [, no, hash] = HEAD.exec(line) ?? [];
    return no !== undefined && hash !== undefined ? [{ no: Number(no), hash }] : [];
  });
  return heads.length === lines.length && heads.length > 0 ? heads : undefined;
}

export interface DatedHead extends AuditHead {
  readonly at: number;
}

/** The last entry there is; undefined where there is none. */
export const lastEntry = (db: Reader): Promise<DatedHead | undefined> =>
  db.selectFrom('audit_entries').select(['no', 'hash', 'at']).orderBy('no', 'desc').limit(1).executeTakeFirst();

/** The head that binds all records there are, with an entry for those that none bound yet. */
export async function bindingHead(store: Store, now: number): Promise<DatedHead | undefined> {
  await store.write(async (tx) => {
    const head = await tx.db.selectFrom('feed_head').select(['history_no', 'bound_no']).where('id', '=', 1).executeTakeFirstOrThrow();
    const rows = head.history_no - head.bound_no;
    if (rows > 0) tx.chain.add({ kind: 'historyBound', at: now, details: { count: rows } });
  });
  return lastEntry(store.reader);
}
