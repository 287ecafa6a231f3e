import { Index, Show } from 'solid-js';
import { splitNames } from '../../../domain/name-list.ts';
import type { Locality } from '../../../domain/reference.ts';
import type { Entry, EntryKind } from '../../../domain/reference-changes.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Chips, TagInput } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { DateInput, TextInput } from '../../ui/text-input.tsx';
import { createEntryModel, type EntryModel, LEVELS } from './entry-model.ts';
import { EntryPick } from './entry-pick.tsx';
import { FormFrame } from './form-frame.tsx';
import type { DivisionPart, FormKind } from './form-values.ts';

const MAX_PARTS = 20;

interface Props {
  kind: EntryKind;
  what: FormKind;
  entry: Entry | undefined;
  titleId: string;
  onClose: () => void;
}

/** New entries: one by itself, one in the place of others, or several in the place of one. */
export function EntryForm(props: Props) {
  const words = () => labels().reference;
  // The form is made anew for whatever is done next.
  const { kind, what, entry } = props;
  const model = createEntryModel(kind, what, entry);
  const title = (): string => (what === 'add' ? words().titles.add[kind] : words().titles[what](entry?.name ?? ''));
  return (
    <FormFrame
      titleId={props.titleId}
      title={title()}
      saved={model.saved}
      check={model.check}
      send={model.send}
      onClose={() => props.onClose()}
    >
      <Show when={what === 'merge'}>
        <MergedWith model={model} />
      </Show>
      <Index each={model.values().parts}>{(part, at) => <PartFields model={model} part={part()} at={at} />}</Index>
      <Show when={what === 'split' && model.values().parts.length < MAX_PARTS}>
        <Key icon="plus" onPress={() => model.set({ parts: [...model.values().parts, { name: '', shortName: '' }] })}>
          {words().addPart}
        </Key>
      </Show>
      <Show when={kind === 'locality'}>
        <PlaceFields model={model} />
      </Show>
      <FromField model={model} />
      <Show when={kind === 'unit' && what !== 'split'}>
        <AliasesField model={model} />
      </Show>
      <Show when={kind === 'unit' && what !== 'add'}>
        <p class="meta">{words().peopleHelp}</p>
      </Show>
    </FormFrame>
  );
}

function MergedWith(props: { model: EntryModel }) {
  const { kind, entry } = props.model;
  return (
    <EntryPick
      id="reference-others"
      kind={kind}
      label={labels().reference.mergeWith}
      options={props.model.others()}
      chosen={props.model.values().followsIds.filter((id) => id !== entry?.id)}
      many
      issue={props.model.mergeIssue()}
      onChoose={(ids) => props.model.set({ followsIds: [...(entry ? [entry.id] : []), ...ids] })}
    />
  );
}

/** The names of a new entry; a division asks for those of each of its parts. */
function PartFields(props: { model: EntryModel; part: DivisionPart; at: number }) {
  const words = () => labels().reference;
  const isSplit = (): boolean => props.model.what === 'split';
  const number = (): string => formatNumber(props.at + 1);
  const nameLabel = (): string => {
    if (isSplit()) return words().partName(number());
    return props.model.what === 'add' ? words().name : words().newName;
  };
  const nameIssue = () => props.model.nameIssue(props.at);
  const shortIssue = () => props.model.shortIssue(props.at);
  return (
    <div class="stack" classList={{ 'reference-part': isSplit() }}>
      <Field id={`reference-name-${props.at}`} label={nameLabel()} issue={nameIssue()}>
        <TextInput
          id={`reference-name-${props.at}`}
          value={props.part.name}
          invalid={nameIssue() !== undefined}
          onInput={(name) => props.model.setPart(props.at, { name })}
        />
      </Field>
      <Show when={props.model.kind === 'unit'}>
        <Field
          id={`reference-short-${props.at}`}
          label={isSplit() ? words().partShort(number()) : words().shortName}
          hint={words().shortHint}
          issue={shortIssue()}
        >
          <TextInput
            id={`reference-short-${props.at}`}
            value={props.part.shortName}
            invalid={shortIssue() !== undefined}
            onInput={(shortName) => props.model.setPart(props.at, { shortName })}
          />
        </Field>
      </Show>
      <Show when={props.model.values().parts.length > 2}>
        <Key icon="x" onPress={() => props.model.set({ parts: props.model.values().parts.filter((_, each) => each !== props.at) })}>
          {words().removePart(number())}
        </Key>
      </Show>
    </div>
  );
}

/** What a place is, and which one it lies in. */
function PlaceFields(props: { model: EntryModel }) {
  const words = () => labels().reference;
  const values = () => props.model.values();
  return (
    <>
      <Show when={props.model.what === 'add'}>
        <Field id="reference-level" label={words().levelName} group>
          <Chips
            id="reference-level"
            many={false}
            options={LEVELS.map((value) => ({ value, label: words().levels[value] }))}
            chosen={[values().level]}
            onToggle={(level) => props.model.set({ level: level as Locality['level'] })}
          />
        </Field>
      </Show>
      <Show when={values().level !== 'province'}>
        <EntryPick
          id="reference-parent"
          kind="locality"
          label={words().parent}
          none={words().noParent}
          options={props.model.placesAbove()}
          chosen={values().parentId === '' ? [] : [values().parentId]}
          issue={props.model.issueOf('parentId')}
          onChoose={([parentId = '']) => props.model.set({ parentId })}
        />
      </Show>
    </>
  );
}

function FromField(props: { model: EntryModel }) {
  const words = () => labels().reference;
  const { what, issueOf } = props.model;
  return (
    <Field
      id="reference-from"
      label={words().fromDay}
      unit={what === 'add' ? words().ifAny : undefined}
      help={what === 'add' ? undefined : words().fromHelp}
      issue={issueOf('from') ?? (what === 'merge' ? undefined : issueOf('followsIds'))}
    >
      <DateInput
        id="reference-from"
        value={props.model.values().from}
        invalid={issueOf('from') !== undefined}
        onInput={(from) => props.model.set({ from })}
      />
    </Field>
  );
}

function AliasesField(props: { model: EntryModel }) {
  const words = () => labels().reference;
  const issue = () => props.model.aliasIssue();
  return (
    <Field id="reference-aliases" label={words().aliases} unit={words().ifAny} help={words().aliasesHelp} issue={issue()}>
      <TagInput
        id="reference-aliases"
        values={props.model.values().aliases}
        text={props.model.values().typedAliases}
        split={splitNames}
        takes={() => true}
        invalid={issue() !== undefined}
        onChange={(aliases, typedAliases) => props.model.set({ aliases, typedAliases })}
        words={{ add: words().addAlias, remove: words().removeAlias }}
      />
    </Field>
  );
}
