import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { addDays, type Day, officeDay } from '../../../domain/day.ts';

/** Midnight of the office, behind which the next day has surely begun (ms). */
const endOf = (day: Day): number => Date.parse(`${addDays(day, 1)}T00:00:00+07:00`);

/**
 * The day at the office. A screen that stays open over night goes on to the next by itself, and one that slept does so when it is
 * looked at again: days left and days overdue are counted anew, and reminders are of the day on which they are sent.
 */
export function createOfficeDay(now: () => number): Accessor<Day> {
  const [day, setDay] = createSignal(officeDay(now()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const today = officeDay(now());
    setDay(today);
    timer = setTimeout(look, endOf(today) - now());
  };
  look();
  globalThis.document?.addEventListener('visibilitychange', look);
  onCleanup(() => {
    clearTimeout(timer);
    globalThis.document?.removeEventListener('visibilitychange', look);
  });
  return day;
}
