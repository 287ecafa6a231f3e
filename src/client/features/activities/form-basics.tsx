import { createMemo, createSignal, For, Show, Suspense } from 'solid-js';
import { addDays, Day, officeDay } from '../../../domain/day.ts';
import { contains } from '../../../domain/period.ts';
import { findItem } from '../../../domain/plan.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { useApp } from '../../app-context.ts';
import { dayLong, dayWord, fieldWords } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { itemChoices, itemOfValue, itemValue, openPlans, type PastChoices, recentItems } from '../../records/item-choices.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { PickButton, PickDialog } from '../../ui/pick.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import { localityChoices, placeAbove } from './choices.ts';
import { fieldIssue, IssueLine, isWrong } from './field-issue.tsx';
import { controlId, type FormModel } from './form-model.ts';
import { ownUnits, recentLocalities, unitInstead } from './propose.ts';

const RECENT = 3;

/** Few clocks are off. */
const ClockNote = lazyPiece(
  () => withWords(['account'], import('./clock-note.lazy.tsx')),
  (m) => m.ClockNote,
);

export interface BasicsProps {
  model: FormModel;
  past: PastChoices;
}

/** Where the record counts. */
export function ItemPick(props: BasicsProps) {
  const app = useApp();
  const [open, setOpen] = createSignal(false);
  const words = () => labels().activities.form;
  const plans = createMemo(() => openPlans(app.plans() ?? [], props.model.today()));
  const item = () => {
    const plan = props.model.plan();
    return plan && findItem(plan, props.model.text('itemCode'));
  };
  const options = createMemo(() =>
    open() ? itemChoices(plans(), recentItems(plans(), props.past, RECENT), words(), props.model.text('date') as Day) : [],
  );
  const choose = (value: string): void => {
    const choice = itemOfValue(value);
    if (!choice) return;
    const also = props.model
      .list('alsoItemCodes')
      .filter((code) => choice.planId === props.model.text('planId') && code !== choice.itemCode);
    props.model.setMany({ ...choice, alsoItemCodes: also });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the button says what is chosen, the group what it is chosen for
    <div class="field" role="group" aria-label={words().item}>
      <PickButton
        id={controlId('itemCode')}
        plate={item()?.code}
        label={item() ? undefined : words().item}
        value={item()?.title ?? words().chooseItem}
        hint={plans().length > 1 ? props.model.plan()?.title : undefined}
        invalid={isWrong(props.model, 'itemCode')}
        onPress={() => setOpen(true)}
      />
      <IssueLine model={props.model} field="itemCode" />
      <PickDialog
        open={open()}
        title={words().chooseItem}
        options={options()}
        chosen={[itemValue({ planId: props.model.text('planId'), itemCode: props.model.text('itemCode') })]}
        searchPlaceholder={labels().common.search}
        emptyText={words().noItem}
        closeLabel={labels().common.close}
        onChoose={choose}
        onClose={() => {
          setOpen(false);
          props.model.leave('itemCode');
        }}
        fold={foldForSearch}
      />
    </div>
  );
}

const QUICK_DAYS = 2;

/** Today and yesterday with one tap each, and the phone's own calendar for the others. */
function DayField(props: { model: FormModel }) {
  const app = useApp();
  const value = () => props.model.text('date');
  const period = () => props.model.plan()?.period;
  const latest = (): Day => {
    const end = period()?.to;
    return end !== undefined && end < props.model.latest() ? end : props.model.latest();
  };
  const quick = createMemo(() => {
    const of = period();
    const days = Array.from({ length: QUICK_DAYS }, (_, at) => addDays(props.model.today(), -at));
    return days.filter((day) => of === undefined || contains(of, day));
  });
  /** A record of an earlier day belongs to the unit there was then. */
  const choose = (date: string): void => {
    const unitId = unitInstead(app.person, app.reference().units, props.model.text('unitId'), date as Day, officeDay(app.now()));
    props.model.setMany({ date, ...(unitId && Day.safeParse(date).success && { unitId }) });
  };
  return (
    <Field
      id={controlId('date')}
      label={fieldWords('date').label}
      hint={Day.safeParse(value()).success ? dayLong(value() as Day) : undefined}
      issue={fieldIssue(props.model, 'date')}
    >
      <div class="day-field">
        <DateInput
          id={controlId('date')}
          value={value()}
          min={period()?.from}
          max={latest()}
          invalid={isWrong(props.model, 'date')}
          onInput={choose}
          onLeave={() => props.model.leave('date')}
        />
        <For each={quick()}>
          {(day) => (
            <Key pressed={day === value()} onPress={() => choose(day)}>
              {dayWord(day, props.model.today())}
            </Key>
          )}
        </For>
      </div>
      <Show when={app.status()?.clockSkewMs}>
        <Suspense>
          <ClockNote value={value()} onChoose={choose} />
        </Suspense>
      </Show>
    </Field>
  );
}

function LocalityPick(props: BasicsProps & { required: boolean }) {
  const app = useApp();
  const [open, setOpen] = createSignal(false);
  const words = () => labels().activities.form;
  const localities = () => app.reference().localities;
  const chosen = () => localities().find((locality) => locality.id === props.model.text('localityId'));
  const above = (): string | undefined => {
    const locality = chosen();
    return locality && placeAbove(locality, localities());
  };
  const day = () => (props.model.text('date') || props.model.today()) as Day;
  const options = createMemo(() =>
    open() ? localityChoices(localities(), day(), recentLocalities(localities(), props.past, day(), RECENT), words()) : [],
  );
  return (
    <div class="field">
      <PickButton
        id={controlId('localityId')}
        label={props.required ? fieldWords('localityId').label : `${fieldWords('localityId').label} ${words().ifAny}`}
        value={chosen()?.name ?? words().choose}
        hint={above()}
        invalid={isWrong(props.model, 'localityId')}
        onPress={() => setOpen(true)}
      />
      <IssueLine model={props.model} field="localityId" />
      <PickDialog
        open={open()}
        title={words().chooseLocality}
        options={options()}
        chosen={[props.model.text('localityId')]}
        searchPlaceholder={labels().common.search}
        emptyText={words().noLocality}
        closeLabel={labels().common.close}
        // A place that need not be named can be taken back by choosing it again.
        onChoose={(id) => props.model.set('localityId', !props.required && id === props.model.text('localityId') ? '' : id)}
        onClose={() => {
          setOpen(false);
          props.model.leave('localityId');
        }}
        fold={foldForSearch}
      />
    </div>
  );
}

/** Only for people who record for several units. */
function UnitPick(props: { model: FormModel }) {
  const app = useApp();
  const [open, setOpen] = createSignal(false);
  const day = () => (props.model.text('date') || props.model.today()) as Day;
  const units = createMemo(() => ownUnits(app.person, app.reference().units, day(), officeDay(app.now())));
  const chosen = () => app.reference().units.find((unit) => unit.id === props.model.text('unitId'));
  const needed = () => units().length > 1 || isWrong(props.model, 'unitId');
  return (
    <Show when={needed()}>
      <div class="field">
        <PickButton
          id={controlId('unitId')}
          label={fieldWords('unitId').label}
          value={chosen()?.name ?? labels().activities.form.choose}
          invalid={isWrong(props.model, 'unitId')}
          onPress={() => setOpen(true)}
        />
        <IssueLine model={props.model} field="unitId" />
        <PickDialog
          open={open()}
          title={fieldWords('unitId').label}
          options={offeredOn(units(), day(), [props.model.text('unitId')]).map((unit) => ({ value: unit.id, label: unit.name }))}
          chosen={[props.model.text('unitId')]}
          searchPlaceholder={labels().common.search}
          emptyText={labels().common.nothingFound}
          closeLabel={labels().common.close}
          onChoose={(id) => props.model.set('unitId', id)}
          onClose={() => setOpen(false)}
          fold={foldForSearch}
        />
      </div>
    </Show>
  );
}

/** What every record must say: item, day, place, and the unit where there is a choice. */
export function FormBasics(props: BasicsProps & { localityRequired: boolean }) {
  return (
    <>
      <ItemPick model={props.model} past={props.past} />
      <UnitPick model={props.model} />
      <DayField model={props.model} />
      <LocalityPick model={props.model} past={props.past} required={props.localityRequired} />
    </>
  );
}
