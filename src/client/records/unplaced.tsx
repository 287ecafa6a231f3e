import { withWords } from '../labels/labels.ts';
import { latePiece } from '../ui/late-piece.ts';

/** Says how many records stand in no plan yet, and leads to them; only where there are any. */
export const UnplacedNotice = latePiece(
  () => withWords(['records'], import('./unplaced-notice.tsx')),
  (m) => m.UnplacedNotice,
);

/** Puts records that stand in no plan where they belong. */
export const PlaceRecords = latePiece(
  () => withWords(['records'], import('./place-records.tsx')),
  (m) => m.PlaceRecords,
);
