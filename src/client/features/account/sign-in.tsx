import { createResource, createSignal, For, Show } from 'solid-js';
import type { Person } from '../../../domain/person.ts';
import { ENTRANCE_LIMITS } from '../../../protocol/account.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { knownPeople } from '../../store/known-accounts.ts';
import { signIn } from '../../sync/api.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { deviceName } from './device-name.ts';
import { heldBy } from './held-by.ts';
import { Landing } from './landing.tsx';
import { refusalText } from './refusal-text.ts';
import { waitingText } from './waiting-text.ts';

/** `expired`: who was signed in until the session ended; their records are here and the form knows their code. */
export function SignInScreen(props: { expired?: Person | undefined; onSignedIn: (person: Person) => void }) {
  const words = () => labels().account.signIn;
  const [staffCode, setStaffCode] = createSignal(props.expired?.staffCode ?? knownPeople()[0]?.staffCode ?? '');
  const [password, setPassword] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<string>();
  const [held] = createResource(() => heldBy(knownPeople()));

  const issue = (text: string, max: number, lacking: string): FieldIssue | undefined =>
    tried() && text === '' ? { level: 'error', text: lacking } : tooLong(text, max);
  const codeIssue = () => issue(staffCode().trim(), ENTRANCE_LIMITS.staffCode, words().enterCode);
  const passwordIssue = () => issue(password(), ENTRANCE_LIMITS.password, words().enterPassword);

  const submit = async (): Promise<void> => {
    setTried(true);
    setRefusal(undefined);
    const code = staffCode().trim();
    if (busy() || codeIssue() || passwordIssue()) return;
    setBusy(true);
    const answer = await signIn({ staffCode: code, password: password(), device: deviceName(navigator.userAgent) });
    setBusy(false);
    if (answer.ok) props.onSignedIn(answer.value.person);
    else setRefusal(refusalText(answer.error));
  };
  return (
    <Landing
      title={words().title}
      picture
      lead={
        <>
          {words().lead}
          <br />
          {words().leadOffline}
        </>
      }
      onSubmit={() => void submit()}
      keys={
        <>
          <Key kind="main" big type="submit" disabled={busy()}>
            {busy() ? words().submitting : words().submit}
          </Key>
          {/* An ended session stops sending, never writing. */}
          <Show when={props.expired} fallback={<Key href="/mo-tai-khoan">{words().haveCode}</Key>}>
            <Key href="/">{words().later}</Key>
          </Show>
        </>
      }
    >
      <Show when={refusal()}>
        {(text) => (
          <Notice level="err" live>
            {text()}
          </Notice>
        )}
      </Show>
      <Field id="staff-code" label={words().staffCode} issue={codeIssue()}>
        <TextInput
          id="staff-code"
          plate
          value={staffCode()}
          onInput={setStaffCode}
          autocomplete="username"
          autocapitalize="characters"
          invalid={codeIssue() !== undefined}
        />
      </Field>
      <Field id="password" label={words().password} issue={passwordIssue()}>
        <PasswordInput
          id="password"
          value={password()}
          onInput={setPassword}
          autocomplete="current-password"
          words={words()}
          invalid={passwordIssue() !== undefined}
        />
      </Field>
      <Show
        when={props.expired}
        fallback={
          <Show when={held.latest?.length} fallback={<Notice level="info">{words().firstTime}</Notice>}>
            <Notice level="info" icon="phone">
              <For each={held.latest}>
                {(one) => (
                  <p>
                    <button type="button" class="link" onClick={() => setStaffCode(one.person.staffCode)}>
                      {words().held(one.person.staffCode, waitingText(one.waiting))}
                    </button>
                  </p>
                )}
              </For>
              <p>{words().heldNote}</p>
            </Notice>
          </Show>
        }
      >
        {(person) => <Notice level="info">{words().again(person().staffCode)}</Notice>}
      </Show>
    </Landing>
  );
}
