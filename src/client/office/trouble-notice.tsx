import { type ComponentProps, Show } from 'solid-js';
import { labels } from '../labels/labels.ts';
import { Key } from '../ui/key.tsx';
import { Notice } from '../ui/notice.tsx';
import type { TroubleKind } from './trouble.ts';

type Look = Pick<ComponentProps<typeof Notice>, 'level' | 'icon' | 'live'>;

/** No signal is a normal day; anything else deserves a second look. */
export const lookOf = (kind: TroubleKind): Look => (kind === 'unreached' ? { level: 'info', icon: 'nosig' } : { level: 'warn' });

/** Why there is nothing to show from the office, and a key to ask again. */
export function TroubleNotice(props: Look & { text: string; onAgain: () => void }) {
  return (
    <Notice level={props.level} icon={props.icon} live={props.live}>
      <p>{props.text}</p>
      <Key onPress={() => props.onAgain()}>{labels().common.retry}</Key>
    </Notice>
  );
}

/** Why the office did not take what was just sent; nothing while there is no reason. */
export function RefusedNotice(props: { text: string | undefined; icon?: Look['icon'] }) {
  return (
    <Show when={props.text}>
      {(text) => (
        <Notice level="err" icon={props.icon} live>
          {text()}
        </Notice>
      )}
    </Show>
  );
}
