import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { MIN_PASSWORD_LENGTH, SIGN_IN_LIMITS } from '../../../protocol/account.ts';
import { SIGN_IN_SCREEN } from '../../addresses.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { createSending } from '../../office/create-sending.ts';
import { settleLeaving } from '../../office/leaving.ts';
import { type NowSignedIn, openAccount, type SignInError } from '../../office/sign-in.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { deviceName } from './device-name.ts';
import { forgetHandedCode, handedCode } from './handed-code.ts';
import { enteringText } from './refusal-text.ts';
import { SignedOutPage } from './signed-out-page.tsx';
import { createLacking, inAppBrowser } from './surroundings.ts';

const MIN_CODE_LENGTH = 8;

/** Opened from the link the administrator hands over, which holds the code, or with the code typed. */
export function OpenAccountScreen(props: { onSignedIn: (now: NowSignedIn) => void }) {
  const words = () => labels().account.open;
  const [code, setCode] = createSignal(handedCode());
  const [password, setPassword] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const lacking = createLacking();
  /** Opened inside another app, the code would be spent on a store that is soon gone: the person must want it. */
  const [isHeldBack, setHeldBack] = createSignal(inAppBrowser(navigator.userAgent) !== undefined);
  const { busy, refused, forget, send } = createSending((error: SignInError) => enteringText(error));
  // Held back, the address is what opens the page in the phone's own browser: there it goes at once.
  createEffect(() => {
    if (!isHeldBack()) forgetHandedCode();
  });
  // A link opened while this page stands changes what is behind '#' alone, and loads nothing anew.
  const takeHanded = (): void => {
    const handed = handedCode();
    if (handed !== '') setCode(handed);
    if (!isHeldBack()) forgetHandedCode();
  };
  addEventListener('hashchange', takeHanded);
  onCleanup(() => removeEventListener('hashchange', takeHanded));

  const issue = (wrong: boolean, text: string): FieldIssue | undefined => (tried() && wrong ? { level: 'error', text } : undefined);
  const codeIssue = () => issue(code().trim().length < MIN_CODE_LENGTH, words().codeShort) ?? tooLong(code().trim(), SIGN_IN_LIMITS.code);
  const passwordIssue = () =>
    issue(password().length < MIN_PASSWORD_LENGTH, words().tooShort(MIN_PASSWORD_LENGTH, password().length)) ??
    tooLong(password(), SIGN_IN_LIMITS.password);

  const submit = async (): Promise<void> => {
    if (isHeldBack()) return;
    setTried(true);
    forget();
    if (codeIssue() || passwordIssue()) return;
    const request = { code: code().trim(), password: password(), device: await deviceName(navigator) };
    const signedIn = await send(() => settleLeaving().then(() => openAccount(request)));
    if (signedIn) props.onSignedIn(signedIn);
  };
  return (
    <SignedOutPage
      title={words().title}
      lead={words().lead}
      lacking={lacking()}
      onSubmit={() => void submit()}
      keys={
        <>
          <Show when={!isHeldBack()} fallback={<Key onPress={() => setHeldBack(false)}>{words().openHere}</Key>}>
            <Key kind="main" big type="submit" disabled={busy()}>
              {busy() ? words().submitting : words().submit}
            </Key>
          </Show>
          <Key href={SIGN_IN_SCREEN}>{words().toSignIn}</Key>
        </>
      }
    >
      <RefusedNotice text={refused()} />
      <Show when={!isHeldBack()} fallback={<p>{words().notSpent}</p>}>
        <Field id="code" label={words().code} issue={codeIssue()}>
          <TextInput
            id="code"
            plate
            value={code()}
            onInput={setCode}
            autocomplete="one-time-code"
            autocapitalize="characters"
            invalid={codeIssue() !== undefined}
          />
        </Field>
        <Field id="new-password" label={words().newPassword} help={words().rule(MIN_PASSWORD_LENGTH)} issue={passwordIssue()}>
          <PasswordInput
            id="new-password"
            value={password()}
            onInput={setPassword}
            autocomplete="new-password"
            words={labels().account.signIn}
            invalid={passwordIssue() !== undefined}
          />
        </Field>
      </Show>
    </SignedOutPage>
  );
}
