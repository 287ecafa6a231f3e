import type { ActivityId } from '../../../domain/ids.ts';

/** How far the search has read the records, and the last place it gave within a day. One row. */
export interface SearchHeadTable {
  id: number;
  change_no: number;
  seq: number;
}

/**
 * Where a record stands in the order of the search: by its day, and within it by a number of its own. What it is found by lies
 * beside, in whatever way the database looks for words (search-index.ts).
 */
export interface SearchDocTable {
  activity_id: ActivityId;
  place: number;
}
