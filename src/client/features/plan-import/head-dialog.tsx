import { createSignal, createUniqueId, Show } from 'solid-js';
import { Day, yearOf } from '../../../domain/day.ts';
import { ClosingDay, type Reporting } from '../../../domain/period.ts';
import { PLAN_LIMITS } from '../../../domain/plan.ts';
import { type DraftHeader, wholeYear } from '../../../domain/plan-draft.ts';
import { editHeader } from '../../../domain/plan-draft-edit.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
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

/** The head of the paper: whose it is, its number and date, and the period in which records may name it. */
export function HeadDialog(props: { model: DraftModel; open: boolean; onClose: () => void }) {
  const id = createUniqueId();
  const words = () => labels().planImport.head;
  const head = () => props.model.draft().header;
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  const set = (change: Partial<DraftHeader>): void =>
    props.model.change(editHeader(props.model.draft(), change), `head ${Object.keys(change).join(' ')}`);
  const setYear = (text: string): void => {
    const year = Number(text);
    if (!/^\d{4}$/.test(text)) return;
    // A period of one whole year follows its year; another was set on purpose.
    const { from, to } = head().period;
    const isWhole = from.endsWith('-01-01') && to.endsWith('-12-31') && yearOf(from) === yearOf(to);
    set({ year, ...(isWhole && { period: wholeYear(year) }) });
  };
  const setPeriod = (end: 'from' | 'to', text: string): void => {
    const day = toDay(text);
    if (day) set({ period: { ...head().period, [end]: day } });
  };
  const isBackwards = (): boolean => head().period.to < head().period.from;
  const setReporting = (change: Partial<Reporting>): void => set({ reporting: { ...head().reporting, ...change } });
  /** As typed, where it is no closing day. */
  const [closing, setTyped] = createSignal<string>();
  const setClosing = (text: string): void => {
    const closingDay = ClosingDay.safeParse(/^\d+$/.test(text) ? Number(text) : undefined);
    setTyped(closingDay.success ? undefined : text);
    if (closingDay.success) setReporting({ closingDay: closingDay.data });
  };
  const closingIssue = () => (closing() === undefined ? undefined : { level: 'error' as const, text: words().closingDayWrong });
  const calendars = () => [
    { value: 'administrative', label: words().administrative(head().reporting.closingDay + 1, head().reporting.closingDay) },
    { value: 'calendar', label: words().calendarMonths },
  ];
  return (
    <dialog class="dialog import-sheet" aria-labelledby={id} ref={setDialog}>
      <Show when={props.open}>
        <div class="import-sheet-in">
          <h2 class="title" id={id} tabindex="-1" autofocus>
            {words().title}
          </h2>
          <div class="import-sheet-body">
            <Field id="head-number" label={words().number} unit={words().numberHint}>
              <TextInput
                id="head-number"
                value={head().number ?? ''}
                maxLength={60}
                onInput={(text) => set({ number: text.trim() || null })}
              />
            </Field>
            <Field id="head-date" label={words().date} unit={words().dateHint}>
              <DateInput id="head-date" value={head().date ?? ''} onInput={(text) => set({ date: toDay(text) ?? null })} />
            </Field>
            <Show when={head().amendment}>
              {(paper) => (
                <div class="import-pair">
                  <Field id="head-amend-number" label={words().amendNumber} unit={words().numberHint}>
                    <TextInput
                      id="head-amend-number"
                      value={paper().number ?? ''}
                      maxLength={60}
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
            <Field id="head-name" label={words().name}>
              <TextArea id="head-name" value={head().title} rows={2} maxLength={PLAN_LIMITS.name} onInput={(title) => set({ title })} />
            </Field>
            <Field id="head-agency" label={words().agency}>
              <TextInput id="head-agency" value={head().agency} maxLength={PLAN_LIMITS.name} onInput={(agency) => set({ agency })} />
            </Field>
            <Field id="head-year" label={words().year}>
              <TextInput id="head-year" value={String(head().year)} inputMode="numeric" maxLength={4} onInput={setYear} />
            </Field>
            <div class="import-pair">
              <Field id="head-from" label={words().from}>
                <DateInput id="head-from" value={head().period.from} onInput={(text) => setPeriod('from', text)} />
              </Field>
              <Field id="head-to" label={words().to} issue={isBackwards() ? { level: 'error', text: words().backwards } : undefined}>
                <DateInput id="head-to" value={head().period.to} onInput={(text) => setPeriod('to', text)} />
              </Field>
            </div>
            <Field id="head-calendar" label={words().calendar} group>
              <Chips
                id="head-calendar"
                many={false}
                options={calendars()}
                chosen={[head().reporting.calendar]}
                onToggle={(calendar) => setReporting({ calendar: calendar as Reporting['calendar'] })}
              />
            </Field>
            <Show when={head().reporting.calendar === 'administrative'}>
              <Field id="head-closing" label={words().closingDay} help={words().closingDayHelp} issue={closingIssue()}>
                <TextInput
                  id="head-closing"
                  value={closing() ?? String(head().reporting.closingDay)}
                  inputMode="numeric"
                  maxLength={2}
                  onInput={setClosing}
                />
              </Field>
            </Show>
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
