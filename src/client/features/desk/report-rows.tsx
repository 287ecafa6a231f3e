import { For } from 'solid-js';
import type { Day } from '../../../domain/day.ts';
import { chosenPeriod } from '../../../domain/period-choice.ts';
import { planName } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { DOT, daySpan, formatDay, formatNumber, lowerFirst } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { readAllClosings } from '../../store/lists/closings.ts';
import { createLiveQuery } from '../../store/live.ts';
import { reportOfPeriodHref } from './desk-hrefs.ts';
import { DeskRow } from './desk-row.tsx';
import { type ReportToJudge, reportsToJudge } from './reports-to-judge.ts';

/** Reports that wait for this person's verdict, of every plan. */
export function ReportRows(props: { today: Day }) {
  const app = useApp();
  const closings = createLiveQuery(() => readAllClosings(app.db));
  const found = () => reportsToJudge(closings() ?? [], app.plans() ?? [], app.scope.roles, props.today);
  return <For each={found()}>{(report) => <ReportRow report={report} />}</For>;
}

function ReportRow(props: { report: ReportToJudge }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const period = (): string => {
    const { plan, closing } = props.report;
    const choice = chosenPeriod(plan, closing.periodKey, plan.reporting);
    return choice ? lowerFirst(periodWords(choice.name)) : daySpan(closing.period.from, closing.period.to);
  };
  const note = (): string =>
    [words().reportClosed(formatDay(props.report.closing.period.to)), planName(props.report.plan, app.plans() ?? [])].join(DOT);
  return (
    <DeskRow
      href={reportOfPeriodHref({ plan: props.report.plan, period: { key: props.report.closing.periodKey } })}
      figure={formatNumber(props.report.days)}
      pressing
    >
      <b>{words().reportWaits(props.report.days, period())}</b>
      <br />
      <span class="meta">{note()}</span>
    </DeskRow>
  );
}
