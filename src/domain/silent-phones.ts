import { type Day, daysBetween, officeDay } from './day.ts';

/** A phone is called silent after this many days without contact. */
export const SILENT_AFTER_DAYS = 2;

/** What the office knows of a phone, as far as its silence is judged by it. */
export interface HeardPhone {
  /** ISO. */
  readonly seenAt: string;
  /** How many records it said it held. */
  readonly held: number;
  /** How many more the office refused: they lie there until their person mends them. */
  readonly attention: number;
  readonly signedOut: boolean;
  /** The one that is asking. */
  readonly current: boolean;
  readonly loss?: { readonly missing: number } | undefined;
}

type Holding = Pick<HeardPhone, 'held' | 'attention' | 'loss'>;
/** Whether all that a phone ever said it held has come. */
export const holdsNothing = ({ held, attention, loss }: Holding): boolean => held + attention === 0 && loss === undefined;

/** Whether nothing is known to be missing: what waits on a phone, what was refused there, and what is lost, on a phone signed out too. */
export const isAllIn = (devices: readonly HeardPhone[]): boolean =>
  devices.every((device) => (device.signedOut || device.current ? device.loss === undefined : holdsNothing(device)));

export interface QuietPhone<Phone extends HeardPhone> {
  readonly device: Phone;
  readonly days: number;
}

/** Phones not heard from and phones that said they hold records, the longest silence first; seen from a day. */
export function quietPhones<Phone extends HeardPhone>(devices: readonly Phone[], today: Day): QuietPhone<Phone>[] {
  return devices
    .filter((device) => !device.signedOut && !device.current)
    .map((device) => ({ device, days: daysBetween(officeDay(Date.parse(device.seenAt)), today) }))
    .filter(({ device, days }) => days >= SILENT_AFTER_DAYS || device.held > 0)
    .sort((a, b) => b.days - a.days || b.device.held - a.device.held);
}

export interface LostPhone<Phone extends HeardPhone> {
  readonly device: Phone;
  readonly loss: NonNullable<Phone['loss']>;
}

/** Phones that lost records, signed out or not, the greatest loss first. */
export const lostPhones = <Phone extends HeardPhone>(devices: readonly Phone[]): LostPhone<Phone>[] =>
  devices.flatMap((device) => (device.loss ? [{ device, loss: device.loss }] : [])).sort((a, b) => b.loss.missing - a.loss.missing);
