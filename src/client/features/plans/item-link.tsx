import { createContext, type JSX, useContext } from 'solid-js';
import { isEnded } from '../../../domain/ended.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { itemHref } from '../../item-href.ts';
import { labels } from '../../labels/labels.ts';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { Plate } from '../../ui/plate.tsx';

/** Whether there is room for an item beside the plan, which one stands there, and what a press opens there. */
export interface Opening {
  readonly hasRoom: () => boolean;
  readonly opened: () => ItemCode | undefined;
  readonly open: (code: ItemCode) => void;
}
export const OpeningContext = createContext<Opening>();

/** The line of an item: its code and words lead to its page, or open it beside the plan. */
export function ItemLink(props: { plan: Plan; item: PlanItem; title?: string; children: JSX.Element }) {
  const opening = useContext(OpeningContext);
  const press = (event: MouseEvent): void => {
    // Whoever wants a page of its own for it gets one.
    if (!opening?.hasRoom() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opening.open(props.item.code);
  };
  return (
    <a
      class="plan-item"
      href={itemHref(props.plan.id, props.item.code)}
      aria-current={opening?.opened() === props.item.code ? 'true' : undefined}
      onClick={press}
    >
      <span class="plan-item-head">
        <Plate code={props.item.code} />
        <span class="plan-item-title">
          {props.title ?? props.item.title}
          <EndedMark word={isEnded(props.item) ? labels().plans.ended : undefined} />
        </span>
      </span>
      {props.children}
    </a>
  );
}
