import { createSignal, Show } from 'solid-js';
import type { Plan } from '../../../domain/plan.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { PickButton, PickDialog } from '../../ui/pick.tsx';

/** Only where there is something to choose. */
export function PlanChooser(props: { plans: readonly Plan[]; chosen: Plan; onChoose: (id: string) => void }) {
  const [open, setOpen] = createSignal(false);
  const words = () => labels().plans;
  return (
    <Show when={props.plans.length > 1}>
      <PickButton
        icon="plan"
        value={props.chosen.title}
        hint={daySpan(props.chosen.period.from, props.chosen.period.to)}
        onPress={() => setOpen(true)}
      />
      <PickDialog
        open={open()}
        title={words().choosePlan}
        options={props.plans.map((plan) => ({
          value: plan.id,
          label: plan.title,
          hint: daySpan(plan.period.from, plan.period.to),
          group: plan.agency,
        }))}
        chosen={[props.chosen.id]}
        searchPlaceholder={words().searchPlans}
        emptyText={words().noPlanFound}
        closeLabel={labels().common.close}
        onChoose={(id) => props.onChoose(id)}
        onClose={() => setOpen(false)}
        fold={foldForSearch}
      />
    </Show>
  );
}
