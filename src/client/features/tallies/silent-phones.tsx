import { For, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { Person } from '../../../domain/person.ts';
import { lostPhones, type QuietPhone, quietPhones, SILENT_AFTER_DAYS } from '../../../domain/silent-phones.ts';
import type { Device } from '../../../protocol/account.ts';
import { LIST_DEVICES } from '../../../protocol/endpoints/devices.ts';
import { DEVICES_SCREEN } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

export type FetchedDevices = ReturnType<typeof fetchDevices>;

export const fetchDevices = () =>
  createFetched(
    () => 'all',
    () => askOffice(LIST_DEVICES),
  );

/** What phones said they held, and neither sent nor have any more: to be called about before the report, so it stands first. */
export function LostRecords(props: { devices: FetchedDevices }) {
  const app = useApp();
  const words = () => labels().tallies;
  const phones = () => lostPhones(props.devices.value()?.devices ?? []);
  return (
    <For each={phones()}>
      {({ device, loss }) => (
        <Notice level="err">
          <p>
            <b>{words().lost(formatNumber(loss.missing))}</b>
          </p>
          <p>
            {words().lostBy(unbroken(device.person.staffCode), unitOf(app, device), formatTime(loss.at, app.now()))}{' '}
            <a class="link" href={DEVICES_SCREEN}>
              {words().lostMore}
            </a>
          </p>
        </Notice>
      )}
    </For>
  );
}

/** Phones not heard from and phones that still hold records: what is missing becomes visible before the report. */
export function SilentPhones(props: { devices: FetchedDevices }) {
  const app = useApp();
  const words = () => labels().tallies;
  const phones = () => {
    const all = props.devices.value()?.devices;
    return all && quietPhones(all, officeDay(app.now()));
  };
  return (
    <div class="tally-silent">
      <Sheet>
        <SheetHead icon="nosig" barred>
          {words().silentTitle}
        </SheetHead>
        <Switch>
          <Match when={phones()}>
            {(list) => (
              <>
                <For each={list()} fallback={<p class="pad meta">{words().silentNone}</p>}>
                  {(phone) => <PhoneRow phone={phone} />}
                </For>
                <Show when={props.devices.value()?.never?.length}>
                  <div class="pad">
                    <b>{words().neverSeen}</b>
                    <ul>
                      <For each={props.devices.value()?.never}>
                        {(device) => (
                          <li class="meta">
                            {[
                              unbroken(device.person.staffCode),
                              device.owner,
                              unitName(app, device.person),
                              device.open ? '' : words().notOpened,
                            ]
                              .filter(Boolean)
                              .join(DOT)}
                          </li>
                        )}
                      </For>
                    </ul>
                  </div>
                </Show>
              </>
            )}
          </Match>
          <Match when={props.devices.trouble()}>
            {(why) => (
              <div class="pad stack-tight">
                <p class="meta">{troubleText(why().error, { unreached: words().silentOffline })}</p>
                <Key onPress={() => props.devices.again()}>{labels().common.retry}</Key>
              </div>
            )}
          </Match>
          <Match when={true}>
            <div class="pad">
              <Loading label={words().silentLoading} />
            </div>
          </Match>
        </Switch>
      </Sheet>
    </div>
  );
}

function unitName(app: App, { unitIds: [own] }: Person): string {
  return app.reference().units.find((unit) => unit.id === own)?.shortName ?? '';
}
/** What the desk calls the person stands with the unit. */
const unitOf = (app: App, { person, owner }: Device): string => [owner, unitName(app, person)].filter(Boolean).join(DOT);

/** A staff code never breaks at its hyphen. */
const unbroken = (staffCode: string): string => staffCode.replaceAll('-', '\u2011');

/** The one number that makes a phone worth a call: days of silence, else what it holds. */
function PhoneRow(props: { phone: QuietPhone<Device> }) {
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
