import { Show } from 'solid-js';
import { covers } from '../../../domain/person.ts';
import { useApp } from '../../app-context.ts';
import type { ActivityRow } from '../../store/db.ts';
import { readCandidates } from '../../store/review-list.ts';
import { itemOfRow, type ReviewItem } from './review-item.ts';
import { VerdictKeys } from './verdict-keys.tsx';

/** The verdict keys on the page of a record this person reviews, once the server has it. */
export function RecordVerdict(props: { row: ActivityRow }) {
  const app = useApp();
  const isMine = (): boolean =>
    props.row.version > 0 && props.row.state !== 'withdrawn' && covers(app.scope.reviews, props.row.content.unitId);
  const candidates = async (of: ReviewItem): Promise<ReviewItem[]> => (await readCandidates(app.db, of.content)).map(itemOfRow);
  return (
    <Show when={isMine()}>
      <VerdictKeys targets={[itemOfRow(props.row)]} candidates={candidates} />
    </Show>
  );
}
