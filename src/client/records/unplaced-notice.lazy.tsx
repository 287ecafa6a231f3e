import { createMemo, For } from 'solid-js';
import { isPlaceholder, PLACEHOLDER_ITEM } from '../../domain/placeholder.ts';
import type { Plan } from '../../domain/plan.ts';
import { useApp } from '../app-context.ts';
import { itemHref } from '../item-href.ts';
import { formatNumber } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { createStandIns } from '../shown-plans.ts';
import { createLiveQuery } from '../store/live.ts';
import { readItemActivities } from '../store/records/journal.ts';
import { LinkRow } from '../ui/link-row.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { mayEdit } from './may.ts';
import { targetsFor } from './place-targets.ts';

export interface NoticeProps {
  /** Of the days of this plan; without one, records this person can put into a plan there is. */
  plan?: Plan | undefined;
}

export function UnplacedNotice(props: NoticeProps) {
  const app = useApp();
  const standIns = createStandIns();
  const words = () => labels().records.unplaced;
  /** Those a person can move lie on this device. */
  const own = createLiveQuery(async () => {
    const plans = app.plans() ?? [];
    const counts = new Map<string, number>();
    for (const plan of plans.filter(isPlaceholder)) {
      if (!standIns()?.has(plan.id)) continue;
      const rows = await readItemActivities(app.db, plan.id, [PLACEHOLDER_ITEM], Number.POSITIVE_INFINITY);
      counts.set(plan.id, rows.filter((row) => mayEdit(app, row) && targetsFor(plans, row.date).length > 0).length);
    }
    return counts;
  });
  const lines = createMemo(() => {
    const counts = (props.plan ? standIns() : own()) ?? new Map<string, number>();
    const isOfThose = ({ id, period }: Plan): boolean => {
      const { plan } = props;
      return (counts.get(id) ?? 0) > 0 && (!plan || (plan.id !== id && period.from <= plan.period.to && plan.period.from <= period.to));
    };
    return (app.plans() ?? [])
      .filter((plan) => isPlaceholder(plan) && isOfThose(plan))
      .map((plan) => ({ plan, count: counts.get(plan.id) ?? 0 }));
  });
  return (
    <For each={lines()}>
      {({ plan, count }) => (
        <Sheet>
          <LinkRow
            icon="plan"
            href={itemHref(plan.id, PLACEHOLDER_ITEM)}
            title={words().waiting(formatNumber(count))}
            note={words().year(String(plan.year))}
          />
        </Sheet>
      )}
    </For>
  );
}
