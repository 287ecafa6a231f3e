import { createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js';
import { TABLE_FORMATS, type TableFormat } from '../../../documents/table-formats.ts';
import { CONNECTIONS_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { giveFile } from '../../give-file.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { createModal } from '../../ui/modal.ts';
import { showSnack } from '../../ui/snack.tsx';
import type { BrowseQuery } from './browse-query.ts';
import { type ExportProgress, type ExportRun, startExport } from './export-run.ts';

export interface ExportDialogProps {
  open: boolean;
  query: BrowseQuery;
  /** How many records were found, where that is known. */
  total: number | undefined;
  onClose: () => void;
}

/** All that was found as a file: in which form, then how far it is, and a way out at any moment. */
export function ExportDialog(props: ExportDialogProps) {
  const app = useApp();
  const id = createUniqueId();
  const words = () => labels().browse.file;
  const [run, setRun] = createSignal<ExportRun>();
  const [progress, setProgress] = createSignal<ExportProgress>({ done: 0, total: undefined });
  const [failed, setFailed] = createSignal<OfficeError>();
  const stop = (): void => {
    run()?.cancel();
    setRun(undefined);
    setFailed(undefined);
  };
  onCleanup(stop);
  const close = (): void => {
    stop();
    props.onClose();
  };
  const goOn = async (running: ExportRun): Promise<void> => {
    setFailed(undefined);
    const made = await running.go();
    if (run() !== running) return;
    if (!made.ok) return void setFailed(made.error);
    close();
    if (!made.value) return;
    await giveFile(made.value);
    showSnack({ text: words().given(made.value.name), icon: 'dl' });
  };
  const onTrouble = (error: unknown): void => {
    // Whoever closes the share sheet wanted no file.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    stop();
    showSnack({ text: words().failed, level: 'error' });
  };
  const begin = (format: TableFormat): void => {
    const names = {
      reference: app.reference(),
      planOf: (planId: string) => app.plans()?.find((plan) => plan.id === planId),
      staffCodeOf: (authorId: string) => app.people().get(authorId)?.staffCode,
    };
    setProgress({ done: 0, total: props.total });
    const begun = startExport({ query: props.query, format, names, now: app.now, onProgress: setProgress });
    setRun(begun);
    goOn(begun).catch(onTrouble);
  };
  const setDialog = createModal(() => props.open, close);
  return (
    <dialog class="dialog ask" aria-labelledby={`${id}-title`} ref={setDialog}>
      <Show when={props.open}>
        <div class="ask-in">
          <h2 class="title" id={`${id}-title`}>
            {words().title}
          </h2>
          <Show
            when={run()}
            fallback={
              <>
                <p>{props.total === undefined ? words().all : words().count(formatNumber(props.total))}</p>
                <ul class="sheet">
                  <For each={TABLE_FORMATS}>
                    {(format) => (
                      <li>
                        <LinkRow icon="dl" title={words().formats[format]} note={words().notes[format]} onPress={() => begin(format)} />
                      </li>
                    )}
                  </For>
                  <Show when={app.scope.managesPlans}>
                    <li>
                      <LinkRow icon="link" title={words().connect} note={words().connectNote} href={CONNECTIONS_SCREEN} />
                    </li>
                  </Show>
                </ul>
              </>
            }
          >
            {(running) => (
              <>
                <p role="status">{words().progress(formatNumber(progress().done), formatNumber(progress().total ?? props.total ?? 0))}</p>
                <progress
                  class="browse-progress"
                  aria-label={words().title}
                  max={progress().total ?? props.total}
                  value={progress().done}
                />
                <RefusedNotice text={failed() && troubleText(failed() as OfficeError, { unreached: words().lost })} />
                <Show when={failed()}>
                  <Key kind="main" onPress={() => void goOn(running()).catch(onTrouble)}>
                    {words().goOn}
                  </Key>
                </Show>
              </>
            )}
          </Show>
          <Key onPress={close}>{labels().common.cancel}</Key>
        </div>
      </Show>
    </dialog>
  );
}
