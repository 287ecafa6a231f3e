import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { lineOf, type Plan } from '../../../domain/plan.ts';
import { wordsIn } from '../../../domain/record-text.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { beginsAWord } from '../../../domain/word-search.ts';
import type { QueryTextOf } from '../../../protocol/endpoint.ts';
import { MAX_SEARCH_TEXT, type Meanings, meaningsText, type SEARCH_RECORDS, SearchQuery } from '../../../protocol/endpoints/records.ts';
import { localitiesOf } from '../../../protocol/record-query.ts';
import { tooLong } from '../../labels/too-long.ts';
import type { BrowseChoice } from '../../records/browse-choice.ts';
import { SEARCH_NAMES } from '../../records/search-names.ts';
import type { HereFilter } from '../../store/records/browse-here.ts';

export type BrowseQuery = Omit<QueryTextOf<typeof SEARCH_RECORDS>, 'limit' | 'after' | 'count'>;

/** A shorter word is the beginning of too much to mean anything. */
const MIN_MEANING = 2;

/** What the words may mean besides, by the names on this screen. */
function meaningsOf(text: string): Meanings {
  const isMeant = (name: string, word: string): boolean => beginsAWord(foldForSearch(name), word);
  return new Map(
    wordsIn(text)
      .filter((word) => word.length >= MIN_MEANING)
      .flatMap((word) => {
        const types = ACTIVITY_TYPE_KEYS.filter((type) => isMeant(SEARCH_NAMES.type(type), word));
        const chips = ACTIVITY_TYPE_KEYS.flatMap((type) => SEARCH_NAMES.chips(type)).filter(({ name }) => isMeant(name, word));
        const keys = [
          ...types.map((key) => ({ kind: 'type' as const, key })),
          ...[...new Set(chips.map(({ key }) => key))].map((key) => ({ kind: 'chip' as const, key })),
        ];
        return keys.length > 0 ? [[word, keys] as const] : [];
      }),
  );
}

/** Why a text is not looked for; undefined where it is. */
export const searchIssue = (text: string | undefined): string | undefined => tooLong((text ?? '').trim(), MAX_SEARCH_TEXT)?.text;

/** What to ask the office for; what an address says that is no such thing is left out. */
export function browseQuery(choice: BrowseChoice): BrowseQuery {
  const { open: _, text: typed = '', ...rest } = choice;
  const text = typed.trim();
  const means = meaningsText(meaningsOf(text));
  const asked = { ...rest, ...(text !== '' && { text }), ...(means !== '' && { means }) };
  const known = Object.entries(asked).filter(([name, value]) => {
    const schema = SearchQuery.def.shape[name as keyof BrowseQuery];
    return value !== undefined && schema.safeParse(value).success;
  });
  return Object.fromEntries(known) as BrowseQuery;
}

const itemsOf = (plan: Plan | undefined, code: ItemCode | undefined): readonly ItemCode[] | undefined =>
  code === undefined ? undefined : (plan?.items.map((item) => item.code).filter((entry) => lineOf(plan, entry).includes(code)) ?? []);

/** The same for what lies on this phone. */
export function hereFilter(choice: BrowseChoice, plans: readonly Plan[]): HereFilter {
  const { open: _, text: __, itemCode, localityIds, ...rest } = choice;
  const plan = plans.find((plan) => plan.id === choice.planId);
  return {
    ...rest,
    itemCodes: itemsOf(plan, itemCode),
    localityIds: localityIds === undefined ? undefined : localitiesOf(localityIds),
  };
}
