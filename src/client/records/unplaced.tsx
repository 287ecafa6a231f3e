import { withWords } from '../labels/labels.ts';
import { lazyPiece } from '../ui/lazy-piece.ts';

/** Says how many records stand in no plan yet, and leads to them; only where there are any. */
export const LazyUnplacedNotice = lazyPiece(
  () => withWords(['records'], import('./unplaced-notice.lazy.tsx')),
  (m) => m.UnplacedNotice,
);

/** Puts records that stand in no plan where they belong. */
export const LazyPlaceRecords = lazyPiece(
  () => withWords(['records'], import('./place-records.lazy.tsx')),
  (m) => m.PlaceRecords,
);
