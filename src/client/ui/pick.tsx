import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import { issueId } from './field.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Key } from './key.tsx';
import { createModal } from './modal.ts';
import { Plate } from './plate.tsx';

export interface PickButtonProps {
  id?: string | undefined;
  /** Small above the value: "Địa bàn". */
  label?: string | undefined;
  value?: string | undefined;
  hint?: string | undefined;
  plate?: string | undefined;
  icon?: IconName | undefined;
  onPress: () => void;
  invalid?: boolean | undefined;
}

/** Shows what is chosen and opens the place where it is chosen. */
export function PickButton(props: PickButtonProps) {
  return (
    <button
      type="button"
      id={props.id}
      class="pick"
      classList={{ 'pick-wrong': props.invalid === true }}
      aria-haspopup="dialog"
      aria-describedby={props.id === undefined ? undefined : issueId(props.id)}
      onClick={() => props.onPress()}
    >
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <Show when={props.plate}>{(code) => <Plate code={code()} />}</Show>
      <span class="grow">
        <Show when={props.label}>
          <span class="meta">{props.label}</span>
        </Show>
        <Show when={props.value}>
          <span class="pick-value">{props.value}</span>
        </Show>
        <Show when={props.hint}>
          <span class="meta">{props.hint}</span>
        </Show>
      </span>
      <Icon name="chev" size="s" />
    </button>
  );
}

export interface PickOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly plate?: string | undefined;
  /** Found by too, and shown below once something is looked for: "gồm Xã Phú Mỹ". */
  readonly also?: string | undefined;
  /** Options of one group stand together, in the order given, under its name. */
  readonly group?: string | undefined;
}

export interface PickDialogProps {
  open: boolean;
  title: string;
  options: readonly PickOption[];
  chosen: readonly string[];
  /** The option the list opens at, where it is not the chosen one. */
  startAt?: string | undefined;
  /** Stays open; the key at the foot, `closeLabel`, ends it. */
  many?: boolean | undefined;
  searchPlaceholder: string;
  emptyText: string;
  closeLabel: string;
  /** With one to choose, `onClose` follows by itself. */
  onChoose: (value: string) => void;
  onClose: () => void;
  /** Makes "Mốc giới" and "moc gioi" meet. */
  fold: (text: string) => string;
}

/** A list to choose from, over the screen. The search stands at the foot, where the thumb is. */
export function PickDialog(props: PickDialogProps) {
  const id = createUniqueId();
  const [query, setQuery] = createSignal('');
  let list: HTMLUListElement | undefined;
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) setQuery('');
        else
          queueMicrotask(() => {
            const buttons = list?.querySelectorAll('button');
            const start = props.options.findIndex((option) => option.value === props.startAt);
            (buttons?.[start] ?? list?.querySelector<HTMLElement>('[aria-pressed=true]') ?? buttons?.[0])?.focus();
          });
      },
    ),
  );
  const folded = createMemo(() =>
    props.open
      ? props.options.map((option) => ({
          option,
          text: props.fold([option.plate, option.label, option.hint, option.also, option.group].join(' ')),
        }))
      : [],
  );
  const found = createMemo(() => {
    const typed = props.fold(query());
    const words = typed.split(' ');
    const some = folded().flatMap(({ option, text }) => (words.every((word) => text.includes(word)) ? option : []));
    // Exactly what was typed, a level word before it or not, comes before what was merely chosen lately.
    const isExact = ({ plate, label, also }: PickOption): boolean =>
      `${plate}, ${label}, ${also}`.split(', ').some((name) => ` ${props.fold(name)}`.endsWith(` ${typed}`));
    return some.sort((a, b) => Number(isExact(b)) - Number(isExact(a)));
  });
  const choose = (value: string): void => {
    props.onChoose(value);
    if (!props.many) props.onClose();
  };
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || !list) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons.at(at === -1 ? 0 : Math.min(buttons.length - 1, Math.max(0, at + by)))?.focus();
  };
  return (
    <dialog class="dialog pick-dialog" aria-labelledby={id} ref={setDialog} onKeyDown={move}>
      <Show when={props.open}>
        <div class="pick-dialog-in">
          <h2 class="title" id={id}>
            {props.title}
          </h2>
          <ul class="pick-list" ref={list}>
            <For each={found()} fallback={<li class="pick-none">{props.emptyText}</li>}>
              {(option, at) => (
                <>
                  <Show when={option.group !== undefined && option.group !== found()[at() - 1]?.group}>
                    <li class="pick-group">{option.group}</li>
                  </Show>
                  <li>
                    <button
                      type="button"
                      class="pick-option"
                      aria-pressed={props.chosen.includes(option.value)}
                      onClick={() => choose(option.value)}
                    >
                      <Show when={option.plate}>{(code) => <Plate code={code()} />}</Show>
                      <span class="grow">
                        <span class="pick-value">{option.label}</span>
                        <Show when={option.hint}>
                          <span class="meta">{option.hint}</span>
                        </Show>
                        <Show when={query() && option.also}>
                          <span class="meta">{option.also}</span>
                        </Show>
                      </span>
                      <Show when={props.chosen.includes(option.value)}>
                        <Icon name="tick" />
                      </Show>
                    </button>
                  </li>
                </>
              )}
            </For>
          </ul>
          <div class="pick-foot">
            <div class="search">
              <Icon name="search" />
              <input
                type="search"
                aria-label={props.searchPlaceholder}
                placeholder={props.searchPlaceholder}
                autocomplete="off"
                value={query()}
                onInput={(event) => setQuery(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  // A form around the dialog is not sent by what is looked for in it.
                  event.preventDefault();
                  const first = found()[0];
                  if (first && query() !== '') choose(first.value);
                }}
              />
            </div>
            <Key kind={props.many ? 'main' : undefined} onPress={() => props.onClose()}>
              {props.closeLabel}
            </Key>
          </div>
        </div>
      </Show>
    </dialog>
  );
}
