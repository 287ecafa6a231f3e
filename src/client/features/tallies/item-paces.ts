import { type Accessor, createMemo } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ItemCode, UnitId } from '../../../domain/ids.ts';
import { type ItemPace, pacesByItem } from '../../../domain/item-pace.ts';
import type { Period } from '../../../domain/period.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { TallySource } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { pacesOnPhone, readReceivedTargets } from '../../store/lists/targets.ts';
import { createLiveQuery } from '../../store/live.ts';

interface PaceWorld {
  readonly plan: Accessor<Plan>;
  readonly source: Accessor<TallySource | undefined>;
  readonly period: Accessor<Period | undefined>;
  readonly unitId: Accessor<UnitId | undefined>;
}

/** The pace that speaks for each item, by the end of the period chosen or by today. With a unit chosen, of its own targets alone. */
export function createItemPaces({ plan, source, period, unitId }: PaceWorld): Accessor<ReadonlyMap<ItemCode, ItemPace> | undefined> {
  const app = useApp();
  const targets = createLiveQuery(() => readReceivedTargets(app.db, plan().id));
  return createMemo(() => {
    const [from, all, unit] = [source(), targets(), unitId()];
    if (!from || !all) return undefined;
    const wanted = all.filter((target) => unit === undefined || target.unitId === unit);
    // Of the quarters or months a period touches the last one speaks: it is nearest to what is to be done now.
    const paces = pacesOnPhone(plan(), wanted, from, app.scope, officeDay(app.now()), period()).toReversed();
    return pacesByItem(plan().items, paces, wanted, app.scope);
  });
}
