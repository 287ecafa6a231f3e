import { createResource } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { ActivityList } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { type Followers, followersOf, readFollowers } from '../../store/records/duplicates-here.ts';
import { getJson } from '../../sync/api.ts';
import { listPath } from './office-pages.ts';
import type { ReviewItem } from './review-item.ts';

/** As many ids as one question to the office may name. */
const MOST_IDS = 100;
const NONE: Followers = { count: 0, nextBy: [] };

/** Asks the office, plan by plan; undefined where it does not answer. */
async function askOffice(items: readonly ReviewItem[]): Promise<Followers | undefined> {
  const found: Followers[] = [];
  for (const planId of new Set(items.map((one) => one.content.planId))) {
    const ids = items.flatMap((one): ActivityId[] => (one.content.planId === planId ? [one.id] : []));
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const page = ids.slice(from, from + MOST_IDS);
      const path = listPath({ planId, state: 'duplicate', duplicateOfIds: page.join(','), limit: '200' });
      const answer = await getJson(path, ActivityList);
      if (!answer.ok) return undefined;
      found.push(followersOf(page, answer.value.activities));
    }
  }
  return together(found);
}

const together = (all: readonly Followers[]): Followers => ({
  count: all.reduce((sum, one) => sum + one.count, 0),
  nextBy: [...new Set(all.flatMap((one) => one.nextBy))],
});

/**
 * The duplicates of what is about to be judged, while a dialog asks: those on this phone, and the office's where the records
 * are there only. Undefined while nothing is known.
 */
export function createFollowers(asked: () => readonly ReviewItem[] | undefined) {
  const app = useApp();
  const [found] = createResource(asked, async (items) => {
    const far = items.filter((one) => one.server);
    const near = await readFollowers(
      app.db,
      items.flatMap((one) => (one.server ? [] : [one.id])),
    ).catch(() => NONE);
    const office = far.length > 0 ? await askOffice(far) : NONE;
    return { known: office !== undefined, ...together([near, office ?? NONE]) };
  });
  return () => (asked() && found.state === 'ready' ? found() : undefined);
}
