import './lazy.css';
import { children, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Icon, type IconName } from './icon.tsx';

export interface LinkRowProps {
  /** A link, or, with `onPress`, a key of the same looks; with neither, plain words. */
  href?: string | undefined;
  onPress?: (() => void) | undefined;
  icon?: IconName | undefined;
  title: JSX.Element;
  note?: JSX.Element;
  /** Stands before the arrow: a value, a plate, a figure. */
  end?: JSX.Element;
}

/** One row of a list on a sheet; the whole row is pressed. */
export function LinkRow(props: LinkRowProps) {
  const note = children(() => props.note);
  const pressed = (): boolean => props.href !== undefined || props.onPress !== undefined;
  return (
    <Dynamic
      component={props.href !== undefined ? 'a' : props.onPress ? 'button' : 'div'}
      class="link-row"
      href={props.href}
      type={props.href === undefined && props.onPress ? 'button' : undefined}
      onClick={props.onPress ? () => props.onPress?.() : undefined}
    >
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <span class="grow">
        <span class="link-row-title">{props.title}</span>
        <Show when={note()}>
          <span class="meta">{note()}</span>
        </Show>
      </span>
      {props.end}
      <Show when={pressed()}>
        <Icon name="chev" size="s" />
      </Show>
    </Dynamic>
  );
}

/** A row of a sheet behind which the device's own choice of files opens, for a file of records. It lies here so that the screens that have it fetch no further file. */
export function FileRow(props: { title: string; note: string; onFile: (file: File) => void }) {
  let input: HTMLInputElement | undefined;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={props.title}
        onChange={(event) => {
          const { files } = event.currentTarget;
          const [file] = files ?? [];
          if (file) props.onFile(file);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <LinkRow icon="dl" title={props.title} note={props.note} onPress={() => input?.click()} />
    </>
  );
}
