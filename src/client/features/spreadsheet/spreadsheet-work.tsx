import { createMemo, createSignal, Show } from 'solid-js';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import type { Plan } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { dropSpreadsheet } from '../../store/lists/spreadsheet-draft.ts';
import type { KeptWork, OpenSpreadsheet } from '../../store/lists/spreadsheet-rows.ts';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { ColumnFields, ForAllRows } from './column-fields.tsx';
import { createKeeping } from './create-keeping.ts';
import { createWork, type Work } from './create-work.ts';
import { RowList } from './row-list.tsx';
import { sendRows } from './send-rows.ts';
import { sentence } from './sentence.ts';

interface WorkProps {
  readonly file: OpenSpreadsheet;
  /** What was done to it before, where it lies on this device; a file that was just read lies nowhere yet. */
  readonly before: KeptWork | undefined;
  readonly onEntered: () => void;
  readonly onClose: () => void;
}

/** What became of the rows that were sent, by how many there are of each kind. */
const countOf = (work: Work, lines: readonly number[], status: string): number =>
  lines.filter((line) => work.answers().get(line)?.status === status).length;

/** Asks the office first, then the person, and only then enters what is new. */
function createEntering(work: Work, { file, onEntered }: WorkProps) {
  const app = useApp();
  const words = () => labels().connections.spreadsheet;
  const [progress, setProgress] = createSignal<{ readonly done: number; readonly total: number }>();
  const [trouble, setTrouble] = createSignal<string>();
  const send = async (check: boolean): Promise<boolean> => {
    const rows = work.chosen();
    setProgress({ done: 0, total: rows.length });
    const { results, outcome } = await sendRows(rows, {
      ...file,
      check,
      onProgress: (done) => setProgress({ done, total: rows.length }),
    });
    setProgress(undefined);
    work.hear(results, !check);
    if (!outcome.ok) setTrouble(sentence(outcome.error));
    if (!check && results.some(({ status }) => status === 'new')) {
      showSnack({ text: words().entered(formatNumber(results.filter(({ status }) => status === 'new').length)), icon: 'got' });
      app.sync.nudge();
      onEntered();
    }
    return outcome.ok;
  };
  const unitName = (): string => app.reference().units.find(({ id }) => id === file.unitId)?.name ?? file.unitId;
  return {
    progress,
    trouble,
    async enter(): Promise<void> {
      if (progress()) return;
      setTrouble(undefined);
      const lines = work.chosen().map(({ line }) => line);
      if (!(await send(true))) return;
      const fresh = countOf(work, lines, 'new');
      if (fresh === 0) return void setTrouble(words().nothingNew);
      const [known, alike, wrong] = ['known', 'alike', 'refused'].map((status) => formatNumber(countOf(work, lines, status)));
      const isSure = await ask({
        title: words().sureTitle(formatNumber(fresh), unitName()),
        text: words().sureText(known ?? '', alike ?? '', wrong ?? ''),
        confirm: words().sure,
        cancel: labels().common.cancel,
      });
      if (isSure) await send(false);
    },
  };
}

/** One spreadsheet: its columns, its rows, and the key that enters them. */
export function SpreadsheetWork(props: WorkProps) {
  const app = useApp();
  const words = () => labels().connections.spreadsheet;
  const plans = createMemo((): readonly Plan[] => (app.plans() ?? []).filter((plan) => !isPlaceholder(plan)));
  const work = createWork(app, props.file, plans, props.before);
  const { isUnkept, stop } = createKeeping(app.db, props.file, work.written, props.before !== undefined);
  const leave = async (): Promise<void> => {
    await stop();
    await dropSpreadsheet(app.db).catch(reportError);
    props.onClose();
  };
  const { enter, progress, trouble } = createEntering(work, props);
  return (
    <>
      <p>
        <b>{props.file.fileName}</b>
      </p>
      <ColumnFields work={work} />
      <ForAllRows work={work} plans={plans()} />
      <RowList work={work} />
      <RefusedNotice text={trouble()} />
      <RefusedNotice text={isUnkept() ? words().unkept : undefined} />
      <Show when={progress()}>
        {(now) => (
          <Notice level="info" icon="wait" live>
            {words().progress(formatNumber(now().done), formatNumber(now().total))}
          </Notice>
        )}
      </Show>
      <Key kind="main" big icon="send" disabled={work.chosen().length === 0 || progress() !== undefined} onPress={() => void enter()}>
        {words().check(formatNumber(work.chosen().length))}
      </Key>
      <Key onPress={() => void leave()}>{words().other}</Key>
    </>
  );
}
