import { children, createContext, createEffect, type JSX, onMount, Show, useContext } from 'solid-js';
import { tellHeight } from './foot-height.ts';
import { Icon, type IconName, Logo } from './icon.tsx';
import { Plate } from './plate.tsx';

/** What the shell lends to every screen: the tabs under its dock, and a key at the end of the head of screens on a tab. */
export interface Shell {
  readonly tabs: () => JSX.Element;
  readonly headKey: () => JSX.Element;
}
const NO_SHELL: Shell = { tabs: () => undefined, headKey: () => undefined };
export const ShellContext = createContext<Shell>(NO_SHELL);

export interface ScreenProps {
  title: string;
  icon?: IconName | undefined;
  back?: (() => void) | undefined;
  backLabel?: string | undefined;
  /** A plan code takes the place of the title in the head; the title then opens the page. */
  plate?: string | undefined;
  /** At the end of the head: a date, a state, a key. */
  end?: JSX.Element;
  /** What is pressed: stays at the foot, above the tabs. */
  dock?: JSX.Element;
  /** By default a screen with both a way back and a dock does without tabs. */
  tabs?: boolean | undefined;
  /** The whole width of a desktop is used: by a table or a list, or by what stands in `columns` there, one part below the other. */
  wide?: boolean | 'columns' | undefined;
  /** The main part fills the height (tiles, a blank page). */
  fill?: boolean | undefined;
  children: JSX.Element;
}

const APP = 'Cột Mốc';
let isFirstScreen = true;

/** Facts above, keys below. A new screen names the page and takes the focus to its heading. */
export function Screen(props: ScreenProps) {
  const shell = useContext(ShellContext);
  // Resolved once: asking twice for given JSX would build it twice.
  const end = children(() => props.end);
  const dock = children(() => props.dock);
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    document.title = props.title === APP ? APP : `${props.title} · ${APP}`;
  });
  onMount(() => {
    // The first one is announced by the browser itself.
    if (!isFirstScreen) heading?.focus({ preventScroll: true });
    isFirstScreen = false;
  });
  const withTabs = (): boolean => props.tabs ?? (props.back === undefined || !dock());
  const title = (place: string) => (
    <h1 class={place} tabindex="-1" ref={heading}>
      {props.title}
    </h1>
  );
  return (
    <div class="screen" classList={{ 'screen-wide': !!props.wide }}>
      <header class="head">
        <Show when={props.back} fallback={props.icon ? <Icon name={props.icon} size="l" /> : <Logo />}>
          <button type="button" class="head-key" aria-label={props.backLabel} onClick={() => props.back?.()}>
            <Icon name="back" />
          </button>
        </Show>
        <Show when={props.plate} fallback={title('head-title grow')}>
          {(code) => (
            <span class="grow">
              <Plate code={code()} large />
            </span>
          )}
        </Show>
        <Show when={end()}>
          <div class="head-end">{end()}</div>
        </Show>
        <Show when={props.back === undefined}>{shell.headKey()}</Show>
      </header>
      <main classList={{ 'main-fill': props.fill === true, 'main-columns': props.wide === 'columns' }}>
        <Show when={props.plate}>{title('lead strong main-title')}</Show>
        {props.children}
      </main>
      <footer class="foot" ref={tellHeight}>
        <Show when={dock()}>
          <div class="dock">{dock()}</div>
        </Show>
        <Show when={withTabs()}>{shell.tabs()}</Show>
      </footer>
    </div>
  );
}

/** A row of keys in the dock. */
export function DockRow(props: { children: JSX.Element; label?: string | undefined }) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: named only where it is a group
    <div class="dock-row" role={props.label === undefined ? undefined : 'group'} aria-label={props.label}>
      {props.children}
    </div>
  );
}
