import { children, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Icon } from '../../ui/icon.tsx';

interface DeskRowProps {
  /** Where one acts; without it the row only tells. */
  href?: string | undefined;
  /** The number that makes the line worth reading. */
  figure: string;
  /** It asks for a hand. */
  pressing?: boolean | undefined;
  /** What stands beside the line and is pressed by itself. */
  end?: JSX.Element;
  children: JSX.Element;
}

/** A figure, what it says, and where to do something about it. */
export function DeskRow(props: DeskRowProps) {
  const end = children(() => props.end);
  return (
    <div class="desk-row">
      <Dynamic component={props.href === undefined ? 'div' : 'a'} class="desk-line" href={props.href}>
        <span class="figure desk-figure" classList={{ red: props.pressing === true }}>
          {props.figure}
        </span>
        <span class="grow desk-words">{props.children}</span>
        <Show when={props.href !== undefined && !end()}>
          <Icon name="chev" size="s" />
        </Show>
      </Dynamic>
      {end()}
    </div>
  );
}
