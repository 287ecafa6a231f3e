import type { Accessor } from 'solid-js';
import type { ActivityList } from '../../../protocol/account.ts';
import type { QueryTextOf } from '../../../protocol/endpoint.ts';
import { LIST_ACTIVITIES } from '../../../protocol/endpoints/activities.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createPages } from '../../office/create-pages.ts';

const PAGE = 50;

/** Which records are behind a figure. */
export type RecordsQuery = Omit<QueryTextOf<typeof LIST_ACTIVITIES>, 'limit' | 'before'>;

/** The records behind a figure, newest first, page by page. */
export const createRecordPages = (query: Accessor<RecordsQuery>) =>
  createPages(query, (asked, before: ActivityList | undefined) =>
    askOffice(LIST_ACTIVITIES, { query: { ...asked, limit: String(PAGE), before: before?.activities.at(-1)?.id } }),
  );
