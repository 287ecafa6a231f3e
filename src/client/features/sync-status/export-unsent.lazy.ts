import type { App } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { exportFile } from '../../store/safekeeping/export-file.ts';
import { showSnack } from '../../ui/snack.tsx';

/** From where a screen failed: what was not sent is handed to the person as a file. */
export async function exportUnsent({ db, person, now }: Pick<App, 'db' | 'person' | 'now'>): Promise<void> {
  const words = labels().common.trouble;
  try {
    showSnack({ text: words.exported(formatNumber(await exportFile(db, person.staffCode, now()))), icon: 'dl' });
  } catch {
    showSnack({ text: words.exportFailed, level: 'error' });
  }
}
