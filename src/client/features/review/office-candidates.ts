import { isCounted } from '../../../domain/contribution.ts';
import { LIST_ACTIVITIES } from '../../../protocol/endpoints/activities.ts';
import { askOffice } from '../../office/ask-office.ts';
import { itemOfServer, type ReviewItem } from './review-item.ts';

/** Records of the same plan and day that count at the office: one of them may be kept in place of this one. */
export async function officeCandidates({ content: { planId, date } }: ReviewItem): Promise<ReviewItem[]> {
  const sameDay = await askOffice(LIST_ACTIVITIES, { query: { planId, from: date, to: date } });
  return sameDay.ok ? sameDay.value.activities.map(itemOfServer).filter((item) => isCounted(item.state)) : [];
}
