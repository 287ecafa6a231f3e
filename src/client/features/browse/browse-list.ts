import { type Accessor, createMemo } from 'solid-js';
import { ok } from '../../../domain/result.ts';
import { type FoundRecords, SEARCH_RECORDS } from '../../../protocol/endpoints/records.ts';
import { useApp } from '../../app-context.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched, type Fetched } from '../../office/create-fetched.ts';
import { createPages } from '../../office/create-pages.ts';
import type { BrowseChoice } from '../../records/browse-choice.ts';
import { type ShownRecord, shownFromServer } from '../../records/shown-record.ts';
import { createLiveQuery } from '../../store/live.ts';
import { browseHere } from '../../store/records/browse-here.ts';
import { type BrowseQuery, browseQuery, hereFilter } from './browse-query.ts';

const PAGE = 50;
/** Without a signal as many are looked through as one reads. */
const MOST_HERE = 300;

type FoundPage = FoundRecords & { readonly more: boolean };

async function askPage(query: BrowseQuery, before: FoundPage | undefined) {
  const answer = await askOffice(SEARCH_RECORDS, { query: { ...query, limit: String(PAGE), after: before?.next } });
  return answer.ok ? ok({ ...answer.value, more: answer.value.next !== undefined }) : answer;
}

export interface BrowseList {
  /** What the office is asked for. */
  readonly query: Accessor<BrowseQuery>;
  readonly records: Accessor<readonly ShownRecord[]>;
  /** They are those of this phone: the office was not reached. */
  readonly isHere: Accessor<boolean>;
  /** How many there are at the office; undefined until it said so. */
  readonly total: Accessor<number | undefined>;
  readonly last: Accessor<Fetched<FoundPage>>;
  readonly next: () => void;
}

/** What was looked for: all of it at the office, or without a signal what lies on this phone. */
export function createBrowseList(choice: Accessor<BrowseChoice>): BrowseList {
  const app = useApp();
  const text = createMemo(() => JSON.stringify(browseQuery(choice())));
  const query = createMemo(() => JSON.parse(text()) as BrowseQuery);
  const { list, next } = createPages(query, askPage);
  const counted = createFetched(query, (asked) => askOffice(SEARCH_RECORDS, { query: { ...asked, limit: '1', count: '1' } }));
  const isHere = createMemo(() => list().last.kind === 'unreached' && list().pages.length === 0);
  const here = createLiveQuery(async () =>
    isHere() ? browseHere(app.db, (query().text ?? '').trim(), hereFilter(choice(), app.plans() ?? []), MOST_HERE) : [],
  );
  const found = createMemo<readonly ShownRecord[]>((before) => {
    const { pages, last } = list();
    // While the answer to other words is on its way the former stays, so that the list does not flicker under the typing.
    if (pages.length === 0 && last.kind === 'loading') return before;
    return pages.flatMap((page) => page.activities.map(shownFromServer));
  }, []);
  return {
    query,
    records: () => (isHere() ? (here() ?? []) : found()),
    isHere,
    total: () => counted.value()?.total,
    last: () => list().last,
    next,
  };
}
