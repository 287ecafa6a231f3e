import { Match, Show, Switch } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { failureText } from './fetched.ts';
import { FiguresTable } from './figures-table.tsx';
import { createOpened } from './opened.ts';
import type { PeriodChoice } from './period-choice.ts';
import type { TallyParams } from './tally-choice.ts';
import { createViewAnswer, type ViewAnswer } from './view-answer.ts';
import { rowsByPlace, rowsByType } from './view-rows.ts';

export interface OfficeFiguresProps {
  view: 'place' | 'type';
  plan: Plan;
  params: TallyParams;
  chosen: PeriodChoice | undefined;
  unitId: UnitId | undefined;
  wide: boolean;
}

const ENDPOINTS = { place: 'localities', type: 'types' } as const;

function pathOf(props: OfficeFiguresProps): string {
  const search = new URLSearchParams({ planId: props.plan.id });
  if (props.chosen) {
    search.set('from', props.chosen.period.from);
    search.set('to', props.chosen.period.to);
  }
  if (props.unitId !== undefined) search.set('unitId', props.unitId);
  return `/api/tally/${ENDPOINTS[props.view]}?${search}`;
}

/** Figures by place or type. Phones hold no sums of that kind, so the office is asked; its last answer stays on screen. */
export function OfficeFigures(props: OfficeFiguresProps) {
  const app = useApp();
  const answer = createViewAnswer(() => pathOf(props), app.now);
  const table = () => {
    const rows = answer.kept()?.reply.rows;
    if (!rows) return undefined;
    return props.view === 'type' ? rowsByType(rows) : rowsByPlace(rows, app.reference().localities, props.params.merged === '1');
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
        {(found) => <FiguresTable view={props.view} rows={found().rows} total={found().total} opened={opened} wide={props.wide} />}
      </Show>
    </>
  );
}

/** Why there are no figures, or how old those are that stand below. */
function AnswerState(props: { answer: ViewAnswer }) {
  const app = useApp();
  const words = () => labels().tallies;
  const state = () => props.answer.state();
  const again = () => <Key onPress={() => props.answer.again()}>{labels().common.retry}</Key>;
  const keptAt = (): string | undefined => {
    const kept = props.answer.kept();
    return kept && words().keptAnswer(formatTime(kept.at, app.now()));
  };
  return (
    <Switch>
      <Match when={state().kind === 'loading' && !props.answer.kept()}>
        <Loading label={words().asking} />
      </Match>
      <Match when={state().kind === 'offline'}>
        <Notice level="info" icon="nosig">
          <p>
            {words().viewOffline} {keptAt()}
          </p>
          {again()}
        </Notice>
      </Match>
      <Match when={state().kind === 'gone'}>
        <Notice level="info" icon="lock">
          {words().viewForbidden}
        </Notice>
      </Match>
      <Match when={state().kind === 'failed'}>
        <Notice level="warn">
          <p>
            {failureText(state())} {keptAt()}
          </p>
          {again()}
        </Notice>
      </Match>
    </Switch>
  );
}
