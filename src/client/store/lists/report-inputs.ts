import type { Contribution } from '../../../domain/contribution.ts';
import type { PlanId, RequestId, UnitId } from '../../../domain/ids.ts';
import type { Period } from '../../../domain/period.ts';
import type { LocalitySum } from '../../../domain/report/figure-source.ts';
import type { Letterhead } from '../../../domain/report/letterhead.ts';
import type { ReportWords } from '../../../domain/report/report.ts';
import type { AppDb } from '../db.ts';
import { keepLatest } from './keep-latest.ts';

/** Which report it is: of which plan, by the whole office or by one unit. */
export interface ReportPlace {
  readonly planId: PlanId;
  readonly unitId: UnitId | undefined;
}

/** What the office said of one period, as far as no cell says it. */
export interface OfficePart {
  readonly byLocality: readonly LocalitySum[];
  /** Of the month-parts the period cuts through. */
  readonly records: readonly Contribution[];
  /** When it came (ms). */
  readonly at: number;
}

/** The words that were written last, for whichever period. */
interface LatestReportWords {
  readonly periodKey: string;
  readonly words: ReportWords;
}

const placeKey = ({ planId, unitId }: ReportPlace): string => `${planId}|${unitId ?? ''}`;
const LETTERHEAD = 'report.letterhead|';
const UPON = 'report.letterheadUpon|';
const WORDS = 'report.words|';
const LAST = 'report.last|';
const OFFICE = 'report.office|';

const read = async <T>(db: AppDb, key: string): Promise<T | undefined> => (await db.meta.get(key))?.value as T | undefined;
const write = async (db: AppDb, key: string, value: unknown): Promise<void> => {
  await db.meta.put({ key, value });
};

/** A letterhead that somebody typed on this device and nobody has given to the office. */
export interface OwnLetterhead {
  readonly letterhead: Letterhead;
  /** What the office had set when the typing began; undefined: nothing, or it was typed under an earlier release. */
  readonly upon: RequestId | undefined;
}

export async function readOwnLetterhead(db: AppDb, place: ReportPlace): Promise<OwnLetterhead | undefined> {
  const letterhead = await read<Letterhead>(db, LETTERHEAD + placeKey(place));
  return letterhead && { letterhead, upon: await read(db, UPON + placeKey(place)) };
}

/** The two lie under keys of their own: the letterhead alone is what earlier releases read. */
export const saveOwnLetterhead = (db: AppDb, place: ReportPlace, own: OwnLetterhead | undefined): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const keys = [LETTERHEAD, UPON].map((kind) => kind + placeKey(place)) as [string, string];
    if (!own) return db.meta.bulkDelete(keys);
    await write(db, keys[0], own.letterhead);
    await write(db, keys[1], own.upon);
  });

export const readWords = (db: AppDb, place: ReportPlace, periodKey: string): Promise<ReportWords | undefined> =>
  read(db, `${WORDS}${placeKey(place)}|${periodKey}`);

/** The words of another period that were written last: offered where there are none yet. */
export async function readFormerWords(db: AppDb, place: ReportPlace, periodKey: string): Promise<ReportWords | undefined> {
  const last = await read<LatestReportWords>(db, LAST + placeKey(place));
  return last && last.periodKey !== periodKey ? last.words : undefined;
}

export const saveReportWords = (db: AppDb, place: ReportPlace, periodKey: string, words: ReportWords): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await write(db, `${WORDS}${placeKey(place)}|${periodKey}`, words);
    await write(db, LAST + placeKey(place), { periodKey, words } satisfies LatestReportWords);
  });

const officeKey = (place: ReportPlace, { from, to }: Period): string => `${placeKey(place)}|${from}|${to}`;
/** Answers of more periods than anybody turns to without a signal. */
const MOST_ANSWERS = 40;

export const readOfficePart = (db: AppDb, place: ReportPlace, period: Period): Promise<OfficePart | undefined> =>
  read(db, OFFICE + officeKey(place, period));

/** Saves an answer of the office and deletes the oldest answers beyond the limit. */
export const saveOfficePart = (db: AppDb, place: ReportPlace, period: Period, part: OfficePart): Promise<void> =>
  keepLatest(db, OFFICE, officeKey(place, period), part, MOST_ANSWERS);
