import { createMemo, createSignal, Show } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import {
  closeEntries,
  type Entry,
  type EntryEnd,
  entriesOf,
  placesWithin,
  type ReferenceIssue,
} from '../../../domain/reference-changes.ts';
import { CLOSE_REFERENCE } from '../../../protocol/endpoints/reference.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import type { FormProps } from './doing.ts';
import { EntryPick } from './entry-pick.tsx';
import { issueSentence } from './entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { sendChange } from './send-change.ts';

/** The last day of an entry, and which of those in use take over its work. */
export function EndForm(props: FormProps) {
  const app = useApp();
  const words = () => labels().reference;
  const { kind, entry } = props;
  const today = officeDay(app.now());
  const saved = createSavedInput(['end', kind, entry.id], {
    to: entry.to ?? (today as string),
    successorIds: (entry.successorIds ?? []) as readonly string[],
    withInner: true,
  });
  const { values, set } = saved;
  const [tried, setTried] = createSignal(false);
  /** What lies in a place ends with it, unless the person says otherwise. */
  const inner = createMemo(() => (kind === 'locality' ? placesWithin(app.reference(), entry.id, (values().to || today) as Day) : []));
  const alsoIds = (): string[] => (values().withInner ? inner().map((locality) => locality.id) : []);
  const end = (): EntryEnd => ({ kind, id: entry.id, to: (values().to || today) as Day, successorIds: values().successorIds });
  const issue = createMemo((): ReferenceIssue | undefined => {
    const result = closeEntries(app.reference(), end(), alsoIds());
    return result.ok ? undefined : result.error;
  });
  const shown = (...fields: ReferenceIssue['field'][]): FieldIssue | undefined => {
    const found = issue();
    return tried() && found && fields.includes(found.field) ? { level: 'error', text: issueSentence(found) } : undefined;
  };
  /** Those there are after that day, and those named already. */
  const successors = (): Entry[] =>
    entriesOf(app.reference(), kind).filter(
      (successor) =>
        successor.id !== entry.id && (!successor.to || successor.to > values().to || values().successorIds.includes(successor.id)),
    );
  return (
    <FormFrame
      titleId={props.titleId}
      title={words().titles.end(entry.name)}
      saved={saved}
      check={() => {
        setTried(true);
        return issue() === undefined;
      }}
      send={() =>
        sendChange(app, () => askOffice(CLOSE_REFERENCE, { body: { ...end(), ...(alsoIds().length > 0 && { alsoIds: alsoIds() }) } }))
      }
      onClose={props.onClose}
    >
      <Field id="reference-to" label={words().lastDay} help={words().endNote} issue={shown('to', 'id')}>
        <DateInput id="reference-to" value={values().to} invalid={shown('to') !== undefined} onInput={(to) => set({ to })} />
      </Field>
      <Show when={inner().length > 0}>
        <Switch checked={values().withInner} onChange={(withInner) => set({ withInner })}>
          {words().endInner(formatNumber(inner().length))}
        </Switch>
        <p class="meta">
          {inner()
            .map((locality) => locality.name)
            .join(', ')}
        </p>
      </Show>
      <EntryPick
        id="reference-into"
        kind={kind}
        label={words().into}
        unit={words().ifAny}
        help={words().intoHelp}
        options={successors()}
        chosen={values().successorIds}
        many
        issue={shown('successorIds')}
        onChoose={(successorIds) => set({ successorIds })}
      />
    </FormFrame>
  );
}
