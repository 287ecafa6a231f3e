import { createMemo, Show } from 'solid-js';
import type { Compared } from '../../../domain/figures/column.ts';
import { mapOthers } from '../../../domain/figures/compare.ts';
import { rowsByLocality, rowsByType } from '../../../domain/figures/rows.ts';
import type { PlanId, UnitId } from '../../../domain/ids.ts';
import type { Period } from '../../../domain/period.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { AnswerState } from './answer-state.tsx';
import { type Arranged, FiguresTable, wantedPeriods } from './figures-table.tsx';
import { MarkerStrip } from './marker-strip.tsx';
import { createOpened } from './opened.ts';
import { PlaceMapSheet } from './place-map.tsx';
import { createPrintLine } from './table-key.tsx';
import type { TallyParams } from './tally-choice.ts';
import { createViewAnswer, type ViewAnswer, type ViewQuestion } from './view-answer.ts';

export interface OfficeFiguresProps {
  view: 'locality' | 'type';
  plan: Plan;
  params: TallyParams;
  chosen: PeriodChoice | undefined;
  unitId: UnitId | undefined;
  /** What is known to be missing from the figures. */
  notes: readonly string[];
  wide: boolean;
  arranged: Arranged;
}

const questionOf = ({ view, unitId }: OfficeFiguresProps, planId: PlanId, period: Period | undefined): ViewQuestion => ({
  view,
  query: { planId, ...(period && { from: period.from, to: period.to }), ...(unitId !== undefined && { unitId }) },
});

/** What the office says of a period that is held beside the chosen one. */
function createOtherAnswer(props: OfficeFiguresProps, kind: Compared): ViewAnswer {
  const app = useApp();
  const other = () => wantedPeriods(props.arranged)[kind];
  return createViewAnswer(() => {
    const [asked, plan] = [other(), other()?.plan];
    return asked && plan && questionOf(props, plan.id, asked.period);
  }, app.now);
}

/** Figures by place or type. Phones hold no sums of that kind, so the office is asked; its last answer stays on screen. */
export function OfficeFigures(props: OfficeFiguresProps) {
  const app = useApp();
  const answer = createViewAnswer(() => questionOf(props, props.plan.id, props.chosen?.period), app.now);
  const before = createOtherAnswer(props, 'before');
  const lastYear = createOtherAnswer(props, 'lastYear');
  const others = createMemo(() => mapOthers({ before, lastYear }, (answer) => answer.cached()?.reply.rows));
  const table = () => {
    const sums = answer.cached()?.reply.rows;
    if (!sums) return undefined;
    return props.view === 'type'
      ? rowsByType(sums, others())
      : rowsByLocality(sums, app.reference().localities, props.params.merged === '1', others());
  };
  const opened = createOpened({
    plan: () => props.plan,
    params: () => props.params,
    period: () => props.chosen,
    unitId: () => props.unitId,
    refresh: answer.again,
  });
  const printLine = createPrintLine(() => ({ plan: props.plan, chosen: props.chosen, unitId: props.unitId }));
  return (
    <>
      <Show when={props.view === 'locality'}>
        <MarkerStrip plan={props.plan} params={props.params} chosen={props.chosen} unitId={props.unitId} />
      </Show>
      <AnswerState answer={answer} offline={labels().tallies.viewOffline} />
      <Show when={props.view === 'locality' && answer.cached()}>
        {(cached) => (
          <PlaceMapSheet
            sums={cached().reply.rows}
            period={props.chosen?.period ?? props.plan.period}
            opened={opened}
            wide={props.wide}
            printLine={printLine()}
          />
        )}
      </Show>
      <Show when={table()}>
        {(found) => (
          <FiguresTable
            view={props.view}
            table={found()}
            origin={{
              plan: props.plan,
              chosen: props.chosen,
              unitId: props.unitId,
              notes: props.notes,
              asOf: async () => answer.cached()?.at,
            }}
            opened={opened}
            wide={props.wide}
            arranged={props.arranged}
          />
        )}
      </Show>
    </>
  );
}
