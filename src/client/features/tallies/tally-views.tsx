import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { isValidDuring } from '../../../domain/reference.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { PickDialog, type PickOption } from '../../ui/pick.tsx';
import { Switch } from '../../ui/switch.tsx';
import { type ChoiceProps, chosenOf, NONE } from './choice-props.ts';
import { Segments } from './segments.tsx';
import { chosenUnit, offersUnits, unitChoices, VIEWS, type View, viewOf } from './tally-choice.ts';

/** By item, unit, locality or type; of which unit. */
export function TallyViews(props: ChoiceProps & { wide: boolean; children?: JSX.Element }) {
  const app = useApp();
  const [asking, setAsking] = createSignal(false);
  const words = () => labels().tallies;
  const units = createMemo(() => unitChoices(app.reference().units, app.scope));
  const unit = () => units().find((unit) => unit.id === chosenUnit(units(), props.params));
  /** Those there while the plan runs; one that was chosen stays. */
  const inUse = () => units().filter((candidate) => candidate.id === unit()?.id || isValidDuring(candidate, props.plan.period));
  const views = (): View[] => (Object.keys(VIEWS) as View[]).filter((view) => view !== 'unit' || offersUnits(units()));
  const options = (): PickOption[] => [
    { value: NONE, label: words().allUnits },
    ...inUse().map((option) => ({ value: option.id, label: option.name })),
  ];
  return (
    <>
      <div class="dock-row tally-views">
        <Segments
          label={words().view}
          segments={views().map((view) => ({ value: view, label: props.wide ? words().views[view] : words().viewsShort[view] }))}
          chosen={viewOf(props.params)}
          onChoose={(value) => props.onChoose({ by: VIEWS[value as View] })}
        />
        <Show when={offersUnits(units())}>
          <FilterChip icon="filter" label={unit()?.shortName ?? words().filter} on={unit() !== undefined} onPress={() => setAsking(true)} />
        </Show>
        <Show when={viewOf(props.params) === 'locality'}>
          <Switch checked={props.params.merged === '1'} onChange={(checked) => props.onChoose({ merged: checked ? '1' : undefined })}>
            {words().mergePlaces}
          </Switch>
        </Show>
        {props.children}
      </div>
      <PickDialog
        open={asking()}
        title={words().chooseUnit}
        options={options()}
        chosen={[unit()?.id ?? NONE]}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={(value) => props.onChoose({ unit: chosenOf(value) })}
        onClose={() => setAsking(false)}
        fold={foldForSearch}
      />
    </>
  );
}
