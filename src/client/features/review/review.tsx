import { onMount, Show } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { LeadReview } from './lead-review.tsx';
import { OfficeReview } from './office-review.tsx';

/** What waits for a verdict: a lead's lies on the phone, a supervisor's is fetched from the office. */
export function ReviewScreen() {
  const { scope, sync } = useApp();
  const { reviews } = scope;
  // Here stands what others did: opening the list asks for news.
  onMount(() => sync.nudge());
  return (
    <Show when={reviews === 'all' ? undefined : reviews} fallback={<OfficeReview />}>
      {(unitIds) => <LeadReview unitIds={unitIds()} />}
    </Show>
  );
}
