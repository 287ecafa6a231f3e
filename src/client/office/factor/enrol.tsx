import { createSignal, Match, Show, Switch } from 'solid-js';
import type { FactorKind } from '../../../domain/factor.ts';
import { SIGN_IN_LIMITS } from '../../../protocol/account.ts';
import { ADD_FACTOR, BEGIN_FACTOR } from '../../../protocol/endpoints/factors.ts';
import { FACTOR_LIMITS, type Factors, type NewFactor } from '../../../protocol/factor.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { createSending } from '../create-sending.ts';
import type { AskOffice } from '../question.ts';
import { type OfficeError, troubleText } from '../trouble.ts';
import { RefusedNotice } from '../trouble-notice.tsx';
import { DIGITS, digitsOf } from './answer-form.tsx';
import { hasPasskeys, makePasskey } from './passkey.ts';
import { RecoveryCodesOnce } from './recovery-codes.tsx';

interface Props {
  titleId: string;
  askOffice: AskOffice;
  lead?: string | undefined;
  /** Whether the office has a name that a passkey can be for. */
  passkeys: boolean;
  /** Whether the account has no factor yet: then the office wants to hear its password. */
  first: boolean;
  onAdded: (factors: Factors) => void;
  /** The person has read all there is to read. */
  onDone: () => void;
  onClose: () => void;
}

const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

const textOf = (error: OfficeError): string =>
  troubleText(error, {
    unreached: labels().factor.needSignal,
    wrongFactor: labels().factor.enrol.wrong,
    notFound: labels().factor.enrol.over,
    wrongPassword: labels().factor.enrol.wrongPassword,
  });

/** A new factor in place: the way is chosen, made and answered once; the first one takes the password, and with it come the recovery codes. */
export function Enrol(props: Props) {
  const words = () => labels().factor.enrol;
  const [password, setPassword] = createSignal('');
  const [begun, setBegun] = createSignal<NewFactor>();
  const app = () => {
    const made = begun();
    return made?.kind === 'totp' ? made : undefined;
  };
  const [name, setName] = createSignal('');
  const [typed, setTyped] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const [keyFailed, setKeyFailed] = createSignal(false);
  const [codes, setCodes] = createSignal<readonly string[]>();
  const sending = createSending(textOf);
  const issue = (wrong: boolean, text: string): FieldIssue | undefined => (tried() && wrong ? { level: 'error', text } : undefined);
  const passwordIssue = () => issue(password() === '', words().enterPassword) ?? tooLong(password(), SIGN_IN_LIMITS.password);
  const nameIssue = () => issue(name().trim() === '', words().enterName) ?? tooLong(name().trim(), FACTOR_LIMITS.name);
  const codeIssue = () => issue(digitsOf(typed()).length !== DIGITS, labels().factor.answer.enterCode);
  const forget = (): void => {
    setTried(false);
    setKeyFailed(false);
    sending.forget();
  };
  const choose = async (chosen: FactorKind): Promise<void> => {
    forget();
    if (props.first) {
      setTried(true);
      if (passwordIssue()) return;
    }
    const body = { kind: chosen, ...(props.first && { password: password() }) };
    const made = await sending.send(() => props.askOffice(BEGIN_FACTOR, { body }));
    if (!made) return;
    setTried(false);
    setName(made.kind === 'totp' ? words().appName : words().keyName);
    setBegun(made);
  };
  const added = ({ factors, recovery }: { readonly factors: Factors; readonly recovery?: readonly string[] | undefined }): void => {
    props.onAdded(factors);
    if (recovery) setCodes(recovery);
    else props.onDone();
  };
  const addApp = async (): Promise<void> => {
    const body = { kind: 'totp', name: name().trim(), code: digitsOf(typed()) } as const;
    const done = await sending.send(() => props.askOffice(ADD_FACTOR, { body }));
    if (done) added(done);
  };
  const addKey = async (made: Extract<NewFactor, { kind: 'passkey' }>): Promise<void> => {
    const key = await makePasskey(made);
    if (!key) {
      setKeyFailed(true);
      return;
    }
    const done = await sending.send(() => props.askOffice(ADD_FACTOR, { body: { kind: 'passkey', name: name().trim(), key } }));
    if (done) added(done);
  };
  const submit = (): void => {
    const made = begun();
    if (!made) return;
    forget();
    setTried(true);
    if (nameIssue() || (made.kind === 'totp' && codeIssue())) return;
    void (made.kind === 'totp' ? addApp() : addKey(made));
  };
  return (
    <Show
      when={codes() === undefined}
      fallback={
        <div class="ask-in">
          <RecoveryCodesOnce codes={codes() ?? []} titleId={props.titleId} onDone={() => props.onDone()} />
        </div>
      }
    >
      <form
        class="ask-in"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 class="title" id={props.titleId} tabindex="-1">
          {words().title}
        </h2>
        <Show when={props.lead}>{(lead) => <p>{lead()}</p>}</Show>
        <Switch>
          <Match when={begun() === undefined}>
            <Show when={props.first}>
              <Field id="factor-password" label={words().password} help={words().passwordHelp} issue={passwordIssue()}>
                <PasswordInput
                  id="factor-password"
                  value={password()}
                  onInput={setPassword}
                  autocomplete="current-password"
                  words={words()}
                  invalid={passwordIssue() !== undefined}
                />
              </Field>
            </Show>
            <p>{words().choose}</p>
            <div>
              <Show
                when={props.passkeys && hasPasskeys()}
                fallback={<Notice level="info">{props.passkeys ? words().noBrowser : words().noAddress}</Notice>}
              >
                <LinkRow
                  icon="lock"
                  title={labels().factor.kinds.passkey}
                  note={words().passkeyNote}
                  onPress={() => void choose('passkey')}
                />
              </Show>
              <LinkRow icon="phone" title={labels().factor.kinds.totp} note={words().totpNote} onPress={() => void choose('totp')} />
            </div>
          </Match>
          <Match when={begun()}>
            <Show when={app()}>
              {(made) => (
                <>
                  <p>{words().scan}</p>
                  <div class="factor-qr">
                    <QrCode text={made().uri} />
                  </div>
                  <p>
                    {words().orType} <span class="figure factor-secret">{grouped(made().secret)}</span>
                  </p>
                  <Field id="factor-digits" label={words().digits} issue={codeIssue()}>
                    <TextInput
                      id="factor-digits"
                      plate
                      value={typed()}
                      onInput={setTyped}
                      autocomplete="one-time-code"
                      inputMode="numeric"
                      invalid={codeIssue() !== undefined}
                    />
                  </Field>
                </>
              )}
            </Show>
            <Field id="factor-name" label={words().name} issue={nameIssue()}>
              <TextInput id="factor-name" value={name()} onInput={setName} invalid={nameIssue() !== undefined} />
            </Field>
            <Show when={keyFailed()}>
              <Notice level="warn" live>
                {words().keyFailed}
              </Notice>
            </Show>
            <button
              type="button"
              class="link"
              onClick={() => {
                forget();
                setBegun(undefined);
                setTyped('');
              }}
            >
              {words().back}
            </button>
          </Match>
        </Switch>
        <RefusedNotice text={sending.refused()} />
        <div class="row">
          <Key onPress={() => props.onClose()}>{labels().common.cancel}</Key>
          <Show when={begun()}>
            {(made) => (
              <Key grow kind="main" type="submit" disabled={sending.busy()}>
                {made().kind === 'totp' ? words().confirm : words().make}
              </Key>
            )}
          </Show>
        </div>
      </form>
    </Show>
  );
}
