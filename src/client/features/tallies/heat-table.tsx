import { For, Show } from 'solid-js';
import type { HeatField, HeatLine } from '../../../domain/figures/heat.ts';
import { unitOf } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { labels } from '../../labels/labels.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { LineName, lineName } from './line-name.tsx';

/** A part of the table: a month or a unit. */
export interface HeatHead {
  readonly key: string;
  /** At the head of a column, where there is little room. */
  readonly short: string;
  readonly name: string;
}

interface HeatProps {
  title: string;
  heads: readonly HeatHead[];
  lines: readonly HeatLine[];
  /** Whether the lines are items, with their codes. */
  items: boolean;
  /** Opens the records of a field; undefined where the person sees none. */
  href: (line: HeatLine, part: string) => string | undefined;
  printLine: string;
}

/** Lines cut into months or units. Each field holds its figure, the shade only helps to find the large ones. */
export function HeatTable(props: HeatProps) {
  const words = () => labels().tallies;
  return (
    <DataTable label={props.title} heat tall>
      <thead>
        <tr class="print-line">
          <th colspan={props.heads.length + 2}>{props.printLine}</th>
        </tr>
        <tr>
          <th scope="col">
            <Show when={props.items} fallback={words().lineHeads.unit}>
              <span class="tally-name">
                <span>{words().desk.code}</span>
                <span>{words().lineHeads.item}</span>
              </span>
            </Show>
          </th>
          <For each={props.heads}>
            {(head) => (
              <th scope="col">
                <span aria-hidden="true">{head.short}</span>
                <span class="unseen">{head.name}</span>
              </th>
            )}
          </For>
          <th scope="col">{words().desk.heat.sum}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.lines}>
          {(line) => (
            <tr classList={{ 'heat-sum': line.row.kind === 'whole' }}>
              <th scope="row">
                <LineName row={line.row} />
              </th>
              <For each={line.fields}>
                {(field, at) => <Field line={line} field={field} head={props.heads[at()]} href={props.href(line, field.part)} />}
              </For>
              <td class="heat-total">
                {countText(line.total.count)}{' '}
                <span class="meta">{labels().common.unitBeside(line.total.count.value, unitOf(line.column.word))}</span>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </DataTable>
  );
}

function Field(props: { line: HeatLine; field: HeatField; head: HeatHead | undefined; href: string | undefined }) {
  const words = () => labels().tallies.desk.heat;
  const isSomething = (): boolean => {
    const { figure } = props.field;
    return figure !== undefined && figure.count.value + (figure.waiting?.value ?? 0) !== 0;
  };
  const level = (): string => (props.line.row.kind === 'whole' ? '' : `heat-${props.field.level}`);
  return (
    <Show
      when={props.field.figure}
      fallback={
        <td class="heat-none">
          <span class="unseen">{words().toCome}</span>
        </td>
      }
    >
      {(figure) => (
        <td class={level()}>
          <Show when={isSomething() && props.href} fallback={countText(figure().count)}>
            {(href) => (
              <a class="heat-link" href={href()}>
                <span aria-hidden="true">{countText(figure().count)}</span>
                <span class="unseen">
                  {words().field(
                    lineName(props.line.row),
                    countText(figure().count),
                    labels().common.unitBeside(figure().count.value, unitOf(props.line.column.word)),
                    props.head?.name ?? '',
                  )}
                </span>
              </a>
            )}
          </Show>
        </td>
      )}
    </Show>
  );
}
