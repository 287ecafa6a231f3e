import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { Day, officeDay } from '../../../domain/day.ts';
import type { DueWork } from '../../../domain/due-work.ts';
import { MARK_LIMITS, type MilestoneMark, markKey } from '../../../domain/milestone.ts';
import { tidyText } from '../../../domain/text.ts';
import { MARK_MILESTONE } from '../../../protocol/endpoints/progress.ts';
import type { MarkMilestoneRequest } from '../../../protocol/progress.ts';
import { useApp } from '../../app-context.ts';
import { dayShort, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import { createSavedInput } from '../../saved-input.ts';
import { putAnsweredMark } from '../../store/lists/targets.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { DateInput, TextArea, TextInput } from '../../ui/text-input.tsx';
import { createOfficeSend } from './office-send.ts';

type Words = Omit<MarkMilestoneRequest, 'place'>;

/** That one occurrence is done: the day, the paper, a note; or that it is not after all. */
export function MarkForm(props: { work: DueWork; titleId: string; onClose: () => void }) {
  const app = useApp();
  const id = createUniqueId();
  const words = () => labels().plans.due;
  const today = officeDay(app.now());
  const { place, mark } = props.work;
  const saved = createSavedInput(['mark', markKey(place)], {
    date: String(mark?.doneDate ?? today),
    docNumber: mark?.docNumber ?? '',
    note: mark?.note ?? '',
  });
  const typed = saved.values;
  const [tried, setTried] = createSignal(false);
  const sending = createOfficeSend();
  const doneDate = (): Day | undefined => {
    const parsed = Day.safeParse(typed().date);
    return parsed.success && parsed.data <= today ? parsed.data : undefined;
  };
  const wrong = (): boolean => tried() && doneDate() === undefined;

  const paperIssue = () => tooLong(tidyText(typed().docNumber), MARK_LIMITS.docNumber);
  const noteIssue = () => tooLong(tidyText(typed().note), MARK_LIMITS.note);

  const put = async (said: Words): Promise<boolean> => {
    const answer = await sending.send(() => askOffice(MARK_MILESTONE, { body: { place, ...said } }));
    if (!answer) return false;
    await putAnsweredMark(app.db, answer.mark);
    return true;
  };
  const before = (): Words => ({
    doneDate: mark?.doneDate ?? null,
    ...(mark?.docNumber !== undefined && { docNumber: mark.docNumber }),
    ...(mark?.note !== undefined && { note: mark.note }),
  });
  const close = (): void => {
    saved.drop();
    props.onClose();
  };
  const say = async (said: Words, text: string): Promise<void> => {
    if (!(await put(said))) return;
    const was = before();
    showSnack({ text, action: { label: labels().common.undo, onAction: () => void put(was) } });
    close();
  };
  const save = (): void => {
    setTried(true);
    const day = doneDate();
    if (day === undefined || paperIssue() || noteIssue()) return;
    const [paper, said] = [tidyText(typed().docNumber), tidyText(typed().note)];
    void say({ doneDate: day, ...(paper !== '' && { docNumber: paper }), ...(said !== '' && { note: said }) }, words().saved);
  };
  return (
    <OfficeForm titleId={props.titleId} title={words().markTitle} submit={words().save} sending={sending} onSubmit={save} onClose={close}>
      <RestoredNotice saved={saved} />
      <Field id={`${id}-date`} label={words().date} issue={wrong() ? { level: 'error', text: words().dateRule } : undefined}>
        <DateInput id={`${id}-date`} value={typed().date} max={today} onInput={(date) => saved.set({ date })} invalid={wrong()} />
      </Field>
      <Field id={`${id}-paper`} label={words().docNumber} unit={words().optional} issue={paperIssue()}>
        <TextInput
          id={`${id}-paper`}
          value={typed().docNumber}
          onInput={(docNumber) => saved.set({ docNumber })}
          invalid={paperIssue() !== undefined}
        />
      </Field>
      <Field id={`${id}-note`} label={words().note} unit={words().optional} help={labels().activities.form.noteRule} issue={noteIssue()}>
        <TextArea
          id={`${id}-note`}
          value={typed().note}
          onInput={(note) => saved.set({ note })}
          invalid={noteIssue() !== undefined}
          rows={2}
        />
      </Field>
      <Show when={mark}>{(said) => <History mark={said()} />}</Show>
      <Show when={mark?.doneDate}>
        <Key kind="ask" icon="undo" disabled={sending.busy()} onPress={() => void say({ doneDate: null }, words().undone)}>
          {words().undo}
        </Key>
      </Show>
    </OfficeForm>
  );
}

/** Everything that was said of it, the latest first. */
function History(props: { mark: MilestoneMark }) {
  const app = useApp();
  const words = () => labels().plans;
  const line = ({ doneDate, docNumber, note, by, at }: MilestoneMark['history'][number]): string => {
    const said = doneDate === null ? [words().due.notDone] : [words().due.done(dayShort(doneDate)), docNumber, note];
    const who = app.people().get(by)?.staffCode ?? words().targets.somebody;
    return words().targets.setBy(said.filter(Boolean).join(', '), who, formatTime(at, app.now()));
  };
  return (
    <div>
      <h3 class="meta strong">{words().due.history}</h3>
      <ul class="meta">
        <For each={props.mark.history.toReversed()}>{(entry) => <li>{line(entry)}</li>}</For>
      </ul>
    </div>
  );
}
