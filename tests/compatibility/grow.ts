import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { DEFAULT_DEMO_PLANS } from '../../src/server/data/demonstrations.ts';
import { bundle, SIDES } from './bundle.ts';

type Edit = readonly [place: string, after: string, more: string];

/** What a later release might bring, all at once. Each is put behind a piece of the present source. */
const EDITS: readonly Edit[] = [
  // A measure.
  ['domain/measure.ts', 'export const MEASURES = {', 'flights: { warn: 5, max: 50 },'],
  // A type on it, with a required choice.
  [
    'domain/activity-types.ts',
    'export const ACTIVITY_TYPES = {',
    `dronePatrol: { icon: 'search', localityRequired: false,
      fields: { flights: { kind: 'count', measure: 'flights', required: true, min: 1 } },
      measures: ['flights'], feeds: same('flights') },`,
  ],
  // Own fields of a type there is, one of them counted.
  [
    'domain/activity-types.ts',
    "markers: { kind: 'markers', max: 10 },",
    "weather: { kind: 'text', max: 40 }, flights: { kind: 'count', measure: 'flights' },",
  ],
  ['domain/activity-types.ts', "feeds: same('sessions', 'attendees', 'leaflets'", ", 'flights'"],
  // Options of a choice that may be left out, and of one that may not.
  ['domain/activity-types.ts', "options: ['conference', 'talk', 'onSite'", ", 'drama'"],
  ['domain/activity-types.ts', "options: ['officeSite'", ", 'videoSite'"],
  // A key of the answer, a list, a key of the rows of two lists, and a reason to refuse.
  ['protocol/sync.ts', 'export const SyncResponse = z.strictObject({', 'motto: z.optional(z.string()),'],
  ['server/routes/sync.ts', 'const response: SyncResponse = {', "motto: 'Biên giới là quê hương',"],
  ['protocol/feed-lists.ts', 'export const FEED_LISTS = {', "notices: byId(z.strictObject({ id: z.string() }), 'notice'),"],
  ['client/store/db.ts', 'this.version(6).stores(SIXTH_TABLES);', "this.version(7).stores({ notices: 'id' });"],
  ['server/store/feed.ts', 'return { changes: {', "notices: [{ id: 'n-1' }],"],
  ['protocol/server-activity.ts', 'export const ServerActivity = z.strictObject({', 'photos: z.optional(z.array(z.string())),'],
  ['server/store/activity-row.ts', 'id: row.id,', "photos: ['p-1'],"],
  ['domain/cell.ts', 'export const Cell = z.readonly(\n  z.strictObject({', 'share: z.optional(z.int()),'],
  ['server/store/activity-row.ts', 'planId: row.plan_id,', 'share: 1,'],
  ['protocol/mutation-result.ts', 'export const REJECT_REASONS = [', "'overQuota',"],
  [
    'server/merge/apply-mutation.ts',
    'function decide(work: PageWork, mutation: Mutation): Answer {',
    "if (mutation.patch.note === 'Vượt hạn mức') return reject(mutation, 'overQuota');",
  ],
  // All this is noticed, and so the protocol has another number.
  ['protocol/sync.ts', 'export const PROTOCOL_VERSION = ', '1 + '],
];

function growth(): Plugin & { readonly missed: () => string[] } {
  const left = new Set(EDITS);
  return {
    name: 'growth',
    enforce: 'pre',
    transform(code, id) {
      let grown = code;
      for (const edit of EDITS) {
        const [place, after, more] = edit;
        if (!id.endsWith(`/src/${place}`) || !grown.includes(after)) continue;
        grown = grown.replaceAll(after, `${after}${more}`);
        left.delete(edit);
      }
      return grown;
    },
    missed: () => [...left].map(([place, after]) => `${place}: ${after}`),
  };
}

async function write(name: string, plugins: readonly Plugin[]): Promise<string> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/releases', name);
  mkdirSync(folder, { recursive: true });
  for (const side of SIDES) writeFileSync(join(folder, `${side}.js`), await bundle(side, plugins));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const plans = join(import.meta.dirname, '../../src/server/data');
  for (const plan of DEFAULT_DEMO_PLANS) copyFileSync(join(plans, `${plan}.json`), join(folder, `${plan}.json`));
  return folder;
}

/** Bundles the present tree; says the folder. */
export const writePresent = (): Promise<string> => write('present', []);

/** Bundles the present tree as it might be in a later release; says the folder. */
export async function writeGrown(): Promise<string> {
  const plugin = growth();
  const folder = await write('grown', [plugin]);
  if (plugin.missed().length > 0) throw new Error(`Nothing to grow upon: ${plugin.missed().join('; ')}`);
  return folder;
}
