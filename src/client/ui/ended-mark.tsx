import './lazy.css';
import { Show } from 'solid-js';

/** Beside the name of something that has ended, in words; nothing without a word. */
export function EndedMark(props: { word: string | undefined }) {
  return (
    <Show when={props.word}>
      {' '}
      <span class="ended-mark">{props.word}</span>
    </Show>
  );
}
