import { createSignal, For, Show } from 'solid-js';
import { RECORD_STATES } from '../../../domain/activity.ts';
import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import type { PlanId } from '../../../domain/ids.ts';
import { covers } from '../../../domain/person.ts';
import { findItem, planName } from '../../../domain/plan.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { LOCALITY_SEPARATOR } from '../../../protocol/tally.ts';
import { type App, useApp } from '../../app-context.ts';
import { typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { BrowseChoice } from '../../records/browse-choice.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { PickDialog, type PickOption } from '../../ui/pick.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import { chooseItem, itemPicks, pickedItem } from './item-pick.ts';

/** Filters whose answer is picked from a list. */
const PICKED = ['planId', 'itemCode', 'unitId', 'authorId', 'localityIds', 'type', 'state'] as const;
type Picked = (typeof PICKED)[number];

/** Two empty places side by side: an address holds no empty answer. */
const NO_PLACE = LOCALITY_SEPARATOR;

interface FilterProps {
  choice: BrowseChoice;
  onChoose: (change: BrowseChoice) => void;
}

const planOf = ({ plans }: App, { planId }: BrowseChoice) => plans()?.find((plan) => plan.id === planId);

function optionsOf(app: App, filter: Picked, choice: BrowseChoice): PickOption[] {
  const { units, localities } = app.reference();
  switch (filter) {
    case 'planId':
      return (app.plans() ?? []).map((plan) => ({ value: plan.id, label: planName(plan, app.plans() ?? []) }));
    case 'itemCode':
      return itemPicks(app.plans() ?? [], choice);
    case 'unitId':
      return units.filter(({ id }) => covers(app.scope.tallies, id)).map(({ id, name }) => ({ value: id, label: name }));
    case 'authorId':
      return [...app.people().values()].map(({ id, staffCode }) => ({ value: id, label: staffCode }));
    case 'localityIds':
      return [...localities.map(({ id, name }) => ({ value: id, label: name })), { value: NO_PLACE, label: labels().browse.noPlace }];
    case 'type':
      return ACTIVITY_TYPE_KEYS.map((type) => ({ value: type, label: typeWords(type).name }));
    case 'state':
      return RECORD_STATES.map((state) => ({ value: state, label: labels().domain.states[state] }));
  }
}

/** What is chosen, short enough for a chip. */
function chosenText(app: App, filter: Picked, choice: BrowseChoice): string | undefined {
  const value = choice[filter];
  if (value === undefined) return undefined;
  if (filter === 'itemCode') {
    const plan = planOf(app, choice);
    return plan && findItem(plan, value) ? value : undefined;
  }
  if (filter === 'type') return typeWords(value).short;
  if (value === NO_PLACE) return labels().browse.noPlace;
  // Places come together where the figure that led here joined them.
  const names = value
    .split(LOCALITY_SEPARATOR)
    .map((entry) => optionsOf(app, filter, choice).find((option) => option.value === entry)?.label ?? entry);
  return names.join(', ');
}

/** Chips that narrow the list; one that is on says by what, and takes that away again at the end of its list. */
export function BrowseFilters(props: FilterProps) {
  const app = useApp();
  const [picking, setPicking] = createSignal<Picked>();
  const words = () => labels().browse;
  const offered = (): readonly Picked[] =>
    PICKED.filter((filter) => {
      if (filter === 'planId') return (app.plans()?.length ?? 0) > 1 || props.choice.planId !== undefined;
      return filter !== 'unitId' || app.scope.tallies === 'all' || app.scope.tallies.length > 1;
    });
  const options = (): PickOption[] => {
    const filter = picking();
    if (filter === undefined) return [];
    const all = { value: ALL, label: words().any[filter] };
    return [...(props.choice[filter] === undefined ? [] : [all]), ...optionsOf(app, filter, props.choice)];
  };
  const choose = (value: string): void => {
    const filter = picking();
    if (filter === undefined) return;
    const chosen = value === ALL ? undefined : value;
    // Items of one plan mean nothing to another.
    const change = filter === 'planId' ? { planId: chosen as PlanId, itemCode: undefined } : { [filter]: chosen };
    props.onChoose(filter === 'itemCode' ? chooseItem(chosen) : change);
  };
  const chosenValue = (): string | undefined => {
    const filter = picking() ?? 'type';
    return filter === 'itemCode' ? pickedItem(props.choice) : props.choice[filter];
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would lay the chips out anew */}
      <div class="chips" role="group" aria-label={words().filters}>
        <For each={offered()}>
          {(filter) => (
            <FilterChip
              label={chosenText(app, filter, props.choice) ?? words().filter[filter]}
              on={props.choice[filter] !== undefined}
              onPress={() => setPicking(filter)}
            />
          )}
        </For>
        <Days choice={props.choice} onChoose={props.onChoose} />
      </div>
      <PickDialog
        open={picking() !== undefined}
        title={words().filter[picking() ?? 'type']}
        options={options()}
        chosen={[chosenValue() ?? ALL]}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={choose}
        onClose={() => setPicking(undefined)}
        fold={foldForSearch}
      />
    </>
  );
}

/** No answer of any list. */
const ALL = '*';

/** From which day to which; either may stay open. */
function Days(props: FilterProps) {
  const words = () => labels().browse;
  const [open, setOpen] = createSignal(false);
  const isOn = (): boolean => props.choice.from !== undefined || props.choice.to !== undefined;
  const input = (name: 'from' | 'to') => (
    <DateInput
      id={`browse-${name}`}
      label={words()[name]}
      value={props.choice[name] ?? ''}
      onInput={(value) => props.onChoose({ [name]: value === '' ? undefined : value })}
    />
  );
  return (
    <Show when={isOn() || open()} fallback={<FilterChip icon="cal" label={words().days} on={false} onPress={() => setOpen(true)} />}>
      <span class="browse-days">
        {input('from')}
        <span aria-hidden="true">–</span>
        {input('to')}
      </span>
    </Show>
  );
}
