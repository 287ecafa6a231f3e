import { createResource } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { ID_SEPARATOR, LIST_ACTIVITIES, MAX_IDS, MAX_LIST_LENGTH } from '../../../protocol/endpoints/activities.ts';
import { useApp } from '../../app-context.ts';
import { askOffice } from '../../office/ask-office.ts';
import { type Followers, followersOf, readFollowers } from '../../store/records/duplicates-here.ts';
import type { ReviewItem } from './review-item.ts';

const NONE: Followers = { count: 0, nextBy: [] };

/** Asks the office, plan by plan; undefined where it does not answer. */
async function followersAtOffice(items: readonly ReviewItem[]): Promise<Followers | undefined> {
  const found: Followers[] = [];
  for (const planId of new Set(items.map((item) => item.content.planId))) {
    const ids = items.flatMap((item): ActivityId[] => (item.content.planId === planId ? [item.id] : []));
    for (let from = 0; from < ids.length; from += MAX_IDS) {
      const page = ids.slice(from, from + MAX_IDS);
      const query = { planId, state: 'duplicate', duplicateOfIds: page.join(ID_SEPARATOR), limit: String(MAX_LIST_LENGTH) } as const;
      const answer = await askOffice(LIST_ACTIVITIES, { query });
      if (!answer.ok) return undefined;
      found.push(followersOf(page, answer.value.activities));
    }
  }
  return together(found);
}

const together = (all: readonly Followers[]): Followers => ({
  count: all.reduce((sum, follower) => sum + follower.count, 0),
  nextBy: [...new Set(all.flatMap((follower) => follower.nextBy))],
});

/**
 * The duplicates of what is about to be judged, while a dialog asks: those on this phone, and the office's where the records
 * are there only. Undefined while nothing is known.
 */
export function createFollowers(asked: () => readonly ReviewItem[] | undefined) {
  const app = useApp();
  const [found] = createResource(asked, async (items) => {
    const far = items.filter((item) => item.server);
    const near = await readFollowers(
      app.db,
      items.flatMap((item) => (item.server ? [] : [item.id])),
    ).catch(() => NONE);
    const office = far.length > 0 ? await followersAtOffice(far) : NONE;
    return { known: office !== undefined, ...together([near, office ?? NONE]) };
  });
  return () => (asked() && found.state === 'ready' ? found() : undefined);
}
