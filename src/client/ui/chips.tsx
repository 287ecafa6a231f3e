import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { issueId } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';
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

/** A chip that filters: pressed or not, with how many it would show. */
export function FilterChip(props: {
  label: string;
  on: boolean;
  onPress: () => void;
  count?: string | undefined;
  icon?: IconName | undefined;
}) {
  return (
    <button type="button" class="chip" classList={{ 'chip-on': props.on }} aria-pressed={props.on} onClick={() => props.onPress()}>
      <Show when={props.icon}>{(name) => <Icon name={name()} size="s" />}</Show>
      {props.label}
      <Show when={props.count}>
        <b class="figure">{props.count}</b>
      </Show>
    </button>
  );
}

export interface TagInputProps {
  id: string;
  values: readonly string[];
  onAdd: (value: string) => void;
  onRemove: (value: string) => void;
  words: { readonly add: string; readonly remove: (value: string) => string };
  /** A sentence where the text cannot be taken. */
  check?: ((text: string) => string | undefined) | undefined;
  inputMode?: 'text' | 'numeric' | undefined;
  onLeave?: (() => void) | undefined;
}

/** Short texts one by one, each becoming a chip that can be taken away. */
export function TagInput(props: TagInputProps) {
  const [text, setText] = createSignal('');
  const [wrong, setWrong] = createSignal<string>();
  const add = (): void => {
    const value = text().trim();
    const problem = value === '' ? undefined : props.check?.(value);
    setWrong(problem);
    if (problem !== undefined || value === '') return;
    if (!props.values.includes(value)) props.onAdd(value);
    setText('');
  };
  return (
    <>
      <div class="chips">
        <For each={props.values}>
          {(value) => (
            <button type="button" class="chip chip-on" aria-label={props.words.remove(value)} onClick={() => props.onRemove(value)}>
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
            inputmode={props.inputMode}
            enterkeyhint="done"
            value={text()}
            aria-labelledby={`${props.id}-label`}
            aria-invalid={wrong() !== undefined}
            aria-describedby={`${props.id}-wrong ${issueId(props.id)}`}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ',' && event.key !== ';') return;
              event.preventDefault();
              add();
            }}
            // What was typed and left without pressing "add" was meant too.
            onBlur={() => {
              add();
              props.onLeave?.();
            }}
          />
          <Key icon="plus" label={props.words.add} onPress={add} />
        </div>
      </div>
      <div id={`${props.id}-wrong`} role="alert">
        <Show when={wrong()}>
          <p class="issue issue-error">
            <Icon name="err" size="s" />
            <span class="grow">{wrong()}</span>
          </p>
        </Show>
      </div>
    </>
  );
}
