import { createUniqueId, Show } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { mayEdit, mayRestore, mayWithdraw } from '../../records/may.ts';
import { createFactsLine } from '../../records/record-line.ts';
import type { ActivityRow } from '../../store/db.ts';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { createModal } from '../../ui/modal.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { copyHref, editHref } from './hrefs.ts';
import { mayRecord } from './propose.ts';
import { createRecordActions } from './record-actions.ts';

/** What can be done to one entry, over the journal. */
export function EntryMenu(props: { row: ActivityRow | undefined; onClose: () => void }) {
  const app = useApp();
  const id = createUniqueId();
  const actions = createRecordActions();
  const factsOf = createFactsLine();
  const words = () => labels().records.record;
  const setDialog = createModal(
    () => props.row !== undefined,
    () => props.onClose(),
  );
  const close = (action: (row: ActivityRow) => Promise<void>, row: ActivityRow) => (): void => {
    props.onClose();
    void action(row);
  };
  return (
    <dialog class="dialog" aria-labelledby={id} ref={setDialog}>
      <Show when={props.row}>
        {(row) => (
          <div class="entry-menu">
            <h2 class="title" id={id}>
              {typeWords(row().content.type).short}
            </h2>
            <p>{factsOf(row().content)}</p>
            <Sheet>
              <Show when={mayEdit(app, row())}>
                <LinkRow icon="pen" title={words().edit} href={editHref(row())} />
              </Show>
              <Show when={mayRecord(app.scope)}>
                <LinkRow icon="copy" title={words().copy} href={copyHref(row())} />
              </Show>
              <Show when={mayWithdraw(app, row())}>
                <LinkRow icon="undo" title={words().withdraw} onPress={close(actions.withdraw, row())} />
              </Show>
              <Show when={mayRestore(app, row())}>
                <LinkRow icon="repeat" title={words().restore} onPress={close(actions.restore, row())} />
              </Show>
            </Sheet>
            <Key onPress={() => props.onClose()}>{labels().common.close}</Key>
          </div>
        )}
      </Show>
    </dialog>
  );
}
