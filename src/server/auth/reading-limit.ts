import { readsInPlaceOf } from '../../domain/report/may-report.ts';
import type { AppDeps } from '../deps.ts';
import type { Limit } from '../http/bucket.ts';
import type { Refusal } from '../http/refusal.ts';
import { addOften } from '../store/audit-often.ts';
import { factorRefusal } from './factor-rules.ts';
import type { SignedInPerson } from './signed-in.ts';

const HOUR_MS = 3_600_000;
/** Records that a person reads in lists, at once and each hour: more is no reading any more, but a file of what the office has. */
const READ_AT_ONCE = 2_000;
const READ_AN_HOUR = 3_000;
/** Pages of one file, which is noted once. */
const FILE: Limit = { burst: 1, refillMs: HOUR_MS };

interface Reading {
  readonly deps: AppDeps;
  readonly now: number;
  readonly who: SignedInPerson;
}

const noteExport = ({ deps, now, who }: Reading): Promise<void> =>
  deps.store.write((tx) => {
    const details = readsInPlaceOf(who.person, who.today);
    return addOften(tx, { kind: 'recordsExported', at: now, by: who.person.id, deviceId: who.device.id, details });
  });

/**
 * Whoever takes the records along in the small pages of a list does what an export does: it needs the second answer and stands in the log.
 * A page takes as much as it holds.
 */
export async function refuseAsExport(reading: Reading, records: number): Promise<Refusal | undefined> {
  const { deps, now, who } = reading;
  const size = Math.max(1, records);
  const limit: Limit = { burst: READ_AT_ONCE / size, refillMs: (HOUR_MS / READ_AN_HOUR) * size };
  if (deps.limiter.take([{ key: `lists ${who.person.id}`, limit, lasting: true }], now) === 0) return undefined;
  const refused = await factorRefusal(deps, who, now);
  if (!refused) await noteExport(reading);
  return refused;
}

/** A page of an export: the first is noted, and so is one behind it of which nobody has asked for the first. */
export async function noteExportPage(reading: Reading, isFirst: boolean): Promise<void> {
  const { deps, now, who } = reading;
  const isNew = deps.limiter.take([{ key: `export ${who.device.id}`, limit: FILE, lasting: true }], now) === 0;
  if (isFirst || isNew) await noteExport(reading);
}
