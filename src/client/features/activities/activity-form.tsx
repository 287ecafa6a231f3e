import { createMemo, For, onCleanup, onMount, Show } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import { type ActivityTypeSpec, activityType } from '../../../domain/activity-types.ts';
import { fieldWords, lowerFirst, timeOf, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { ownFieldsInOrder } from '../../records/field-order.ts';
import type { PastChoices } from '../../records/item-choices.ts';
import { createRecordLine } from '../../records/record-line.ts';
import { asIcon, Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import { FormBasics } from './form-basics.tsx';
import { controlId, type FormModel } from './form-model.ts';
import { recordHref } from './hrefs.ts';
import { MoreFields } from './more-fields.tsx';
import { OwnField } from './own-field.tsx';
import { estimatedAfter } from './propose.ts';
import { EndDayField } from './series-field.tsx';
import './activities.css';

export interface ActivityFormProps {
  model: FormModel;
  past: PastChoices;
  /** Saved on the phone: only now may anything say so. */
  onSaved: (content: ActivityContent) => void;
  onLeave: () => void;
}

/** The count that is so often a day times the days of a series. */
const seriesTotal = (spec: ActivityTypeSpec): string | undefined =>
  Object.entries(spec.fields).find(([, field]) => field.kind === 'count' && field.measure === 'broadcasts')?.[0];

/** Takes the person to a field, past the head and the dock. */
function goTo(field: string): void {
  const control = document.getElementById(controlId(field));
  const target = control?.matches('input, textarea, button') ? control : control?.querySelector<HTMLElement>('input, button');
  target?.focus({ preventScroll: true });
  control?.scrollIntoView({ block: 'center' });
}

/** One page from top to bottom, made of the registry's entry for its type. */
export function ActivityForm(props: ActivityFormProps) {
  const type = (): string => props.model.start.draft.type;
  const spec = createMemo(() => activityType(type()));
  const save = async (): Promise<void> => {
    const outcome = await props.model.save();
    if (outcome.kind === 'saved') props.onSaved(outcome.content);
    else if (outcome.kind === 'wrong') goTo(outcome.field);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || (event.key !== 's' && event.key !== 'Enter')) return;
    event.preventDefault();
    void save();
  };
  onMount(() => document.addEventListener('keydown', onKeyDown));
  onCleanup(() => document.removeEventListener('keydown', onKeyDown));
  return (
    <Screen
      title={typeWords(type()).short}
      icon={asIcon(spec()?.icon ?? 'pen')}
      tabs={false}
      end={<KeptLine model={props.model} />}
      dock={<FormDock model={props.model} onSave={() => void save()} onLeave={() => props.onLeave()} />}
    >
      <Show when={spec()}>
        {(spec) => (
          <>
            <FormBasics model={props.model} past={props.past} localityRequired={spec().localityRequired} />
            <OwnFields model={props.model} type={type()} spec={spec()} />
            <MoreFields model={props.model} withEndDay={seriesTotal(spec()) === undefined} />
          </>
        )}
      </Show>
    </Screen>
  );
}

function OwnFields(props: { model: FormModel; type: string; spec: ActivityTypeSpec }) {
  const estimated = (): string | undefined => estimatedAfter(props.spec);
  return (
    <For each={ownFieldsInOrder(props.spec)}>
      {([name, spec]) => (
        <>
          <OwnField model={props.model} type={props.type} name={name} spec={spec} withEstimated={name === estimated()} />
          <Show when={name === seriesTotal(props.spec)}>
            <EndDayField model={props.model} total={name} />
          </Show>
        </>
      )}
    </For>
  );
}

/** Says that the draft is saved only once it is on the disk. */
function KeptLine(props: { model: FormModel }) {
  const words = () => labels().activities;
  const version = (): number => props.model.start.record?.version ?? 0;
  const savedText = (): string | undefined => {
    const at = props.model.keptAt();
    if (props.model.keepFailed()) return words().draft.notKept;
    return at === undefined ? undefined : words().draft.kept(timeOf(at));
  };
  return (
    <Show when={savedText()} fallback={version() > 0 && words().form.editOf(String(version()))}>
      {(text) => (
        <StateLine kind="draft" word={labels().domain.places.draft}>
          {text()}
        </StateLine>
      )}
    </Show>
  );
}

function FormDock(props: { model: FormModel; onSave: () => void; onLeave: () => void }) {
  const words = () => labels().activities.form;
  const first = (): string | undefined => props.model.mistakes()[0];
  return (
    <>
      <DuplicateNotice model={props.model} />
      <div role="status">
        <Show when={props.model.losesConfirmation()}>
          <Notice level="warn" icon="stamp">
            {words().losesConfirmation}
          </Notice>
        </Show>
      </div>
      <div role="alert">
        <Show when={props.model.failure()}>{(failure) => <Notice level="err">{words().failure[failure()]}</Notice>}</Show>
      </div>
      <Show when={first()}>
        {(field) => (
          <button type="button" class="fix-line" onClick={() => goTo(field())}>
            <Icon name="err" />
            <span class="grow">{words().fix(props.model.mistakes().length, lowerFirst(fieldWords(field()).label))}</span>
            <Icon name="chev" size="s" />
          </button>
        )}
      </Show>
      <DockRow>
        <Key big icon="back" label={words().leave} onPress={() => props.onLeave()} />
        <Key kind="main" big grow onPress={() => props.onSave()}>
          {props.model.saving() ? words().saving : props.model.duplicate() ? words().saveAnyway : words().save}
        </Key>
      </DockRow>
    </>
  );
}

/** Another record says the same: the person decides whether it is the same activity. */
function DuplicateNotice(props: { model: FormModel }) {
  const words = () => labels().activities.form;
  const lineOf = createRecordLine();
  return (
    <div role="alert">
      <Show when={props.model.duplicate()}>
        {(other) => (
          <Notice level="warn" icon="dup">
            <b>{words().duplicate}</b>
            <p>{words().duplicateText(lineOf(other().content))}</p>
            <a class="link" href={recordHref(other())}>
              {words().openOther}
            </a>
          </Notice>
        )}
      </Show>
    </div>
  );
}
