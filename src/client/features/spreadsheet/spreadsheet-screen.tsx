import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { covers } from '../../../domain/person.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { LIST_SPREADSHEETS } from '../../../protocol/endpoints/spreadsheets.ts';
import { ME_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { lookOf, RefusedNotice, TroubleNotice } from '../../office/trouble-notice.tsx';
import { readSpreadsheetDraft, type SpreadsheetDraft } from '../../store/lists/spreadsheet-draft.ts';
import type { OpenSpreadsheet } from '../../store/lists/spreadsheet-rows.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { goBack } from '../../way-back.ts';
import { EnteredList } from './entered-list.tsx';
import { readSpreadsheetFile } from './read-spreadsheet-file.ts';
import { sentence } from './sentence.ts';
import { SpreadsheetWork } from './spreadsheet-work.tsx';
import '../../ui/lazy.css';
import '../../ui/select.css';

type Refused = keyof ReturnType<typeof labels>['connections']['spreadsheet']['refused'];

/** The unit that did the work, and the file; reading another file, or leaving the screen, ends what is being read. */
function Start(props: { onOpen: (file: OpenSpreadsheet) => void }) {
  const app = useApp();
  const words = () => labels().connections.spreadsheet;
  const units = createMemo(() => offeredOn(app.reference().units, officeDay(app.now())).filter(({ id }) => covers(app.scope.reviews, id)));
  const [chosen, setChosen] = createSignal<string>();
  const unit = () => units().find(({ id }) => id === chosen()) ?? (units().length === 1 ? units()[0] : undefined);
  const [reading, setReading] = createSignal(false);
  const [refused, setRefused] = createSignal<Refused>();
  let running: AbortController | undefined;
  onCleanup(() => running?.abort());
  const read = async (file: File): Promise<void> => {
    const of = unit();
    if (!of) return;
    running?.abort();
    const own = new AbortController();
    running = own;
    setRefused(undefined);
    setReading(true);
    const outcome = await readSpreadsheetFile(file, own.signal);
    if (own.signal.aborted) return;
    setReading(false);
    if (outcome.kind === 'refused') setRefused(outcome.reason);
    else if (outcome.kind !== 'read') setRefused('failed');
    else if (outcome.rows.length === 0) setRefused('noRows');
    else props.onOpen({ fileName: file.name, hash: outcome.hash, rows: outcome.rows, unitId: of.id });
  };
  return (
    <>
      <p>{words().lead}</p>
      <Field id="spreadsheet-unit" label={words().unit}>
        <select id="spreadsheet-unit" class="select" onChange={(event) => setChosen(event.currentTarget.value || undefined)}>
          <Show when={units().length > 1}>
            <option value="">{words().chooseUnit}</option>
          </Show>
          <For each={units()}>
            {({ id, name }) => (
              <option value={id} selected={id === unit()?.id}>
                {name}
              </option>
            )}
          </For>
        </select>
      </Field>
      <Show when={unit()}>
        <DropZone title={words().drop} note={words().kinds} accept=".xlsx,.csv" onFile={(file) => void read(file)} />
      </Show>
      <Show when={reading()}>
        <Notice level="info" icon="wait" live>
          {words().reading}
        </Notice>
      </Show>
      <RefusedNotice text={refused() && words().refused[refused() ?? 'failed']} />
    </>
  );
}

/** Past activities out of the spreadsheet that the office kept until now; what was entered so can be undone as a whole. */
export function SpreadsheetScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().connections.spreadsheet;
  const [draft, setDraft] = createSignal<SpreadsheetDraft>();
  const [isRead, setRead] = createSignal(false);
  // What was begun before is gone on with.
  void readSpreadsheetDraft(app.db)
    .then(setDraft, reportError)
    .finally(() => setRead(true));
  const { value, trouble, again } = createFetched(
    () => app.person.id,
    () => askOffice(LIST_SPREADSHEETS),
    { stays: () => true },
  );
  return (
    <Screen wide title={words().title} back={() => goBack(navigate, ME_SCREEN)} backLabel={labels().common.back}>
      <Show when={isRead()}>
        <Show when={draft()} keyed fallback={<Start onOpen={(file) => setDraft({ file, work: undefined })} />}>
          {({ file, work }) => <SpreadsheetWork file={file} before={work} onEntered={again} onClose={() => setDraft(undefined)} />}
        </Show>
      </Show>
      <Show when={trouble()}>{(why) => <TroubleNotice {...lookOf(why().kind)} text={sentence(why().error)} onAgain={again} />}</Show>
      <EnteredList spreadsheets={value()?.spreadsheets ?? []} onChanged={again} />
    </Screen>
  );
}
