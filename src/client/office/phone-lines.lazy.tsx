import { For } from 'solid-js';
import { holdsNothing, lostPhones, type QuietPhone, SILENT_AFTER_DAYS } from '../../domain/silent-phones.ts';
import type { Device } from '../../protocol/account.ts';
import { DEVICES_SCREEN } from '../addresses.ts';
import { type App, useApp } from '../app-context.ts';
import { DOT, formatNumber, formatTime } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { Notice } from '../ui/notice.tsx';

/** A staff code never breaks at its hyphen. */
export const unbroken = (staffCode: string): string => staffCode.replaceAll('-', '\u2011');

/** What the desk calls the person, where it is known, and the own unit. */
export const ownerOf = (app: App, { owner, person: { unitIds } }: Pick<Device, 'owner' | 'person'>): string =>
  [owner, app.reference().units.find(({ id }) => id === unitIds[0])?.shortName].filter(Boolean).join(DOT);

/** Losses come before everything: whoever lost records must be called while they still know what they did. */
export function LossNotices(props: { devices: readonly Device[] }) {
  const app = useApp();
  const words = () => labels().tallies;
  return (
    <For each={lostPhones(props.devices)}>
      {({ device, loss }) => (
        <Notice level="err">
          <p>
            <b>{words().lost(formatNumber(loss.missing))}</b>
          </p>
          <p>
            {words().lostBy(unbroken(device.person.staffCode), ownerOf(app, device), formatTime(loss.at, app.now()))}{' '}
            <a class="link" href={DEVICES_SCREEN}>
              {words().lostMore}
            </a>
          </p>
        </Notice>
      )}
    </For>
  );
}

const isSilent = ({ days }: QuietPhone<Device>): boolean => days >= SILENT_AFTER_DAYS;

/** The one number that makes a phone worth a call: days of silence, else what it holds. */
export const phoneFigure = (phone: QuietPhone<Device>): number => (isSilent(phone) ? phone.days : phone.device.held);

/** What the figure counts, whose phone it is, and what is known of it besides. */
export function PhoneWords(props: { phone: QuietPhone<Device> }) {
  const app = useApp();
  const words = () => labels().tallies;
  const device = () => props.phone.device;
  const lead = (): string =>
    isSilent(props.phone) ? words().silentDays(String(props.phone.days)) : words().holding(formatNumber(device().held));
  const note = (): string => {
    const { held, attention, loss, persisted, seenAt } = device();
    return [
      words().lastSeen(formatTime(seenAt, app.now())),
      // The figure of a phone that is not silent is what it holds.
      ...(isSilent(props.phone) && held > 0 ? [words().heldThen(formatNumber(held))] : []),
      ...(isSilent(props.phone) && holdsNothing(device()) ? [words().heldNothing] : []),
      ...(loss ? [words().lost(formatNumber(loss.missing))] : []),
      ...(attention > 0 ? [words().attention(formatNumber(attention))] : []),
      ...(held > 0 && !persisted ? [words().notPersisted] : []),
    ].join(DOT);
  };
  return (
    <>
      <b>{lead()}</b>: {words().phoneOf(unbroken(device().person.staffCode), ownerOf(app, device()))}
      <br />
      <span class="meta">{note()}</span>
    </>
  );
}
