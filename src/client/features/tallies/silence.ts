import { type Day, daysBetween, officeDay } from '../../../domain/day.ts';
import type { Device } from '../../../protocol/account.ts';

/** A phone is called silent after this many days without contact. */
export const SILENT_AFTER_DAYS = 2;

export interface QuietPhone {
  readonly device: Device;
  readonly days: number;
}

/**
 * Phones that lost records, phones not heard from and phones that said they hold records; losses first, then the longest
 * silence.
 */
export function quietPhones(devices: readonly Device[], today: Day): QuietPhone[] {
  return devices
    .filter((device) => device.loss || (!device.signedOut && !device.current))
    .map((device) => ({ device, days: daysBetween(officeDay(Date.parse(device.seenAt)), today) }))
    .filter(({ device, days }) => device.loss || days >= SILENT_AFTER_DAYS || device.held > 0)
    .sort((a, b) => (b.device.loss?.missing ?? 0) - (a.device.loss?.missing ?? 0) || b.days - a.days || b.device.held - a.device.held);
}
