import { createSignal, For, Show } from 'solid-js';
import type { Closing } from '../../../domain/closing/closing.ts';
import { closingOf, closingStateOf, mayTake } from '../../../domain/closing/closing-state.ts';
import { officeDay } from '../../../domain/day.ts';
import type { Period } from '../../../domain/period.ts';
import { chosenPeriod, KINDS, periodChoices } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import { reportsOf } from '../../../domain/report/may-report.ts';
import type { ReportPeriod } from '../../../domain/report/report.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { useApp } from '../../app-context.ts';
import { PlanPick } from '../../chosen-plan.tsx';
import { daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { kindWord, periodWords } from '../../labels/period-words.ts';
import { createShownPlans } from '../../shown-plans.ts';
import { Field } from '../../ui/field.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { PickButton, PickDialog, type PickOption } from '../../ui/pick.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import { CUSTOM, periodKey, type ReportParams } from './report-choice.ts';

/** Value of "the whole office" in a list. */
const OFFICE = '';
interface PickProps {
  plan: Plan;
  unit: Unit | undefined;
  /** Undefined while the two days asked for make no period. */
  about: ReportPeriod | undefined;
  params: ReportParams;
  closings: readonly Closing[];
  onChoose: (change: ReportParams) => void;
}

/** Of which plan, which unit and which days. */
export function ReportPicks(props: PickProps) {
  const app = useApp();
  const shown = createShownPlans();
  const [asking, setAsking] = createSignal<'unit' | 'period'>();
  const words = () => labels().tallies.report;
  const isCustom = (): boolean => props.params.period === CUSTOM;
  const units = (): readonly Unit[] => {
    const of = reportsOf(app.scope);
    return app.reference().units.filter(({ id }) => of === 'all' || of.includes(id));
  };
  const mayChooseUnit = (): boolean => units().length > 1;
  /** Whether the period is open, or what became of its report; nothing of one that has not begun. */
  const stateWord = (key: string, { from }: Period): string[] => {
    const closing = closingOf(props.closings, props.plan.id, key);
    const state = closing && closingStateOf(closing);
    if (state !== undefined && state !== 'reopened') return [words().states[state]];
    return from <= officeDay(app.now()) ? [words().states.open] : [];
  };
  /** Reports that wait for this person, other than the one that is looked at. */
  const toJudge = () =>
    props.closings.filter(
      (closing) =>
        mayTake(app.scope.roles, 'approved') &&
        closingStateOf(closing) === 'submitted' &&
        closing.periodKey !== (props.about && periodKey(props.about)),
    );
  const options = (): PickOption[] => {
    switch (asking()) {
      case 'unit':
        return [
          ...(reportsOf(app.scope) === 'all' ? [{ value: OFFICE, label: words().wholeOffice }] : []),
          ...units().map(({ id, name }) => ({ value: id, label: name })),
        ];
      default:
        return [
          ...KINDS.flatMap((kind) =>
            periodChoices(props.plan, kind, props.plan.reporting).map(({ key, name, period }) => ({
              value: key,
              label: periodWords(name),
              hint: [daySpan(period.from, period.to), ...stateWord(key, period)].join(' · '),
              group: kindWord(kind),
            })),
          ),
          { value: CUSTOM, label: words().custom, hint: words().customHint, group: words().custom },
        ];
    }
  };
  const chosen = (): string => {
    if (asking() === 'unit') return props.unit?.id ?? OFFICE;
    return isCustom() || !props.about ? CUSTOM : periodKey(props.about);
  };
  const change = (value: string): ReportParams => {
    if (asking() === 'unit') return { unit: value === OFFICE ? undefined : value };
    if (value !== CUSTOM) return { period: value, from: undefined, to: undefined };
    return { period: CUSTOM, from: props.about?.period.from, to: props.about?.period.to };
  };
  const titles = () => ({ unit: words().chooseUnit, period: words().choosePeriod });
  return (
    <div class="stack">
      <Show when={toJudge().length > 0}>
        <Sheet label={words().closing.toJudge}>
          <SheetHead icon="stamp">{words().closing.toJudge}</SheetHead>
          <For each={toJudge()}>
            {({ periodKey: key, period }) => {
              const choice = chosenPeriod(props.plan, key, props.plan.reporting);
              return (
                <LinkRow
                  title={choice ? periodWords(choice.name) : daySpan(period.from, period.to)}
                  onPress={() => props.onChoose({ period: key, unit: undefined, from: undefined, to: undefined })}
                />
              );
            }}
          </For>
        </Sheet>
      </Show>
      <PickButton
        label={words().period}
        value={isCustom() || !props.about?.name ? words().custom : periodWords(props.about.name)}
        hint={props.about && daySpan(props.about.period.from, props.about.period.to)}
        onPress={() => setAsking('period')}
      />
      <Show when={isCustom()}>
        <div class="report-days">
          <Field id="report-from" label={words().from} issue={props.about ? undefined : { level: 'error', text: words().daysIssue }}>
            <DateInput
              id="report-from"
              value={props.params.from ?? ''}
              min={props.plan.period.from}
              max={props.plan.period.to}
              invalid={!props.about}
              onInput={(from) => props.onChoose({ from })}
            />
          </Field>
          <Field id="report-to" label={words().to}>
            <DateInput
              id="report-to"
              value={props.params.to ?? ''}
              min={props.plan.period.from}
              max={props.plan.period.to}
              invalid={!props.about}
              onInput={(to) => props.onChoose({ to })}
            />
          </Field>
        </div>
      </Show>
      <Show when={mayChooseUnit()}>
        <PickButton label={words().unit} value={props.unit?.name ?? words().wholeOffice} onPress={() => setAsking('unit')} />
      </Show>
      <Show when={(shown()?.length ?? 0) > 1} fallback={<p class="meta">{props.plan.title}</p>}>
        <PlanPick
          chosen={props.plan}
          title={words().choosePlan}
          // Periods and units of one plan mean nothing to another.
          onChoose={(plan) => props.onChoose({ plan, period: undefined, unit: undefined, from: undefined, to: undefined })}
        />
      </Show>
      <PickDialog
        open={asking() !== undefined}
        title={titles()[asking() ?? 'period']}
        options={options()}
        chosen={[chosen()]}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={(value) => props.onChoose(change(value))}
        onClose={() => setAsking(undefined)}
        fold={foldForSearch}
      />
    </div>
  );
}
