import './plans.css';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, Match, Switch } from 'solid-js';
import { findItem, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { addressOf, type ITEM_SCREEN, type ParamsText, PLAN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ItemBody, ItemLead } from './item-body.tsx';
import { ItemDock } from './item-dock.tsx';
import { createPlanProgress } from './plan-progress.ts';

/** One item of a plan: what was done, by month, its text as printed, its records. */
export function ItemScreen() {
  const app = useApp();
  const params = useParams<ParamsText<typeof ITEM_SCREEN>>();
  const plan = createMemo(() => app.plans()?.find((plan) => plan.id === params.planId));
  const found = createMemo(() => {
    const of = plan();
    const item = of && findItem(of, params.code);
    return of && item ? { plan: of, item } : undefined;
  });
  const words = () => labels().plans;
  const navigate = useNavigate();
  return (
    <Switch
      fallback={
        <Screen title={words().titlePlain} back={() => navigate(PLAN_SCREEN)} backLabel={labels().common.back}>
          <Loading label={labels().common.loading} />
        </Screen>
      }
    >
      <Match when={found()}>{(found) => <ItemPage plan={found().plan} item={found().item} />}</Match>
      <Match when={app.plans() !== undefined}>
        <Screen title={words().notFound} back={() => navigate(PLAN_SCREEN)} backLabel={labels().common.back}>
          <Empty title={words().notFound} action={<Key href={PLAN_SCREEN}>{words().toPlan}</Key>}>
            <p>{words().notFoundHint}</p>
          </Empty>
        </Screen>
      </Match>
    </Switch>
  );
}

function ItemPage(props: { plan: Plan; item: PlanItem }) {
  const navigate = useNavigate();
  const progress = createPlanProgress(() => props.plan);
  return (
    <Screen
      wide="columns"
      title={props.item.title}
      plate={props.item.code}
      back={() => navigate(addressOf(PLAN_SCREEN, { query: { 'ke-hoach': props.plan.id } }))}
      backLabel={labels().common.back}
      end={<ItemLead item={props.item} />}
      dock={<ItemDock plan={props.plan} item={props.item} progress={progress} />}
      tabs={false}
    >
      <ItemBody plan={props.plan} item={props.item} progress={progress} />
    </Screen>
  );
}
