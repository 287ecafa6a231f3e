import { createSignal, createUniqueId, For, Show } from 'solid-js';
import {
  allColumns,
  type ColumnChoice,
  hasFigures,
  isSameColumnChoice,
  isShown,
  NO_CHOICE,
  withShown,
} from '../../../domain/figures/columns.ts';
import type { FigureTable } from '../../../domain/figures/row.ts';
import { columnHead } from '../../labels/column-words.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';

/** A column that is no figure, or a comparison: what it is called, and whether it is shown until somebody says otherwise. */
export interface ExtraColumn {
  readonly key: string;
  readonly name: string;
  readonly byItself: boolean;
}

interface ColumnsProps {
  table: FigureTable;
  extras: readonly ExtraColumn[];
  /** What is in force. */
  choice: ColumnChoice;
  own: ColumnChoice;
  onChoose: (own: ColumnChoice) => void;
  office: OfficeColumns | undefined;
}

/** The columns that the tables of a plan begin with, as the office set them. */
export interface OfficeColumns {
  readonly value: () => ColumnChoice;
  /** Whether this person sets them. */
  readonly maySet: () => boolean;
  /** What became of those set here, while the office has not taken them. */
  readonly note: () => string | undefined;
  readonly set: (choice: ColumnChoice) => void;
}

interface Group {
  readonly name: string;
  readonly columns: readonly ExtraColumn[];
}

/** Which columns the table shows; the choice stays on the device. */
export function ColumnsKey(props: ColumnsProps) {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const setDialog = createModal(open, () => setOpen(false));
  const words = () => labels().tallies.desk.columns;
  const groups = (): Group[] => [
    { name: words().more, columns: props.extras },
    {
      name: words().figures,
      columns: allColumns.map((column) => ({ key: column.key, name: columnHead(column), byItself: hasFigures(column, props.table) })),
    },
  ];
  return (
    <>
      <Key icon="eye" onPress={() => setOpen(true)}>
        {words().choose}
      </Key>
      <dialog class="dialog ask" aria-labelledby={id} ref={setDialog}>
        <Show when={open()}>
          <div class="ask-in tally-columns">
            <h2 class="title" id={id}>
              {words().title}
            </h2>
            <p class="meta">{words().hint}</p>
            <For each={groups()}>
              {(group) => <ColumnGroup group={group} choice={props.choice} own={props.own} onChoose={props.onChoose} />}
            </For>
            <Show when={props.office}>{(office) => <OfficeColumnsKey office={office()} choice={props.choice} />}</Show>
            <div class="row">
              <Key grow onPress={() => props.onChoose(NO_CHOICE)}>
                {words().usual}
              </Key>
              <Key grow kind="main" onPress={() => setOpen(false)}>
                {labels().common.close}
              </Key>
            </div>
          </div>
        </Show>
      </dialog>
    </>
  );
}

/** Makes of the columns that are shown now those with which everybody begins. */
function OfficeColumnsKey(props: { office: OfficeColumns; choice: ColumnChoice }) {
  const words = () => labels().tallies.planSettings.columns;
  return (
    <>
      <Show when={props.office.note()}>{(note) => <p class="meta">{note()}</p>}</Show>
      <Show when={props.office.maySet() && !isSameColumnChoice(props.choice, props.office.value())}>
        <Key onPress={() => props.office.set(props.choice)}>{words().set}</Key>
      </Show>
    </>
  );
}

function ColumnGroup(props: Pick<ColumnsProps, 'choice' | 'own' | 'onChoose'> & { group: Group }) {
  const shown = ({ key, byItself }: ExtraColumn): boolean => isShown(props.choice, key, byItself);
  const toggle = (key: string): void => {
    const column = props.group.columns.find((column) => column.key === key);
    if (column) props.onChoose(withShown(props.own, key, !shown(column)));
  };
  return (
    <Show when={props.group.columns.length > 0}>
      <fieldset class="tally-column-group">
        <legend class="strong">{props.group.name}</legend>
        <Chips
          id={createUniqueId()}
          many
          options={props.group.columns.map(({ key, name }) => ({ value: key, label: name }))}
          chosen={props.group.columns.filter(shown).map(({ key }) => key)}
          onToggle={toggle}
        />
      </fieldset>
    </Show>
  );
}
