import { For, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { isAllIn, type QuietPhone, quietPhones } from '../../../domain/silent-phones.ts';
import type { Device } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { fetchDevices } from '../../office/fetch-devices.ts';
import { ownerOf, PhoneWords, phoneFigure, unbroken } from '../../office/phone-lines.lazy.tsx';
import { troubleText } from '../../office/trouble.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

/** Phones not heard from and phones that still hold records: what is missing becomes visible before the report. */
export function SilentPhones(props: { devices: ReturnType<typeof fetchDevices> }) {
  const app = useApp();
  const words = () => labels().tallies;
  const phones = () => {
    const all = props.devices.value()?.devices;
    return all && quietPhones(all, officeDay(app.now()));
  };
  const none = (): string => (isAllIn(props.devices.value()?.devices ?? []) ? words().silentNone : words().silentOthers);
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
                <For each={list()} fallback={<p class="pad meta">{none()}</p>}>
                  {(phone) => <PhoneRow phone={phone} />}
                </For>
                <Show when={props.devices.value()?.never?.length}>
                  <div class="pad">
                    <b>{words().neverSeen}</b>
                    <ul>
                      <For each={props.devices.value()?.never}>
                        {(device) => (
                          <li class="meta">
                            {[unbroken(device.person.staffCode), ownerOf(app, device), device.open ? '' : words().notOpened]
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

function PhoneRow(props: { phone: QuietPhone<Device> }) {
  return (
    <div class="quiet-phone">
      <span class="figure red quiet-phone-figure">{formatNumber(phoneFigure(props.phone))}</span>
      <span class="grow">
        <PhoneWords phone={props.phone} />
      </span>
    </div>
  );
}
