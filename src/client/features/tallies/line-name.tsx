import { Match, Show, Switch } from 'solid-js';
import { isEnded } from '../../../domain/ended.ts';
import { headingTitle, type PlanItem } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { TallyRow } from './tally-rows.ts';

type PlaceRow = Extract<TallyRow, { kind: 'place' }>;

const itemOf = (row: TallyRow, kind: 'item' | 'heading' | 'own'): PlanItem | undefined =>
  (row.kind === 'item' || row.kind === 'heading' || row.kind === 'own') && row.kind === kind ? row.item : undefined;

const endedWord = (item: PlanItem): string | undefined => (isEnded(item) ? labels().plans.ended : undefined);

/** What a line is about: an item on its stone, a heading, a unit, a place, a type, or all together. */
export function LineName(props: { row: TallyRow }) {
  return (
    <Switch fallback={labels().tallies.total}>
      <Match when={itemOf(props.row, 'item')}>
        {(item) => (
          <span class="tally-name">
            <Plate code={item().code} />
            <span>
              {item().title}
              <EndedMark word={endedWord(item())} />
            </span>
          </span>
        )}
      </Match>
      <Match when={itemOf(props.row, 'own')}>
        {(item) => (
          <span class="tally-name">
            <Plate code={item().code} />
            <span>
              {labels().plans.ownLine}
              <EndedMark word={endedWord(item())} />
            </span>
          </span>
        )}
      </Match>
      <Match when={itemOf(props.row, 'heading')}>
        {(item) => (
          <span class="tally-name">
            <span class="figure red">{item().code}</span>
            <span>{headingTitle(item().text)}</span>
          </span>
        )}
      </Match>
      <Match when={props.row.kind === 'unit' && props.row.unit}>{(unit) => unit().name}</Match>
      <Match when={props.row.kind === 'type' && props.row.key}>{(type) => typeWords(type()).name}</Match>
      <Match when={props.row.kind === 'place' && props.row}>{(row) => <PlaceName row={row()} />}</Match>
    </Switch>
  );
}

const placeName = ({ place, localityIds }: PlaceRow): string =>
  place?.name ?? (localityIds.every((id) => id === '') ? labels().tallies.noPlace : localityIds.join(', '));

/** A place with the one it lies in, as names repeat; under it what was put together in it, or into what it was divided. */
function PlaceName(props: { row: PlaceRow }) {
  const app = useApp();
  const words = () => labels().tallies;
  const parent = () => app.reference().localities.find((one) => one.id === props.row.place?.parentId)?.name;
  return (
    <span class="tally-place">
      <span>{placeName(props.row)}</span>
      <Show when={parent()}>{(name) => <span class="meta">{name()}</span>}</Show>
      <Show when={props.row.former.length > 0}>
        <span class="meta">{words().formerPlaces(props.row.former.join(', '))}</span>
      </Show>
      <Show when={props.row.successors.length > 1}>
        <span class="meta amber">{words().divided(props.row.successors.join(', '))}</span>
      </Show>
    </span>
  );
}

/** The same in words, for those who hear the table. */
export function lineName(row: TallyRow): string {
  switch (row.kind) {
    case 'unit':
      return row.unit.name;
    case 'type':
      return typeWords(row.key).name;
    case 'place':
      return placeName(row);
    case 'whole':
      return labels().tallies.total;
    case 'own':
      return `${row.item.code} ${labels().plans.ownLine}`;
    default:
      return `${row.item.code} ${row.item.title}`;
  }
}
