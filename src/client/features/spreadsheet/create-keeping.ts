import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { createAutosave } from '../../autosave.ts';
import type { AppDb } from '../../store/db.ts';
import { keepSpreadsheet, keepSpreadsheetWork } from '../../store/lists/spreadsheet-draft.ts';
import type { KeptWork, OpenSpreadsheet } from '../../store/lists/spreadsheet-rows.ts';

/**
 * Writes down a spreadsheet and what is done to it, so that whoever leaves the screen, or is locked out of it, goes on where they
 * were. `isFileStored`: the file lies on this device already; without it the work alone would bring nothing back.
 */
export function createKeeping(db: AppDb, file: OpenSpreadsheet, written: () => KeptWork, isFileStored: boolean) {
  const [isUnkept, setUnkept] = createSignal(false);
  let hasFile = isFileStored;
  const write = async (): Promise<void> => {
    try {
      if (!hasFile) await keepSpreadsheet(db, file);
      hasFile = true;
      await keepSpreadsheetWork(db, written());
      setUnkept(false);
    } catch {
      setUnkept(true);
    }
  };
  const autosave = createAutosave(write);
  createEffect(on(written, autosave.touch, { defer: isFileStored }));
  const flush = (): void => void autosave.flush();
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  onCleanup(() => {
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
    flush();
  });
  return { isUnkept, stop: autosave.stop };
}
