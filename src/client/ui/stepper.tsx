import { Show } from 'solid-js';
import { issueId } from './field.tsx';
import { Icon } from './icon.tsx';

export interface StepperProps {
  id: string;
  /** As typed; blank is "not answered" and stays blank until someone counts. */
  value: string;
  onInput: (value: string) => void;
  onLeave: () => void;
  /** The text after a key that counts up or down; undefined where there is nothing to count from. */
  stepped: (text: string, by: number) => string | undefined;
  /** Adds the +10 key. */
  ten?: boolean | undefined;
  invalid?: boolean | undefined;
  words: { readonly less: string; readonly more: string; readonly moreTen: string };
}

/** A count for a cold thumb: 56 px keys, and the figure itself opens the keypad. */
export function Stepper(props: StepperProps) {
  const step = (by: number): void => {
    const next = props.stepped(props.value, by);
    if (next !== undefined) props.onInput(next);
    // A key pressed upon what is no number is answered beside the field.
    else if (props.value) props.onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div class="stepper" classList={{ 'stepper-ten': props.ten === true }}>
      <button type="button" aria-label={props.words.less} onClick={() => step(-1)}>
        <Icon name="minus" />
      </button>
      <input
        id={props.id}
        type="text"
        inputmode="numeric"
        autocomplete="off"
        enterkeyhint="next"
        value={props.value}
        aria-invalid={props.invalid === true}
        aria-describedby={issueId(props.id)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={() => props.onLeave()}
        onKeyDown={onKeyDown}
      />
      <button type="button" aria-label={props.words.more} onClick={() => step(1)}>
        <Icon name="plus" />
      </button>
      <Show when={props.ten}>
        <button type="button" aria-label={props.words.moreTen} onClick={() => step(10)}>
          +10
        </button>
      </Show>
    </div>
  );
}
