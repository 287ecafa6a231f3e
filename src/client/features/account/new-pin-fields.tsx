import { createSignal } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { pinIssue } from './pin-rules.ts';

export type NewPin = ReturnType<typeof createNewPin>;

/** A PIN that is chosen: typed twice, and refused where it is easily guessed. `current`: the one it replaces. */
export function createNewPin(current: () => string = () => '') {
  const words = () => labels().lock;
  const [pin, setPin] = createSignal('');
  const [again, setAgain] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const problem = (): FieldIssue | undefined => {
    const issue = pinIssue(pin()) ?? (pin() === current() ? 'same' : undefined);
    return issue && { level: 'error', text: words().issues[issue] };
  };
  const difference = (): FieldIssue | undefined => (pin() === again() ? undefined : { level: 'error', text: words().issues.differs });
  return {
    pin,
    setPin,
    again,
    setAgain,
    pinIssue: () => (tried() ? problem() : undefined),
    againIssue: () => (tried() ? difference() : undefined),
    /** Says what is wrong from now on; whether nothing is. */
    check(): boolean {
      setTried(true);
      return !problem() && !difference();
    },
  };
}

export function NewPinFields(props: { form: NewPin }) {
  const words = () => labels().lock;
  return (
    <>
      <Field id="new-pin" label={words().newPin} help={words().pinRule} issue={props.form.pinIssue()}>
        <PasswordInput
          id="new-pin"
          value={props.form.pin()}
          onInput={props.form.setPin}
          autocomplete="new-password"
          words={words()}
          invalid={props.form.pinIssue() !== undefined}
        />
      </Field>
      <Field id="pin-again" label={words().again} issue={props.form.againIssue()}>
        <PasswordInput
          id="pin-again"
          value={props.form.again()}
          onInput={props.form.setAgain}
          autocomplete="new-password"
          words={words()}
          invalid={props.form.againIssue() !== undefined}
        />
      </Field>
    </>
  );
}
