import { Match, Switch } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { ViewAnswer } from './view-answer.ts';

/** Why there are no figures, or how old those are that stand below. */
export function AnswerState(props: { answer: ViewAnswer; offline: string }) {
  const app = useApp();
  const words = () => labels().tallies;
  const state = () => props.answer.state();
  const text = (error: OfficeError): string => {
    const cached = props.answer.cached();
    const why = troubleText(error, { unreached: props.offline });
    return `${why} ${cached ? words().keptAnswer(formatTime(cached.at, app.now())) : ''}`;
  };
  return (
    <Switch>
      <Match when={state().kind === 'loading' && !props.answer.cached()}>
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
