import { createMemo, createSignal, Match, Show, Switch } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { isPossibleDuplicate } from '../../../domain/rules.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { addressOf, SERVER_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { daySpan, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { Fetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { TroubleNotice } from '../../office/trouble-notice.tsx';
import { createLiveQuery } from '../../store/live.ts';
import { countAllToReview, readJudged } from '../../store/records/review-count.lazy.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PickButton, PickDialog } from '../../ui/pick.tsx';
import { officeCandidates } from './office-candidates.ts';
import { createOfficePages } from './office-pages.ts';
import { itemOfServer, type ReviewItem } from './review-item.ts';
import { ReviewList } from './review-list.tsx';

/** Records of all units, plan by plan, straight from the office; those of units that have no lead come first. */
export function OfficeReview() {
  const app = useApp();
  const [wanted, setWanted] = createSignal<string>();
  const plan = () => app.plans()?.find((one) => one.id === wanted()) ?? app.plans()?.[0];
  const { list, next } = createOfficePages(() => plan()?.id);
  const judged = createLiveQuery(() => readJudged(app.db));
  const [gone, setGone] = createSignal<ReadonlySet<ActivityId>>(new Set());
  const total = createLiveQuery(() => countAllToReview(app.db, plan()?.id));
  const led = createMemo(() => new Set([...app.people().values()].flatMap((one) => (one.role === 'unitLead' ? one.unitIds : []))));
  const withoutLead = ({ content }: ReviewItem): boolean => !led().has(content.unitId);
  const all = createMemo(() => list().pages.flatMap((page) => page.activities.map(itemOfServer)));
  const items = createMemo(() => {
    const left = all().filter((item) => !gone().has(item.id) && !judged()?.has(item.id));
    return [...left.filter(withoutLead), ...left.filter((item) => !withoutLead(item))];
  });
  const twins = createMemo(() => {
    const found = new Map<ActivityId, ReviewItem>();
    const known = [...all(), ...list().pages.flatMap((page) => page.confirmed.map(itemOfServer))];
    for (const item of all()) {
      const twin = known.find((other) => other.id !== item.id && isPossibleDuplicate(item.content, other.content));
      if (twin) found.set(item.id, twin);
    }
    return found;
  });
  const isWhole = (): boolean => {
    const { last } = list();
    return last.kind === 'ready' && !last.value.more;
  };
  const candidates = async (of: ReviewItem): Promise<readonly ReviewItem[]> => [...(await officeCandidates(of)), ...all()];
  const change = (ids: readonly ActivityId[], isGone: boolean): void => {
    const now = new Set(gone());
    for (const id of ids) isGone ? now.add(id) : now.delete(id);
    setGone(now);
  };
  return (
    <ReviewList
      items={items()}
      twins={twins()}
      withoutLead={withoutLead}
      hrefOf={(item) => addressOf(SERVER_RECORD_SCREEN, { params: { id: item.id } })}
      candidates={candidates}
      onJudged={(ids) => change(ids, true)}
      onUndone={(ids) => change(ids, false)}
      isEmpty={items().length === 0 && isWhole()}
      end={<Show when={total()}>{(count) => <b>{labels().review.waiting(formatNumber(count()))}</b>}</Show>}
      head={<PlanPick chosen={plan()?.id} onChoose={setWanted} />}
      foot={<PagesFoot last={list().last} onNext={next} />}
    />
  );
}

/** Only where there is something to choose. */
function PlanPick(props: { chosen: string | undefined; onChoose: (id: string) => void }) {
  const app = useApp();
  const [open, setOpen] = createSignal(false);
  const plans = () => app.plans() ?? [];
  const chosen = () => plans().find((one) => one.id === props.chosen);
  return (
    <Show when={plans().length > 1 && chosen()}>
      {(plan) => (
        <>
          <PickButton icon="plan" value={plan().title} hint={daySpan(plan().period.from, plan().period.to)} onPress={() => setOpen(true)} />
          <PickDialog
            open={open()}
            title={labels().review.plan}
            options={plans().map(({ id, title, period, agency }) => ({
              value: id,
              label: title,
              hint: daySpan(period.from, period.to),
              group: agency,
            }))}
            chosen={[plan().id]}
            searchPlaceholder={labels().common.search}
            emptyText={labels().common.nothingFound}
            closeLabel={labels().common.close}
            onChoose={(id) => props.onChoose(id)}
            onClose={() => setOpen(false)}
            fold={foldForSearch}
          />
        </>
      )}
    </Show>
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
