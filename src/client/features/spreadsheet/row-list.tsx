import { createMemo, createSignal, For, Show } from 'solid-js';
import type { RowRead } from '../../../domain/spreadsheet/read-row.ts';
import { rowStateOf } from '../../../domain/spreadsheet/read-rows.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createRecordLine } from '../../records/record-line.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Work } from './create-work.ts';
import { fieldLabel, reasonsOf } from './row-words.ts';

/** Rows shown at first, and with each further press. */
const PAGE = 100;

/** Every row with what it comes to, those that need a look first. */
export function RowList(props: { work: Work }) {
  const words = () => labels().connections.spreadsheet;
  const [shown, setShown] = createSignal(PAGE);
  const count = (state: ReturnType<typeof rowStateOf>): string =>
    formatNumber(props.work.read().filter((row) => rowStateOf(row) === state).length);
  const rows = () => props.work.sorted().slice(0, shown());
  const unagreed = createMemo(() =>
    props.work
      .read()
      .filter((row) => rowStateOf(row) === 'doubtful' && props.work.isOpen(row.line) && !props.work.agreed().has(row.line))
      .map(({ line }) => line),
  );
  return (
    <Sheet>
      <SheetHead barred>{words().rows}</SheetHead>
      <div class="pad stack-tight">
        <p role="status">
          <b>{props.work.read().length === 0 ? words().noRows : words().sums(count('ready'), count('doubtful'), count('refused'))}</b>
        </p>
        <Show when={unagreed().length > 0}>
          <Key icon="tick" onPress={() => props.work.agree(unagreed(), true)}>
            {words().takeAll(formatNumber(unagreed().length))}
          </Key>
        </Show>
      </div>
      <ul class="rows">
        <For each={rows()}>{(row) => <RowEntry work={props.work} row={row} />}</For>
      </ul>
      <Show when={props.work.sorted().length > shown()}>
        <div class="pad">
          <Key icon="down" onPress={() => setShown((now) => now + PAGE)}>
            {words().more(formatNumber(Math.min(PAGE, props.work.sorted().length - shown())))}
          </Key>
        </div>
      </Show>
    </Sheet>
  );
}

function RowEntry(props: { work: Work; row: RowRead }) {
  const words = () => labels().connections.spreadsheet;
  const lineOf = createRecordLine();
  const [editing, setEditing] = createSignal(false);
  const answer = () => props.work.answers().get(props.row.line);
  const stateWord = (): string => {
    if (answer()?.entered) return words().isEntered;
    if (answer()?.status === 'known') return words().isKnown;
    return words().states[rowStateOf(props.row)];
  };
  const said = (): string => (props.row.content ? lineOf(props.row.content) : props.work.cellsOf(props.row.line).filter(Boolean).join(DOT));
  const isAsked = (): boolean => rowStateOf(props.row) === 'doubtful' || answer()?.status === 'alike';
  return (
    <li class="pad stack-tight">
      <p>
        <b>{words().line(formatNumber(props.row.line))}</b>
        {DOT}
        {stateWord()}
        <br />
        {said()}
      </p>
      <Show when={props.work.isOpen(props.row.line)}>
        <For each={reasonsOf(props.row, answer())}>{(reason) => <p class="meta">{reason}</p>}</For>
        <div class="row">
          <Show when={props.row.content !== undefined && isAsked()}>
            <label class="row">
              <input
                type="checkbox"
                checked={props.work.agreed().has(props.row.line)}
                onChange={(event) => props.work.agree([props.row.line], event.currentTarget.checked)}
              />
              {answer()?.status === 'alike' ? words().takeEvenSo : words().take}
            </label>
          </Show>
          <Key
            icon="pen"
            label={words().editLine(formatNumber(props.row.line))}
            expanded={editing()}
            onPress={() => setEditing(!editing())}
          >
            {words().edit}
          </Key>
        </div>
        <Show when={editing()}>
          <EditCells work={props.work} line={props.row.line} onDone={() => setEditing(false)} />
        </Show>
      </Show>
    </li>
  );
}

/** The cells of a row as they stand in the spreadsheet: corrected here, they are read anew. The file stays as it is. */
function EditCells(props: { work: Work; line: number; onDone: () => void }) {
  const [cells, setCells] = createSignal(props.work.cellsOf(props.line));
  const taken = () => props.work.columnsOf(props.line).flatMap((field, at) => (field === undefined ? [] : [{ field, at }]));
  const change = (at: number, text: string): void => {
    setCells((now) => Array.from({ length: Math.max(now.length, at + 1) }, (_, other) => (other === at ? text : (now[other] ?? ''))));
  };
  return (
    <form
      class="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        props.work.edit(props.line, cells());
        props.onDone();
      }}
    >
      <For each={taken()}>
        {({ field, at }) => (
          <Field id={`cell-${props.line}-${at}`} label={fieldLabel(field)}>
            <TextInput id={`cell-${props.line}-${at}`} value={cells()[at] ?? ''} onInput={(text) => change(at, text)} />
          </Field>
        )}
      </For>
      <Key kind="main" type="submit">
        {labels().connections.spreadsheet.done}
      </Key>
    </form>
  );
}
