import { For, Show } from 'solid-js';
import { issueId } from './field.tsx';

export interface InputProps {
  id: string;
  value: string;
  onInput: (value: string) => void;
  onLeave?: (() => void) | undefined;
  invalid?: boolean | undefined;
}

/** Takes whatever is typed or pasted, however long: a limit that cuts in silence loses words, so the field says what is too long. */
export interface TextInputProps extends InputProps {
  type?: 'text' | 'search' | 'url' | 'password' | undefined;
  autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code' | undefined;
  inputMode?: 'text' | 'url' | 'numeric' | 'search' | undefined;
  autocapitalize?: 'none' | 'characters' | 'sentences' | undefined;
  /** Words offered while typing. */
  list?: readonly string[] | undefined;
  placeholder?: string | undefined;
  /** Large lettering, as on a marker: for staff codes and one-time codes. */
  plate?: boolean | undefined;
  /** Where no Field names it. */
  label?: string | undefined;
}

export function TextInput(props: TextInputProps) {
  return (
    <>
      <input
        id={props.id}
        class="input"
        classList={{ 'input-plate': props.plate === true }}
        type={props.type ?? 'text'}
        value={props.value}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize={props.autocapitalize}
        spellcheck={false}
        inputmode={props.inputMode}
        placeholder={props.placeholder}
        list={props.list ? `${props.id}-list` : undefined}
        aria-label={props.label}
        aria-invalid={props.invalid === true}
        aria-describedby={issueId(props.id)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={() => props.onLeave?.()}
      />
      <Show when={props.list}>
        {(list) => (
          <datalist id={`${props.id}-list`}>
            <For each={list()}>{(word) => <option value={word} />}</For>
          </datalist>
        )}
      </Show>
    </>
  );
}

export function TextArea(props: InputProps & { rows?: number | undefined; placeholder?: string | undefined }) {
  return (
    <textarea
      id={props.id}
      class="input input-lines"
      rows={props.rows ?? 3}
      value={props.value}
      placeholder={props.placeholder}
      aria-invalid={props.invalid === true}
      aria-describedby={issueId(props.id)}
      onInput={(event) => props.onInput(event.currentTarget.value)}
      onBlur={() => props.onLeave?.()}
    />
  );
}

/** The phone's own calendar; the value is a day as text, '2026-03-15'. */
export function DateInput(props: InputProps & { min?: string | undefined; max?: string | undefined; label?: string | undefined }) {
  return (
    <input
      id={props.id}
      class="input"
      type="date"
      value={props.value}
      min={props.min}
      max={props.max}
      aria-label={props.label}
      aria-invalid={props.invalid === true}
      aria-describedby={issueId(props.id)}
      onInput={(event) => props.onInput(event.currentTarget.value)}
      onBlur={() => props.onLeave?.()}
    />
  );
}
