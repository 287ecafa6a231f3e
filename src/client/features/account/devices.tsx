import { useNavigate } from '@solidjs/router';
import { createSignal, For, Match, Show, Suspense, Switch } from 'solid-js';
import { mayEndSignIn, mayJudgeQuarantine } from '../../../domain/account-rights.ts';
import { officeDay } from '../../../domain/day.ts';
import { holdsNothing } from '../../../domain/silent-phones.ts';
import type { Device } from '../../../protocol/account.ts';
import { LIST_DEVICES, NOTE_LOSS, SIGN_OUT_DEVICE } from '../../../protocol/endpoints/devices.ts';
import { ME_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { TroubleNotice } from '../../office/trouble-notice.tsx';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import { type DeviceAct, DeviceActDialog } from './device-acts.tsx';
import { deviceTitles } from './device-titles.ts';
import { LossOf } from './loss-of.tsx';
import { refusalText } from './refusal-text.ts';
import '../../ui/lazy.css';

/** For who judges it. */
const Quarantine = lazyPiece(
  () => withWords(['account', 'quarantine', 'refusals'], import('./quarantine.lazy.tsx')),
  (m) => m.Quarantine,
);

/** For who answers for the records of others. */
const TakeInOther = lazyPiece(
  () => withWords(['account', 'refusals'], import('./take-in-other.lazy.tsx')),
  (m) => m.TakeInOther,
);

/** One device: who and what, when it was last heard of, and what it said it still held. */
function DeviceRow(props: {
  device: Device;
  title: string;
  onSignOut: () => void;
  onAct: (kind: DeviceAct['kind']) => void;
  onJudged: () => void;
  onNoted?: (() => void) | undefined;
}) {
  const [isOpen, setOpen] = createSignal(false);
  const app = useApp();
  const mayEnd = () => mayEndSignIn(app.person, props.device.person, officeDay(app.now()));
  const words = () => labels().account.devices;
  const facts = (): string =>
    [
      words().seen(formatTime(props.device.seenAt, app.now())),
      words().since(formatTime(props.device.createdAt, app.now())),
      ...(props.device.attention > 0 ? [words().attention(formatNumber(props.device.attention))] : []),
      ...(props.device.installed ? [words().installed] : []),
      ...(props.device.persisted ? [] : [words().notProtected]),
      ...(props.device.app === '' ? [] : [words().app(props.device.app)]),
    ].join(DOT);
  return (
    <li class="pad stack-tight">
      <div class="row row-top">
        <p class="grow" classList={{ struck: props.device.signedOut }}>
          <b class="figure">{props.device.person.staffCode}</b>
          {DOT}
          {props.title}
          <Show when={props.device.owner}>
            {DOT}
            {props.device.owner}
          </Show>
          <Show when={props.device.current}>
            {DOT}
            <b>{words().current}</b>
          </Show>
        </p>
      </div>
      <Show when={props.device.loss}>{(loss) => <LossOf loss={loss()} onNoted={props.onNoted} />}</Show>
      <Show
        when={props.device.held > 0}
        fallback={
          // What is lost or was refused waits no more: nothing must look as if all of it had come.
          <Show
            when={!holdsNothing(props.device) || props.device.lost}
            fallback={<StateLine kind="received" word={props.device.signedOut ? words().signedOut : words().nothingHeld} />}
          >
            <p class="meta">{props.device.signedOut ? words().signedOut : words().nothingWaits}</p>
          </Show>
        }
      >
        <StateLine kind="phone" word={words().held(formatNumber(props.device.held))}>
          {props.device.oldestAt && words().heldSince(ageOf(props.device.oldestAt, app.now()))}
        </StateLine>
      </Show>
      <p class="meta">{facts()}</p>
      <Show when={props.device.lost}>
        {(lost) => (
          <Notice level="warn">
            <p>
              <b>{words().lostSince(formatTime(lost().at, app.now()))}</b>{' '}
              {lost().clearedAt
                ? words().wasCleared(formatTime(lost().clearedAt ?? '', app.now()))
                : words().notCleared(formatTime(lost().until, app.now()))}
            </p>
          </Notice>
        )}
      </Show>
      <Show when={mayEnd()}>
        <div class="row row-wrap">
          <Key onPress={() => props.onAct('name')}>{words().name}</Key>
          <Show when={!props.device.current && !props.device.lost}>
            <Show when={!props.device.signedOut}>
              <Key kind="ask" label={words().signOut} onPress={() => props.onSignOut()}>
                {words().signOutShort}
              </Key>
            </Show>
            <Key kind="ask" onPress={() => props.onAct('lost')}>
              {words().lostReport}
            </Key>
          </Show>
        </div>
      </Show>
      <Show when={props.device.quarantined}>
        {(count) => (
          <Show
            when={mayJudgeQuarantine(app.person, props.device.person, officeDay(app.now()))}
            fallback={<p class="meta">{words().aside(formatNumber(count()))}</p>}
          >
            <Key icon="eye" expanded={isOpen()} onPress={() => setOpen((open) => !open)}>
              {words().asideOf(formatNumber(count()), props.device.person.staffCode)}
            </Key>
            <Show when={isOpen()}>
              <Quarantine device={props.device} onJudged={props.onJudged} />
            </Show>
          </Show>
        )}
      </Show>
    </li>
  );
}

/** Nobody is signed in on it, and nothing of it is waited for: it is here for the day on which it turns out to be lost. */
const isEnded = (device: Device): boolean =>
  device.signedOut && holdsNothing(device) && device.lost === undefined && device.quarantined === undefined;

/** Where accounts are signed in; a lost phone is signed out from here. */
export function DevicesScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().account.devices;
  const { value, trouble, again } = createFetched(
    () => 'all',
    () => askOffice(LIST_DEVICES),
    { stays: () => true },
  );
  // What is missing comes first; the others stay in their order, the longest silent before.
  const devices = (): readonly Device[] | undefined => value()?.devices.toSorted((a, b) => (b.loss?.missing ?? 0) - (a.loss?.missing ?? 0));
  const ended = (): readonly Device[] => devices()?.filter(isEnded) ?? [];
  const titles = () => deviceTitles(value()?.devices ?? []);
  const titleOf = (device: Device): string => `${device.person.staffCode}, ${titles().get(device.id) ?? device.name}`;
  const [act, setAct] = createSignal<DeviceAct>();
  const signOut = async (device: Device): Promise<void> => {
    const name = titleOf(device);
    const isSure = await ask({
      title: words().signOutTitle(name),
      text: words().signOutText(formatNumber(device.held)),
      confirm: words().signOutShort,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (!isSure) return;
    const done = await askOffice(SIGN_OUT_DEVICE, { params: { id: device.id } });
    showSnack(done.ok ? { text: words().signOutDone(name) } : { text: refusalText(done.error), level: 'error' });
    again();
  };
  const takeNote = async (device: Device): Promise<void> => {
    const done = await askOffice(NOTE_LOSS, { params: { id: device.id } });
    showSnack(done.ok ? { text: words().lossNotedDone(device.person.staffCode) } : { text: refusalText(done.error), level: 'error' });
    again();
  };
  // Whoever sees all devices answers for them; the others see what is missing until then.
  const onNoted = (device: Device) => (app.scope.devices === 'all' ? () => void takeNote(device) : undefined);
  const [showsEnded, setShowsEnded] = createSignal(false);
  const Rows = (rows: { devices: readonly Device[]; none: string }) => (
    <Sheet>
      <ul class="rows">
        <For each={rows.devices} fallback={<li class="pad">{rows.none}</li>}>
          {(device) => (
            <DeviceRow
              device={device}
              title={titles().get(device.id) ?? device.name}
              onSignOut={() => void signOut(device)}
              onAct={(kind) => setAct({ kind, device, title: titleOf(device) })}
              onJudged={again}
              onNoted={onNoted(device)}
            />
          )}
        </For>
      </ul>
    </Sheet>
  );
  // For an administrator this is a tab of its own; for everybody else a page behind "Tôi".
  const back = app.scope.managesAccounts ? undefined : () => navigate(ME_SCREEN);
  return (
    <Screen wide title={words().title} back={back} backLabel={labels().common.back}>
      <p>{words().lead}</p>
      <Show when={app.scope.reviews.length > 0}>
        <Suspense>
          <TakeInOther />
        </Suspense>
      </Show>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={trouble()}>
          {(why) => (
            <TroubleNotice
              level="info"
              icon={why().error === 'offline' ? 'nosig' : 'err'}
              text={refusalText(why().error, { offline: words().needSignal })}
              onAgain={again}
            />
          )}
        </Match>
        <Match when={devices()}>
          {(list) => (
            <>
              <Rows devices={list().filter((device) => !isEnded(device))} none={words().none} />
              <Show when={ended().length}>
                {(count) => (
                  <Key icon="eye" expanded={showsEnded()} onPress={() => setShowsEnded((shown) => !shown)}>
                    {words().endedOnes(formatNumber(count()))}
                  </Key>
                )}
              </Show>
              <Show when={showsEnded()}>
                <Rows devices={ended()} none={words().none} />
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <DeviceActDialog
        act={act()}
        onDone={() => {
          setAct(undefined);
          again();
        }}
        onClose={() => setAct(undefined)}
      />
    </Screen>
  );
}
