import { Show } from 'solid-js';
import type { Plan } from '../../../domain/plan.ts';
import { addressOf, PLAN_IMPORT_SCREEN, PLAN_VERSIONS_SCREEN, REFERENCE_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { LinkRow } from '../../ui/link-row.tsx';

/** What is done about a plan rather than in it: its versions, another plan, the lists of units and places. Folded away at first. */
export function PlanOffice(props: { plan: Plan }) {
  const app = useApp();
  const words = () => labels().plans.office;
  return (
    <details class="plan-fold plan-office">
      <summary>
        <Icon name="chev" size="s" />
        <span class="grow">{app.scope.managesPlans ? words().title : words().titleReader}</span>
      </summary>
      <LinkRow
        href={addressOf(PLAN_VERSIONS_SCREEN, { params: { planId: props.plan.id } })}
        title={words().versions}
        note={app.scope.managesPlans ? words().versionsNote : undefined}
      />
      <Show when={app.scope.managesPlans}>
        <LinkRow href={PLAN_IMPORT_SCREEN} title={labels().plans.bringIn} />
      </Show>
      <Show when={app.scope.managesReference}>
        <LinkRow href={REFERENCE_SCREEN} title={words().reference} />
      </Show>
    </details>
  );
}
