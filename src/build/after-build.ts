import type { Plugin } from 'vite';

/** A plugin that works on the files of the build once all are written, behind the plugins before it. */
export function afterBuild(name: string, work: (outDir: string) => Promise<void>): Plugin {
  let outDir = 'dist';
  return {
    name,
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: { order: 'post', sequential: true, handler: () => work(outDir) },
  };
}
