import { Show } from 'solid-js';
import type { Plan } from '../../../domain/plan.ts';
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
        href={`/ke-hoach/${encodeURIComponent(props.plan.id)}/cac-ban`}
        title={words().versions}
        note={app.scope.managesPlans ? words().versionsNote : undefined}
      />
      <Show when={app.scope.managesPlans}>
        <LinkRow href="/ke-hoach/nhap" title={labels().plans.bringIn} />
      </Show>
      <Show when={app.scope.managesReference}>
        <LinkRow href="/ke-hoach/danh-muc" title={words().reference} />
      </Show>
    </details>
  );
}
