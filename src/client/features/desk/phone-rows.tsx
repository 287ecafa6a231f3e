import { For, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { isAllIn, type QuietPhone, quietPhones } from '../../../domain/silent-phones.ts';
import type { PlanToday } from '../../../domain/today.ts';
import type { Device } from '../../../protocol/account.ts';
import { DEVICES_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { ownerOf, PhoneWords, phoneFigure, unbroken } from '../../office/phone-lines.lazy.tsx';
import { troubleText } from '../../office/trouble.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import type { PhonesToday } from './create-today.ts';
import { DeskRow } from './desk-row.tsx';
import { RemindKey } from './remind-key.tsx';
import { phoneReminder } from './reminder-text.ts';

/** Phones not heard from and phones that hold records, as the office said last; each can be reminded with one press. */
export function PhoneRows(props: { phones: PhonesToday; closing: PlanToday | undefined }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  // Silence is counted to the day of the answer: what a phone did since then nobody here knows.
  const quiet = (): QuietPhone<Device>[] | undefined => {
    const known = props.phones.known();
    return known && quietPhones(known.devices, officeDay(known.at));
  };
  const known = () => props.phones.known();
  const none = (): string => (isAllIn(known()?.devices ?? []) ? words().phonesNone : labels().tallies.silentOthers);
  const asOf = (): string | undefined => {
    const answer = known();
    return answer && words().phonesAsOf(formatTime(answer.at, app.now()));
  };
  return (
    <Sheet>
      <SheetHead icon="nosig" barred note={asOf()}>
        {words().phones}
      </SheetHead>
      <Switch
        fallback={
          <div class="pad">
            <Loading label={labels().tallies.silentLoading} />
          </div>
        }
      >
        <Match when={quiet()}>
          {(list) => (
            <For each={list()} fallback={<p class="pad meta">{none()}</p>}>
              {(phone) => <PhoneRow phone={phone} closing={props.closing} />}
            </For>
          )}
        </Match>
        <Match when={!props.phones.asking() && props.phones.trouble()}>
          {(why) => <p class="pad meta">{troubleText(why().error, { unreached: words().phonesNever })}</p>}
        </Match>
      </Switch>
      <Show when={!props.phones.asking() && props.phones.trouble()}>
        <LinkRow onPress={() => props.phones.again()} title={labels().common.retry} note={known() ? words().phonesOld : undefined} />
      </Show>
      <LinkRow href={DEVICES_SCREEN} title={words().allPhones} />
    </Sheet>
  );
}

function PhoneRow(props: { phone: QuietPhone<Device>; closing: PlanToday | undefined }) {
  const app = useApp();
  const device = () => props.phone.device;
  const text = (): string =>
    phoneReminder({
      phone: props.phone,
      whose: ownerOf(app, device()),
      closing: props.closing,
      dayOf: (at) => officeDay(Date.parse(at)),
    });
  return (
    <DeskRow
      href={DEVICES_SCREEN}
      figure={formatNumber(phoneFigure(props.phone))}
      pressing
      end={<RemindKey label={labels().tallies.today.remindPhone(unbroken(device().person.staffCode))} text={text} />}
    >
      <PhoneWords phone={props.phone} />
    </DeskRow>
  );
}
