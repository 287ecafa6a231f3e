import { createUniqueId, For, Show } from 'solid-js';
import { issueId } from './field.tsx';
import { Icon } from './icon.tsx';
import { Key } from './key.tsx';

export interface ChipsProps {
  id: string;
  options: readonly { readonly value: string; readonly label: string }[];
  chosen: readonly string[];
  /** Called for the chip pressed, also for one that was chosen already: an optional answer can be taken back. */
  onToggle: (value: string) => void;
  many: boolean;
}

/** A few answers side by side: check boxes where many may be chosen, radio buttons where one. */
export function Chips(props: ChipsProps) {
  const name = createUniqueId();
  return (
    <div class="chips" id={props.id}>
      <For each={props.options}>
        {(option) => {
          const on = (): boolean => props.chosen.includes(option.value);
          return (
            <label class="chip" classList={{ 'chip-on': on() }}>
              <input
                class="unseen"
                type={props.many ? 'checkbox' : 'radio'}
                name={name}
                checked={on()}
                onClick={(event) => {
                  props.onToggle(option.value);
                  // A press that was not taken leaves the box as it was.
                  event.currentTarget.checked = on();
                }}
              />
              <Show when={on()}>
                <Icon name="tick" size="s" />
              </Show>
              {option.label}
            </label>
          );
        }}
      </For>
    </div>
  );
}

export interface TagInputProps {
  id: string;
  values: readonly string[];
  /** What stands in the input and is no chip yet; whoever keeps the values keeps it too, so that it is never lost. */
  text: string;
  onChange: (values: readonly string[], text: string) => void;
  /** Parts the text of a list. */
  split: (text: string) => readonly string[];
  /** What may become a chip; the rest stays in the input, and the field says why. */
  takes: (part: string) => boolean;
  words: { readonly add: string; readonly remove: (value: string) => string };
  invalid?: boolean | undefined;
  onLeave?: (() => void) | undefined;
}

/** Short texts one by one or pasted as a list, each becoming a chip that can be taken away. */
export function TagInput(props: TagInputProps) {
  const add = (text: string): void => {
    const parts = props.split(text);
    const left = parts.filter((part) => !props.takes(part));
    props.onChange([...new Set([...props.values, ...parts.filter(props.takes)])], left.join('; '));
    if (left.length > 0) props.onLeave?.();
  };
  const onInput = (text: string, isPasted: boolean): void => {
    // With one more letter the text would have one more part: a comma or semicolon was typed behind a whole one.
    const isParted = /[,;]$/.test(text) && props.split(`${text}x`).length > props.split(text).length;
    if (isParted || isPasted) add(text);
    else props.onChange(props.values, text);
  };
  return (
    <div class="chips">
      <For each={props.values}>
        {(value) => (
          <button
            type="button"
            class="chip chip-on"
            aria-label={props.words.remove(value)}
            onClick={() =>
              props.onChange(
                props.values.filter((chosen) => chosen !== value),
                props.text,
              )
            }
          >
            <b class="figure">{value}</b>
            <Icon name="x" size="s" />
          </button>
        )}
      </For>
      <div class="tag-new">
        <input
          id={props.id}
          class="input"
          type="text"
          autocomplete="off"
          enterkeyhint="done"
          value={props.text}
          aria-labelledby={`${props.id}-label`}
          aria-invalid={props.invalid === true}
          aria-describedby={issueId(props.id)}
          onInput={(event) => onInput(event.currentTarget.value, event.inputType === 'insertFromPaste')}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add(props.text);
          }}
          // What was typed and left without pressing "add" was meant too.
          onBlur={() => {
            if (props.text !== '') add(props.text);
            props.onLeave?.();
          }}
        />
        <Key icon="plus" label={props.words.add} onPress={() => add(props.text)} />
      </div>
    </div>
  );
}
