import { createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js';
import { TABLE_FORMATS, type TableFormat } from '../../../documents/table-formats.ts';
import { CONNECTIONS_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { giveFile, isShared } from '../../give-file.ts';
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
  /** It stays here until the dialog is closed: a share sheet may be refused or put away, and making it again takes minutes. */
  const [made, setMade] = createSignal<File>();
  const stop = (): void => {
    run()?.cancel();
    setRun(undefined);
    setMade(undefined);
    setFailed(undefined);
  };
  onCleanup(stop);
  const close = (): void => {
    stop();
    props.onClose();
  };
  const give = async (file: File): Promise<void> => {
    try {
      await giveFile(file);
      showSnack({ text: words().given(file.name), icon: 'dl' });
    } catch (error) {
      // Whoever closes the share sheet has chosen so.
      if (!(error instanceof DOMException && error.name === 'AbortError')) showSnack({ text: words().notGiven, level: 'error' });
    }
  };
  const goOn = async (running: ExportRun): Promise<void> => {
    setFailed(undefined);
    const ended = await running.go();
    if (run() !== running) return;
    if (!ended.ok) return void setFailed(ended.error);
    if (!ended.value) return;
    setMade(ended.value);
    // The press that began it is long ago: what is shared waits for another.
    if (!isShared(ended.value)) await give(ended.value);
  };
  const onTrouble = (): void => {
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
              <Show when={!made()}>
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
              </Show>
            )}
          </Show>
          <Show when={made()}>
            {(file) => (
              <>
                <p role="status">{words().ready(file().name, formatNumber(progress().done))}</p>
                <Key kind="main" icon="dl" onPress={() => void give(file())}>
                  {words().giveFile}
                </Key>
              </>
            )}
          </Show>
          <Key onPress={close}>{made() ? labels().common.close : labels().common.cancel}</Key>
        </div>
      </Show>
    </dialog>
  );
}
