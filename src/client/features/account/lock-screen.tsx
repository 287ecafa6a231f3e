import { createSignal, type JSX, Show } from 'solid-js';
import type { Person } from '../../../domain/person.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { recoverKey } from '../../recovery.ts';
import type { AppDb } from '../../store/db.ts';
import { readMeta } from '../../store/meta.ts';
import { exportCopies } from '../../store/safekeeping/export-copies.ts';
import { measureRounds, wrapByPin } from '../../store/seal/lock-key.ts';
import { writeLock } from '../../store/seal/sealed-db.ts';
import type { StoreLockedError } from '../../store/seal/store-locked.ts';
import { createStoreSeal } from '../../store/seal/store-seal.ts';
import { openWithKey, tryPin } from '../../store/seal/unlock.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { SnackHost, showSnack } from '../../ui/snack.tsx';
import { deviceName } from './device-name.ts';
import { createNewPin, NewPinFields } from './new-pin-fields.tsx';
import { enteringText } from './refusal-text.ts';
import { SignedOutPage } from './signed-out-page.tsx';
import { triesText } from './tries-text.ts';

interface Props {
  readonly locked: StoreLockedError;
  readonly person: Person;
  readonly onOpened: (db: AppDb) => void;
  /** Somebody else wants to sign in. */
  readonly onLeave: () => void;
}

/** The log is sealed: it says whose it is and asks for the PIN. Nothing of what lies in it is read before. */
export function LockScreen(props: Props) {
  const [isForgotten, setIsForgotten] = createSignal(false);
  return (
    <Show when={isForgotten()} fallback={<Unlock {...props} onForgotten={() => setIsForgotten(true)} />}>
      <Recover {...props} onBack={() => setIsForgotten(false)} />
    </Show>
  );
}

/** Work that ends with the open store, or with a reason that stands on the screen. */
function createOpening(props: Props) {
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  /** Of a store that did not open although its key is known. */
  const [broken, setBroken] = createSignal<Uint8Array<ArrayBuffer>>();
  const openFound = async (key: Uint8Array<ArrayBuffer>): Promise<void> => {
    try {
      props.onOpened(await openWithKey(props.locked.base, key));
    } catch (error) {
      setBroken(key);
      throw error;
    }
  };
  const open = async (findKey: () => Promise<Uint8Array<ArrayBuffer> | string>): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const found = await findKey();
      if (typeof found === 'string') setRefused(found);
      else await openFound(found);
    } catch (error) {
      reportError(error);
      setRefused(labels().lock.failed);
    } finally {
      setBusy(false);
    }
  };
  /** What waits has copies beside the store, sealed under the same key. */
  const exportKept = async (key: Uint8Array<ArrayBuffer>): Promise<void> => {
    const { exported, exportFailed } = labels().common.trouble;
    try {
      showSnack({ text: exported(formatNumber(await exportCopies(props.person, Date.now(), createStoreSeal(key)))), icon: 'dl' });
    } catch {
      showSnack({ text: exportFailed, level: 'error' });
    }
  };
  const exportKey = (): JSX.Element => (
    <Show when={broken()}>
      {(key) => (
        <Key icon="dl" onPress={() => void exportKept(key())}>
          {words().exportCopies}
        </Key>
      )}
    </Show>
  );
  const words = () => labels().lock;
  return { busy, refused, open, exportKey };
}

function Unlock(props: Props & { onForgotten: () => void }) {
  const words = () => labels().lock;
  const [pin, setPin] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const opening = createOpening(props);
  const issue = () => (tried() && pin() === '' ? ({ level: 'error', text: words().enterPin } as const) : undefined);
  const submit = (): void => {
    setTried(true);
    if (pin() === '') return;
    const { base, lock } = props.locked;
    void opening.open(async () => {
      // Another window may have changed the PIN since.
      const outcome = await tryPin(base, (await readMeta(base, 'lock')) ?? lock, pin(), Date.now);
      if (outcome.kind === 'open') return outcome.key;
      setPin('');
      setTried(false);
      return triesText(outcome, Date.now());
    });
  };
  return (
    <SignedOutPage
      title={words().title}
      lead={words().whose(props.person.staffCode)}
      picture
      lacking={undefined}
      onSubmit={submit}
      keys={
        <>
          <Key kind="main" big type="submit" disabled={opening.busy()}>
            {opening.busy() ? words().unlocking : words().unlock}
          </Key>
          <Key onPress={() => props.onForgotten()}>{words().forgotten}</Key>
          <Key onPress={() => props.onLeave()}>{words().other}</Key>
        </>
      }
    >
      <RefusedNotice text={opening.refused()} />
      <Field id="pin" label={words().pin} issue={issue()}>
        <PasswordInput
          id="pin"
          value={pin()}
          onInput={setPin}
          autocomplete="current-password"
          words={words()}
          invalid={issue() !== undefined}
        />
      </Field>
      {opening.exportKey()}
      <Notice level="info">{words().lockedNote}</Notice>
      <SnackHost />
    </SignedOutPage>
  );
}

/** With the password and a signal another PIN is chosen; the store stays as it is. */
function Recover(props: Props & { onBack: () => void }) {
  const words = () => labels().lock;
  const [password, setPassword] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const newPin = createNewPin();
  const opening = createOpening(props);
  const recovery = () => props.locked.lock.recovery;
  const issue = () => (tried() && password() === '' ? ({ level: 'error', text: words().enterPassword } as const) : undefined);
  const submit = (): void => {
    setTried(true);
    const wrap = recovery();
    const isReady = newPin.check() && password() !== '';
    if (!wrap || !isReady) return;
    const { base, lock } = props.locked;
    void opening.open(async () => {
      const owner = { staffCode: props.person.staffCode, device: await deviceName(navigator) };
      const found = await recoverKey(base, wrap, owner, password());
      if (!found.ok) {
        if (found.error === 'otherSecret') return words().recoveryOther;
        const own = { unreached: words().needSignal, wrongPassword: words().wrongPassword, notFound: words().recoveryGone };
        return enteringText(found.error, own);
      }
      // The secret has been said aloud once: the next one is made once the store is open.
      const pin = await wrapByPin(base.accountId, found.value, newPin.pin(), await measureRounds());
      await writeLock(base, { pin, minutes: lock.minutes });
      await base.meta.delete('lockTries');
      return found.value;
    });
  };
  return (
    <SignedOutPage
      title={words().recoverTitle}
      lead={recovery() ? words().recoverText : words().recoverNone}
      lacking={undefined}
      onSubmit={submit}
      keys={
        <>
          <Show when={recovery()}>
            <Key kind="main" big type="submit" disabled={opening.busy()}>
              {opening.busy() ? words().unlocking : words().recover}
            </Key>
          </Show>
          <Key onPress={() => props.onBack()}>{words().back}</Key>
        </>
      }
    >
      <RefusedNotice text={opening.refused()} />
      <Show when={recovery()}>
        <Field id="password" label={words().password} issue={issue()}>
          <PasswordInput
            id="password"
            value={password()}
            onInput={setPassword}
            autocomplete="current-password"
            words={labels().account.signIn}
            invalid={issue() !== undefined}
          />
        </Field>
        <NewPinFields form={newPin} />
      </Show>
    </SignedOutPage>
  );
}
