import { createMemo, createSignal, Show } from 'solid-js';
import { AUDIENCE_GROUPS } from '../../../domain/activity.ts';
import type { Day } from '../../../domain/day.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { useApp } from '../../app-context.ts';
import { fieldWords, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type Choice, itemChoices, itemOfValue } from '../../records/item-choices.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { PickButton, PickDialog } from '../../ui/pick.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';
import { fieldIssue, isWrong } from './field-issue.tsx';
import { controlId, type FormModel } from './form-model.ts';
import { EndDayField } from './series-field.tsx';

const toggled = (list: readonly string[], value: string): string[] =>
  list.includes(value) ? list.filter((item) => item !== value) : [...list, value];

function AudienceField(props: { model: FormModel }) {
  const chosen = () => props.model.list('audienceGroups');
  return (
    <Field
      id={controlId('audienceGroups')}
      label={fieldWords('audienceGroups').label}
      group
      issue={fieldIssue(props.model, 'audienceGroups')}
    >
      <Chips
        id={controlId('audienceGroups')}
        options={AUDIENCE_GROUPS.map((value) => ({ value, label: labels().domain.audienceGroups[value] }))}
        chosen={chosen()}
        many
        onToggle={(value) => props.model.set('audienceGroups', toggled(chosen(), value))}
      />
    </Field>
  );
}

/** Some of a list: the button says what is chosen. */
function ManyField(props: { model: FormModel; field: string; options: () => readonly Choice[] }) {
  const [open, setOpen] = createSignal(false);
  const chosen = () => props.model.list(props.field);
  const named = createMemo(() => {
    const options = props.options();
    return chosen().map((value) => {
      const option = options.find((option) => option.value === value);
      return option?.plate ?? option?.label ?? value;
    });
  });
  return (
    <Field
      id={controlId(props.field)}
      label={fieldWords(props.field).label}
      unit={fieldWords(props.field).unit}
      issue={fieldIssue(props.model, props.field)}
    >
      <PickButton
        id={controlId(props.field)}
        value={named().length > 0 ? named().join('; ') : labels().activities.form.choose}
        invalid={isWrong(props.model, props.field)}
        onPress={() => setOpen(true)}
      />
      <PickDialog
        open={open()}
        title={fieldWords(props.field).label}
        options={open() ? props.options() : []}
        chosen={chosen()}
        many
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.done}
        onChoose={(value) => props.model.set(props.field, toggled(chosen(), value))}
        onClose={() => setOpen(false)}
        fold={foldForSearch}
      />
    </Field>
  );
}

/** What is asked rarely, folded away until it is wanted or has been filled in. */
function RareFields(props: { model: FormModel; withEndDay: boolean }) {
  const app = useApp();
  const day = () => (props.model.text('date') || props.model.today()) as Day;
  const units = (): Choice[] =>
    offeredOn(app.reference().units, day(), props.model.list('coUnitIds'))
      .filter((unit) => unit.id !== props.model.text('unitId'))
      .map((unit) => ({ value: unit.id, label: unit.name }));
  const partners = (): Choice[] =>
    offeredOn(app.reference().partners, day(), props.model.list('partnerIds')).map(({ id, name }) => ({ value: id, label: name }));
  const items = (): Choice[] => {
    const plan = props.model.plan();
    if (!plan) return [];
    return itemChoices([plan], [], labels().activities.form, day()).flatMap((choice) => {
      const code = itemOfValue(choice.value)?.itemCode;
      return code === undefined || code === props.model.text('itemCode') ? [] : [{ ...choice, value: code }];
    });
  };
  return (
    <>
      <Show when={props.withEndDay}>
        <EndDayField model={props.model} />
      </Show>
      <ManyField model={props.model} field="partnerIds" options={partners} />
      <ManyField model={props.model} field="coUnitIds" options={units} />
      <ManyField model={props.model} field="alsoItemCodes" options={items} />
    </>
  );
}

const RARE = ['endDate', 'partnerIds', 'coUnitIds', 'alsoItemCodes'];

/** Fields common to all types that no one must fill in. */
export function MoreFields(props: { model: FormModel; withEndDay: boolean }) {
  const words = () => labels().activities.form;
  const rare = (): string[] => RARE.filter((field) => props.withEndDay || field !== 'endDate');
  const filled = (): number => rare().filter((field) => props.model.text(field) !== '' || props.model.list(field).length > 0).length;
  const [opened, setOpened] = createSignal(filled() > 0);
  // A mistake must be seen where it is.
  const open = (): boolean => opened() || rare().some((field) => isWrong(props.model, field));
  return (
    <>
      <AudienceField model={props.model} />
      <Field
        id={controlId('placeNote')}
        label={fieldWords('placeNote').label}
        hint={fieldWords('placeNote').hint}
        issue={fieldIssue(props.model, 'placeNote')}
      >
        <TextInput
          id={controlId('placeNote')}
          value={props.model.text('placeNote')}
          invalid={isWrong(props.model, 'placeNote')}
          onInput={(value) => props.model.set('placeNote', value)}
          onLeave={() => props.model.leave('placeNote')}
        />
      </Field>
      <Field id={controlId('note')} label={fieldWords('note').label} help={words().noteRule} issue={fieldIssue(props.model, 'note')}>
        <TextArea
          id={controlId('note')}
          value={props.model.text('note')}
          invalid={isWrong(props.model, 'note')}
          onInput={(value) => props.model.set('note', value)}
          onLeave={() => props.model.leave('note')}
        />
      </Field>
      <Key icon={open() ? 'minus' : 'plus'} expanded={open()} onPress={() => setOpened(!open())}>
        {filled() > 0 ? words().moreFilled(formatNumber(filled())) : words().more}
      </Key>
      <Show when={open()}>
        <RareFields model={props.model} withEndDay={props.withEndDay} />
      </Show>
    </>
  );
}
