import { LocalityId } from '../../domain/ids.ts';
import { wordsIn } from '../../domain/record-text.ts';
import { ok } from '../../domain/result.ts';
import type { QueryOf } from '../../protocol/endpoint.ts';
import { MAX_FOUND, readMeanings, SEARCH_RECORDS } from '../../protocol/endpoints/records.ts';
import { localitiesOf } from '../../protocol/record-query.ts';
import { noteExportPage, refuseAsExport } from '../auth/reading-limit.ts';
import type { AppDeps } from '../deps.ts';
import { refuse } from '../http/refusal.ts';
import type { Viewer } from '../store/activity-reads.ts';
import { bringSearchUpToDate } from '../store/search/search-index.ts';
import { countFound, type SoughtRecords, searchRecords, type Term } from '../store/search/search-reads.ts';
import { factWord, itemWord } from '../store/search/search-words.ts';
import { itemAndBelow } from './item-line.ts';
import { defineRoute } from './route.ts';

const DEFAULT_LIMIT = 50;
/** More than this at once is no list on a screen: it is a file of what the office has. */
const MAX_LIST = 100;
/** Words of one question: more narrow nothing down. */
const MAX_WORDS = 8;

type Asked = Omit<QueryOf<typeof SEARCH_RECORDS>, 'limit' | 'count'>;

/** What the person may see, as words every record of it has one of. */
function ofScope({ person, scope }: Viewer): Term[][] {
  if (scope.records === 'all') return [];
  const units = typeof scope.records === 'string' ? [] : scope.records;
  return [[{ word: factWord('author', person.id) }, ...units.map((id) => ({ word: factWord('unit', id) }))]];
}

/** A single letter begins half of all words: it is looked for as it is. */
function ofText(text: string, means: string | undefined): Term[][] {
  const meanings = readMeanings(means ?? '');
  return wordsIn(text)
    .slice(0, MAX_WORDS)
    .map((word) => [
      { word, begins: word.length > 1 },
      ...(meanings?.get(word) ?? []).map(({ kind, key }) => ({ word: factWord(kind, key) })),
    ]);
}

const fact = (kind: Parameters<typeof factWord>[0], value: string | undefined): Term[][] =>
  value === undefined ? [] : [[{ word: factWord(kind, value) }]];

/** Undefined where the plan or the item is not known. */
export async function wantedOf(deps: AppDeps, viewer: Viewer, asked: Asked): Promise<SoughtRecords | undefined> {
  const plan = asked.planId === undefined ? undefined : (await deps.readReference(deps.store.reader)).plans.get(asked.planId);
  const items = plan && asked.itemCode !== undefined ? itemAndBelow(plan, asked.itemCode) : undefined;
  if ((asked.planId !== undefined && !plan) || (asked.itemCode !== undefined && !items)) return undefined;
  const places = asked.localityIds === undefined ? undefined : localitiesOf(asked.localityIds).map((id) => id && LocalityId.parse(id));
  return {
    groups: [
      ...ofScope(viewer),
      ...(plan && !items ? fact('plan', plan.id) : []),
      ...(plan && items ? [items.map((code) => ({ word: itemWord(plan.id, code) }))] : []),
      ...fact('unit', asked.unitId),
      ...fact('author', asked.authorId),
      ...(places ? [places.map((id) => ({ word: factWord('place', id) }))] : []),
      ...fact('type', asked.type),
      ...fact('state', asked.state),
      ...ofText(asked.text ?? '', asked.means),
    ],
    from: asked.from,
    to: asked.to,
    after: asked.after === undefined ? undefined : Number(asked.after),
  };
}

const search = defineRoute(SEARCH_RECORDS, {
  summary: 'Records by words and answers, newest first, page by page',
  access: ['unitLead', 'supervisor', 'approver'],
  stepUp: ({ query: { limit } }) => Number(limit ?? DEFAULT_LIMIT) > MAX_LIST,
  async handle({ deps, now, who, query: { limit, count, ...asked } }) {
    const wanted = await wantedOf(deps, who, asked);
    if (!wanted) return refuse('notFound');
    const { store, readReference } = deps;
    const most = Math.min(MAX_FOUND, Number(limit ?? DEFAULT_LIMIT));
    const isExport = most > MAX_LIST;
    if (isExport) await noteExportPage({ deps, now, who }, asked.after === undefined);
    await bringSearchUpToDate(store, readReference);
    const found = await searchRecords(store.reader, who, wanted, most);
    const refused = isExport ? undefined : await refuseAsExport({ deps, now, who }, found.activities.length);
    if (refused) return { ok: false, error: refused };
    return ok({
      activities: [...found.activities],
      ...(found.next !== undefined && { next: String(found.next) }),
      ...(count && { total: await countFound(store.reader, { ...wanted, after: undefined }) }),
    });
  },
});

export const recordRoutes = [search];
