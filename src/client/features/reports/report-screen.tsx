import './reports.css';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, type JSX, Match, onMount, Show, Switch } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { Plan } from '../../../domain/plan.ts';
import { proposeLetterhead } from '../../../domain/report/letterhead.ts';
import { mayReport, reportsOf } from '../../../domain/report/may-report.ts';
import { paperOf } from '../../../domain/report/paper-of-report.ts';
import { NO_WORDS, type Report } from '../../../domain/report/report.ts';
import { shareTextOf } from '../../../domain/report/share-text.ts';
import { TALLY_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { createChosenPlan } from '../../chosen-plan.tsx';
import { giveFile } from '../../give-file.ts';
import { labels } from '../../labels/labels.ts';
import { shareWords } from '../../share-words.ts';
import { keepLetterhead, keepWords, readFormerWords, readLetterhead, readWords } from '../../store/lists/report-kept.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { goBack } from '../../way-back.ts';
import { createWide } from '../../wide.ts';
import { createKept } from './create-kept.ts';
import { createReport, type ReportChoice } from './create-report.ts';
import { makeExcel, makeWord } from './make-file.ts';
import { PaperView } from './paper-view.tsx';
import { chosenUnit, lastEnded, periodAskedFor, periodKey, type ReportParams, readParams, reportHref } from './report-choice.ts';
import { LetterheadFields, WordFields } from './report-fields.tsx';
import { ReportNotes } from './report-notes.tsx';
import { ReportPicks } from './report-picks.tsx';

/** The paper of a period, and beside it what it is about, what a person adds, and the ways it leaves the app. */
export function ReportScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const isWide = createWide();
  const params = createMemo(() => readParams(search));
  const { plan, none, remember } = createChosenPlan(() => params().plan);
  const [ready, setReady] = createSignal<Report>();
  const words = () => labels().tallies.report;
  // Whoever makes a report wants the figures of now, if there are any.
  onMount(() => app.sync.nudge());
  const choose = (change: ReportParams): void => {
    if (change.plan !== undefined) remember(change.plan);
    navigate(reportHref({ ...params(), ...change }), { replace: true, scroll: false });
  };
  const keys = () => <Show when={ready()}>{(report) => <ReportKeys report={report()} wide={isWide()} />}</Show>;
  return (
    <Screen
      title={words().title}
      wide
      back={() => goBack(navigate, TALLY_SCREEN)}
      backLabel={words().back}
      dock={isWide() ? undefined : keys()}
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={!mayReport(app.scope)}>
          <Empty title={words().mayNot}>
            <p>{words().mayNotHint}</p>
          </Empty>
        </Match>
        <Match when={plan()}>
          {(one) => (
            <ReportPage plan={one()} params={params()} keys={<Show when={isWide()}>{keys()}</Show>} onChoose={choose} onReady={setReady} />
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
  onChoose: (change: ReportParams) => void;
  onReady: (report: Report | undefined) => void;
}

const keyOf = ({ plan, about, unit }: ReportChoice): string => [plan.id, plan.version, unit?.id, periodKey(about)].join('|');

function ReportPage(props: PageProps) {
  const app = useApp();
  const today = (): Day => officeDay(app.now());
  const [signedOn, setSignedOn] = createSignal<Day | null>(null);
  const unit = createMemo(() => chosenUnit(app.reference().units, reportsOf(app.scope), props.params));
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
  const letterhead = createKept(ofPlace, {
    read: async () => (await readLetterhead(app.db, place())) ?? proposeLetterhead(choice().plan, choice().unit),
    write: ({ plan, unit: of }, value) => keepLetterhead(app.db, { planId: plan.id, unitId: of?.id }, value),
  });
  const typed = createKept(ofPeriod, {
    read: async (at) => (await readWords(app.db, place(), periodKey(at.about))) ?? NO_WORDS,
    write: ({ plan, unit: of, about: days }, value) => keepWords(app.db, { planId: plan.id, unitId: of?.id }, periodKey(days), value),
  });
  const former = createLiveQuery(async () => ({ words: await readFormerWords(app.db, place(), periodKey(choice().about)) }));
  const making = createReport(choice, () => {
    const [head, words] = [letterhead.value(), typed.value()];
    return head && words && { letterhead: head, words, signedOn: signedOn() };
  });
  const ready = () => {
    const state = making.state();
    return state.kind === 'ready' && about() ? state : undefined;
  };
  createEffect(() => props.onReady(ready()?.report));
  const words = () => labels().tallies.report;
  return (
    <div class="report-page">
      <div class="report-aside stack">
        <ReportPicks plan={props.plan} unit={unit()} about={about()} params={props.params} onChoose={props.onChoose} />
        <Show when={ready()}>{(known) => <ReportNotes known={known()} making={making} />}</Show>
        {props.keys}
        <Show when={typed.value()}>
          {(value) => <WordFields words={value()} former={former()?.words} onChange={(part) => typed.change(part)} />}
        </Show>
        <Show when={letterhead.value()}>
          {(value) => (
            <LetterheadFields
              letterhead={value()}
              signedOn={signedOn()}
              onChange={(part) => letterhead.change(part)}
              onSigned={setSignedOn}
            />
          )}
        </Show>
      </div>
      <div class="report-bench">
        <Switch>
          <Match when={ready()}>{(known) => <PaperView paper={paperOf(known().report, known().blocks)} label={words().paper} />}</Match>
          <Match when={about() && making.state().kind === 'loading'}>
            <Loading label={making.isAsking() ? words().asking : labels().common.loading} />
          </Match>
          <Match when={about() && making.state().kind === 'needsOffice'}>
            <Empty title={words().needsOffice} action={<Key onPress={() => making.again()}>{labels().common.retry}</Key>}>
              <p>{words().needsOfficeHint}</p>
            </Empty>
          </Match>
        </Switch>
      </div>
    </div>
  );
}

/** The ways a report leaves the app. */
function ReportKeys(props: { report: Report; wide: boolean }) {
  const words = () => labels().tallies.report;
  const [busy, setBusy] = createSignal(false);
  const save = async (make: (report: Report) => Promise<File>): Promise<void> => {
    setBusy(true);
    try {
      const file = await make(props.report);
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
  const share = async (): Promise<void> => {
    const how = await shareWords(shareTextOf(props.report));
    if (how === 'copied') showSnack({ text: words().copied, icon: 'copy' });
    if (how === 'failed') showSnack({ text: words().notShared, note: words().notSharedHint, level: 'error' });
  };
  const word = () => (
    <Key kind="main" big grow icon="doc" disabled={busy()} onPress={() => void save(makeWord)}>
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
