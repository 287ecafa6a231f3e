/** The file that holds room for what people write (keep-reserve.ts). */
export const RESERVE = 'cotmoc-reserve';

/** Undefined where the browser keeps no files for pages. */
export const filesOfPage = async (): Promise<FileSystemDirectoryHandle | undefined> => globalThis.navigator?.storage?.getDirectory?.();

/** Gives the room free; whether there was any. */
export async function giveUpReserve(): Promise<boolean> {
  try {
    const files = await filesOfPage();
    await files?.removeEntry(RESERVE);
    return files !== undefined;
  } catch {
    return false;
  }
}
