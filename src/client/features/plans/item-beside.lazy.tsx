import { addressOf, ITEM_SCREEN } from '../../addresses.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Plate } from '../../ui/plate.tsx';
import { ItemBody, ItemLead, type ItemProps } from './item-body.tsx';
import { ItemDock } from './item-dock.tsx';

/** An item beside its plan, on a screen that is wide enough. */
export function ItemBeside(props: ItemProps) {
  return (
    <>
      <div class="row row-top">
        <span class="grow">
          <Plate code={props.item.code} large />
        </span>
        <ItemLead item={props.item} />
        <Key icon="chev" href={addressOf(ITEM_SCREEN, { params: { planId: props.plan.id, code: props.item.code } })}>
          {labels().plans.ownPage}
        </Key>
      </div>
      <h2 class="lead strong">{props.item.title}</h2>
      <ItemDock {...props} />
      <ItemBody {...props} />
    </>
  );
}
