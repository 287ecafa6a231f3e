import { Show } from 'solid-js';
import { LIMITS } from '../../../domain/activity.ts';
import { parseCount, stepCount } from '../../../domain/count-text.ts';
import { addDays, type Day } from '../../../domain/day.ts';
import { fieldWords, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import { fieldIssue, isWrong } from './field-issue.tsx';
import { controlId, type FormModel } from './form-model.ts';
import { daysOfSeries, perDayOf, totalForDays } from './series.ts';

/** The last day of what went on for several days. `total` names the count that is so often a day times the days. */
export function EndDayField(props: { model: FormModel; total?: string | undefined }) {
  const days = (endDate = props.model.text('endDate')): number => daysOfSeries(props.model.text('date'), endDate);
  const total = (): number | undefined | null => (props.total === undefined ? undefined : parseCount(props.model.text(props.total)));
  const latest = (): string => {
    const date = props.model.text('date');
    const end = date === '' ? props.model.latest() : addDays(date as Day, LIMITS.seriesDays);
    return end < props.model.latest() ? end : props.model.latest();
  };
  const setEnd = (endDate: string): void => {
    const changed = totalForDays(total(), days(), days(endDate));
    props.model.setMany({ endDate, ...(props.total !== undefined && changed !== undefined && { [props.total]: String(changed) }) });
  };
  return (
    <>
      <Field
        id={controlId('endDate')}
        label={fieldWords('endDate').label}
        unit={fieldWords('endDate').unit}
        issue={fieldIssue(props.model, 'endDate')}
      >
        <DateInput
          id={controlId('endDate')}
          value={props.model.text('endDate')}
          min={props.model.text('date')}
          max={latest()}
          invalid={isWrong(props.model, 'endDate')}
          onInput={setEnd}
          onLeave={() => props.model.leave('endDate')}
        />
      </Field>
      <Show when={days() > 1 && props.total}>
        {(field) => <SeriesSum model={props.model} field={field()} total={total()} days={days()} />}
      </Show>
    </>
  );
}

/** "2 lần/ngày × 15 ngày = 30 lượt": so often a day fills the total; typing the total answers how often. */
function SeriesSum(props: { model: FormModel; field: string; total: number | undefined | null; days: number }) {
  const words = () => labels().activities.form;
  const perDay = (): number | undefined => perDayOf(props.total, props.days);
  const sum = (): string | undefined => {
    const often = perDay();
    const days = formatNumber(props.days);
    if (typeof props.total !== 'number' || props.total === 0) return undefined;
    const total = formatNumber(props.total);
    return often === undefined ? words().seriesUneven(total, days) : words().seriesSum(formatNumber(often), days, total);
  };
  return (
    <Field id={controlId('perDay')} label={fieldWords('perDay').label} help={sum()} issue={fieldIssue(props.model, 'perDay')}>
      <Stepper
        id={controlId('perDay')}
        value={props.model.text('perDay') || String(perDay() ?? '')}
        stepped={(text, by) => stepCount(text, by, 1)}
        invalid={isWrong(props.model, 'perDay')}
        words={labels().common}
        onInput={(value) => {
          const often = parseCount(value);
          // What makes no total stays as it was typed.
          const filled = typeof often === 'number' ? { [props.field]: String(often * props.days) } : undefined;
          props.model.setMany({ perDay: filled ? '' : value, ...filled });
        }}
        onLeave={() => props.model.leave('perDay')}
      />
    </Field>
  );
}
