import { minify } from 'terser';
import type { Plugin } from 'vite';

/**
 * What the bundler has minified becomes smaller by a hundredth once packed: Terser sees what is said once only, and says it where it
 * is used. Alone it gains nothing, and takes three times as long. Not where a map says which line comes from which source.
 */
export function minifyAgain(): Plugin {
  let isMapped = false;
  return {
    name: 'minify-again',
    apply: 'build',
    enforce: 'post',
    configResolved: ({ build }) => {
      isMapped = build.sourcemap !== false;
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        for (const chunk of isMapped ? [] : chunks) {
          const { code } = await minify(chunk.code, { module: true, ecma: 2020, compress: { ecma: 2020, passes: 2 } });
          if (code !== undefined) chunk.code = code;
        }
      },
    },
  };
}
