import { filesOfPage, RESERVE } from './reserve.ts';

/** Bytes: a record in words takes about 12 kB until the database tidies up, so that some two hundred have room. */
const SIZE = 3 * 2 ** 20;

/**
 * Holds room for what people write: news from the office or a new build cannot take it. A file, since what is deleted in a
 * database or a cache is free only once the browser gets round to tidying it.
 */
export async function allocateReserve(): Promise<void> {
  const file = await (await filesOfPage())?.getFileHandle(RESERVE, { create: true });
  if (!file?.createWritable || (await file.getFile()).size > 0) return;
  const stream = await file.createWritable();
  await stream.write(new Uint8Array(SIZE));
  await stream.close();
}
