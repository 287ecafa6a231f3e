import { createMemo, For, Show } from 'solid-js';
import { type Figure, NO_FIGURE, RECORDS } from '../../../domain/figures/column.ts';
import { levelOf } from '../../../domain/figures/heat.ts';
import { type PlaceGroup, type PlaceTile, placeMap } from '../../../domain/figures/place-map.ts';
import { figureIn, type LocalityRow } from '../../../domain/figures/row.ts';
import type { KeyedSum } from '../../../domain/figures/rows.ts';
import type { Period } from '../../../domain/period.ts';
import { useApp } from '../../app-context.ts';
import { countText, countWithUnit } from '../../labels/figure-text.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import { PART_GAP, type TileSize, tileSizes } from './tile-layout.ts';

type PlaceRow = PlaceTile['row'];

const figureOf = (row: LocalityRow): Figure => figureIn(row, RECORDS) ?? NO_FIGURE;
const recordsIn = (row: LocalityRow): number => row.tally.confirmed.records + row.tally.waiting.records;

/** What the drawing needs of each place. */
interface Drawn {
  readonly opened: Opened;
  readonly sizes: ReturnType<typeof tileSizes>;
  /** The most confirmed records of a whole place, and of a part: the shade says how much of that there is. */
  readonly most: number;
  readonly mostOfParts: number;
}

/**
 * The communes as a drawing of even tiles, the former ones inside those they became: no map of the land, but every place of it, also
 * those where nothing was done.
 */
export function PlaceMapSheet(props: { sums: readonly KeyedSum[]; period: Period; opened: Opened; wide: boolean; printLine: string }) {
  const app = useApp();
  const words = () => labels().tallies.desk.places;
  const map = createMemo(() => placeMap(props.sums, app.reference().localities, props.period));
  const tiles = createMemo(() => map().groups.flatMap((group) => group.tiles));
  const rows = (): readonly PlaceRow[] => tiles().flatMap(({ row, parts }) => [row, ...parts]);
  const open = (): PlaceRow | undefined => rows().find((row) => props.opened.columnOf(row) !== undefined);
  const drawn = createMemo((): Drawn => {
    const mostOf = (some: readonly PlaceRow[]): number => Math.max(0, ...some.map(({ tally }) => tally.confirmed.records));
    return {
      opened: props.opened,
      sizes: tileSizes(tiles()),
      most: mostOf(tiles().map(({ row }) => row)),
      mostOfParts: mostOf(tiles().flatMap(({ parts }) => parts)),
    };
  });
  const bare = (): number => tiles().filter(({ row }) => recordsIn(row) === 0).length;
  const beside = (): number => map().beside.confirmed.records + map().beside.waiting.records;
  return (
    <Show when={tiles().length > 0}>
      <Sheet>
        <SheetHead icon="flag" barred note={words().note}>
          {words().title}
        </SheetHead>
        <div class="pad stack-tight">
          <p class="print-line">{props.printLine}</p>
          <details class="place-fold" open={props.wide || open() !== undefined}>
            <summary>{words().show(formatNumber(tiles().length))}</summary>
            <div class="place-groups">
              <For each={map().groups}>{(group) => <Group group={group} alone={map().groups.length === 1} drawn={drawn()} />}</For>
            </div>
          </details>
          <p>{bare() === 0 ? words().all : words().none(formatNumber(bare()))}</p>
          <Show when={beside() > 0}>
            <p class="meta">{words().beside(formatNumber(beside()))}</p>
          </Show>
          <Show when={open()}>
            {(row) => (
              <>
                <h3 class="strong">{row().locality.name}</h3>
                <RecordsBehind row={row()} column={props.opened.columnOf(row()) ?? RECORDS} opened={props.opened} />
              </>
            )}
          </Show>
        </div>
      </Sheet>
    </Show>
  );
}

const rem = (sixteenths: number): string => `${sixteenths / 16}rem`;

function Group(props: { group: PlaceGroup; alone: boolean; drawn: Drawn }) {
  return (
    <section class="place-group" style={{ '--tile': rem(props.drawn.sizes.tile.width), '--part-gap': rem(PART_GAP) }}>
      <Show when={!props.alone && props.group.area}>{(area) => <h3 class="meta">{area().name}</h3>}</Show>
      <ul class="place-map">
        <For each={props.group.tiles}>{(tile) => <Tile tile={tile} drawn={props.drawn} />}</For>
      </ul>
    </section>
  );
}

/** One commune with its figure; below, where it was recorded under several names, each of those. */
function Tile(props: { tile: PlaceTile; drawn: Drawn }) {
  return (
    <li classList={{ 'place-whole': props.tile.parts.length > 0 }}>
      <Place row={props.tile.row} size={props.drawn.sizes.tile} opened={props.drawn.opened} most={props.drawn.most} />
      <Show when={props.tile.parts.length > 0}>
        <ul class="place-parts">
          <For each={props.tile.parts}>
            {(part) => (
              <li>
                <Place row={part} size={props.drawn.sizes.part} opened={props.drawn.opened} most={props.drawn.mostOfParts} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </li>
  );
}

interface PlaceProps {
  row: PlaceRow;
  size: TileSize;
  opened: Opened;
  most: number;
}

/** A place, pressed where there are records behind it. */
function Place(props: PlaceProps) {
  const words = () => labels().tallies.desk.places;
  const isOpen = (): boolean => props.opened.columnOf(props.row) !== undefined;
  const name = (): string => {
    const { count, waiting } = figureOf(props.row);
    const place = props.row.locality.name;
    if (recordsIn(props.row) === 0) return words().placeNone(place);
    return words().place(place, countWithUnit(count, 'records'), countText(waiting ?? NO_FIGURE.count));
  };
  const href = (): string | undefined => (recordsIn(props.row) > 0 ? props.opened.href(props.row, RECORDS) : undefined);
  const face = () => (
    <>
      <Drawing {...props} open={isOpen()} />
      <span class="unseen">{name()}</span>
    </>
  );
  return (
    <Show when={href()} fallback={<span class="place">{face()}</span>}>
      {(to) => (
        <a class="place" href={to()} aria-expanded={isOpen()}>
          {face()}
        </a>
      )}
    </Show>
  );
}

/** The name, and below it the figure with what waits at the end of its line; a place without any is an outline and says so. */
function Drawing(props: PlaceProps & { open: boolean }) {
  const isBare = (): boolean => recordsIn(props.row) === 0;
  const figure = (): Figure => figureOf(props.row);
  const waiting = () => figure().waiting ?? NO_FIGURE.count;
  const foot = (): number => props.size.height - 9;
  return (
    <svg class="place-tile" viewBox={`0 0 ${props.size.width} ${props.size.height}`} aria-hidden="true">
      <rect
        class={isBare() ? 'place-bare' : `place-${levelOf(props.row.tally.confirmed.records, props.most)}`}
        classList={{ 'place-open': props.open }}
        x="1.5"
        y="1.5"
        width={props.size.width - 3}
        height={props.size.height - 3}
        rx="4"
      />
      <text class="place-name">
        <For each={props.size.linesOf(props.row.locality.name)}>
          {(line, at) => (
            <tspan x="8" y={props.size.line * (at() + 1) + 2}>
              {line}
            </tspan>
          )}
        </For>
      </text>
      <text class={isBare() ? 'place-more' : 'place-figure'} x="8" y={foot()}>
        {isBare() ? labels().tallies.desk.places.empty : countText(figure().count)}
      </text>
      <Show when={waiting().value !== 0}>
        <text class="place-more place-end" x={props.size.width - 8} y={foot()}>
          {labels().tallies.waitingShort(countText(waiting()))}
        </text>
      </Show>
    </svg>
  );
}
