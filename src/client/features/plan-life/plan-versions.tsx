import './plan-life.css';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Plan } from '../../../domain/plan.ts';
import { nextPlanVersion } from '../../../domain/plan-life.ts';
import { LIST_VERSIONS, SAVE_PLAN } from '../../../protocol/endpoints/plans.ts';
import type { PlanVersion } from '../../../protocol/plan.ts';
import { addressOf, type ParamsText, PLAN_IMPORT_SCREEN, PLAN_SCREEN, type PLAN_VERSIONS_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { DOT, daySpan, formatDay, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { TroubleNotice } from '../../office/trouble-notice.tsx';
import { ask } from '../../ui/ask.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { VersionDetails } from './version-details.tsx';

const paperOf = ({ number, date }: Pick<PlanVersion, 'number' | 'date'>): string =>
  number === null ? labels().planLife.noNumber : labels().planLife.paper(number, date === null ? undefined : formatDay(date));

/** A plan's life: what it is, which papers changed it, and its end. */
export function PlanVersionsScreen() {
  const app = useApp();
  const params = useParams<ParamsText<typeof PLAN_VERSIONS_SCREEN>>();
  const navigate = useNavigate();
  const plan = createMemo(() => app.plans()?.find((plan) => plan.id === params.planId));
  const back = (): void => navigate(addressOf(PLAN_SCREEN, { query: { 'ke-hoach': plan()?.id } }));
  return (
    <Screen wide title={labels().planLife.title} back={back} backLabel={labels().common.back}>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={plan()}>{(plan) => <Versions plan={plan()} />}</Match>
        <Match when={app.plans() !== undefined}>
          <Empty title={labels().plans.noPlan} action={<Key href={PLAN_SCREEN}>{labels().plans.toPlan}</Key>}>
            <p>{labels().plans.noPlanHint}</p>
          </Empty>
        </Match>
      </Switch>
    </Screen>
  );
}

function Versions(props: { plan: Plan }) {
  const words = () => labels().planLife;
  // Asked again whenever another version has come.
  const { value, trouble, again } = createFetched(
    () => ({ planId: props.plan.id, version: props.plan.version }),
    ({ planId }) => askOffice(LIST_VERSIONS, { params: { planId } }),
    { stays: () => true },
  );
  return (
    <div class="stack">
      <About plan={props.plan} />
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={trouble()}>
          {(why) => <TroubleNotice level="info" text={troubleText(why().error, { unreached: words().offline })} onAgain={again} />}
        </Match>
        <Match when={value()}>
          {(list) => (
            <Sheet>
              <ul class="rows">
                <For each={list().versions}>
                  {(version, at) => <Version planId={props.plan.id} version={version} isPresent={at() === 0} />}
                </For>
              </ul>
            </Sheet>
          )}
        </Match>
      </Switch>
    </div>
  );
}

function About(props: { plan: Plan }) {
  const app = useApp();
  const words = () => labels().planLife;
  const [busy, setBusy] = createSignal(false);
  const isClosed = (): boolean => props.plan.closed === true;

  const toggle = async (): Promise<void> => {
    const { closed: _, ...open } = props.plan;
    const isSure =
      isClosed() ||
      (await ask({ title: words().closeTitle, text: words().closeText, confirm: words().close, cancel: labels().common.cancel }));
    if (!isSure || busy()) return;
    const done = isClosed() ? words().reopenedNow : words().closedNow;
    const plan = isClosed() ? nextPlanVersion(open, {}) : nextPlanVersion(props.plan, { closed: true });
    setBusy(true);
    const saved = await askOffice(SAVE_PLAN, { body: { plan, targets: [] } });
    setBusy(false);
    if (!saved.ok) return showSnack({ text: troubleText(saved.error, { unreached: words().offlineChange }), level: 'error' });
    showSnack({ text: done });
    app.sync.nudge();
  };

  return (
    <Sheet pad>
      <SheetHead note={isClosed() ? words().closed : words().running}>{words().about}</SheetHead>
      <p>{props.plan.title}</p>
      <p class="meta">{[props.plan.agency, paperOf(props.plan)].filter((part) => part !== '').join(DOT)}</p>
      <p class="meta">{words().span(daySpan(props.plan.period.from, props.plan.period.to))}</p>
      <Show when={app.scope.managesPlans}>
        <div class="row row-wrap plan-life-keys">
          <Show when={!isClosed()}>
            <Key href={addressOf(PLAN_IMPORT_SCREEN, { query: { 'ke-hoach': props.plan.id } })}>{words().amend}</Key>
          </Show>
          <Key kind={isClosed() ? undefined : 'ask'} disabled={busy()} onPress={() => void toggle()}>
            {isClosed() ? words().reopen : words().close}
          </Key>
        </div>
      </Show>
    </Sheet>
  );
}

function Version(props: { planId: string; version: PlanVersion; isPresent: boolean }) {
  const app = useApp();
  const words = () => labels().planLife;
  const [opened, setOpened] = createSignal(false);
  const saved = (): string => {
    const at = formatTime(props.version.at, app.now());
    return props.version.by === null ? words().installed(at) : words().savedBy(props.version.by, at);
  };
  const facts = (): string =>
    [words().items(formatNumber(props.version.items)), ...(props.version.closed ? [words().closed] : []), saved()].join(DOT);
  return (
    <li>
      <details class="plan-version" onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary class="pad">
          <span class="row">
            <b class="grow">{words().version(props.version.version)}</b>
            <Show when={props.isPresent}>
              <span class="meta">{words().present}</span>
            </Show>
            <Icon name="chev" size="s" />
          </span>
          <span>{paperOf(props.version)}</span>
          <span class="meta">{facts()}</span>
        </summary>
        <Show when={opened()}>
          <VersionDetails planId={props.planId} version={props.version.version} />
        </Show>
      </details>
    </li>
  );
}
