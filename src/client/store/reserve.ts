const NAME = 'cotmoc-reserve';
/** Bytes: a record in words takes about 12 kB until the database tidies up, so that some two hundred have room. */
const SIZE = 3 * 2 ** 20;

/** Undefined where the browser keeps no files for pages. */
const folder = async (): Promise<FileSystemDirectoryHandle | undefined> => globalThis.navigator?.storage?.getDirectory?.();

/**
 * Holds room for what people write: news from the office or a new build cannot take it. A file, since what is deleted in a
 * database or a cache is free only once the browser gets round to tidying it.
 */
export async function keepReserve(): Promise<void> {
  const file = await (await folder())?.getFileHandle(NAME, { create: true });
  if (!file?.createWritable || (await file.getFile()).size > 0) return;
  const stream = await file.createWritable();
  await stream.write(new Uint8Array(SIZE));
  await stream.close();
}

/** Gives the room free; whether there was any. */
export async function giveUpReserve(): Promise<boolean> {
  const held = await folder();
  return (
    held?.removeEntry(NAME).then(
      () => true,
      () => false,
    ) ?? false
  );
}
