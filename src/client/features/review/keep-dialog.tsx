import { createResource } from 'solid-js';
import { isCounted } from '../../../domain/contribution.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { activitySummary, DOT, formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { PickDialog } from '../../ui/pick.tsx';
import { createFollowers } from './followers.ts';
import { createTitleOf, type ReviewItem } from './review-item.ts';

export interface KeepDialogProps {
  open: boolean;
  targets: readonly ReviewItem[];
  /** Records that may be the one that is kept. */
  candidates: (of: ReviewItem) => Promise<readonly ReviewItem[]>;
  onKeep: (id: ActivityId) => void;
  onClose: () => void;
}

/** The more of type, day, unit and place they share, the likelier it is the same activity. */
const likeness = ({ content: a }: ReviewItem, { content: b }: ReviewItem): number =>
  [a.type === b.type, a.date === b.date, a.unitId === b.unitId, a.localityId === b.localityId].filter(Boolean).length;

const ALIKE = 4;

/** Asks which record is kept in place of the duplicates; where several are chosen it may be one of them. */
export function KeepDialog(props: KeepDialogProps) {
  const titleOf = createTitleOf();
  const authorOf = createAuthorOf();
  const words = () => labels().review.keeping;
  const followers = createFollowers(() => (props.open ? props.targets : undefined));
  const title = (): string => {
    const count = followers()?.count ?? 0;
    return count > 0 ? words().titleFollow(formatNumber(count)) : words().title;
  };
  const [found] = createResource(
    () => props.open && props.targets[0],
    async (first) => {
      const others = await props.candidates(first).catch(() => []);
      const chosen = props.targets.length > 1 ? props.targets : [];
      const byId = new Map([...chosen, ...others].map((candidate) => [candidate.id, candidate]));
      if (chosen.length === 0) byId.delete(first.id);
      return [...byId.values()]
        .filter((candidate) => isCounted(candidate.state))
        .sort((a, b) => likeness(b, first) - likeness(a, first) || order(a, b, first));
    },
  );
  const groupOf = (candidate: ReviewItem, first: ReviewItem): string => {
    if (likeness(candidate, first) === ALIKE) return words().alike;
    return candidate.content.date === first.content.date ? words().sameDay : words().others;
  };
  const options = () => {
    const [first] = props.targets;
    return (first && found.state === 'ready' ? found() : []).map((candidate) => ({
      value: candidate.id,
      label: `${formatDay(candidate.content.date)}${DOT}${titleOf(candidate.content)}`,
      hint: `${authorOf(candidate.authorId)}${DOT}${activitySummary(candidate.content)}${DOT}${labels().domain.states[candidate.state].toLowerCase()}`,
      plate: candidate.content.itemCode,
      group: groupOf(candidate, first as ReviewItem),
    }));
  };
  return (
    <PickDialog
      open={props.open}
      title={title()}
      options={options()}
      chosen={[]}
      searchPlaceholder={labels().common.search}
      emptyText={found.loading ? labels().common.loading : words().none}
      closeLabel={labels().common.close}
      onChoose={(id) => props.onKeep(id as ActivityId)}
      onClose={() => props.onClose()}
      fold={foldForSearch}
    />
  );
}

/** Those of the same day stand together; the newest first among equals. */
function order(a: ReviewItem, b: ReviewItem, first: ReviewItem): number {
  const isSame = (candidate: ReviewItem): number => Number(candidate.content.date === first.content.date);
  return isSame(b) - isSame(a) || (a.content.date < b.content.date ? 1 : -1);
}
