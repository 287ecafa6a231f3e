import { isCounted } from '../../../domain/contribution.ts';
import { ActivityList } from '../../../protocol/account.ts';
import { getJson } from '../../sync/api.ts';
import { listPath } from './office-pages.ts';
import { itemOfServer, type ReviewItem } from './review-item.ts';

/** Records of the same plan and day that count at the office: one of them may be kept in place of this one. */
export async function officeCandidates({ content: { planId, date } }: ReviewItem): Promise<ReviewItem[]> {
  const sameDay = await getJson(listPath({ planId, from: date, to: date }), ActivityList);
  return sameDay.ok ? sameDay.value.activities.map(itemOfServer).filter((one) => isCounted(one.state)) : [];
}
