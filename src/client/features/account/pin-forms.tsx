import { createSignal, onCleanup, Show } from 'solid-js';
import { type App, useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { changePin, endLock, resumeSync, startLock } from './lock-acts.ts';
import { createNewPin, NewPinFields } from './new-pin-fields.tsx';
import { triesText } from './tries-text.ts';

interface Props {
  readonly titleId: string;
  readonly onClose: () => void;
}

/** Work on this phone alone; `act` says why it was not done. */
function createWork(act: (app: App) => Promise<string | undefined>) {
  const app = useApp();
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  let isShown = true;
  onCleanup(() => {
    isShown = false;
    if (!busy()) resumeSync();
  });
  const run = async (): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    setRefused(undefined);
    try {
      setRefused(await act(app));
    } catch (error) {
      reportError(error);
      setRefused(labels().lock.failedSeal);
    } finally {
      setBusy(false);
      if (!isShown) resumeSync();
    }
  };
  return { busy, refused, run };
}

/** Closing in the middle of the work would hide what becomes of it. */
const unlessBusy = (work: { busy: () => boolean }, close: () => void) => (): void => {
  if (!work.busy()) close();
};

export function ChoosePinForm(props: Props) {
  const words = () => labels().lock;
  const newPin = createNewPin();
  const work = createWork(async (app) => ((await startLock(app, newPin.pin())) ? undefined : words().busyStore));
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().choose}
      submit={words().submit}
      sending={work}
      onSubmit={() => newPin.check() && void work.run()}
      onClose={unlessBusy(work, props.onClose)}
    >
      <p>{words().chooseText}</p>
      <NewPinFields form={newPin} />
      <Show when={work.busy()}>
        <Notice level="info" live>
          {words().working}
        </Notice>
      </Show>
    </OfficeForm>
  );
}

/** The PIN there is, which is asked before anything is changed about it. */
function CurrentPin(props: { value: string; onInput: (pin: string) => void; lacking: boolean }) {
  const words = () => labels().lock;
  return (
    <Field id="current-pin" label={words().currentPin} issue={props.lacking ? { level: 'error', text: words().enterPin } : undefined}>
      <PasswordInput
        id="current-pin"
        value={props.value}
        onInput={(pin) => props.onInput(pin)}
        autocomplete="current-password"
        words={words()}
        invalid={props.lacking}
      />
    </Field>
  );
}

export function ChangePinForm(props: Props) {
  const words = () => labels().lock;
  const [current, setCurrent] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const newPin = createNewPin(current);
  const work = createWork(async (app) => {
    const outcome = await changePin(app, current(), newPin.pin());
    if (outcome.kind !== 'open') return triesText(outcome, app.now());
    showSnack({ text: words().changed });
    props.onClose();
    return undefined;
  });
  const submit = (): void => {
    setTried(true);
    const isReady = newPin.check() && current() !== '';
    if (isReady) void work.run();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().change}
      submit={words().submitChange}
      sending={work}
      onSubmit={submit}
      onClose={unlessBusy(work, props.onClose)}
    >
      <CurrentPin value={current()} onInput={setCurrent} lacking={tried() && current() === ''} />
      <NewPinFields form={newPin} />
    </OfficeForm>
  );
}

export function EndPinForm(props: Props) {
  const words = () => labels().lock;
  const [current, setCurrent] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const work = createWork(async (app) => {
    const outcome = await endLock(app, current());
    if (outcome.kind === 'open') return undefined;
    return outcome.kind === 'busy' ? words().busyStore : triesText(outcome, app.now());
  });
  const submit = (): void => {
    setTried(true);
    if (current() !== '') void work.run();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().end}
      submit={words().submitEnd}
      sending={work}
      onSubmit={submit}
      onClose={unlessBusy(work, props.onClose)}
    >
      <p>{words().endText}</p>
      <CurrentPin value={current()} onInput={setCurrent} lacking={tried() && current() === ''} />
      <Show when={work.busy()}>
        <Notice level="info" live>
          {words().ending}
        </Notice>
      </Show>
    </OfficeForm>
  );
}
