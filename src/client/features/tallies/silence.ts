import { type Day, daysBetween, officeDay } from '../../../domain/day.ts';
import type { Device, DeviceLoss } from '../../../protocol/account.ts';

/** A phone is called silent after this many days without contact. */
export const SILENT_AFTER_DAYS = 2;

export interface QuietPhone {
  readonly device: Device;
  readonly days: number;
}

/** Phones not heard from and phones that said they hold records, the longest silence first. */
export function quietPhones(devices: readonly Device[], today: Day): QuietPhone[] {
  return devices
    .filter((device) => !device.signedOut && !device.current)
    .map((device) => ({ device, days: daysBetween(officeDay(Date.parse(device.seenAt)), today) }))
    .filter(({ device, days }) => days >= SILENT_AFTER_DAYS || device.held > 0)
    .sort((a, b) => b.days - a.days || b.device.held - a.device.held);
}

export interface LostPhone {
  readonly device: Device;
  readonly loss: DeviceLoss;
}

/** Phones that lost records, signed out or not, the greatest loss first. */
export const lostPhones = (devices: readonly Device[]): LostPhone[] =>
  devices.flatMap((device) => (device.loss ? [{ device, loss: device.loss }] : [])).sort((a, b) => b.loss.missing - a.loss.missing);
