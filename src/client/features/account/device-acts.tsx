import { createSignal } from 'solid-js';
import { type Device, MAX_OWN_NAME } from '../../../protocol/account.ts';
import { DEFAULT_GRACE_DAYS, MOST_GRACE_DAYS, NAME_DEVICE, REPORT_LOST } from '../../../protocol/endpoints/devices.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeDialog, OfficeForm } from '../../office/office-form.tsx';
import type { OfficeError } from '../../office/trouble.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { refusalText } from './refusal-text.ts';

/** What somebody is about to do with a device. */
export interface DeviceAct {
  readonly kind: 'name' | 'lost';
  readonly device: Device;
  /** What it is called now, with whose it is. */
  readonly title: string;
}

interface FormProps {
  readonly titleId: string;
  readonly act: DeviceAct;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const createDeviceSending = () =>
  createSending((error: OfficeError) => refusalText(error, { offline: labels().account.devices.needSignal }));

export function DeviceActDialog(props: { act: DeviceAct | undefined; onDone: () => void; onClose: () => void }) {
  return (
    <OfficeDialog open={props.act !== undefined} onClose={props.onClose}>
      {(titleId) => {
        const form: FormProps = { titleId, act: props.act as DeviceAct, onDone: props.onDone, onClose: props.onClose };
        return form.act.kind === 'name' ? <NameForm {...form} /> : <LostForm {...form} />;
      }}
    </OfficeDialog>
  );
}

function NameForm(props: FormProps) {
  const words = () => labels().account.devices;
  const [name, setName] = createSignal(props.act.device.ownName ?? '');
  const sending = createDeviceSending();
  const issue = () => tooLong(name(), MAX_OWN_NAME);
  const submit = async (): Promise<void> => {
    if (issue()) return;
    const named = await sending.send(() => askOffice(NAME_DEVICE, { params: { id: props.act.device.id }, body: { name: name() } }));
    if (named) props.onDone();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().nameTitle(props.act.title)}
      submit={words().nameSave}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <Field id="device-name" label={words().nameLabel} help={words().nameHelp} issue={issue()}>
        <TextInput id="device-name" value={name()} onInput={setName} autocapitalize="sentences" />
      </Field>
    </OfficeForm>
  );
}

const GRACES = [1, DEFAULT_GRACE_DAYS, MOST_GRACE_DAYS] as const;

function LostForm(props: FormProps) {
  const words = () => labels().account.devices;
  const [days, setDays] = createSignal<number>(DEFAULT_GRACE_DAYS);
  const sending = createDeviceSending();
  const submit = async (): Promise<void> => {
    const reported = await sending.send(() => askOffice(REPORT_LOST, { params: { id: props.act.device.id }, body: { graceDays: days() } }));
    if (!reported) return;
    showSnack({ text: words().lostDone(props.act.title) });
    props.onDone();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().lostTitle(props.act.title)}
      submit={words().lostReport}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <p>{words().lostText(formatNumber(props.act.device.held + props.act.device.attention))}</p>
      <p class="meta">{words().lostOffline}</p>
      <Field id="grace" label={words().grace} help={words().graceHelp} group>
        <Chips
          id="grace"
          options={GRACES.map((count) => ({ value: String(count), label: words().graceDays(formatNumber(count)) }))}
          chosen={[String(days())]}
          onToggle={(value) => setDays(Number(value))}
          many={false}
        />
      </Field>
    </OfficeForm>
  );
}
