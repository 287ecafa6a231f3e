import { Match, Show, Switch } from 'solid-js';
import type { FigureRow, ItemRow, LocalityRow } from '../../../domain/figures/row.ts';
import { headingTitle, type Plan } from '../../../domain/plan.ts';
import type { Locality } from '../../../domain/reference.ts';
import { useApp } from '../../app-context.ts';
import { DOT, daySpan, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { Plate } from '../../ui/plate.tsx';

const itemRow = (row: FigureRow, kind: ItemRow['kind']): ItemRow | undefined =>
  (row.kind === 'item' || row.kind === 'heading' || row.kind === 'own') && row.kind === kind ? row : undefined;

const endedWord = ({ isEnded }: ItemRow): string | undefined => (isEnded ? labels().plans.ended : undefined);

/** What a line is about: an item on its stone, a heading, a unit, a place, a type, or all together. */
export function LineName(props: { row: FigureRow }) {
  return (
    <Switch fallback={labels().tallies.total}>
      <Match when={itemRow(props.row, 'item')}>
        {(row) => (
          <span class="tally-name">
            <Plate code={row().item.code} />
            <span>
              {row().item.title}
              <EndedMark word={endedWord(row())} />
            </span>
          </span>
        )}
      </Match>
      <Match when={itemRow(props.row, 'own')}>
        {(row) => (
          <span class="tally-name">
            <Plate code={row().item.code} />
            <span>
              {labels().plans.ownLine}
              <EndedMark word={endedWord(row())} />
            </span>
          </span>
        )}
      </Match>
      <Match when={itemRow(props.row, 'heading')}>
        {(row) => (
          <span class="tally-name">
            <span class="figure red">{row().item.code}</span>
            <span>
              {headingTitle(row().item.text)}
              <EndedMark word={endedWord(row())} />
            </span>
          </span>
        )}
      </Match>
      <Match when={props.row.kind === 'unit' && props.row.unit}>{(unit) => unit().name}</Match>
      <Match when={props.row.kind === 'plan' && props.row.plan}>
        {(plan) => (
          <span class="tally-place">
            <span>{plan().title}</span>
            <span class="meta">{planLine(plan())}</span>
          </span>
        )}
      </Match>
      <Match when={props.row.kind === 'type' && props.row.key}>{(type) => typeWords(type()).name}</Match>
      <Match when={props.row.kind === 'marker' && props.row.position}>
        {(position) => labels().tallies.desk.markers.marker(String(position()))}
      </Match>
      <Match when={props.row.kind === 'locality' && props.row}>{(row) => <LocalityName row={row()} />}</Match>
    </Switch>
  );
}

const localityName = ({ locality, localityIds }: LocalityRow): string =>
  locality?.name ?? (localityIds.every((id) => id === '') ? labels().tallies.noPlace : localityIds.join(', '));

/** The locality another one lies in, by name. */
export const parentName = (row: FigureRow, localities: readonly Locality[]): string | undefined =>
  row.kind === 'locality' ? localities.find((locality) => locality.id === row.locality?.parentId)?.name : undefined;

/** A locality with the one it lies in, as names repeat; under it what was put together in it, or into what it was divided. */
function LocalityName(props: { row: LocalityRow }) {
  const app = useApp();
  const words = () => labels().tallies;
  const parent = () => parentName(props.row, app.reference().localities);
  return (
    <span class="tally-place">
      <span>{localityName(props.row)}</span>
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

/** Whose plan it is, and its days. */
const planLine = ({ agency, period }: Plan): string => [agency, daySpan(period.from, period.to)].filter(Boolean).join(DOT);

/** The same in words, for those who hear the table or read it in a file. */
export function lineName(row: FigureRow): string {
  switch (row.kind) {
    case 'unit':
      return row.unit.name;
    case 'plan':
      return row.plan.title;
    case 'type':
      return typeWords(row.key).name;
    case 'locality':
      return localityName(row);
    case 'marker':
      return labels().tallies.desk.markers.marker(String(row.position));
    case 'whole':
      return labels().tallies.total;
    case 'own':
      return `${row.item.code} ${labels().plans.ownLine}`;
    case 'heading':
      return `${row.item.code} ${headingTitle(row.item.text)}`;
    default:
      return `${row.item.code} ${row.item.title}`;
  }
}
