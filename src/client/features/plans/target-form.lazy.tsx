import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { parseCount } from '../../../domain/count-text.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { MEASURE_KEYS, type MeasureKey } from '../../../domain/measure.ts';
import type { PlanItem } from '../../../domain/plan.ts';
import { isValidDuring, type Unit } from '../../../domain/reference.ts';
import { TARGET_PERIODS, type Target, type TargetPeriod, type TargetPlace, TargetValue, targetKey } from '../../../domain/target.ts';
import { SET_TARGET } from '../../../protocol/endpoints/progress.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime, issueText, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import { createSavedInput } from '../../saved-input.ts';
import { putAnsweredTarget } from '../../store/lists/targets.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { unitWord } from './figure-words.ts';
import { createOfficeSend } from './office-send.ts';
import { createTargetUnitNames } from './pace-words.tsx';

interface Props {
  item: PlanItem;
  /** Where a new one begins, or the place of the one that is changed. */
  place: TargetPlace;
  /** The place stays as it is. */
  fixed: boolean;
  targets: readonly Target[];
  titleId: string;
  onClose: () => void;
}

/** The chip of the whole office. */
const OFFICE = '';

/** Null, "no target", is never typed: text that is no whole number gives nothing. */
const valueIn = (text: string): number | undefined => TargetValue.safeParse(parseCount(text) ?? undefined).data ?? undefined;

export function TargetForm(props: Props) {
  const app = useApp();
  const id = createUniqueId();
  const words = () => labels().plans.targets;
  const unitName = createTargetUnitNames();
  const before = props.fixed ? props.targets.find((target) => targetKey(target) === targetKey(props.place))?.value : undefined;
  const saved = createSavedInput(['target', props.fixed, targetKey(props.place)], {
    place: props.place,
    text: String(before ?? ''),
  });
  const place = (): TargetPlace => saved.values().place;
  const text = (): string => saved.values().text;
  const known = (): Target | undefined => props.targets.find((target) => targetKey(target) === targetKey(place()));
  const [tried, setTried] = createSignal(false);
  const sending = createOfficeSend();
  const issue = (): FieldIssue | undefined => {
    if (!tried() || valueIn(text()) !== undefined) return undefined;
    if (parseCount(text()) !== null) return { level: 'error', text: words().valueRule };
    return { level: 'error', text: issueText({ field: 'value', code: 'notANumber', params: { value: text().trim() } }) };
  };
  const change = (part: Partial<TargetPlace>): void => {
    saved.set({ place: { ...place(), ...part } });
  };
  const placeText = (): string =>
    [labels().domain.measures[place().measure].label, words().periods[place().period].toLowerCase(), unitName(place())].join(DOT);

  const close = (): void => {
    saved.drop();
    props.onClose();
  };
  const put = async (at: TargetPlace, value: number | null): Promise<boolean> => {
    const answer = await sending.send(() => askOffice(SET_TARGET, { body: { place: at, value } }));
    if (!answer) return false;
    await putAnsweredTarget(app.db, answer.target);
    return true;
  };
  const save = async (): Promise<void> => {
    setTried(true);
    const value = valueIn(text());
    if (value === undefined || !(await put(place(), value))) return;
    showSnack({ text: words().saved });
    close();
  };
  const remove = async (): Promise<void> => {
    const at = place();
    const before = known()?.value ?? null;
    if (!(await put(at, null))) return;
    showSnack({ text: words().removed, action: { label: labels().common.undo, onAction: () => void put(at, before) } });
    close();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={props.fixed ? words().change : words().set}
      submit={words().save}
      sending={sending}
      onSubmit={() => void save()}
      onClose={close}
    >
      <RestoredNotice saved={saved} />
      <Show when={!props.fixed} fallback={<p>{placeText()}</p>}>
        <PlaceFields id={id} item={props.item} place={place()} onChange={change} />
      </Show>
      <Field
        id={`${id}-value`}
        label={words().value}
        unit={unitWord(place().measure)}
        hint={known()?.value ? words().now(formatNumber(known()?.value ?? 0)) : undefined}
        issue={issue()}
      >
        <TextInput
          id={`${id}-value`}
          value={text()}
          onInput={(typed) => saved.set({ text: typed })}
          inputMode="numeric"
          invalid={issue() !== undefined}
        />
      </Field>
      <Show when={props.fixed && known()}>
        {(target) => (
          <>
            <History target={target()} />
            <Show when={target().value !== null}>
              <Key kind="ask" icon="trash" disabled={sending.busy()} onPress={() => void remove()}>
                {words().remove}
              </Key>
            </Show>
          </>
        )}
      </Show>
    </OfficeForm>
  );
}

/** What is counted, over which time, and for whom. */
function PlaceFields(props: { id: string; item: PlanItem; place: TargetPlace; onChange: (part: Partial<TargetPlace>) => void }) {
  const app = useApp();
  const words = () => labels().plans.targets;
  const [allMeasures, setAllMeasures] = createSignal(!props.item.measures.includes(props.place.measure));
  const measures = (): readonly MeasureKey[] =>
    allMeasures() ? [...props.item.measures, ...MEASURE_KEYS.filter((key) => !props.item.measures.includes(key))] : props.item.measures;
  /** Those there while the plan runs, and one that has a target. */
  const units = (): Unit[] => {
    const period = app.plans()?.find((plan) => plan.id === props.place.planId)?.period;
    return app.reference().units.filter((unit) => unit.id === props.place.unitId || !period || isValidDuring(unit, period));
  };
  return (
    <>
      <Field id={`${props.id}-measure`} label={words().measure} group>
        <Chips
          id={`${props.id}-measure`}
          many={false}
          options={measures().map((key) => ({ value: key, label: labels().plans.measureShort[key] }))}
          chosen={[props.place.measure]}
          onToggle={(value) => props.onChange({ measure: value as MeasureKey })}
        />
        <Show when={!allMeasures()}>
          <Key kind="bare" icon="more" onPress={() => setAllMeasures(true)}>
            {words().otherMeasures}
          </Key>
        </Show>
      </Field>
      <Field id={`${props.id}-period`} label={words().period} group>
        <Chips
          id={`${props.id}-period`}
          many={false}
          options={TARGET_PERIODS.map((value) => ({ value, label: words().periods[value] }))}
          chosen={[props.place.period]}
          onToggle={(value) => props.onChange({ period: value as TargetPeriod })}
        />
      </Field>
      <Field id={`${props.id}-unit`} label={words().unit} group>
        <Chips
          id={`${props.id}-unit`}
          many={false}
          options={[{ value: OFFICE, label: words().wholeOffice }, ...units().map((unit) => ({ value: unit.id, label: unit.shortName }))]}
          chosen={[props.place.unitId ?? OFFICE]}
          onToggle={(value) => props.onChange({ unitId: value === OFFICE ? null : (value as UnitId) })}
        />
      </Field>
    </>
  );
}

/** Every value it had, who set it and when, the latest first. */
function History(props: { target: Target }) {
  const app = useApp();
  const words = () => labels().plans.targets;
  const line = ({ value, by, at }: Target['history'][number]): string =>
    words().setBy(
      value === null ? words().gone : withUnit(value, unitWord(props.target.measure)),
      app.people().get(by)?.staffCode ?? words().somebody,
      formatTime(at, app.now()),
    );
  return (
    <div>
      <h3 class="meta strong">{words().history}</h3>
      <ul class="meta">
        <For each={props.target.history.toReversed()}>{(entry) => <li>{line(entry)}</li>}</For>
      </ul>
    </div>
  );
}
