import type { App } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { takeInFirstStore } from '../../store/safekeeping/rescue.lazy.ts';
import { showSnack } from '../../ui/snack.tsx';

/** From a first log that opens again. */
export async function bringOver({ db, person, sync }: Pick<App, 'db' | 'person' | 'sync'>): Promise<void> {
  const taken = await takeInFirstStore(db, person.staffCode);
  if (!taken || taken.records === 0) return;
  sync.nudge();
  showSnack({ text: labels().storage.takenIn(formatNumber(taken.records)), icon: 'book' });
}

export const tellRegained = (count: number): void => showSnack({ text: labels().storage.regained(formatNumber(count)), icon: 'book' });
