import { createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Closing } from '../../../domain/closing/closing.ts';
import { closingCode, closingStateOf, isLastOfKind, isStep, mayClose, mayTake } from '../../../domain/closing/closing-state.ts';
import type { Adjustment } from '../../../domain/closing/frozen.ts';
import { officeDay } from '../../../domain/day.ts';
import { contains } from '../../../domain/period.ts';
import { periodNameKey } from '../../../domain/period-choice.ts';
import type { ClosingPaper } from '../../../protocol/endpoints/closings.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { createAuthorOf } from '../../records/author.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { type Closed, toJudgeOf } from './create-closed.ts';
import { createSteps } from './create-steps.ts';
import { Fold } from './fold.tsx';
import { JudgeKeys, ReopenKey } from './judge-keys.tsx';
import type { ReportChoice } from './report-choice.ts';

interface PanelProps {
  choice: ReportChoice;
  closed: Closed;
  /** What would be handed to the approver. */
  paper: ClosingPaper | undefined;
  /** The keys by which a report is judged stand elsewhere. */
  judgedElsewhere: boolean;
  /** Asks for the paper that was handed in last. */
  onFetch: () => void;
}

/** Whether the figures of the period are frozen, what was done to them since, and what this person may do next. */
export function ClosingPanel(props: PanelProps) {
  return (
    <Show when={props.choice.about.name}>
      <Show when={props.closed.closing} fallback={<OpenPeriod {...props} />}>
        {(closing) => <ClosedPeriod {...props} closing={closing()} />}
      </Show>
    </Show>
  );
}

function OpenPeriod(props: PanelProps) {
  const app = useApp();
  const steps = createSteps();
  /** Of the closing this person is about to make: pressed again because the answer was lost, it is the same. */
  const [order, setOrder] = createSignal<string>();
  const words = () => labels().tallies.report.closing;
  const may = (): boolean =>
    mayTake(app.scope.roles, 'closed') && props.choice.unit === undefined && mayClose(props.choice.about.period, officeDay(app.now()));
  const close = async (): Promise<void> => {
    const { plan, about } = props.choice;
    const id = order();
    if (id !== undefined && about.name && (await steps.close(id, plan.id, periodNameKey(about.name)))) setOrder(undefined);
  };
  const leave = (): void => {
    steps.forget();
    setOrder(undefined);
  };
  return (
    <>
      <Notice level="info" icon="half">
        <b>{words().open}.</b> {words().openHint}
      </Notice>
      <Show when={may()}>
        <Key icon="lock" onPress={() => setOrder(app.newId())}>
          {words().close}
        </Key>
        <CloseDialog open={order() !== undefined} choice={props.choice} sending={steps} onConfirm={() => void close()} onClose={leave} />
      </Show>
    </>
  );
}

function ClosedPeriod(props: PanelProps & { closing: Closing }) {
  const app = useApp();
  const words = () => labels().tallies.report.closing;
  const steps = createSteps();
  const state = () => closingStateOf(props.closing);
  const ofOffice = (): boolean => props.choice.unit === undefined;
  const closedOn = (): string => formatDay(officeDay(Date.parse(props.closing.history[0]?.at ?? '')));
  const submit = (): void => {
    if (props.paper) void steps.take(props.closing, { step: 'submitted', paper: props.paper });
  };
  return (
    <>
      <Notice level={state() === 'sentBack' ? 'warn' : 'ok'} icon={state() === 'sentBack' ? undefined : 'lock'}>
        <p>
          <b>{words().closedOn(closedOn(), closingCode(props.closing))}</b>
        </p>
        <Switch fallback={<p>{words().cumulative}</p>}>
          <Match when={state() === 'submitted'}>
            <p>{words().submittedHint}</p>
          </Match>
          <Match when={state() === 'approved'}>
            <p>{words().approvedHint}</p>
          </Match>
          <Match when={state() === 'sentBack' && props.closing.history.at(-1)?.reason}>
            {(reason) => <p>{`${words().sentBack}: ${reason()}`}</p>}
          </Match>
        </Switch>
      </Notice>
      <Show when={ofOffice() && steps.may(props.closing, 'submitted')}>
        <Key icon="send" disabled={steps.busy() || !props.paper} onPress={submit}>
          {words().submit}
        </Key>
      </Show>
      <RefusedNotice text={steps.refused()} />
      <Show when={props.judgedElsewhere ? undefined : toJudgeOf(props.closed, props.choice.unit, app.scope.roles)}>
        {(report) => <JudgeKeys of={report()} onFetch={() => props.onFetch()} />}
      </Show>
      <Differences closing={props.closing} adjustments={props.closed.differences?.adjustments ?? []} />
      <Steps closing={props.closing} />
      <Show when={ofOffice() && steps.may(props.closing, 'reopened')}>
        <Show when={isLastOfKind(props.closing, props.closed.closings)} fallback={<p class="meta">{words().notLast}</p>}>
          <ReopenKey closing={props.closing} />
        </Show>
      </Show>
    </>
  );
}

/** More would not be read beside a paper; all of it stands in the next report. */
const MOST_SHOWN = 50;

/** What came for the period after it was closed: taken as ever, and told by the next report. */
function Differences(props: { closing: Closing; adjustments: readonly Adjustment[] }) {
  const app = useApp();
  const words = () => labels().tallies.report.closing;
  const here = () =>
    props.adjustments.filter(({ was, is }) => [was, is].some((entry) => entry && contains(props.closing.period, entry.date)));
  const line = ({ was, is }: Adjustment): string => {
    const entry = is ?? was;
    const what = !was ? words().added : !is ? words().withdrawn : words().changed;
    const unit = app.reference().units.find(({ id }) => id === entry?.unitId)?.shortName ?? '';
    return [what, entry ? formatDay(entry.date) : '', unit, entry?.itemCode ?? ''].join(' · ');
  };
  return (
    <Show when={here().length > 0}>
      <Fold title={words().since(formatNumber(here().length))} note={words().sinceHint}>
        <ul class="report-list">
          <For each={here().slice(0, MOST_SHOWN)}>{(entry) => <li>{line(entry)}</li>}</For>
          <Show when={here().length > MOST_SHOWN}>
            <li>{words().more(formatNumber(here().length - MOST_SHOWN))}</li>
          </Show>
        </ul>
      </Fold>
    </Show>
  );
}

function Steps(props: { closing: Closing }) {
  const app = useApp();
  const authorOf = createAuthorOf();
  const words = () => labels().tallies.report.closing;
  return (
    <Fold title={words().history}>
      <ul class="report-list">
        <For each={props.closing.history}>
          {({ step, at, by, reason }) => (
            <li>
              {[isStep(step) ? words().steps[step] : step, authorOf(by), formatTime(Date.parse(at), app.now())].join(' · ')}
              <Show when={reason}>{(why) => <span class="meta">{why()}</span>}</Show>
            </li>
          )}
        </For>
      </ul>
    </Fold>
  );
}
