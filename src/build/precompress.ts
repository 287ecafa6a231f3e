import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { afterBuild } from './after-build.ts';

const COMPRESSIBLE = /\.(?:js|css|html|svg|webmanifest|json)$/;

/** As powers of two. A smaller window needs fewer bits for a distance, a larger one finds more repeats: each file takes the better. */
const BROTLI_WINDOWS = [18, 22] as const;
/** Sizes of a block, as powers of two, for files that have more than one. Without one the compressor chooses. */
const BROTLI_BLOCKS = [17, 19] as const;
const ONE_BLOCK = 2 ** 17;

const packBrotli = (bytes: Buffer, window: number, block = 0): Promise<Buffer> =>
  promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_LGWIN]: window,
      [constants.BROTLI_PARAM_LGBLOCK]: block,
    },
  });

/** Writes .br and .gz beside every text file once all other plugins have written theirs. */
export const precompress = afterBuild('precompress', async (outDir) => {
  const names = await readdir(outDir, { recursive: true });
  for (const name of names.filter((name) => COMPRESSIBLE.test(name) && !name.startsWith('.'))) {
    const file = join(outDir, name);
    const bytes = await readFile(file);
    const packed = await Promise.all([
      ...BROTLI_WINDOWS.map((window) => packBrotli(bytes, window)),
      ...(bytes.length > ONE_BLOCK ? BROTLI_BLOCKS.map((block) => packBrotli(bytes, BROTLI_WINDOWS[0], block)) : []),
    ]);
    await writeFile(`${file}.br`, packed.toSorted((a, b) => a.length - b.length)[0] ?? bytes);
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }
});
