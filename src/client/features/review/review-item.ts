import type { ActivityContent } from '../../../domain/activity.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { DOT, typeWords } from '../../labels/format.ts';
import { createLocalityNameOf } from '../../records/record-line.ts';
import { type ShownRecord, shownFromServer } from '../../records/shown-record.ts';
import type { ActivityRow } from '../../store/db.ts';

/** A record to be judged, wherever it comes from: what a reviewer looks at, so that a card is built again only when that changes. */
export interface ReviewItem extends Pick<ShownRecord, 'id' | 'content' | 'state' | 'authorId' | 'conflicts'> {
  /** Where it is not on this phone. */
  readonly server?: ServerActivity;
}

const judgedFrom = ({ id, content, state, authorId, conflicts }: ShownRecord): ReviewItem => ({
  id,
  content,
  state,
  authorId,
  ...(conflicts && { conflicts }),
});

export const itemOfRow = (row: ActivityRow): ReviewItem => judgedFrom(row);
export const itemOfServer = (server: ServerActivity): ReviewItem => ({ ...judgedFrom(shownFromServer(server)), server });

/** Names a record by its type and place. */
export function createTitleOf(): (content: ActivityContent) => string {
  const placeOf = createLocalityNameOf();
  return (content) => {
    const place = placeOf(content);
    const name = typeWords(content.type).short;
    return place === undefined ? name : `${name}${DOT}${place}`;
  };
}
