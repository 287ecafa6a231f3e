import { For, Show } from 'solid-js';
import { type Spreadsheet, UNDO_SPREADSHEET } from '../../../protocol/endpoints/spreadsheets.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { sentence } from './sentence.ts';

/** What was entered before, and a key that takes all of one back. */
export function EnteredList(props: { spreadsheets: readonly Spreadsheet[]; onChanged: () => void }) {
  const app = useApp();
  const words = () => labels().connections.spreadsheet;
  const unitName = ({ unitId }: Spreadsheet): string => app.reference().units.find(({ id }) => id === unitId)?.shortName ?? unitId;
  const facts = (entered: Spreadsheet): string =>
    [
      unitName(entered),
      words().records(formatNumber(entered.records)),
      words().by(entered.staffCode, formatTime(entered.at, app.now())),
      ...(entered.undoneAt ? [words().undone(formatTime(entered.undoneAt, app.now()))] : []),
      ...(!entered.undoneAt && entered.untouched < entered.records
        ? [words().touched(formatNumber(entered.records - entered.untouched))]
        : []),
    ].join(DOT);
  const undo = async ({ id, fileName, records }: Spreadsheet): Promise<void> => {
    const isSure = await ask({
      title: words().undoTitle(fileName),
      text: words().undoText(formatNumber(records)),
      confirm: words().undo,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (!isSure) return;
    const done = await askOffice(UNDO_SPREADSHEET, { params: { id } });
    if (!done.ok) showSnack({ text: sentence(done.error), level: 'error' });
    else if (done.value.builtOn > 0) showSnack({ text: words().builtOn(formatNumber(done.value.builtOn)), level: 'error' });
    else showSnack({ text: words().undoDone(formatNumber(done.value.withdrawn)), icon: 'undo' });
    app.sync.nudge();
    props.onChanged();
  };
  return (
    <Show when={props.spreadsheets.length > 0}>
      <Sheet>
        <SheetHead barred>{words().list}</SheetHead>
        <ul class="rows">
          <For each={props.spreadsheets}>
            {(entered) => (
              <li class="pad row row-top">
                <p class="grow">
                  <b>{entered.fileName}</b>
                  <br />
                  <span class="meta">{facts(entered)}</span>
                </p>
                <Show when={!entered.undoneAt}>
                  <Key kind="ask" label={words().undoLabel(entered.fileName)} onPress={() => void undo(entered)}>
                    {words().undo}
                  </Key>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Sheet>
    </Show>
  );
}
