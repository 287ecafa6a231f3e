import { Show } from 'solid-js';
import type { Reporting } from '../../../domain/period.ts';
import { type PeriodChoice, strayDays } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Tally } from '../../../domain/tally.ts';
import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import { formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Notice } from '../../ui/notice.tsx';

interface Noted {
  readonly plan: Plan;
  readonly reporting: Reporting;
  readonly chosen: PeriodChoice | undefined;
  readonly total: Tally;
  readonly waiting: WaitingCount;
}

/** Where the period, the reporting year and the plan do not end together. */
function periodNotes({ plan, reporting, chosen }: Noted): string[] {
  const words = labels().tallies;
  const { from, to } = plan.period;
  const isBeyond = chosen !== undefined && (chosen.period.from < from || to < chosen.period.to);
  return [
    ...(isBeyond ? [words.beyondPlan(formatDay(from), formatDay(to))] : []),
    ...strayDays(plan, reporting).map(({ year, period }) => words.yearsPart(formatDay(period.from), formatDay(period.to), year)),
  ];
}

const declaredNote = ({ total }: Noted): string | undefined =>
  total.declared > 0 ? labels().tallies.declaredNote(formatNumber(total.declared)) : undefined;

function onPhoneNote({ waiting: { records, verdicts } }: Noted): string | undefined {
  const words = labels().tallies;
  // A verdict is no record: it has a word of its own.
  const waiting = [
    ...(records > 0 ? [words.waitingRecords(formatNumber(records))] : []),
    ...(verdicts > 0 ? [words.waitingVerdicts(formatNumber(verdicts))] : []),
  ];
  return waiting.length > 0 ? words.onPhone(waiting.join(', ')) : undefined;
}

/** All of them, sentence by sentence. */
export const noteTexts = (noted: Noted): string[] =>
  [...periodNotes(noted), declaredNote(noted), onPhoneNote(noted)].filter((note) => note !== undefined);

/** What is known to be missing from the figures below, and where the period, the reporting year and the plan do not end together. */
export function TallyNotes(props: Noted) {
  return (
    <>
      <Show when={periodNotes(props).join(' ')}>{(text) => <p class="meta">{text()}</p>}</Show>
      <Show when={declaredNote(props)}>
        {(text) => (
          <Notice level="warn" icon="wait">
            {text()}
          </Notice>
        )}
      </Show>
      <Show when={onPhoneNote(props)}>
        {(text) => (
          <Notice level="info" icon="phone">
            {text()}
          </Notice>
        )}
      </Show>
    </>
  );
}
