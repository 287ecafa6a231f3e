import { Show } from 'solid-js';
import type { Reporting } from '../../../domain/period.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Tally } from '../../../domain/tally.ts';
import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import { formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Notice } from '../../ui/notice.tsx';
import { type PeriodChoice, strayDays } from './period-choice.ts';

/** What is known to be missing from the figures below, and where the period, the reporting year and the plan do not end together. */
export function TallyNotes(props: {
  plan: Plan;
  reporting: Reporting;
  chosen: PeriodChoice | undefined;
  total: Tally;
  waiting: WaitingCount;
}) {
  const words = () => labels().tallies;
  /** A verdict is no record: it has a word of its own. */
  const waiting = (): string[] => [
    ...(props.waiting.records > 0 ? [words().waitingRecords(formatNumber(props.waiting.records))] : []),
    ...(props.waiting.verdicts > 0 ? [words().waitingVerdicts(formatNumber(props.waiting.verdicts))] : []),
  ];
  const span = () => props.plan.period;
  const isBeyond = (): boolean =>
    props.chosen !== undefined && (props.chosen.period.from < span().from || span().to < props.chosen.period.to);
  const periodWords = (): string[] => [
    ...(isBeyond() ? [words().beyondPlan(formatDay(span().from), formatDay(span().to))] : []),
    ...strayDays(props.plan, props.reporting).map(({ year, period }) =>
      words().yearsPart(formatDay(period.from), formatDay(period.to), year),
    ),
  ];
  return (
    <>
      <Show when={periodWords().length > 0}>
        <p class="meta">{periodWords().join(' ')}</p>
      </Show>
      <Show when={props.total.declared > 0}>
        <Notice level="warn" icon="wait">
          {words().declaredNote(formatNumber(props.total.declared))}
        </Notice>
      </Show>
      <Show when={waiting().length > 0}>
        <Notice level="info" icon="phone">
          {words().onPhone(waiting().join(', '))}
        </Notice>
      </Show>
    </>
  );
}
