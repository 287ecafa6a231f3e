import { officeDay } from '../../domain/day.ts';
import { findDeviceByToken, type StoredDevice, touchDevice } from '../store/devices.ts';
import type { Store } from '../store/store.ts';
import { type Asker, seenOn } from './asker.ts';
import { readCookie, TOKEN_COOKIE } from './cookies.ts';
import { sha256 } from './secrets.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Phones are offline for weeks: a sign-in lasts while it is used, and ends for good after 400 days. */
const IDLE_LIMIT_MS = 90 * DAY_MS;
const ABSOLUTE_LIMIT_MS = 400 * DAY_MS;
const TOUCH_STEP_MS = HOUR_MS;

/** Who sent a request, by the proof in the cookie. */
export interface SignedInPerson extends Asker {
  readonly device: StoredDevice;
}

export async function readSignedIn(
  store: Store,
  cookieHeader: string | null | undefined,
  now: number,
): Promise<SignedInPerson | undefined> {
  const token = readCookie(cookieHeader, TOKEN_COOKIE);
  const device = token === undefined ? undefined : await findDeviceByToken(store.reader, sha256(token));
  if (!device || now - device.seenAt > IDLE_LIMIT_MS || now - device.tokenAt > ABSOLUTE_LIMIT_MS) return undefined;
  // Not at every request: a write costs a flush of the disk.
  if (now - device.seenAt > TOUCH_STEP_MS) await touchDevice(store, device.id, now);
  return { ...seenOn(device.person, officeDay(now)), device };
}
