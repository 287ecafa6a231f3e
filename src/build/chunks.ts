import type { Plugin, Rolldown } from 'vite';
import { FILE_GROUPS, type FileGroup } from '../client/shipped/build.ts';

const SYNC_LOOP = '/src/client/sync/sync-loop.lazy.ts';

/** Files of one name in several rooms are told apart by their room: a number would go to whichever comes first. */
export const plainName = (name: string, source: string | null): string => {
  const [, room] = /([^/]+)\/[^/]+$/.exec(source ?? '') ?? [];
  return room === undefined || room === name ? name : `${room}-${name}`;
};

/** Screens and words that not every phone keeps. With each goes what only it fetches. */
export const GROUPED: Readonly<Record<FileGroup, RegExp>> = {
  lead: /\/(?:record-verdict|tally-view|server-record|today|review|report-screen|browse-screen|quarantine\.lazy|security|reminder|factor-dialog\.lazy)\.tsx$|\/send-settings\.lazy\.ts$|\/vi\/(?:browse|review|quarantine|factor)\.ts$/,
  desk: /\/(?:plan-import|plan-versions|connections-screen|spreadsheet-screen|accounts|audit|reference-screen)\.tsx$|\/vi\/(?:accounts|plan-import|plan-life|connections|reference|audit)\.ts$/,
  english: /\/labels\/en(?:\.ts$|\/)/,
};

export interface Modules {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null;
}

/**
 * Puts all that the first page needs into one file, all that the first sync needs besides into another, and what several later
 * screens of every phone share into a third: one request on a slow link, and one text compresses better than ten. Without
 * this, whatever two pages share becomes a file of its own.
 */
export function together(id: string, context: Modules): string | null {
  const seen = new Set<string>();
  const queue = [id];
  const screens: string[] = [];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const info = context.getModuleInfo(at);
    if (!info || seen.has(at)) continue;
    if (info.isEntry) return 'first';
    seen.add(at);
    if (info.dynamicImporters.length > 0) screens.push(at);
    queue.push(...info.importers);
  }
  if ([...seen].some((source) => source.endsWith(SYNC_LOOP))) return 'sync';
  const ofEveryPhone = screens.filter((screen) => FILE_GROUPS.every((group) => !GROUPED[group].test(screen)));
  return ofEveryPhone.length > 1 ? 'shared' : null;
}

/**
 * On a phone's first visit nothing can be logged before the plan is there: the code that fetches it comes beside the first
 * page, not after it. So does the table of the other screens: who opens with one of them waits for it alone.
 */
const BESIDE = [SYNC_LOOP, '/src/client/screens.lazy.tsx'];
export const fetchBeside: Plugin = {
  name: 'fetch-beside',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, chunk: entry }) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const files = BESIDE.flatMap((source) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(source)));
        if (!chunk) throw new Error(`No chunk holds ${source}`);
        return [chunk.fileName, ...chunk.imports];
      });
      return [...new Set(files)]
        .filter((file) => file !== entry?.fileName)
        .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' }));
    },
  },
};
