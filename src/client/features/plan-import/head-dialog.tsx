import { createUniqueId, Show } from 'solid-js';
import { parseCount } from '../../../domain/count-text.ts';
import { Day, yearOf } from '../../../domain/day.ts';
import { ClosingDay, type Reporting } from '../../../domain/period.ts';
import { PLAN_LIMITS } from '../../../domain/plan.ts';
import { editHeader } from '../../../domain/plan-draft/edit.ts';
import { type DraftHeader, wholeYear } from '../../../domain/plan-draft/plan-draft.ts';
import { withTyped } from '../../../domain/plan-draft/typed.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { DateInput, TextArea, TextInput } from '../../ui/text-input.tsx';
import type { DraftModel } from './draft-model.ts';

/** What the document left blank: a number without its running figure is printed '/KH-SNgV'. */
export function blankParts({ number, date, title, amendment }: DraftHeader): string[] {
  const words = labels().planImport;
  // An office may amend its plan without a paper.
  if (amendment !== null) return title.trim() === '' ? [words.theTitle] : [];
  const hasNumber = number !== null && /^\s*\d/.test(number);
  return [hasNumber ? '' : words.theNumber, date === null ? words.theDate : '', title.trim() === '' ? words.theTitle : ''].filter(Boolean);
}

const toDay = (text: string): Day | undefined => {
  const parsed = Day.safeParse(text);
  return parsed.success ? parsed.data : undefined;
};

/** The head of a draft as it is typed: a field whose text says nothing keeps the text, and the header what it said before. */
function createHead(model: DraftModel) {
  const words = () => labels().planImport.head;
  const head = () => model.draft().header;
  const set = (change: Partial<DraftHeader>, field = Object.keys(change).join(' ')): void =>
    model.change(editHeader(model.draft(), change), `head ${field}`);
  const typed = (field: string): string | undefined => head().typed?.[field];
  /** What a field says now, or its text where that says nothing. */
  const take = (field: string, text: string, change: Partial<DraftHeader> | undefined): void =>
    set({ ...change, typed: withTyped(head().typed, field, change ? undefined : text) }, field);
  const wrong = (field: string, text: string): FieldIssue | undefined =>
    typed(field) === undefined ? undefined : { level: 'error', text };
  return {
    head,
    set,
    typed,
    setYear(text: string): void {
      const year = Number(text);
      // A period of one whole year follows its year; another was set on purpose.
      const { from, to } = head().period;
      const isWhole = from.endsWith('-01-01') && to.endsWith('-12-31') && yearOf(from) === yearOf(to);
      take('year', text, /^[1-9]\d{3}$/.test(text.trim()) ? { year, ...(isWhole && { period: wholeYear(year) }) } : undefined);
    },
    setPeriod(end: 'from' | 'to', text: string): void {
      const day = toDay(text);
      take(end, text, day && { period: { ...head().period, [end]: day } });
    },
    setClosing(text: string): void {
      const closingDay = ClosingDay.safeParse(parseCount(text));
      take('closing', text, closingDay.success ? { reporting: { ...head().reporting, closingDay: closingDay.data } } : undefined);
    },
    /** The field of the closing day goes or comes with it. */
    setCalendar: (calendar: Reporting['calendar']): void => take('closing', '', { reporting: { ...head().reporting, calendar } }),
    yearIssue: () => wrong('year', words().yearWrong),
    fromIssue: () => wrong('from', words().dayWrong),
    toIssue: () => {
      const isBackwards = head().period.to < head().period.from;
      return wrong('to', words().dayWrong) ?? (isBackwards ? ({ level: 'error', text: words().backwards } as const) : undefined);
    },
    closingIssue: () => wrong('closing', words().closingDayWrong),
  };
}

type Head = ReturnType<typeof createHead>;

const nameIssue = (text: string | null) => tooLong(text ?? '', PLAN_LIMITS.name);

/** The head of the paper: whose it is, its number and date, and the period in which records may name it. */
export function HeadDialog(props: { model: DraftModel; open: boolean; onClose: () => void }) {
  const id = createUniqueId();
  const model = createHead(props.model);
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog import-sheet" aria-labelledby={id} ref={setDialog}>
      <Show when={props.open}>
        <div class="import-sheet-in">
          <h2 class="title" id={id} tabindex="-1" autofocus>
            {labels().planImport.head.title}
          </h2>
          <div class="import-sheet-body">
            <PaperFields model={model} />
            <PeriodFields model={model} />
            <ReportingFields model={model} />
          </div>
          <div class="import-sheet-foot">
            <Key kind="main" grow onPress={() => props.onClose()}>
              {labels().common.done}
            </Key>
          </div>
        </div>
      </Show>
    </dialog>
  );
}

/** Number, date, name and office; of an amendment its own number and date too. */
function PaperFields(props: { model: Head }) {
  const words = () => labels().planImport.head;
  const head = () => props.model.head();
  const set = (change: Partial<DraftHeader>): void => props.model.set(change);
  return (
    <>
      <Field id="head-number" label={words().number} unit={words().numberHint} issue={nameIssue(head().number)}>
        <TextInput id="head-number" value={head().number ?? ''} onInput={(text) => set({ number: text.trim() || null })} />
      </Field>
      <Field id="head-date" label={words().date} unit={words().dateHint}>
        <DateInput id="head-date" value={head().date ?? ''} onInput={(text) => set({ date: toDay(text) ?? null })} />
      </Field>
      <Show when={head().amendment}>
        {(paper) => (
          <div class="import-pair">
            <Field id="head-amend-number" label={words().amendNumber} unit={words().numberHint} issue={nameIssue(paper().number)}>
              <TextInput
                id="head-amend-number"
                value={paper().number ?? ''}
                onInput={(text) => set({ amendment: { ...paper(), number: text.trim() || null } })}
              />
            </Field>
            <Field id="head-amend-date" label={words().amendDate} unit={words().dateHint}>
              <DateInput
                id="head-amend-date"
                value={paper().date ?? ''}
                onInput={(text) => set({ amendment: { ...paper(), date: toDay(text) ?? null } })}
              />
            </Field>
          </div>
        )}
      </Show>
      <Field id="head-name" label={words().name} issue={nameIssue(head().title)}>
        <TextArea id="head-name" value={head().title} rows={2} onInput={(title) => set({ title })} />
      </Field>
      <Field id="head-agency" label={words().agency} issue={nameIssue(head().agency)}>
        <TextInput id="head-agency" value={head().agency} onInput={(agency) => set({ agency })} />
      </Field>
    </>
  );
}

/** The year of the plan and the days its records may have. */
function PeriodFields(props: { model: Head }) {
  const words = () => labels().planImport.head;
  const { head, typed, setYear, setPeriod, yearIssue, fromIssue, toIssue } = props.model;
  return (
    <>
      <Field id="head-year" label={words().year} issue={yearIssue()}>
        <TextInput
          id="head-year"
          value={typed('year') ?? String(head().year)}
          inputMode="numeric"
          invalid={yearIssue() !== undefined}
          onInput={setYear}
        />
      </Field>
      <div class="import-pair">
        <Field id="head-from" label={words().from} issue={fromIssue()}>
          <DateInput id="head-from" value={typed('from') ?? head().period.from} onInput={(text) => setPeriod('from', text)} />
        </Field>
        <Field id="head-to" label={words().to} issue={toIssue()}>
          <DateInput id="head-to" value={typed('to') ?? head().period.to} onInput={(text) => setPeriod('to', text)} />
        </Field>
      </div>
    </>
  );
}

/** How its figures are closed: by months of the calendar, or by those that end on a closing day. */
function ReportingFields(props: { model: Head }) {
  const words = () => labels().planImport.head;
  const { head, typed, setCalendar, setClosing, closingIssue } = props.model;
  const calendars = () => [
    { value: 'administrative', label: words().administrative(head().reporting.closingDay + 1, head().reporting.closingDay) },
    { value: 'calendar', label: words().calendarMonths },
  ];
  return (
    <>
      <Field id="head-calendar" label={words().calendar} group>
        <Chips
          id="head-calendar"
          many={false}
          options={calendars()}
          chosen={[head().reporting.calendar]}
          onToggle={(calendar) => setCalendar(calendar as Reporting['calendar'])}
        />
      </Field>
      <Show when={head().reporting.calendar === 'administrative'}>
        <Field id="head-closing" label={words().closingDay} help={words().closingDayHelp} issue={closingIssue()}>
          <TextInput
            id="head-closing"
            value={typed('closing') ?? String(head().reporting.closingDay)}
            inputMode="numeric"
            invalid={closingIssue() !== undefined}
            onInput={setClosing}
          />
        </Field>
      </Show>
    </>
  );
}
