import { type Accessor, createMemo, createSignal, Show } from 'solid-js';
import { officeDay } from '../domain/day.ts';
import type { PlanId } from '../domain/ids.ts';
import { type Plan, planName } from '../domain/plan.ts';
import { foldForSearch } from '../domain/text.ts';
import { useApp } from './app-context.ts';
import { daySpan } from './labels/format.ts';
import { labels } from './labels/labels.ts';
import { planToShow } from './plan-to-show.ts';
import { createShownPlans } from './shown-plans.ts';
import { createLiveQuery } from './store/live.ts';
import { readMeta, writeMeta } from './store/meta.ts';
import { PickButton, PickDialog } from './ui/pick.tsx';

export interface ChosenPlan {
  /** Undefined until it is known which, and where there is no plan. */
  readonly plan: Accessor<Plan | undefined>;
  /** There is none to show. */
  readonly none: Accessor<boolean>;
  /** Every screen that shows one plan opens with it from now on. */
  readonly remember: (id: string) => void;
}

/** The one plan a screen shows; `named` is that of its address. */
export function createChosenPlan(named: Accessor<string | undefined>): ChosenPlan {
  const app = useApp();
  const shown = createShownPlans();
  const last = createLiveQuery(async () => ({ id: await readMeta(app.db, 'chosenPlan') }));
  return {
    plan: createMemo(() => {
      const [plans, read] = [shown(), last()];
      return plans && read && planToShow(plans, { named: named(), last: read.id }, officeDay(app.now()));
    }),
    none: () => shown()?.length === 0,
    remember: (id) => void writeMeta(app.db, 'chosenPlan', id as PlanId).catch(() => undefined),
  };
}

/** Stands for all plans in the list. */
const ALL = '';

interface PlanPickProps {
  /** Undefined: all of them. */
  chosen: Plan | undefined;
  title: string;
  /** What all plans together are called, where they can be chosen so. */
  all?: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** Names the plan a screen shows and lets another be chosen; only where there are several. */
export function PlanPick(props: PlanPickProps) {
  const shown = createShownPlans();
  const [open, setOpen] = createSignal(false);
  const plans = () => shown() ?? [];
  const span = ({ period }: Plan): string => daySpan(period.from, period.to);
  return (
    <Show when={plans().length > 1}>
      <PickButton
        icon="plan"
        value={props.chosen ? planName(props.chosen, plans()) : props.all}
        hint={props.chosen && span(props.chosen)}
        onPress={() => setOpen(true)}
      />
      <PickDialog
        open={open()}
        title={props.title}
        options={[
          ...(props.all === undefined ? [] : [{ value: ALL, label: props.all }]),
          ...plans().map((plan) => ({ value: plan.id, label: planName(plan, plans()), hint: span(plan), group: plan.agency })),
        ]}
        chosen={[props.chosen?.id ?? ALL]}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={(id) => props.onChoose(id === ALL ? undefined : id)}
        onClose={() => setOpen(false)}
        fold={foldForSearch}
      />
    </Show>
  );
}
