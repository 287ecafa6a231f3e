import { createMemo, createSignal, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { PeriodKind, Reporting } from '../../../domain/period.ts';
import { anchorOf, chosenPeriod, KINDS, type PeriodChoice, periodChoices, periodNear, reportingIn } from '../../../domain/period-choice.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { useApp } from '../../app-context.ts';
import { daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { kindWord, periodWords } from '../../labels/period-words.ts';
import { Key } from '../../ui/key.tsx';
import { PickButton, PickDialog, type PickOption } from '../../ui/pick.tsx';
import { DockRow } from '../../ui/screen.tsx';
import { type ChoiceProps, NONE } from './choice-props.ts';
import { Segments } from './segments.tsx';
import type { TallyParams } from './tally-choice.ts';

const CALENDARS = ['administrative', 'calendar'] as const;
type Calendar = (typeof CALENDARS)[number];
const isCalendar = (value: string): value is Calendar => CALENDARS.some((calendar) => calendar === value);

/** The whole plan or one period of it, its first and last day always printed; before and after with one tap. */
export function TallyPeriod(props: ChoiceProps & { wide: boolean }) {
  const app = useApp();
  const [open, setOpen] = createSignal(false);
  const words = () => labels().tallies;
  const reporting = createMemo(() => reportingIn(props.plan, props.params.calendar));
  const chosen = createMemo(() => chosenPeriod(props.plan, props.params.period, reporting()));
  const span = () => chosen()?.period ?? props.plan.period;
  const anchor = () => anchorOf(props.plan, chosen(), officeDay(app.now()));
  const near = (kind: PeriodKind, rule: Reporting): PeriodChoice | undefined => periodNear(props.plan, kind, anchor(), rule);

  const toKind = (value: string): TallyParams => {
    const kind = KINDS.find((kind) => kind === value);
    return { period: kind && near(kind, reporting())?.key };
  };
  const toCalendar = (calendar: Calendar): TallyParams => {
    const kind = chosen()?.name.kind;
    return {
      calendar: calendar === props.plan.reporting.calendar ? undefined : calendar,
      period: kind && near(kind, reportingIn(props.plan, calendar))?.key,
    };
  };
  /** From the whole plan a step back leads to the month of today. */
  const step = (by: 1 | -1): string | undefined => {
    const at = chosen();
    if (!at) return by === -1 ? near('month', reporting())?.key : undefined;
    const choices = periodChoices(props.plan, at.name.kind, reporting());
    return choices[choices.findIndex((choice) => choice.key === at.key) + by]?.key;
  };
  return (
    <>
      <div class="tally-period">
        <Show when={props.wide}>
          <Segments
            label={words().choosePeriod}
            segments={[{ value: NONE, label: words().wholePlan }, ...KINDS.map((kind) => ({ value: kind, label: kindWord(kind) }))]}
            chosen={chosen()?.name.kind ?? NONE}
            onChoose={(value) => props.onChoose(toKind(value))}
          />
        </Show>
        <DockRow label={words().period}>
          <Key
            icon="back"
            label={words().previous}
            disabled={step(-1) === undefined}
            onPress={() => props.onChoose({ period: step(-1) })}
          />
          <span class="grow tally-span">
            <PickButton
              value={chosen() ? periodWords((chosen() as PeriodChoice).name) : words().wholePlan}
              hint={daySpan(span().from, span().to)}
              onPress={() => setOpen(true)}
            />
          </span>
          <Key icon="chev" label={words().next} disabled={step(1) === undefined} onPress={() => props.onChoose({ period: step(1) })} />
        </DockRow>
      </div>
      <Show when={props.wide}>
        <Segments
          label={words().calendar}
          segments={CALENDARS.map((value) => ({ value, label: words().calendars[value] }))}
          chosen={reporting().calendar}
          onChoose={(value) => isCalendar(value) && props.onChoose(toCalendar(value))}
        />
      </Show>
      <PickDialog
        open={open()}
        title={words().choosePeriod}
        options={optionsOf(props, reporting())}
        chosen={[chosen()?.key ?? NONE, reporting().calendar]}
        startAt={(chosen() ?? near('month', reporting()))?.key}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={(value) => props.onChoose(isCalendar(value) ? toCalendar(value) : { period: value === NONE ? undefined : value })}
        onClose={() => setOpen(false)}
        fold={foldForSearch}
      />
    </>
  );
}

/** Every period of the plan under its kind, and both calendars at the end. */
function optionsOf({ plan }: ChoiceProps, reporting: Reporting): PickOption[] {
  const words = labels().tallies;
  const hint = ({ from, to }: PeriodChoice['period']): string => daySpan(from, to);
  return [
    { value: NONE, label: words.wholePlan, hint: hint(plan.period) },
    ...KINDS.flatMap((kind) =>
      periodChoices(plan, kind, reporting).map((choice) => ({
        value: choice.key,
        label: periodWords(choice.name),
        hint: hint(choice.period),
        group: kindWord(kind),
      })),
    ),
    ...CALENDARS.map((value) => ({
      value,
      label: words.calendars[value],
      hint: value === 'calendar' ? words.calendarHint : words.administrativeHint(reporting.closingDay + 1, reporting.closingDay),
      group: words.calendar,
    })),
  ];
}
