import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import type { Result } from '../../../domain/result.ts';
import { FACTOR_LIMITS, type FactorAnswer, type FactorWays, type PasskeyQuestion } from '../../../protocol/factor.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { createFetched } from '../create-fetched.ts';
import { createSending } from '../create-sending.ts';
import { type OfficeError, troubleText } from '../trouble.ts';
import { lookOf, RefusedNotice, TroubleNotice } from '../trouble-notice.tsx';
import { hasPasskeys, signWithPasskey } from './passkey.ts';

export const DIGITS = 6;
export const digitsOf = (typed: string): string => typed.replace(/\D/g, '');

interface Props<T> {
  titleId: string;
  lead: string;
  readWays: () => Promise<Result<FactorWays, OfficeError>>;
  give: (answer: FactorAnswer) => Promise<Result<T, OfficeError>>;
  onDone: (value: T) => void;
  onClose: () => void;
}

const textOf = (error: OfficeError): string => {
  const { answer, needSignal } = labels().factor;
  const own = { wrongFactor: answer.wrong, tooManyAttempts: answer.tooMany, notSignedIn: answer.ended };
  return troubleText(error, { unreached: needSignal, ...own });
};

/** The ways in which this browser can answer; a key only where it knows of keys. */
const waysHere = ({ passkey, ...rest }: FactorWays): FactorWays => ({ ...rest, ...(passkey && hasPasskeys() && { passkey }) });

/** The second answer: by passkey, by the digits of an app, or by a recovery code. */
export function AnswerForm<T>(props: Props<T>) {
  const words = () => labels().factor.answer;
  const ways = createFetched(
    () => 'ways',
    () => props.readWays(),
    { stays: () => true },
  );
  const here = (): FactorWays | undefined => {
    const found = ways.value();
    return found && waysHere(found);
  };
  const [byRecovery, setByRecovery] = createSignal(false);
  const [typed, setTyped] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const [keyFailed, setKeyFailed] = createSignal(false);
  const sending = createSending(textOf);
  const isRecovery = (): boolean => byRecovery() || here()?.totp === false;
  const hasField = (): boolean => here()?.totp === true || here()?.recovery === true;
  const isShort = (): boolean => (isRecovery() ? typed().trim() === '' : digitsOf(typed()).length !== DIGITS);
  const issue = (): FieldIssue | undefined => {
    if (tried() && isShort()) return { level: 'error', text: isRecovery() ? words().enterRecovery : words().enterCode };
    return isRecovery() ? tooLong(typed().trim(), FACTOR_LIMITS.recovery) : undefined;
  };
  // Who has nothing but digits types at once.
  createEffect(() => {
    if (hasField() && !here()?.passkey) document.getElementById('factor-code')?.focus();
  });
  const forget = (): void => {
    setTried(false);
    setKeyFailed(false);
    sending.forget();
  };
  const give = async (answer: FactorAnswer): Promise<void> => {
    const done = await sending.send(() => props.give(answer));
    if (done !== undefined) props.onDone(done);
    // What a key was given to sign counts once.
    else if (ways.value()?.passkey) ways.again();
  };
  const submit = (): void => {
    forget();
    setTried(true);
    if (issue()) return;
    const code = isRecovery() ? typed().trim() : digitsOf(typed());
    void give(isRecovery() ? { way: 'recovery', code } : { way: 'totp', code });
  };
  const useKey = async (question: PasskeyQuestion): Promise<void> => {
    forget();
    const proof = await signWithPasskey(question);
    if (proof) await give({ way: 'passkey', proof });
    else setKeyFailed(true);
  };
  const change = (recovery: boolean): void => {
    forget();
    setTyped('');
    setByRecovery(recovery);
  };
  return (
    <form
      class="ask-in"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        if (hasField()) submit();
      }}
    >
      <h2 class="title" id={props.titleId} tabindex="-1">
        {words().title}
      </h2>
      <p>{props.lead}</p>
      <Switch>
        <Match when={ways.trouble()}>
          {(trouble) => <TroubleNotice {...lookOf(trouble().kind)} text={textOf(trouble().error)} onAgain={ways.again} />}
        </Match>
        <Match when={ways.state().kind === 'loading'}>
          <Loading label={labels().common.loading} />
        </Match>
        <Match when={here()}>
          {(can) => (
            <>
              <Show when={can().passkey}>
                {(question) => (
                  <Key kind={can().totp ? undefined : 'main'} icon="lock" disabled={sending.busy()} onPress={() => void useKey(question())}>
                    {words().useKey}
                  </Key>
                )}
              </Show>
              <Show when={keyFailed()}>
                <Notice level="warn" live>
                  {words().keyFailed}
                </Notice>
              </Show>
              <Show
                when={hasField()}
                fallback={
                  <Show when={!can().passkey}>
                    <Notice level="warn">{words().noWay}</Notice>
                  </Show>
                }
              >
                <Field id="factor-code" label={isRecovery() ? words().recoveryCode : words().code} issue={issue()}>
                  <TextInput
                    id="factor-code"
                    plate
                    value={typed()}
                    onInput={setTyped}
                    autocomplete={isRecovery() ? 'off' : 'one-time-code'}
                    inputMode={isRecovery() ? 'text' : 'numeric'}
                    autocapitalize={isRecovery() ? 'characters' : undefined}
                    invalid={issue() !== undefined}
                  />
                </Field>
                <Show when={can().totp && can().recovery}>
                  <button type="button" class="link" onClick={() => change(!byRecovery())}>
                    {byRecovery() ? words().useApp : words().useRecovery}
                  </button>
                </Show>
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <RefusedNotice text={sending.refused()} />
      <div class="row">
        <Key onPress={() => props.onClose()}>{labels().common.cancel}</Key>
        <Show when={hasField()}>
          <Key grow kind="main" type="submit" disabled={sending.busy()}>
            {words().submit}
          </Key>
        </Show>
      </div>
    </form>
  );
}
