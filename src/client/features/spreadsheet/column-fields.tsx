import { createSignal, For, Show } from 'solid-js';
import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import { findItem, headingTitle, type Plan, planName, takesRecords } from '../../../domain/plan.ts';
import { SPREADSHEET_FIELDS, type SpreadsheetField } from '../../../domain/spreadsheet/columns.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { PickButton, PickDialog } from '../../ui/pick.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import type { Work } from './create-work.ts';
import { fieldLabel } from './row-words.ts';

/** A, B … Z, AA, as a spreadsheet names its columns. */
const letterOf = (at: number): string => (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** What each column holds, as it was understood, to be corrected. */
export function ColumnFields(props: { work: Work }) {
  const words = () => labels().connections.spreadsheet;
  return (
    <Sheet>
      <SheetHead barred>{words().columns}</SheetHead>
      <div class="pad stack">
        <p class="meta">{words().columnsHelp}</p>
        <For each={props.work.tables}>
          {(table, nth) => (
            <>
              <Show when={props.work.tables.length > 1}>
                <h3 class="strong">{words().tableAt(formatNumber(nth() + 1), formatNumber(table.line))}</h3>
              </Show>
              <For each={table.headings}>
                {(heading, at) => <ColumnField work={props.work} table={nth()} at={at()} heading={heading} />}
              </For>
            </>
          )}
        </For>
      </div>
    </Sheet>
  );
}

function ColumnField(props: { work: Work; table: number; at: number; heading: string }) {
  const id = (): string => `column-${props.table}-${props.at}`;
  const choose = (value: string): void => props.work.setColumn(props.table, props.at, (value || undefined) as SpreadsheetField | undefined);
  return (
    <Field id={id()} label={labels().connections.spreadsheet.column(letterOf(props.at), props.heading)}>
      <select id={id()} class="select" onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{labels().connections.spreadsheet.notTaken}</option>
        <For each={SPREADSHEET_FIELDS}>
          {(field) => (
            <option value={field} selected={props.work.columnsAt(props.table)[props.at] === field}>
              {fieldLabel(field)}
            </option>
          )}
        </For>
      </select>
    </Field>
  );
}

/** Plan, type and item of the rows that do not say it themselves. */
export function ForAllRows(props: { work: Work; plans: readonly Plan[] }) {
  const words = () => labels().connections.spreadsheet;
  const [choosing, setChoosing] = createSignal(false);
  const items = () => props.work.plan()?.items.filter(takesRecords) ?? [];
  const itemName = (): string | undefined => {
    const [plan, code] = [props.work.plan(), props.work.itemCode()];
    const item = plan && code !== undefined ? findItem(plan, code) : undefined;
    return item && headingTitle(item.title);
  };
  return (
    <Sheet>
      <SheetHead barred>{words().forAll}</SheetHead>
      <div class="pad stack">
        <Field id="spreadsheet-plan" label={words().plan}>
          <select id="spreadsheet-plan" class="select" onChange={(event) => props.work.setPlan(event.currentTarget.value)}>
            <For each={props.plans}>
              {(plan) => (
                <option value={plan.id} selected={plan.id === props.work.plan()?.id}>
                  {planName(plan, props.plans)}
                </option>
              )}
            </For>
          </select>
        </Field>
        <Field id="spreadsheet-type" label={words().type}>
          <select id="spreadsheet-type" class="select" onChange={(event) => props.work.setType(event.currentTarget.value || undefined)}>
            <option value="">{words().none}</option>
            <For each={ACTIVITY_TYPE_KEYS}>
              {(type) => (
                <option value={type} selected={type === props.work.type()}>
                  {labels().domain.types[type].name}
                </option>
              )}
            </For>
          </select>
        </Field>
        <Field id="spreadsheet-item" label={words().item} group>
          <PickButton
            id="spreadsheet-item"
            value={itemName() ?? words().none}
            plate={props.work.itemCode()}
            onPress={() => setChoosing(true)}
          />
        </Field>
      </div>
      <PickDialog
        open={choosing()}
        title={words().item}
        options={choosing() ? items().map((item) => ({ value: item.code, label: headingTitle(item.title), plate: item.code })) : []}
        chosen={[props.work.itemCode() ?? '']}
        searchPlaceholder={labels().common.search}
        emptyText={labels().common.nothingFound}
        closeLabel={labels().common.close}
        onChoose={(code) => props.work.setItem(code)}
        onClose={() => setChoosing(false)}
        fold={foldForSearch}
      />
    </Sheet>
  );
}
