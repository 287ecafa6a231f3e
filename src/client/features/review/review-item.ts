import type { ActivityContent, RecordState } from '../../../domain/activity.ts';
import type { AccountId, ActivityId } from '../../../domain/ids.ts';
import type { ServerActivity } from '../../../protocol/sync.ts';
import { useApp } from '../../app-context.ts';
import { DOT, typeWords } from '../../labels/format.ts';
import type { ActivityRow } from '../../store/db.ts';

/** A record to be judged, wherever it comes from. */
export interface ReviewItem {
  readonly id: ActivityId;
  readonly content: ActivityContent;
  readonly state: RecordState;
  readonly authorId: AccountId;
  /** Two people answered a field differently. */
  readonly hasConflicts: boolean;
  /** Where it is not on this phone. */
  readonly server?: ServerActivity;
}

export const itemOfRow = ({ id, content, state, authorId, conflicts }: ActivityRow): ReviewItem => ({
  id,
  content,
  state,
  authorId,
  hasConflicts: (conflicts?.length ?? 0) > 0,
});

export const itemOfServer = (server: ServerActivity): ReviewItem => ({
  id: server.id,
  content: server.content as ActivityContent,
  state: server.state,
  authorId: server.authorId,
  hasConflicts: (server.conflicts?.length ?? 0) > 0,
  server,
});

/** Names of a record's place and author. */
export function createItemWords() {
  const app = useApp();
  return {
    title: ({ localityId, placeNote, type }: ActivityContent): string => {
      const place = app.reference().localities.find((one) => one.id === localityId)?.name ?? placeNote;
      const name = typeWords(type).short;
      return place === undefined ? name : `${name}${DOT}${place}`;
    },
    author: (id: AccountId): string => (id === app.person.id ? app.person.staffCode : (app.people().get(id)?.staffCode ?? '')),
  };
}
