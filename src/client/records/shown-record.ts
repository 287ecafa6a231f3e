import type { ActivityContent } from '../../domain/activity.ts';
import type { ServerActivity } from '../../protocol/server-activity.ts';
import type { ActivityRow } from '../store/db.ts';

/** A record as anyone sees it, whether it lies on this phone or at the office only. */
export type ShownRecord = Pick<
  ActivityRow,
  | 'id'
  | 'content'
  | 'state'
  | 'authorId'
  | 'version'
  | 'where'
  | 'savedAt'
  | 'receivedAt'
  | 'attention'
  | 'stumble'
  | 'conflicts'
  | 'returnReason'
  | 'duplicateOfId'
>;

/** What the office has is received, and nothing of it waits. */
export const shownFromServer = (server: ServerActivity): ShownRecord => ({
  id: server.id,
  content: server.content as ActivityContent,
  state: server.state,
  authorId: server.authorId,
  version: server.version,
  where: 'received',
  savedAt: server.createdAt,
  receivedAt: server.updatedAt,
  ...(server.conflicts && { conflicts: server.conflicts }),
  ...(server.returnReason !== undefined && { returnReason: server.returnReason }),
  ...(server.duplicateOfId !== undefined && { duplicateOfId: server.duplicateOfId }),
});

/** It counts no more, and looks so wherever it stands. */
export const isStruck = ({ state }: Pick<ShownRecord, 'state'>): boolean => state === 'withdrawn' || state === 'duplicate';
