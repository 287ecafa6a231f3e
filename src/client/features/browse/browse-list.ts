import { type Accessor, createMemo } from 'solid-js';
import { ok } from '../../../domain/result.ts';
import { type FoundRecords, SEARCH_RECORDS } from '../../../protocol/endpoints/records.ts';
import type { App } from '../../app-context.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched, type Fetched } from '../../office/create-fetched.ts';
import { createPages } from '../../office/create-pages.ts';
import type { BrowseChoice } from '../../records/browse-choice.ts';
import { type ShownRecord, shownFromServer } from '../../records/shown-record.ts';
import { createLiveQuery } from '../../store/live.ts';
import { browseHere } from '../../store/records/browse-here.ts';
import { type BrowseQuery, browseQuery, hereFilter, searchIssue } from './browse-query.ts';
import { createCurrent } from './create-current.ts';

const PAGE = 50;
/** Without a signal as many are looked through as one reads. */
const MOST_HERE = 300;

type FoundPage = FoundRecords & { readonly more: boolean };

async function askPage(query: BrowseQuery, before: FoundPage | undefined) {
  const answer = await askOffice(SEARCH_RECORDS, { query: { ...query, limit: String(PAGE), after: before?.next } });
  return answer.ok ? ok({ ...answer.value, more: answer.value.next !== undefined }) : answer;
}

/** What lies on this phone of what was looked for. */
interface HereRecords {
  readonly records: readonly ShownRecord[];
  /** There are more than are shown. */
  readonly more: boolean;
}

export interface BrowseList {
  /** What the office is asked for; undefined where it is not asked, since the text is too long to look for. */
  readonly query: Accessor<BrowseQuery | undefined>;
  readonly records: Accessor<readonly ShownRecord[]>;
  /** Those of this phone, where the office was not reached. */
  readonly here: Accessor<HereRecords | undefined>;
  /** How many there are at the office; undefined until it said so. */
  readonly total: Accessor<number | undefined>;
  readonly last: Accessor<Fetched<FoundPage>>;
  /** Whether an answer is still to come: of the office, or of this phone. */
  readonly waits: Accessor<boolean>;
  readonly next: () => void;
}

/** What was looked for: all of it at the office, or without a signal what lies on this phone. */
export function createBrowseList({ db, plans }: Pick<App, 'db' | 'plans'>, choice: Accessor<BrowseChoice>): BrowseList {
  const text = createMemo(() => (searchIssue(choice().text) === undefined ? JSON.stringify(browseQuery(choice())) : undefined));
  const query = createMemo(() => {
    const asked = text();
    return asked === undefined ? undefined : (JSON.parse(asked) as BrowseQuery);
  });
  const { list, next } = createPages(query, askPage);
  const counted = createFetched(query, (asked) => askOffice(SEARCH_RECORDS, { query: { ...asked, limit: '1', count: '1' } }));
  // Who was not reached is asked anew with other words, which takes its time: what lies here stays on the screen meanwhile.
  const isHere = createMemo((was: boolean) => {
    const { pages, last } = list();
    return pages.length === 0 && (last.kind === 'loading' ? was : last.kind === 'unreached');
  }, false);
  const read = createLiveQuery(async () => {
    const asked = text();
    if (!isHere() || asked === undefined) return undefined;
    const found = await browseHere(db, (query()?.text ?? '').trim(), hereFilter(choice(), plans() ?? []), MOST_HERE + 1);
    return { asked, records: found.slice(0, MOST_HERE), more: found.length > MOST_HERE };
  });
  const here = createMemo<HereRecords | undefined>((before) => {
    if (!isHere() || text() === undefined) return undefined;
    const answer = read();
    // An answer to other words, or to none, counts nothing of these.
    return answer?.asked === text() ? answer : before;
  });
  const found = createMemo<readonly ShownRecord[]>((before) => {
    const { pages, last } = list();
    // While the answer to other words is on its way the former stays, so that the list does not flicker under the typing.
    if (pages.length === 0 && last.kind === 'loading' && query()) return before;
    return pages.flatMap((page) => page.activities.map(shownFromServer));
  }, []);
  const current = createCurrent(db, found);
  return {
    query,
    records: () => (isHere() ? (here()?.records ?? []) : current()),
    here,
    total: () => query() && counted.value()?.total,
    last: () => list().last,
    waits: () => list().last.kind === 'loading' || (isHere() && !here()),
    next,
  };
}
