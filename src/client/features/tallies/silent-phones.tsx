import { For, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { type Device, type DeviceLoss, Devices } from '../../../protocol/account.ts';
import { type App, useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { createFetched, failureText } from './fetched.ts';
import { type QuietPhone, quietPhones, SILENT_AFTER_DAYS } from './silence.ts';

/** Phones not heard from and phones that still hold records: what is missing becomes visible before the report. */
export function SilentPhones() {
  const app = useApp();
  const words = () => labels().tallies;
  const { state, again } = createFetched(() => '/api/devices', Devices);
  const phones = () => {
    const fetched = state();
    return fetched.kind === 'ready' ? quietPhones(fetched.value.devices, officeDay(app.now())) : undefined;
  };
  return (
    <Sheet>
      <SheetHead icon="nosig" barred>
        {words().silentTitle}
      </SheetHead>
      <Switch>
        <Match when={phones()}>
          {(list) => (
            <For each={list()} fallback={<p class="pad meta">{words().silentNone}</p>}>
              {(phone) => (
                <Show when={phone.device.loss} fallback={<PhoneRow phone={phone} />}>
                  {(loss) => <LossRow device={phone.device} loss={loss()} />}
                </Show>
              )}
            </For>
          )}
        </Match>
        <Match when={state().kind === 'loading'}>
          <div class="pad">
            <Loading label={words().silentLoading} />
          </div>
        </Match>
        <Match when={true}>
          <div class="pad stack-tight">
            <p class="meta">{state().kind === 'offline' ? words().silentOffline : failureText(state())}</p>
            <Key onPress={again}>{labels().common.retry}</Key>
          </div>
        </Match>
      </Switch>
    </Sheet>
  );
}

function unitOf(app: App, { person }: Device): string {
  const [own] = person.unitIds;
  return app.reference().units.find((one) => one.id === own)?.shortName ?? '';
}

/** A staff code never breaks at its hyphen. */
const unbroken = (staffCode: string): string => staffCode.replaceAll('-', '\u2011');

/** What a phone said it held, and neither sent nor has any more: to be called about before the report. */
function LossRow(props: { device: Device; loss: DeviceLoss }) {
  const app = useApp();
  const words = () => labels().tallies;
  return (
    <div class="quiet-phone">
      <span class="figure red quiet-phone-figure">{formatNumber(props.loss.missing)}</span>
      <span class="grow">
        <b class="red">{words().lost}</b>: {words().phoneOf(unbroken(props.device.person.staffCode), unitOf(app, props.device))}
        <br />
        <span class="meta">
          {words().lostWords(formatNumber(props.loss.held), formatNumber(props.loss.now), formatNumber(props.loss.received))}
          {DOT}
          {formatTime(props.loss.at, app.now())}
        </span>
        <br />
        <a class="link" href="/toi/may">
          {words().lostMore}
        </a>
      </span>
    </div>
  );
}

/** The one number that makes a phone worth a call: days of silence, else what it holds. */
function PhoneRow(props: { phone: QuietPhone }) {
  const app = useApp();
  const words = () => labels().tallies;
  const device = () => props.phone.device;
  const isSilent = (): boolean => props.phone.days >= SILENT_AFTER_DAYS;
  return (
    <div class="quiet-phone">
      <span class="figure red quiet-phone-figure">{formatNumber(isSilent() ? props.phone.days : device().held)}</span>
      <span class="grow">
        <b>{isSilent() ? words().silentDays : words().holding}</b>:{' '}
        {words().phoneOf(unbroken(device().person.staffCode), unitOf(app, device()))}
        <br />
        <span class="meta">
          {words().lastSeen(formatTime(device().seenAt, app.now()))}
          {DOT}
          {device().held > 0 ? words().heldThen(formatNumber(device().held)) : words().heldNothing}
          <Show when={device().attention > 0}>
            {DOT}
            {words().attention(formatNumber(device().attention))}
          </Show>
          <Show when={device().held > 0 && !device().persisted}>
            {DOT}
            {words().notPersisted}
          </Show>
        </span>
      </span>
    </div>
  );
}
