import { For, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { lostPhones, type QuietPhone, quietPhones, SILENT_AFTER_DAYS } from '../../../domain/silent-phones.ts';
import type { PlanToday } from '../../../domain/today.ts';
import type { Device } from '../../../protocol/account.ts';
import { DEVICES_SCREEN } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { troubleText } from '../../office/trouble.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import type { PhonesToday } from './create-today.ts';
import { DeskRow } from './desk-row.tsx';
import { RemindKey } from './remind-key.tsx';
import { phoneReminder } from './reminder-text.ts';

/** What the desk calls the person, where it is known, and the unit. */
const whose = (app: App, { owner, person: { unitIds } }: Device): string =>
  [owner, app.reference().units.find(({ id }) => id === unitIds[0])?.shortName].filter(Boolean).join(DOT);

/** A staff code never breaks at its hyphen. */
const unbroken = (staffCode: string): string => staffCode.replaceAll('-', '\u2011');

/** Losses come before everything: whoever lost records must be called while they still know what they did. */
export function LossNotices(props: { phones: PhonesToday }) {
  const app = useApp();
  const words = () => labels().tallies;
  return (
    <For each={lostPhones(props.phones.known()?.devices ?? [])}>
      {({ device, loss }) => (
        <Notice level="err">
          <p>
            <b>{words().lost(formatNumber(loss.missing))}</b>
          </p>
          <p>
            {words().lostBy(unbroken(device.person.staffCode), whose(app, device), formatTime(loss.at, app.now()))}{' '}
            <a class="link" href={DEVICES_SCREEN}>
              {words().lostMore}
            </a>
          </p>
        </Notice>
      )}
    </For>
  );
}

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
            <For each={list()} fallback={<p class="pad meta">{words().phonesNone}</p>}>
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
  const words = () => labels().tallies;
  const device = () => props.phone.device;
  const code = (): string => unbroken(device().person.staffCode);
  const isSilent = (): boolean => props.phone.days >= SILENT_AFTER_DAYS;
  const text = (): string =>
    phoneReminder({
      phone: props.phone,
      whose: whose(app, device()),
      closing: props.closing,
      dayOf: (at) => officeDay(Date.parse(at)),
    });
  return (
    <DeskRow
      href={DEVICES_SCREEN}
      figure={formatNumber(isSilent() ? props.phone.days : device().held)}
      pressing
      end={<RemindKey label={words().today.remindPhone(code())} text={text} />}
    >
      <b>{isSilent() ? words().silentDays : words().holding}</b>: {words().phoneOf(code(), whose(app, device()))}
      <br />
      <span class="meta">
        {words().lastSeen(formatTime(device().seenAt, app.now()))}
        <Show when={isSilent()}>
          {DOT}
          {device().held > 0 ? words().heldThen(formatNumber(device().held)) : words().heldNothing}
        </Show>
      </span>
    </DeskRow>
  );
}
