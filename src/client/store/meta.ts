import type { ColumnChoice } from '../../domain/figures/columns.ts';
import type { ActivityId, MutationId, PlanId } from '../../domain/ids.ts';
import type { AppDb } from './db.ts';
import type { KeptWork, OpenSpreadsheet } from './lists/spreadsheet-rows.ts';
import type { LostState } from './lost-state.ts';
import type { LockTries, StoreLock } from './seal/lock-row.ts';

/** Why the last exchange with the server came to nothing; the status line says it. */
export type ExchangeTrouble =
  | 'offline'
  | 'timeout'
  | 'busy'
  | 'too-much'
  | 'server-error'
  | 'captive'
  | 'too-large'
  | 'signed-out'
  | 'wrong-account'
  | 'update-required'
  | 'storage';

/** How far this phone has followed the server's feed of changes. */
export interface FeedState {
  readonly cursor: number;
  readonly epoch: string;
  readonly scope: string;
  /** Number of the run: one more each time the feed begins anew. Every row it brings bears it. */
  readonly run: number;
  /** A new run is under way: at its end the rows it did not bring are swept. */
  readonly sweeping: boolean;
  /** The server was restored from a backup: what it no longer knows is offered again. Until the run has ended nothing is sent. */
  readonly reoffer: boolean;
}

/** What the phone remembers of the link from one sync to the next. */
export interface Link {
  /** Bytes, both ways together, that about four seconds carry. */
  readonly budget: number;
  /** Bytes one mutation takes once compressed. */
  readonly perMutation: number;
  /** Changes to ask for in one answer. */
  readonly limit: number;
}

export interface Contact {
  /** When the server last answered (ISO, this phone's clock). */
  readonly at: string;
  /** Server's clock minus this phone's (ms); only when they are far apart. */
  readonly clockSkewMs?: number;
  /** The answer was the beginning of all that changed while the phone was away for very long: the rest is asked for as that was. */
  readonly whole?: true;
}

/** What the last device report said of this store. */
export interface LastDeviceReport {
  /** Which store this is: a number made by chance. */
  readonly since: number;
  /** The next report says a later one. */
  readonly at: number;
  /** `at` of the last report that was answered, and of those since; absent where an earlier release wrote this, which kept `at` alone. */
  readonly knows?: readonly number[];
  /** It has said once that it holds records. */
  readonly held?: true | undefined;
  /** What it said it held. */
  readonly ids: readonly ActivityId[];
  /** Records that have left it unsent: their change was dropped, or came to nothing. */
  readonly dropped: number;
  /** The last changes of held records, as far as the office has answered that it knows them. */
  readonly named?: readonly MutationId[];
}

/** What the office gave this phone, so that it knows an order for it. */
export interface PhoneKey {
  readonly deviceId: string;
  readonly orderKey: string;
}

interface MetaValues {
  feed: FeedState;
  contact: Contact;
  link: Link;
  trouble: ExchangeTrouble;
  searchSeq: number;
  /** How the folded texts of the search were made (search-rows.ts). */
  searchFold: number;
  /** The plan the person chose last, where several are shown one at a time. */
  chosenPlan: PlanId;
  /** Whether Tổng hợp opens with all plans that run; unless told otherwise it does. */
  tallyAllPlans: boolean;
  /** What the person changed about the columns of tables of figures. */
  tallyColumns: ColumnChoice;
  /** Activity types whose tiles stand large on the home screen. */
  favourites: readonly string[];
  /** Changes that came over from a store that could not be opened for a while. */
  takenIn: readonly MutationId[];
  report: LastDeviceReport;
  /** Tells this store from one that is handed out in its place (held-ledger.ts). */
  mark: string;
  /** Changes that answers took out of the outbox since the ledger was last written (held-ledger.ts). */
  answered: readonly MutationId[];
  /** Records that answers took out of the outbox, as the first release noted them. */
  settled: readonly ActivityId[];
  /** Number of the ledger's last writing: where the ledger bears an earlier one, the browser lost its latest words. */
  noted: number;
  /** Records this phone noted as waiting and no longer has, until the office has answered for them. */
  lost: number;
  /** Records this device once held that the office misses, by its own count. */
  missing: number;
  /** How many missing records the person has taken note of. */
  missingSeen: number;
  /** How this phone knows an order of the office from one that somebody made up. */
  phone: PhoneKey;
  /** When the office last said who works here (ms since 1970), and for what they might see then. */
  askedWho: { readonly at: number; readonly scope: string };
  /** The phone was reported as lost and a worker has cleared the store: the page clears what is beside it. */
  cleared: Omit<LostState, 'accountId'>;
  /** A spreadsheet of past activities that is being taken in, and what a person corrected of it (lists/spreadsheet-draft.ts). */
  spreadsheet: OpenSpreadsheet;
  spreadsheetWork: KeptWork;
  /** The plan came back from its copy and not with the feed. */
  planCopy: true;
  /** The store is sealed and lies beside this one, which holds nothing else (seal/sealed-store.ts). */
  lock: StoreLock;
  lockTries: LockTries;
  /** The store was just made, and a sealed one may lie beside it. */
  isNew: true;
  /** What lay here in clear before is still to be taken off the disk. */
  lockPurge: true;
  /** The sealed store is being copied back: until that is done what lies here counts for nothing. */
  lockEnding: true;
  /** When this phone first heard that the unit asks for a PIN (ms since 1970). */
  pinAskedAt: number;
  /** Until when records from behind the horizon that the person fetched stay on the phone (ms since 1970). */
  olderUntil: number;
  /** When the person last put off the way to the home screen (ms). */
  installPutOffAt: number;
}

export async function readMeta<K extends keyof MetaValues>(db: AppDb, key: K): Promise<MetaValues[K] | undefined> {
  return (await db.meta.get(key))?.value as MetaValues[K] | undefined;
}

export async function writeMeta<K extends keyof MetaValues>(db: AppDb, key: K, value: MetaValues[K]): Promise<void> {
  await db.meta.put({ key, value });
}

/** Remembers what one exchange with the server has shown, in one write. */
export const rememberExchange = (db: AppDb, link: Link, trouble: ExchangeTrouble | undefined): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await writeMeta(db, 'link', link);
    await (trouble ? writeMeta(db, 'trouble', trouble) : db.meta.delete('trouble'));
  });
