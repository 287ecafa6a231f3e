import type { Plugin, Rolldown } from 'vite';
import { FILE_GROUPS, type FileGroup } from '../client/shipped/build.ts';

const SYNC_LOOP = '/src/client/sync/sync-loop.lazy.ts';
export const WORKER = '/src/worker.ts';

/** Files of one name in several rooms are told apart by their room: a number would go to whichever comes first. */
export const plainName = (name: string, source: string | null): string => {
  const [, room] = /([^/]+)\/[^/]+$/.exec(source ?? '') ?? [];
  return room === undefined || room === name ? name : `${room}-${name}`;
};

/** Screens and words that not every phone keeps. With each goes what only it fetches. */
export const GROUPED: Readonly<Record<FileGroup, RegExp>> = {
  lead: /\/(?:record-verdict|tally-view|server-record|today|review|report-screen|browse-screen|quarantine\.lazy|take-in-other\.lazy|security|reminder|factor-dialog\.lazy|target-form\.lazy|mark-form\.lazy)\.tsx$|\/send-settings\.lazy\.ts$|\/vi\/(?:browse|review|quarantine|factor|tallies)\.ts$/,
  desk: /\/(?:plan-import|plan-versions|connections-screen|spreadsheet-screen|accounts|audit|reference-screen|clear-dialog\.lazy)\.tsx$|\/vi\/(?:accounts|plan-import|plan-life|connections|reference|audit)\.ts$/,
  english: /\/labels\/en(?:\.ts$|\/)/,
};

export interface Modules {
  getModuleInfo(id: string): Rolldown.ModuleInfo | null;
}

/**
 * The files of later screens and words that every phone keeps, each by what of the app opens it. What opens by none of these ways
 * comes behind the first page.
 */
const LATE_FILES: Readonly<Record<string, RegExp>> = {
  'late-screens': /\/screens\.lazy\.tsx$/,
  'late-sign-in': /\/(?:sign-in-screens\.tsx|begin-store\.lazy\.ts|hear-office\.lazy\.ts)$|\/vi\/(?:account|refusals)\.ts$/,
  'late-me': /\/me\.tsx$|\/leave\.lazy\.ts$|\/vi\/storage\.ts$/,
  'late-lock':
    /\/(?:lock-screen|pin-asked\.lazy|closed-store\.lazy|store-trouble)\.tsx$|\/(?:auto-lock\.lazy|found-lock\.lazy|rescue\.lazy|sealed-store\.lazy)\.ts$|\/vi\/lock\.ts$/,
  'late-devices': /\/account\/(?:devices|held-data|help)\.tsx$|\/vi\/(?:held-data|help)\.ts$/,
  'late-journal': /\/(?:journal|attention|home-beside\.lazy)\.tsx$/,
  'late-record': /\/(?:record|unplaced-notice\.lazy|place-records\.lazy)\.tsx$|\/vi\/records\.ts$/,
  'late-plan': /\/plan-tree\.tsx$|\/vi\/plans\.ts$/,
  'late-item': /\/features\/plans\/item\.tsx$/,
};
const BEHIND = 'late-behind';
/**
 * What the service worker runs too: `core` is in the first page, `engine` in the first sync, `orders` is fetched later by the page.
 * Such a file imports only such files (shared-scripts.ts).
 */
const SHARED_WITH_WORKER = ['core', 'engine', 'orders'];
const lateFileOf = (root: string): string => Object.entries(LATE_FILES).find(([, roots]) => roots.test(root))?.[0] ?? BEHIND;
/** All of them; each takes what its modules import along, unless one before it has that. */
export const TOGETHER = [...SHARED_WITH_WORKER, 'first', 'sync', 'shared', ...Object.keys(LATE_FILES), BEHIND];
const isGrouped = (id: string): boolean => FILE_GROUPS.some((group) => GROUPED[group].test(id));

/**
 * The one file that a module of every phone lies in, whatever else imports it: what the first page needs, what the first sync needs
 * besides, a few files for the later screens, and what these share. One request on a slow link, and one text compresses better
 * than ten; yet a change in one screen is not to cost all of them. Nothing for what only some phones keep.
 */
export function together(id: string, context: Modules): string | null {
  if (id.endsWith(WORKER)) return null;
  if (id.startsWith('\0rolldown/')) return 'core';
  const isShared = comesFrom(id, WORKER, context);
  const seen: string[] = [];
  const files = new Set<string>();
  const isLeftOut = (at: string): boolean => isGrouped(at) || at.endsWith(WORKER);
  for (const { at, info } of walkUp(id, context, ({ importers }) => importers, isLeftOut)) {
    if (info.isEntry) return isShared ? 'core' : 'first';
    seen.push(at);
    if (info.dynamicImporters.length > 0 && leadsToEntry(at, context)) files.add(lateFileOf(at));
  }
  if (isShared) return comesFrom(id, SYNC_LOOP, context, true) ? 'engine' : 'orders';
  if (seen.some((source) => source.endsWith(SYNC_LOOP))) return 'sync';
  const [file, ...others] = files;
  return others.length > 0 ? 'shared' : (file ?? null);
}

/** The module and all that bring it along, each once; `above` names what brings one along. What is left out brings nothing. */
function* walkUp(
  id: string,
  context: Modules,
  above: (info: Rolldown.ModuleInfo) => readonly string[],
  isLeftOut: (id: string) => boolean = () => false,
): Generator<{ readonly at: string; readonly info: Rolldown.ModuleInfo }> {
  const seen = new Set<string>();
  const queue = [id];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const info = context.getModuleInfo(at);
    if (!info || seen.has(at) || isLeftOut(at)) continue;
    seen.add(at);
    yield { at, info };
    queue.push(...above(info));
  }
}

/** Whether the source with such an end comes to a module, itself or `within` what the worker shares by what that fetches late. */
function comesFrom(id: string, end: string, context: Modules, within = false): boolean {
  const above = ({ importers, dynamicImporters }: Rolldown.ModuleInfo): readonly string[] => [
    ...importers,
    ...dynamicImporters.filter((source) => !within || comesFrom(source, WORKER, context)),
  ];
  return walkUp(id, context, above).some(({ at }) => at.endsWith(end));
}

/** Whether a phone without any of the groups comes to a module. */
function leadsToEntry(id: string, context: Modules): boolean {
  const above = ({ importers, dynamicImporters }: Rolldown.ModuleInfo) => [...importers, ...dynamicImporters];
  return walkUp(id, context, above, isGrouped).some(({ at, info }) => info.isEntry && !at.endsWith(WORKER));
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
