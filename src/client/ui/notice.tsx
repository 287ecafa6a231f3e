import type { JSX } from 'solid-js';
import { Icon, type IconName } from './icon.tsx';

type Level = 'err' | 'warn' | 'info' | 'ok';
const DRAWINGS: Record<Level, IconName> = { err: 'err', warn: 'warn', info: 'info', ok: 'tick' };

/** `live`: it appeared after something the person did, so a screen reader says it. */
export function Notice(props: { level: Level; icon?: IconName | undefined; live?: boolean | undefined; children: JSX.Element }) {
  return (
    <div class={`notice notice-${props.level}`} role={props.live ? (props.level === 'err' ? 'alert' : 'status') : undefined}>
      <Icon name={props.icon ?? DRAWINGS[props.level]} />
      <div class="grow">{props.children}</div>
    </div>
  );
}
