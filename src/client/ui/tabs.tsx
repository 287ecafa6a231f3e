import { Index, type JSX, Show } from 'solid-js';
import { Icon, type IconName, Logo } from './icon.tsx';

export interface TabItem {
  readonly href: string;
  readonly icon: IconName;
  readonly word: string;
  readonly current: boolean;
  /** What must be looked at there, with the words a screen reader says for it. */
  readonly badge?:
    | { readonly count: string; readonly label: string /** Work that waits; nothing is wrong. */; readonly quiet?: true }
    | undefined;
}

function Tab(props: { item: TabItem }) {
  return (
    <a class="tab" href={props.item.href} aria-current={props.item.current ? 'page' : undefined}>
      <Icon name={props.item.icon} />
      <span>{props.item.word}</span>
      <Show when={props.item.badge}>
        {(badge) => (
          <span class="badge" classList={{ 'badge-quiet': badge().quiet === true }}>
            <span aria-hidden="true">{badge().count}</span>
            <span class="unseen">{badge().label}</span>
          </span>
        )}
      </Show>
    </a>
  );
}

// A place keeps its link whatever changes about it: one made anew would lose the focus, and a press that has begun.

/** At the foot of a phone, under the dock. */
export function Tabs(props: { items: readonly TabItem[]; label: string }) {
  return (
    <nav class="tabs" aria-label={props.label}>
      <Index each={props.items}>{(item) => <Tab item={item()} />}</Index>
    </nav>
  );
}

/** The same places at the side of a desktop; `children` say who is signed in. */
export function SideBar(props: { items: readonly TabItem[]; label: string; brand: string; children: JSX.Element }) {
  return (
    <aside class="side" aria-label={props.brand}>
      <p class="side-brand">
        <Logo />
        {props.brand}
      </p>
      <nav aria-label={props.label}>
        <Index each={props.items}>{(item) => <Tab item={item()} />}</Index>
      </nav>
      <div class="side-who">{props.children}</div>
    </aside>
  );
}
