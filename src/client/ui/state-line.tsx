import { children, type JSX, Show } from 'solid-js';
import { Icon, type IconName } from './icon.tsx';

/** Where a record lies; a colour, a drawing and a word, always together. */
export type StateKind = 'draft' | 'phone' | 'sending' | 'received' | 'attention';

const DRAWINGS: Record<StateKind, IconName> = { draft: 'draft', phone: 'phone', sending: 'send', received: 'got', attention: 'look' };

/** The mark in the margin of a list; its word stands in the line beside it. */
export function StateMark(props: { kind: StateKind }) {
  return (
    <span class={`state-mark state-${props.kind}`}>
      <Icon name={DRAWINGS[props.kind]} />
    </span>
  );
}

/** Mark, word, and then the time or the reason. `plain` leaves the mark out where it stands in the margin. */
export function StateLine(props: { kind: StateKind; word: string; plain?: boolean | undefined; children?: JSX.Element }) {
  const more = children(() => props.children);
  return (
    <p class={`state-line state-${props.kind}`}>
      <Show when={!props.plain}>
        <Icon name={DRAWINGS[props.kind]} />
      </Show>
      <span>
        <b>{props.word}</b>
        <Show when={more()}>
          {'\u00a0· '}
          {more()}
        </Show>
      </span>
    </p>
  );
}
