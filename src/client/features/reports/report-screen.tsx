import './reports.css';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, type JSX, Match, onMount, Show, Switch } from 'solid-js';
import { type ClosingStep, closingStateOf, mayTake } from '../../../domain/closing/closing-state.ts';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { Plan } from '../../../domain/plan.ts';
import { mayReport, reportsOf } from '../../../domain/report/may-report.ts';
import { paperOf } from '../../../domain/report/paper-of-report.ts';
import { NO_WORDS, type Report } from '../../../domain/report/report.ts';
import { shareTextOf } from '../../../domain/report/share-text.ts';
import type { ClosingPaper } from '../../../protocol/endpoints/closings.ts';
import { TALLY_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { createChosenPlan } from '../../chosen-plan.tsx';
import { giveFile } from '../../give-file.ts';
import { labels } from '../../labels/labels.ts';
import { shareWords } from '../../share-words.ts';
import { readFormerWords, readWords, saveReportWords } from '../../store/lists/report-inputs.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { Switch as SwitchKey } from '../../ui/switch.tsx';
import { goBack } from '../../way-back.ts';
import { createWide } from '../../wide.ts';
import { createAutosavedInput } from './autosaved-input.ts';
import { ClosingPanel } from './closing-panel.tsx';
import { type Closed, type ToJudge, toJudgeOf } from './create-closed.ts';
import { createLetterhead } from './create-letterhead.ts';
import { createReport } from './create-report.ts';
import { JudgeKeys } from './judge-keys.tsx';
import { LetterheadFields } from './letterhead-fields.tsx';
import { makeCsv, makeExcel, makeWord } from './make-file.ts';
import { PaperView } from './paper-view.tsx';
import {
  chosenReportUnit,
  lastEnded,
  periodAskedFor,
  periodKey,
  type ReportChoice,
  type ReportParams,
  readReportParams,
  reportHref,
} from './report-choice.ts';
import { ReportNotes } from './report-notes.tsx';
import { ReportPicks } from './report-picks.tsx';
import { WordFields } from './word-fields.tsx';

/** A report that stands on screen, with what its keys must know. */
interface ReadyReport {
  readonly report: Report;
  readonly closed: Closed;
  /** Asks the office once more for what it did not tell. */
  readonly again: () => void;
}

/** The paper of a period, and beside it what it is about, what a person adds, and the ways it leaves the app. */
export function ReportScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const isWide = createWide();
  const params = createMemo(() => readReportParams(search));
  const { plan, none, remember } = createChosenPlan(() => params().plan);
  const [ready, setReady] = createSignal<ReadyReport>();
  const words = () => labels().tallies.report;
  // Whoever makes a report wants the figures of now, if there are any.
  onMount(() => app.sync.nudge());
  const choose = (change: ReportParams): void => {
    if (change.plan !== undefined) remember(change.plan);
    navigate(reportHref({ ...params(), ...change }), { replace: true, scroll: false });
  };
  const keys = (wide: boolean) => (
    <Show when={ready()}>{(ready) => <ReportKeys report={ready().report} wide={wide} second={toJudge() !== undefined} />}</Show>
  );
  /** What is to be judged by this person: on a phone its keys stand at the foot, in the place of the others. */
  const toJudge = (): ToJudge | undefined => {
    const now = ready();
    return now && toJudgeOf(now.closed, now.report.unit, app.scope.roles);
  };
  const dock = () => (
    <Show when={toJudge()} fallback={keys(false)}>
      {(report) => (
        <DockRow label={words().title}>
          <JudgeKeys of={report()} big onFetch={() => ready()?.again()} />
        </DockRow>
      )}
    </Show>
  );
  return (
    <Screen
      title={words().title}
      wide
      back={() => goBack(navigate, TALLY_SCREEN)}
      backLabel={words().back}
      dock={isWide() ? undefined : dock()}
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={!mayReport(app.scope)}>
          <Empty title={words().mayNot}>
            <p>{words().mayNotHint}</p>
          </Empty>
        </Match>
        <Match when={plan()}>
          {(plan) => (
            <ReportPage
              plan={plan()}
              params={params()}
              keys={<Show when={isWide() || toJudge()}>{keys(true)}</Show>}
              wide={isWide()}
              onChoose={choose}
              onReady={setReady}
            />
          )}
        </Match>
        <Match when={none()}>
          <Empty title={words().noPlan}>
            <p>{words().noPlanHint}</p>
          </Empty>
        </Match>
      </Switch>
    </Screen>
  );
}

interface PageProps {
  plan: Plan;
  params: ReportParams;
  /** Beside the paper, where there is room beside it. */
  keys: JSX.Element;
  wide: boolean;
  onChoose: (change: ReportParams) => void;
  onReady: (ready: ReadyReport | undefined) => void;
}

/** States in which the words of the paper are those that were handed in. */
const HANDED_IN: readonly ClosingStep[] = ['submitted', 'approved'];

const keyOf = ({ plan, about, unit }: ReportChoice): string => [plan.id, plan.version, unit?.id, periodKey(about)].join('|');

function ReportPage(props: PageProps) {
  const app = useApp();
  const today = (): Day => officeDay(app.now());
  const [signedOn, setSignedOn] = createSignal<Day | null>(null);
  const unit = createMemo(() => chosenReportUnit(app.reference().units, reportsOf(app.scope), props.params));
  const about = createMemo(() => periodAskedFor(props.plan, props.params, today()));
  // While two days make no period, the paper of the last ones is hidden and not forgotten.
  const choice = createMemo((before: ReportChoice | undefined): ReportChoice => {
    const now = { plan: props.plan, unit: unit(), about: about() ?? before?.about ?? lastEnded(props.plan, today()) };
    return before && before.plan === now.plan && keyOf(before) === keyOf(now) ? before : now;
  }, undefined);
  const place = () => ({ planId: choice().plan.id, unitId: choice().unit?.id });
  // Kept until another is asked for: a version of the plan that arrives meanwhile takes no text out of a person's hands.
  const isSamePlace = (a: ReportChoice, b: ReportChoice): boolean => a.plan.id === b.plan.id && a.unit?.id === b.unit?.id;
  const ofPlace = createMemo(choice, undefined, { equals: isSamePlace });
  const ofPeriod = createMemo(choice, undefined, {
    equals: (a, b) => isSamePlace(a, b) && periodKey(a.about) === periodKey(b.about),
  });
  const letterhead = createLetterhead(ofPlace);
  const typed = createAutosavedInput(ofPeriod, {
    read: async (at) => (await readWords(app.db, place(), periodKey(at.about))) ?? NO_WORDS,
    write: ({ plan, unit: of, about: days }, value) => saveReportWords(app.db, { planId: plan.id, unitId: of?.id }, periodKey(days), value),
  });
  const former = createLiveQuery(async () => ({ words: await readFormerWords(app.db, place(), periodKey(choice().about)) }));
  const own = (): ClosingPaper | undefined => {
    const [head, words] = [letterhead.value(), typed.value()];
    return head && words && { letterhead: head, words, signedOn: signedOn() };
  };
  /** The paper that was handed in, where it is that one which is looked at; who judges it sees no other. */
  const handedIn = ({ closing, detail }: Closed): ClosingPaper | undefined => {
    if (!closing || unit()) return undefined;
    const isFixed = HANDED_IN.includes(closingStateOf(closing)) || mayTake(app.scope.roles, 'approved');
    return isFixed ? (detail?.paper ?? undefined) : undefined;
  };
  const [listed, setListed] = createSignal(false);
  const making = createReport(choice, (closed) => handedIn(closed) ?? own(), listed);
  const isFixed = (): boolean => {
    const closed = making.closed();
    return closed !== undefined && handedIn(closed) !== undefined;
  };
  const ready = () => {
    const state = making.state();
    return state.kind === 'ready' && about() ? state : undefined;
  };
  const needs = () => {
    const state = making.state();
    return state.kind === 'needsOffice' ? state : undefined;
  };
  createEffect(() => {
    const now = ready();
    props.onReady(now && { ...now, again: making.again });
  });
  const words = () => labels().tallies.report;
  return (
    <div class="report-page">
      <div class="report-aside stack">
        <ReportPicks
          plan={props.plan}
          unit={unit()}
          about={about()}
          params={props.params}
          closings={making.closed()?.closings ?? []}
          onChoose={props.onChoose}
        />
        <Show when={about() && making.closed()}>
          {(closed) => (
            <ClosingPanel choice={choice()} closed={closed()} paper={own()} judgedElsewhere={!props.wide} onFetch={making.again} />
          )}
        </Show>
        <Show when={ready()}>{(known) => <ReportNotes known={known()} making={making} listed={listed()} />}</Show>
        {props.keys}
        <ListSwitch checked={listed()} onChange={setListed} />
        <Show when={!props.wide && ready()}>{(known) => <CsvKey report={known().report} />}</Show>
        <Show when={!isFixed() && typed.value()}>
          {(value) => (
            <WordFields
              words={value()}
              former={making.closed()?.detail?.paper?.words ?? former()?.words}
              onChange={(part) => typed.change(part)}
            />
          )}
        </Show>
        <Show when={!isFixed() && letterhead.value()}>
          <LetterheadFields letterhead={letterhead} signedOn={signedOn()} onSigned={setSignedOn} />
        </Show>
      </div>
      <div class="report-bench">
        <Switch>
          <Match when={ready()}>{(known) => <PaperView paper={paperOf(known().report, known().blocks)} label={words().paper} />}</Match>
          <Match when={about() && making.state().kind === 'loading'}>
            <Loading label={making.isAsking() ? words().asking : labels().common.loading} />
          </Match>
          <Match when={about() && needs()}>
            {(state) => (
              <Empty
                title={state().closed ? words().needsClosed : words().needsOffice}
                action={<Key onPress={() => making.again()}>{labels().common.retry}</Key>}
              >
                <p>{state().closed ? words().needsClosedHint : words().needsOfficeHint}</p>
              </Empty>
            )}
          </Match>
        </Switch>
      </div>
    </div>
  );
}

/** Whether a list of all activities stands behind the signature. */
function ListSwitch(props: { checked: boolean; onChange: (checked: boolean) => void }) {
  const words = () => labels().tallies.report;
  return (
    <SwitchKey checked={props.checked} onChange={props.onChange}>
      {words().list} <span class="meta">{words().listHint}</span>
    </SwitchKey>
  );
}

/** Makes a file of the report and hands it over; one at a time. */
function createSaving(report: () => Report) {
  const words = () => labels().tallies.report;
  const [busy, setBusy] = createSignal(false);
  const save = async (make: (report: Report) => Promise<File>): Promise<void> => {
    setBusy(true);
    try {
      const file = await make(report());
      await giveFile(file);
      showSnack({ text: words().made(file.name), icon: 'tick' });
    } catch (cause) {
      // Closing the share sheet is a choice, not a failure.
      if (cause instanceof DOMException && cause.name === 'AbortError') return;
      reportError(cause);
      showSnack({ text: words().failed, note: words().failedHint, level: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return { busy, save };
}

/** For programs that read no workbook. On a phone it has no place among the keys at the foot. */
function CsvKey(props: { report: Report }) {
  const { busy, save } = createSaving(() => props.report);
  return (
    <Key icon="dl" disabled={busy()} onPress={() => void save(makeCsv)}>
      {labels().tallies.report.csv}
    </Key>
  );
}

/** The ways a report leaves the app. */
function ReportKeys(props: { report: Report; wide: boolean; second: boolean }) {
  const words = () => labels().tallies.report;
  const { busy, save } = createSaving(() => props.report);
  const share = async (): Promise<void> => {
    const how = await shareWords(shareTextOf(props.report));
    if (how === 'copied') showSnack({ text: words().copied, icon: 'copy' });
    if (how === 'failed') showSnack({ text: words().notShared, note: words().notSharedHint, level: 'error' });
  };
  const word = () => (
    <Key kind={props.second ? undefined : 'main'} big grow icon="doc" disabled={busy()} onPress={() => void save(makeWord)}>
      {words().word}
    </Key>
  );
  return (
    <Show
      when={props.wide}
      fallback={
        <DockRow label={words().title}>
          {word()}
          <Key big icon="dl" label={words().excel} disabled={busy()} onPress={() => void save(makeExcel)} />
          <Key big icon="print" label={words().print} onPress={() => print()} />
          <Key big icon="share" label={words().share} onPress={() => void share()} />
        </DockRow>
      }
    >
      <div class="report-keys">
        {word()}
        <Key icon="dl" disabled={busy()} onPress={() => void save(makeExcel)}>
          {words().excel}
        </Key>
        <CsvKey report={props.report} />
        <Key icon="print" onPress={() => print()}>
          {words().print}
        </Key>
        <Key icon="share" onPress={() => void share()}>
          {words().share}
        </Key>
      </div>
    </Show>
  );
}
