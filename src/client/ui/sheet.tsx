import { children, type JSX, Show } from 'solid-js';
import { Icon, type IconName } from './icon.tsx';

/** A sheet of paper on the page. `pad` for words; rows and figures bring their own room. */
export function Sheet(props: { pad?: boolean | undefined; label?: string | undefined; children: JSX.Element }) {
  return (
    <section class="sheet" classList={{ pad: props.pad === true }} aria-label={props.label}>
      {props.children}
    </section>
  );
}

/** The heading of a sheet; `note` stands small at the end of its line. `barred` sets it apart from rows below. */
export function SheetHead(props: { icon?: IconName | undefined; note?: JSX.Element; barred?: boolean | undefined; children: JSX.Element }) {
  const note = children(() => props.note);
  return (
    <h2 class="sheet-head" classList={{ 'sheet-head-barred': props.barred === true }}>
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <span>{props.children}</span>
      <Show when={note()}>
        <span class="meta">{note()}</span>
      </Show>
    </h2>
  );
}
