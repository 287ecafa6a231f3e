import { createMemo, Switch as Either, Match, Show } from 'solid-js';
import { typedInto } from '../../../domain/activity-draft.ts';
import { countLimits, type FieldSpec } from '../../../domain/activity-types.ts';
import { isBorderMarker, rangesText, splitMarkers } from '../../../domain/border-marker.ts';
import { stepCount } from '../../../domain/count-text.ts';
import { useApp } from '../../app-context.ts';
import { fieldWords, formatNumber, optionLabel, unitBeside } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Chips, TagInput } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { fieldIssue, isWrong } from './field-issue.tsx';
import { controlId, type FormModel } from './form-model.ts';

export interface OwnFieldProps {
  model: FormModel;
  type: string;
  name: string;
  spec: FieldSpec;
  /** "Khoảng" belongs under this figure. */
  withEstimated?: boolean | undefined;
}

type Spec<K extends FieldSpec['kind']> = Extract<FieldSpec, { kind: K }>;

function CountField(props: OwnFieldProps & { spec: Spec<'count'> }) {
  const limits = createMemo(() => countLimits(props.spec));
  /** Said where it helps a person find out that they are in the wrong box; large figures vary too much for it. */
  const hint = (): string | undefined =>
    props.spec.required && !props.spec.big && props.spec.measure !== undefined
      ? labels().activities.form.usual(formatNumber(limits().min), formatNumber(limits().warn))
      : fieldWords(props.name).hint;
  return (
    <Field
      id={controlId(props.name)}
      label={fieldWords(props.name).label}
      unit={props.spec.required ? undefined : unitBeside(fieldWords(props.name))}
      hint={hint()}
      issue={fieldIssue(props.model, props.name)}
    >
      <Stepper
        id={controlId(props.name)}
        value={props.model.text(props.name)}
        stepped={(text, by) => stepCount(text, by, limits().min)}
        ten={props.spec.big === true}
        invalid={isWrong(props.model, props.name)}
        words={labels().common}
        onInput={(value) => props.model.set(props.name, value)}
        onLeave={() => props.model.leave(props.name)}
      />
    </Field>
  );
}

function ChoiceField(props: OwnFieldProps & { spec: Spec<'choice' | 'choices'> }) {
  const many = (): boolean => props.spec.kind === 'choices';
  const chosen = (): readonly string[] => {
    const text = props.model.text(props.name);
    return many() ? props.model.list(props.name) : text === '' ? [] : [text];
  };
  const toggle = (value: string): void => {
    const has = chosen().includes(value);
    if (!many()) props.model.set(props.name, has && !props.spec.required ? '' : value);
    else props.model.set(props.name, has ? chosen().filter((option) => option !== value) : [...chosen(), value]);
  };
  return (
    <Field id={controlId(props.name)} label={fieldWords(props.name).label} group issue={fieldIssue(props.model, props.name)}>
      <Chips
        id={controlId(props.name)}
        options={props.spec.options.map((value) => ({ value, label: optionLabel(props.type, props.name, value) }))}
        chosen={chosen()}
        many={many()}
        onToggle={toggle}
      />
    </Field>
  );
}

function WordsField(props: OwnFieldProps & { spec: Spec<'text' | 'url'> }) {
  const isUrl = (): boolean => props.spec.kind === 'url';
  return (
    <Field
      id={controlId(props.name)}
      label={fieldWords(props.name).label}
      unit={fieldWords(props.name).unit}
      hint={fieldWords(props.name).hint}
      issue={fieldIssue(props.model, props.name)}
    >
      <TextInput
        id={controlId(props.name)}
        type={isUrl() ? 'url' : 'text'}
        inputMode={isUrl() ? 'url' : 'text'}
        autocapitalize={isUrl() ? 'none' : 'sentences'}
        value={props.model.text(props.name)}
        invalid={isWrong(props.model, props.name)}
        onInput={(value) => props.model.set(props.name, value)}
        onLeave={() => props.model.leave(props.name)}
      />
    </Field>
  );
}

function MarkersField(props: OwnFieldProps) {
  const app = useApp();
  const words = () => labels().activities.form;
  const ranges = () => app.reference().settings?.markers;
  return (
    <Field
      id={controlId(props.name)}
      label={fieldWords(props.name).label}
      unit={fieldWords(props.name).unit}
      hint={rangesText(ranges())}
      group
      issue={fieldIssue(props.model, props.name)}
    >
      <TagInput
        id={controlId(props.name)}
        values={props.model.list(props.name)}
        text={props.model.text(typedInto(props.name))}
        split={splitMarkers}
        takes={(text) => isBorderMarker(text, ranges())}
        invalid={isWrong(props.model, props.name)}
        words={{ add: words().addMarker, remove: words().removeTag }}
        onChange={(list, text) => props.model.setMany({ [props.name]: list, [typedInto(props.name)]: text })}
        onLeave={() => props.model.leave(props.name)}
      />
    </Field>
  );
}

/** One own field of a type: the kind decides how it is asked for, so that a further type needs no further screen. */
export function OwnField(props: OwnFieldProps) {
  const as = <K extends FieldSpec['kind']>(...kinds: readonly K[]): (OwnFieldProps & { spec: Spec<K> }) | undefined =>
    (kinds as readonly string[]).includes(props.spec.kind) ? (props as OwnFieldProps & { spec: Spec<K> }) : undefined;
  return (
    <>
      <Either>
        <Match when={as('count')}>{(field) => <CountField {...field()} />}</Match>
        <Match when={as('choice', 'choices')}>{(field) => <ChoiceField {...field()} />}</Match>
        <Match when={as('text', 'url')}>{(field) => <WordsField {...field()} />}</Match>
        <Match when={as('markers')}>
          <MarkersField {...props} />
        </Match>
      </Either>
      <Show when={props.withEstimated}>
        <Switch checked={props.model.values()['estimated'] === true} onChange={(on) => props.model.set('estimated', on)}>
          {fieldWords('estimated').label}
        </Switch>
      </Show>
    </>
  );
}
