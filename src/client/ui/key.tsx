import { type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Icon, type IconName } from './icon.tsx';

export interface KeyProps {
  /** `main`: the one key of the screen, in ink. `ask`: takes something away. `bare`: without a frame. */
  kind?: 'main' | 'ask' | 'bare' | undefined;
  /** 56 px, for the foot of a screen. */
  big?: boolean | undefined;
  grow?: boolean | undefined;
  icon?: IconName | undefined;
  /** Makes it a link; the router takes over inside the app. */
  href?: string | undefined;
  /** File name: the link saves instead of opening. */
  download?: string | undefined;
  onPress?: ((event: MouseEvent) => void) | undefined;
  type?: 'button' | 'submit' | undefined;
  disabled?: boolean | undefined;
  /** Needed where the key has no words. */
  label?: string | undefined;
  /** For keys that stay pressed. */
  pressed?: boolean | undefined;
  /** Id of what the key opens or changes. */
  controls?: string | undefined;
  expanded?: boolean | undefined;
  children?: JSX.Element;
}

export function Key(props: KeyProps) {
  return (
    <Dynamic
      component={props.href === undefined ? 'button' : 'a'}
      class="key"
      classList={{
        'key-main': props.kind === 'main',
        'key-ask': props.kind === 'ask',
        'key-bare': props.kind === 'bare',
        'key-big': props.big === true,
        grow: props.grow === true,
      }}
      href={props.href}
      download={props.download}
      type={props.href === undefined ? (props.type ?? 'button') : undefined}
      disabled={props.href === undefined ? props.disabled : undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-controls={props.controls}
      aria-expanded={props.expanded}
      onClick={(event: MouseEvent) => props.onPress?.(event)}
    >
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      {props.children}
    </Dynamic>
  );
}
