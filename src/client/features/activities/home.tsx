import { createMemo, For, type JSX, Show, Suspense } from 'solid-js';
import { ACTIVITY_TYPE_KEYS, activityType } from '../../../domain/activity-types.ts';
import { officeDay } from '../../../domain/day.ts';
import { offeredTypes } from '../../../domain/offered-types.ts';
import type { Plan } from '../../../domain/plan.ts';
import { addressOf, NEW_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { dayHeading, typeWords } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readFavourites } from '../../store/records/favourites.ts';
import { asIcon, Icon, Landscape } from '../../ui/icon.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { mainTypes, mayRecord } from './propose.ts';
import './activities.css';

const HomeBeside = lazyPiece(
  () => withWords(['records'], import('./home-beside.lazy.tsx')),
  (m) => m.HomeBeside,
);
/** An entry is begun without these: they come a moment later, and nothing waits for them. */
const beside = (what: Parameters<typeof HomeBeside>[0]['what']) => (
  <Suspense>
    <HomeBeside what={what} />
  </Suspense>
);

/** Facts above, what is pressed below: the person begins an entry from here in one tap. */
export function HomeScreen(props: { status: JSX.Element }) {
  const app = useApp();
  const today = () => officeDay(app.now());
  const unitName = (): string => app.reference().units.find((unit) => unit.id === app.person.unitIds[0])?.shortName ?? '';
  const favourites = createLiveQuery(() => readFavourites(app.db));
  const mayStart = (): boolean => mayRecord(app.scope) && (app.plans()?.length ?? 0) > 0;
  return (
    <Screen
      wide
      title={labels().common.app}
      fill
      end={
        <>
          {dayHeading(today())}
          <br />
          {unitName()}
        </>
      }
      dock={<Show when={mayStart()}>{beside('repeat')}</Show>}
    >
      {props.status}
      <Show when={mayRecord(app.scope)} fallback={beside('mayNotRecord')}>
        <Show when={app.plans()} fallback={<Loading label={labels().common.loading} />}>
          {(plans) => (
            <Show when={plans().length > 0} fallback={beside('noPlan')}>
              <Show when={favourites()}>{(chosen) => <Tiles favourites={chosen()} plans={plans()} />}</Show>
            </Show>
          )}
        </Show>
        {beside('drafts')}
      </Show>
    </Screen>
  );
}

/** Those the person chose stand large; until then the main work of the plans does. */
function Tiles(props: { favourites: readonly string[]; plans: readonly Plan[] }) {
  const app = useApp();
  const offered = createMemo(() => offeredTypes(ACTIVITY_TYPE_KEYS, app.reference().settings));
  const large = createMemo((): readonly string[] => {
    const known = offered().filter((type) => props.favourites.includes(type));
    return known.length > 0 ? known : mainTypes(props.plans, app.person.unitIds, offered());
  });
  return (
    <section class="tiles" aria-label={labels().activities.home.newEntry}>
      <For each={large()}>{(type, at) => <LargeTile type={type} wide={at() === 0} />}</For>
      <div class="tiles-small">
        <For each={offered().filter((type) => !large().includes(type))}>
          {(type) => (
            <a class="tile tile-small" href={addressOf(NEW_RECORD_SCREEN, { params: { type } })}>
              <Icon name={asIcon(activityType(type)?.icon ?? 'more')} />
              <span>{typeWords(type).short}</span>
            </a>
          )}
        </For>
      </div>
    </section>
  );
}

function LargeTile(props: { type: string; wide: boolean }) {
  // The landscape with its marker stands for one kind of work alone.
  const isDrawn = (): boolean => props.wide && props.type === 'borderSession';
  return (
    <a class="tile" classList={{ 'tile-wide': props.wide }} href={addressOf(NEW_RECORD_SCREEN, { params: { type: props.type } })}>
      <Show when={isDrawn()} fallback={<Icon name={asIcon(activityType(props.type)?.icon ?? 'more')} size="l" />}>
        <Landscape />
      </Show>
      <span class="tile-words">
        {typeWords(props.type).short}
        <Show when={props.wide}>
          <small>{typeWords(props.type).hint}</small>
        </Show>
      </span>
    </a>
  );
}
