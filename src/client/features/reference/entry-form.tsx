import { createMemo, createSignal, Index, Show } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { RequestId } from '../../../domain/ids.ts';
import { splitNames } from '../../../domain/name-list.ts';
import { type Locality, offeredOn } from '../../../domain/reference.ts';
import { type Entry, type EntryKind, entriesOf } from '../../../domain/reference-changes.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { ADD_REFERENCE } from '../../../protocol/endpoints/reference.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { Chips, TagInput } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { DateInput, TextInput } from '../../ui/text-input.tsx';
import { EntryPick } from './entry-pick.tsx';
import { issueSentence } from './entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { entriesFrom, type FormKind, type FormValues, firstIssue, type Part, type PartIssue, startValues, wordsOf } from './form-values.ts';
import { createKept } from './kept.ts';
import { aliasesIssue, MAX_NAME } from './name-lengths.ts';
import { sendChange } from './send-change.ts';

const MAX_PARTS = 20;
const LEVELS: readonly Locality['level'][] = ['commune', 'district', 'province'];

interface Props {
  kind: EntryKind;
  what: FormKind;
  entry: Entry | undefined;
  titleId: string;
  onClose: () => void;
}

/** New entries: one by itself, one in the place of others, or several in the place of one. */
export function EntryForm(props: Props) {
  const app = useApp();
  const words = () => labels().reference;
  // The form is made anew for whatever is done next.
  const { kind, what, entry } = props;
  const today = officeDay(app.now());
  const kept = createKept<FormValues>(
    [app.person.id, what, kind, entry?.id ?? ''].join('.'),
    startValues(what, entry, today, app.reference().localities),
  );
  const { values, set } = kept;
  const [tried, setTried] = createSignal(false);

  const issue = createMemo(() => firstIssue(app.reference(), entriesFrom(kind, values()), kept.wasSent));
  const shown = (field: PartIssue['field'], part?: number): FieldIssue | undefined => {
    const found = issue();
    const isHere = tried() && found?.field === field && (part === undefined || found.part === part);
    return found && isHere ? { level: 'error', text: issueSentence(found) } : undefined;
  };
  const lacksOthers = (): boolean => what === 'merge' && values().followsIds.length < 2;
  const mergeIssue = (): FieldIssue | undefined =>
    tried() && lacksOthers() ? { level: 'error', text: words().mergeNeeds } : shown('followsIds');

  const nameIssue = (at: number): FieldIssue | undefined => tooLong(values().parts[at]?.name.trim() ?? '', MAX_NAME) ?? shown('name', at);
  const shortIssue = (at: number): FieldIssue | undefined =>
    tooLong(values().parts[at]?.shortName.trim() ?? '', MAX_NAME) ?? shown('shortName', at);
  const otherIssue = (): FieldIssue | undefined =>
    aliasesIssue([...values().aliases, ...splitNames(values().typedAliases)]) ?? shown('aliases');
  const isTooLong = (): boolean =>
    values().parts.some(({ name, shortName }) => [name, shortName].some((text) => text.trim().length > MAX_NAME)) ||
    aliasesIssue([...values().aliases, ...splitNames(values().typedAliases)]) !== undefined;

  const setPart = (at: number, change: Partial<Part>): void =>
    set({ parts: values().parts.map((part, each) => (each === at ? { ...part, ...change } : part)) });
  const check = (): boolean => {
    setTried(true);
    return issue() === undefined && !lacksOthers() && !isTooLong();
  };
  /** One after the other: those that came through are not made again when the rest is sent once more. */
  const send = async (): Promise<Result<object, OfficeError>> => {
    for (const one of entriesFrom(kind, values())) {
      const requestId = kept.requestId(wordsOf(one), app.newId) as RequestId;
      const answer = await sendChange(app, () => askOffice(ADD_REFERENCE, { body: { ...one, requestId } }));
      if (answer.ok) continue;
      if (answer.error === 'referenceInvalid') kept.forget(wordsOf(one));
      return answer;
    }
    return ok({});
  };

  const title = (): string => (what === 'add' ? words().titles.add[kind] : words().titles[what](entry?.name ?? ''));
  const nameLabel = (at: number): string => {
    if (what === 'split') return words().partName(formatNumber(at + 1));
    return what === 'add' ? words().name : words().newName;
  };
  const day = (): Day => (values().from || today) as Day;
  const above = (): Entry[] =>
    offeredOn(app.reference().localities, day(), [values().parentId]).filter(
      (one) => LEVELS.indexOf(one.level) > LEVELS.indexOf(values().level),
    );
  const others = (): Entry[] => offeredOn(entriesOf(app.reference(), kind), today).filter((one) => one.id !== entry?.id && !one.to);
  return (
    <FormFrame titleId={props.titleId} title={title()} kept={kept} check={check} send={send} onClose={props.onClose}>
      <Show when={what === 'merge'}>
        <EntryPick
          id="reference-others"
          kind={kind}
          label={words().mergeWith}
          options={others()}
          chosen={values().followsIds.filter((id) => id !== entry?.id)}
          many
          issue={mergeIssue()}
          onChoose={(ids) => set({ followsIds: [...(entry ? [entry.id] : []), ...ids] })}
        />
      </Show>
      <Index each={values().parts}>
        {(part, at) => (
          <div class="stack" classList={{ 'reference-part': what === 'split' }}>
            <Field id={`reference-name-${at}`} label={nameLabel(at)} issue={nameIssue(at)}>
              <TextInput
                id={`reference-name-${at}`}
                value={part().name}
                invalid={nameIssue(at) !== undefined}
                onInput={(name) => setPart(at, { name })}
              />
            </Field>
            <Show when={kind === 'unit'}>
              <Field
                id={`reference-short-${at}`}
                label={what === 'split' ? words().partShort(formatNumber(at + 1)) : words().shortName}
                hint={words().shortHint}
                issue={shortIssue(at)}
              >
                <TextInput
                  id={`reference-short-${at}`}
                  value={part().shortName}
                  invalid={shortIssue(at) !== undefined}
                  onInput={(shortName) => setPart(at, { shortName })}
                />
              </Field>
            </Show>
            <Show when={values().parts.length > 2}>
              <Key icon="x" onPress={() => set({ parts: values().parts.filter((_, each) => each !== at) })}>
                {words().removePart(formatNumber(at + 1))}
              </Key>
            </Show>
          </div>
        )}
      </Index>
      <Show when={what === 'split' && values().parts.length < MAX_PARTS}>
        <Key icon="plus" onPress={() => set({ parts: [...values().parts, { name: '', shortName: '' }] })}>
          {words().addPart}
        </Key>
      </Show>
      <Show when={kind === 'locality'}>
        <Show when={what === 'add'}>
          <Field id="reference-level" label={words().levelName} group>
            <Chips
              id="reference-level"
              many={false}
              options={LEVELS.map((value) => ({ value, label: words().levels[value] }))}
              chosen={[values().level]}
              onToggle={(level) => set({ level: level as Locality['level'] })}
            />
          </Field>
        </Show>
        <Show when={values().level !== 'province'}>
          <EntryPick
            id="reference-parent"
            kind="locality"
            label={words().parent}
            none={words().noParent}
            options={above()}
            chosen={values().parentId === '' ? [] : [values().parentId]}
            issue={shown('parentId')}
            onChoose={([parentId = '']) => set({ parentId })}
          />
        </Show>
      </Show>
      <Field
        id="reference-from"
        label={words().fromDay}
        unit={what === 'add' ? words().ifAny : undefined}
        help={what === 'add' ? undefined : words().fromHelp}
        issue={shown('from') ?? (what === 'merge' ? undefined : shown('followsIds'))}
      >
        <DateInput id="reference-from" value={values().from} invalid={shown('from') !== undefined} onInput={(from) => set({ from })} />
      </Field>
      <Show when={kind === 'unit' && what !== 'split'}>
        <Field id="reference-aliases" label={words().aliases} unit={words().ifAny} help={words().aliasesHelp} issue={otherIssue()}>
          <TagInput
            id="reference-aliases"
            values={values().aliases}
            text={values().typedAliases}
            split={splitNames}
            takes={() => true}
            invalid={otherIssue() !== undefined}
            onChange={(aliases, typedAliases) => set({ aliases, typedAliases })}
            words={{ add: words().addAlias, remove: words().removeAlias }}
          />
        </Field>
      </Show>
      <Show when={kind === 'unit' && what !== 'add'}>
        <p class="meta">{words().peopleHelp}</p>
      </Show>
    </FormFrame>
  );
}
