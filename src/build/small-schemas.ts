import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The client checks with the few schemas it uses of zod (src/client/small-schemas.ts). */
export const smallSchemas: Plugin = {
  name: 'small-schemas',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id) => (id === 'zod/mini' ? join(import.meta.dirname, '../client/small-schemas.ts') : undefined),
  onLog: (_level, { code, message }) => {
    if (code === 'IMPORT_IS_UNDEFINED') throw new Error(message);
  },
};
