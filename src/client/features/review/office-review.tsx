import { createEffect, createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { postsOn } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import { mayRepeat } from '../../../domain/possible-duplicate.ts';
import { addressOf, SERVER_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { PlanPick } from '../../chosen-plan.tsx';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import type { Fetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { TroubleNotice } from '../../office/trouble-notice.tsx';
import { createLiveQuery } from '../../store/live.ts';
import { countAllToReview, readJudged } from '../../store/records/review-count.lazy.ts';
import { reuseUnchanged } from '../../store/reuse-unchanged.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { createJudgedAway } from './judged-away.ts';
import { officeCandidates } from './office-candidates.ts';
import { createOfficePages } from './office-pages.ts';
import { itemOfServer, type ReviewItem } from './review-item.ts';
import { NothingToReview, ReviewList } from './review-list.tsx';

const isSameList = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean => String(a) === String(b);

/** Records of all units and plans, or of the plan chosen, straight from the office; those of units that have no lead come first. */
export function OfficeReview() {
  const app = useApp();
  const [wanted, setWanted] = createSignal<string>();
  const plan = () => app.plans()?.find((plan) => plan.id === wanted());
  const asked = createMemo(() => (plan() ? [plan() as Plan] : app.plans())?.map((chosenPlan) => chosenPlan.id), undefined, {
    equals: isSameList,
  });
  const { list, next, refresh } = createOfficePages(asked);
  refreshOnNews({ refresh });
  const judged = createLiveQuery(() => readJudged(app.db));
  const total = createLiveQuery(() => countAllToReview(app.db, plan()?.id));
  const led = createMemo(
    () =>
      new Set(
        [...app.people().values()].flatMap((value) =>
          postsOn(value, officeDay(app.now())).flatMap((post) => (post.role === 'unitLead' ? post.unitIds : [])),
        ),
      ),
  );
  const withoutLead = ({ content }: ReviewItem): boolean => !led().has(content.unitId);
  // What comes again as it was keeps its card, and with it the focus.
  const fetched = createMemo(
    (before: readonly ReviewItem[]) =>
      reuseUnchanged(
        before,
        list().pages.flatMap((page) => page.activities.map(itemOfServer)),
      ),
    [],
  );
  const away = createJudgedAway(fetched);
  const items = createMemo(() => {
    const left = fetched().filter((item) => !away.has(item.id) && !judged()?.has(item.id));
    return [...left.filter(withoutLead), ...left.filter((item) => !withoutLead(item))];
  });
  const possibleDuplicates = createMemo(() => {
    const found = new Map<ActivityId, ReviewItem>();
    const known = [...fetched(), ...list().pages.flatMap((page) => page.confirmed.map(itemOfServer))];
    for (const item of fetched()) {
      const possibleDuplicate = known.find((other) => other.id !== item.id && mayRepeat(item, other));
      if (possibleDuplicate) found.set(item.id, possibleDuplicate);
    }
    return found;
  });
  const all = createLiveQuery(() => countAllToReview(app.db));
  const isWhole = (): boolean => {
    const { last } = list();
    return last.kind === 'ready' && !last.value.more;
  };
  // Where all that was fetched is judged, what follows comes by itself.
  createEffect(() => {
    const { last } = list();
    if (items().length === 0 && last.kind === 'ready' && last.value.more) next();
  });
  const candidates = async (of: ReviewItem): Promise<readonly ReviewItem[]> => [...(await officeCandidates(of)), ...fetched()];
  return (
    <ReviewList
      items={items()}
      possibleDuplicates={possibleDuplicates()}
      withoutLead={withoutLead}
      onePlan={plan() !== undefined}
      hrefOf={(item) => addressOf(SERVER_RECORD_SCREEN, { params: { id: item.id } })}
      candidates={candidates}
      onJudged={away.add}
      onUndone={away.drop}
      isEmpty={items().length === 0 && isWhole()}
      empty={<NothingWaits here={total()} everywhere={all()} onAll={() => setWanted(undefined)} />}
      end={<Show when={total()}>{(count) => <b>{labels().review.waiting(formatNumber(count()))}</b>}</Show>}
      head={<PlanPick chosen={plan()} title={labels().review.plan} all={labels().review.allPlans} onChoose={setWanted} />}
      foot={<PagesFoot last={list().last} onNext={next} />}
    />
  );
}

/** Nothing is left in the list; where the count on the tab says otherwise, why, and what to do about it. */
function NothingWaits(props: { here: number | undefined; everywhere: number | undefined; onAll: () => void }) {
  const app = useApp();
  const words = () => labels().review;
  return (
    <Switch fallback={<NothingToReview />}>
      <Match when={props.here}>
        {(count) => (
          <Empty title={words().stale} action={<Key onPress={() => app.sync.syncNow()}>{words().refresh}</Key>}>
            <p>{words().staleText(formatNumber(count()))}</p>
          </Empty>
        )}
      </Match>
      <Match when={props.everywhere}>
        {(count) => (
          <Empty title={words().emptyPlan} action={<Key onPress={() => props.onAll()}>{words().allPlans}</Key>}>
            <p>{words().emptyPlanText(formatNumber(count()))}</p>
          </Empty>
        )}
      </Match>
    </Switch>
  );
}

function PagesFoot(props: { last: Fetched<{ readonly more: boolean }>; onNext: () => void }) {
  const words = () => labels().review;
  return (
    <Switch>
      <Match when={props.last.kind === 'loading'}>
        <Loading label={labels().common.loading} />
      </Match>
      <Match when={props.last.kind === 'ready' && props.last.value.more}>
        <Key onPress={() => props.onNext()}>{words().more}</Key>
      </Match>
      <Match when={'error' in props.last && props.last.error}>
        {(error) => (
          <TroubleNotice
            level="info"
            icon="nosig"
            live
            text={troubleText(error(), { unreached: words().offline, withheld: words().forbidden })}
            onAgain={() => props.onNext()}
          />
        )}
      </Match>
    </Switch>
  );
}
