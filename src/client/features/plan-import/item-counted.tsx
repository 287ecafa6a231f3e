import { For, Index, Show } from 'solid-js';
import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import { parseCount } from '../../../domain/count-text.ts';
import { withFirst } from '../../../domain/leading-measure.ts';
import { MEASURE_KEYS, type MeasureKey } from '../../../domain/measure.ts';
import { offeredTypes } from '../../../domain/offered-types.ts';
import type { DraftTarget } from '../../../domain/plan-draft/plan-draft.ts';
import { MAX_TARGET, TARGET_PERIODS, type TargetPeriod } from '../../../domain/target.ts';
import { useApp } from '../../app-context.ts';
import { formatMeasure, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, issueId } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { ItemFieldProps } from './item-fields.ts';

const toggled = <T,>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value];

/** What an item counts: by which work, in which figures, and how much of it is wanted. */
export function CountedFields(props: ItemFieldProps) {
  const app = useApp();
  const words = () => labels().planImport.item;
  const measures = () => MEASURE_KEYS.map((key) => ({ value: key, label: labels().plans.measureShort[key] }));
  const types = () =>
    offeredTypes(ACTIVITY_TYPE_KEYS, app.reference().settings).map((key) => ({ value: key, label: typeWords(key).short }));
  const lead = (key: MeasureKey): void => props.onChange({ measures: withFirst(props.node.measures, key) }, 'leading');
  const chosenNames = (): string => props.node.measures.map((key) => labels().plans.measureShort[key]).join(', ');
  return (
    <>
      <Targets {...props} />
      <details class="import-more">
        <summary>
          <b>{words().measures}</b>
          <span class="meta">{chosenNames()}</span>
          <Icon name="down" size="s" />
        </summary>
        <Field id="item-measures" label={words().measures} group>
          <Chips
            id="item-measures"
            many
            options={measures()}
            chosen={props.node.measures}
            onToggle={(key) => props.onChange({ measures: toggled(props.node.measures, key as MeasureKey) }, 'measures')}
          />
        </Field>
        <Show when={props.node.measures.length > 1}>
          <Field id="item-leading" label={words().leading} help={words().leadingHint}>
            <select id="item-leading" class="select" onChange={(event) => lead(event.currentTarget.value as MeasureKey)}>
              <For each={props.node.measures}>
                {(key) => (
                  <option value={key} selected={key === props.node.measures[0]}>
                    {labels().plans.measureShort[key]}
                  </option>
                )}
              </For>
            </select>
          </Field>
        </Show>
      </details>
      <details class="import-more">
        <summary>
          <b>{words().types}</b>
          <span class="meta">{props.node.usualTypes.map((type) => typeWords(type).short).join(', ')}</span>
          <Icon name="down" size="s" />
        </summary>
        <Field id="item-types" label={words().types} group>
          <Chips
            id="item-types"
            many
            options={types()}
            chosen={props.node.usualTypes}
            onToggle={(type) => props.onChange({ usualTypes: toggled(props.node.usualTypes, type) }, 'types')}
          />
        </Field>
      </details>
    </>
  );
}

function Targets(props: ItemFieldProps) {
  const words = () => labels().planImport.item;
  const set = (targets: readonly DraftTarget[]): void => props.onChange({ targets }, 'targets');
  const change = (at: number, changed: Partial<DraftTarget>): void =>
    set(props.node.targets.map((target, place) => (place === at ? { ...target, ...changed } : target)));
  const add = (): void =>
    set([...props.node.targets, { measure: props.node.measures[0] ?? 'sessions', value: 1, period: 'year', quote: '', accepted: true }]);
  return (
    <Field id="item-targets" label={words().targets} group help={props.node.targets.length > 0 ? words().targetsHint : undefined}>
      <div id="item-targets">
        {/* By place: a figure that is typed must not lose its field. */}
        <Index each={props.node.targets}>
          {(target, at) => (
            <TargetRow
              target={target()}
              at={at}
              onChange={(changed) => change(at, changed)}
              onRemove={() => set(props.node.targets.filter((_, place) => place !== at))}
            />
          )}
        </Index>
        <Key icon="plus" onPress={add}>
          {words().addTarget}
        </Key>
      </div>
    </Field>
  );
}

interface TargetRowProps {
  target: DraftTarget;
  at: number;
  onChange: (change: Partial<DraftTarget>) => void;
  onRemove: () => void;
}

function TargetRow(props: TargetRowProps) {
  const words = () => labels().planImport.item;
  const setValue = (text: string): void => {
    const value = parseCount(text);
    const isTarget = typeof value === 'number' && value >= 1 && value <= MAX_TARGET;
    // A field that is blank while somebody types is no target of nothing.
    props.onChange({ value: isTarget ? value : props.target.value, typed: isTarget ? undefined : text });
  };
  const wrong = (): boolean => props.target.typed !== undefined;
  return (
    <div class="import-target" classList={{ 'field-wrong': wrong() }}>
      <Show when={props.target.quote !== ''}>
        <p class="meta grow">“{props.target.quote}”</p>
      </Show>
      <Switch checked={props.target.accepted} onChange={(accepted) => props.onChange({ accepted })}>
        {words().acceptTarget}: <b>{formatMeasure(props.target.measure, props.target.value)}</b>
      </Switch>
      <div class="import-target-fields">
        <TextInput
          id={`item-target-${props.at}`}
          label={words().targetValue}
          value={props.target.typed ?? String(props.target.value)}
          inputMode="numeric"
          invalid={wrong()}
          onInput={setValue}
        />
        <select
          class="select"
          aria-label={words().targetMeasure}
          onChange={(event) => props.onChange({ measure: event.currentTarget.value as MeasureKey })}
        >
          <For each={MEASURE_KEYS}>
            {(key) => (
              <option value={key} selected={key === props.target.measure}>
                {labels().domain.measures[key].unit}
              </option>
            )}
          </For>
        </select>
        <select
          class="select"
          aria-label={words().targetPeriod}
          onChange={(event) => props.onChange({ period: event.currentTarget.value as TargetPeriod })}
        >
          <For each={TARGET_PERIODS}>
            {(period) => (
              <option value={period} selected={period === props.target.period}>
                / {words().periods[period]}
              </option>
            )}
          </For>
        </select>
        <Key kind="bare" icon="trash" label={words().removeTarget} onPress={() => props.onRemove()} />
      </div>
      <div id={issueId(`item-target-${props.at}`)} role="alert">
        <Show when={wrong()}>
          <p class="issue issue-error">
            <Icon name="err" size="s" />
            <span class="grow">{words().targetWrong}</span>
          </p>
        </Show>
      </div>
    </div>
  );
}
