import { createResource, createSignal, For, Show } from 'solid-js';
import type { Person } from '../../../domain/person.ts';
import { SIGN_IN_LIMITS } from '../../../protocol/account.ts';
import { HOME_SCREEN, OPEN_ACCOUNT_SCREEN } from '../../addresses.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { createSending } from '../../office/create-sending.ts';
import { settleLeaving } from '../../office/leaving.ts';
import { type NowSignedIn, type SignInError, signIn } from '../../office/sign-in.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { knownPeople } from '../../store/known-accounts.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { deviceName } from './device-name.ts';
import { enteringText } from './refusal-text.ts';
import { SignedOutPage } from './signed-out-page.tsx';
import { createLacking } from './surroundings.ts';
import { waitingOwners } from './waiting-owners.ts';
import { waitingText } from './waiting-text.ts';

/** `expired`: who was signed in until the session ended; their records are here and the form knows their code. */
export function SignInScreen(props: { expired?: Person | undefined; onSignedIn: (now: NowSignedIn) => void }) {
  const words = () => labels().account.signIn;
  const lacking = createLacking();
  const form = createSignIn(props.expired?.staffCode ?? knownPeople()[0]?.staffCode ?? '', (me) => props.onSignedIn(me));
  return (
    <SignedOutPage
      title={words().title}
      picture
      lacking={lacking()}
      lead={
        <>
          {words().lead}
          <Show when={lacking() === undefined}>
            <br />
            {words().leadOffline}
          </Show>
        </>
      }
      onSubmit={() => void form.submit()}
      keys={
        <>
          <Key kind="main" big type="submit" disabled={form.busy()}>
            {form.busy() ? words().submitting : words().submit}
          </Key>
          {/* An ended session stops sending, never writing. */}
          <Show when={props.expired}>
            <Key href={HOME_SCREEN}>{words().later}</Key>
          </Show>
          <Key href={OPEN_ACCOUNT_SCREEN}>{words().haveCode}</Key>
        </>
      }
    >
      <RefusedNotice text={form.refused()} />
      <Credentials form={form} />
      <details class="forgotten">
        <summary class="link">{words().forgotten}</summary>
        <p>{words().forgottenText}</p>
      </details>
      <Show when={props.expired} fallback={<WaitingOwners onPick={form.setStaffCode} worksOffline={lacking() === undefined} />}>
        {(person) => <Notice level="info">{words().again(person().staffCode)}</Notice>}
      </Show>
    </SignedOutPage>
  );
}

/** What is typed, what is wrong with it, and the way in. */
function createSignIn(startCode: string, onSignedIn: (now: NowSignedIn) => void) {
  const words = () => labels().account.signIn;
  const [staffCode, setStaffCode] = createSignal(startCode);
  const [password, setPassword] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const { busy, refused, forget, send } = createSending((error: SignInError) => enteringText(error, { tooManyAttempts: words().tooMany }));
  const issue = (text: string, max: number, lacking: string): FieldIssue | undefined =>
    tried() && text === '' ? { level: 'error', text: lacking } : tooLong(text, max);
  const codeIssue = () => issue(staffCode().trim(), SIGN_IN_LIMITS.staffCode, words().enterCode);
  const passwordIssue = () => issue(password(), SIGN_IN_LIMITS.password, words().enterPassword);
  const submit = async (): Promise<void> => {
    setTried(true);
    forget();
    if (codeIssue() || passwordIssue()) return;
    const request = { staffCode: staffCode().trim(), password: password(), device: await deviceName(navigator) };
    const signedIn = await send(() => settleLeaving().then(() => signIn(request)));
    if (signedIn) onSignedIn(signedIn);
  };
  return { staffCode, setStaffCode, password, setPassword, codeIssue, passwordIssue, busy, refused, submit };
}

function Credentials(props: { form: ReturnType<typeof createSignIn> }) {
  const words = () => labels().account.signIn;
  return (
    <>
      <Field id="staff-code" label={words().staffCode} issue={props.form.codeIssue()}>
        <TextInput
          id="staff-code"
          plate
          value={props.form.staffCode()}
          onInput={props.form.setStaffCode}
          autocomplete="username"
          autocapitalize="characters"
          invalid={props.form.codeIssue() !== undefined}
        />
      </Field>
      <Field id="password" label={words().password} issue={props.form.passwordIssue()}>
        <PasswordInput
          id="password"
          value={props.form.password()}
          onInput={props.form.setPassword}
          autocomplete="current-password"
          words={words()}
          invalid={props.form.passwordIssue() !== undefined}
        />
      </Field>
    </>
  );
}

/** Whose records wait on this phone; pressed, the form has their code. */
function WaitingOwners(props: { onPick: (staffCode: string) => void; worksOffline: boolean }) {
  const words = () => labels().account.signIn;
  const [owners] = createResource(() => waitingOwners(knownPeople()));
  return (
    <Show
      when={owners.latest?.length}
      fallback={
        <Show when={props.worksOffline}>
          <Notice level="info">{words().firstTime}</Notice>
        </Show>
      }
    >
      <Notice level="info" icon="phone">
        <For each={owners.latest}>
          {(owner) => (
            <p>
              <button type="button" class="link" onClick={() => props.onPick(owner.person.staffCode)}>
                {words().held(owner.person.staffCode, waitingText(owner.waiting))}
              </button>
            </p>
          )}
        </For>
        <p>{words().heldNote}</p>
      </Notice>
    </Show>
  );
}
