import { Match, Show, Switch } from 'solid-js';
import { rowsByLocality, rowsByType } from '../../../domain/figures/rows.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FiguresTable } from './figures-table.tsx';
import { createOpened } from './opened.ts';
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
}

const questionOf = ({ view, plan, chosen, unitId }: OfficeFiguresProps): ViewQuestion => ({
  view,
  query: { planId: plan.id, ...(chosen && { from: chosen.period.from, to: chosen.period.to }), ...(unitId !== undefined && { unitId }) },
});

/** Figures by place or type. Phones hold no sums of that kind, so the office is asked; its last answer stays on screen. */
export function OfficeFigures(props: OfficeFiguresProps) {
  const app = useApp();
  const answer = createViewAnswer(() => questionOf(props), app.now);
  const table = () => {
    const sums = answer.kept()?.reply.rows;
    if (!sums) return undefined;
    return props.view === 'type' ? rowsByType(sums) : rowsByLocality(sums, app.reference().localities, props.params.merged === '1');
  };
  const opened = createOpened({
    plan: () => props.plan,
    params: () => props.params,
    period: () => props.chosen,
    unitId: () => props.unitId,
    refresh: answer.again,
  });
  return (
    <>
      <AnswerState answer={answer} />
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
              asOf: async () => answer.kept()?.at,
            }}
            opened={opened}
            wide={props.wide}
          />
        )}
      </Show>
    </>
  );
}

/** Why there are no figures, or how old those are that stand below. */
function AnswerState(props: { answer: ViewAnswer }) {
  const app = useApp();
  const words = () => labels().tallies;
  const state = () => props.answer.state();
  /** Why there are none, and how old those are that stand there. */
  const text = (error: OfficeError): string => {
    const kept = props.answer.kept();
    const why = troubleText(error, { unreached: words().viewOffline });
    return `${why} ${kept ? words().keptAnswer(formatTime(kept.at, app.now())) : ''}`;
  };
  return (
    <Switch>
      <Match when={state().kind === 'loading' && !props.answer.kept()}>
        <Loading label={words().asking} />
      </Match>
      <Match when={state().kind === 'withheld'}>
        <Notice level="info" icon="lock">
          {words().viewForbidden}
        </Notice>
      </Match>
      <Match when={props.answer.trouble()}>
        {(why) => <TroubleNotice {...lookOf(why().kind)} text={text(why().error)} onAgain={() => props.answer.again()} />}
      </Match>
    </Switch>
  );
}
