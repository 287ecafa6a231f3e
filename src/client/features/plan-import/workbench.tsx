import { useNavigate } from '@solidjs/router';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { type DraftNode, levelsOf, livingNodes } from '../../../domain/plan-draft/plan-draft.ts';
import { addressOf, PLAN_IMPORT_SCREEN, PLAN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { PlanDraftRow } from '../../store/db.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { createWide } from '../../wide.ts';
import { DocumentPane } from './document-pane.tsx';
import { createDraftModel, type DraftModel } from './draft-model.ts';
import { DropDialog } from './drop-dialog.tsx';
import { blankParts, HeadDialog } from './head-dialog.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { originWords } from './node-words.ts';
import { createOperations } from './operations.ts';
import { createSaving } from './save-plan.ts';
import { TreePane } from './tree-pane.tsx';
import { rowId } from './tree-row.tsx';
import { Unprinted } from './unprinted.tsx';
import { AcceptRest, WorkFoot } from './work-foot.tsx';

/** The document beside the tree proposed for it; on a phone the tree alone, an item's text in its sheet. */
export function Workbench(props: { row: PlanDraftRow }) {
  const app = useApp();
  const navigate = useNavigate();
  const isWide = createWide();
  const model = createDraftModel(app, props.row);
  const [opened, setOpened] = createSignal<{ readonly key: string; readonly split: boolean }>();
  const [dropping, setDropping] = createSignal<DraftNode>();
  const [head, setHead] = createSignal(false);
  const words = () => labels().planImport;

  const showCurrent = (): void => {
    const row = document.getElementById(rowId(model.current() ?? ''));
    row?.scrollIntoView({ block: 'nearest' });
    if (!opened()) row?.focus({ preventScroll: true });
  };
  const operations = createOperations(model, {
    // A dialog that closes gives the focus back by itself, and the row may be drawn only now.
    onMoved: () => setTimeout(showCurrent),
    onAskDrop: setDropping,
  });
  const open = (key: string, split = false): void => {
    model.goTo(key);
    setOpened({ key, split });
  };
  const saving = createSaving(app, model, {
    onDoubt: operations.next,
    onWrong: (key) => (key === undefined ? setHead(true) : open(key)),
    onSaved: (planId) => navigate(addressOf(PLAN_SCREEN, { query: { 'ke-hoach': planId } }), { replace: true }),
  });
  // Joined away or dropped while its sheet is open: the sheet shows where the person is now.
  createEffect(
    on(model.current, (key) => {
      const sheet = opened();
      if (sheet && sheet.key !== key) setOpened(key === null ? undefined : { key, split: false });
    }),
  );
  const close = (): void => {
    setOpened(undefined);
    setTimeout(showCurrent);
  };
  const tree = () => <TreePane model={model} operations={operations} wide={isWide()} onOpen={open} />;

  return (
    <Screen
      title={words().title}
      wide
      back={() => navigate(PLAN_IMPORT_SCREEN)}
      backLabel={labels().common.back}
      end={isWide() && <HeadLine model={model} onOpen={() => setHead(true)} />}
      dock={<WorkFoot model={model} operations={operations} saving={saving} wide={isWide()} />}
    >
      <Show when={!isWide()}>
        <HeadLine model={model} onOpen={() => setHead(true)} />
        <p class="meta">{words().notSavedYet}</p>
      </Show>
      <Show when={saving.trouble()}>
        {(text) => (
          <Notice level="err" live>
            {text()}
          </Notice>
        )}
      </Show>
      <For each={model.draft().doubts}>{(doubt) => <Notice level="warn">{words().planDoubts[doubt]}</Notice>}</For>
      <Unprinted model={model} />
      <Show
        when={isWide()}
        fallback={
          <>
            {tree()}
            <AcceptRest model={model} />
          </>
        }
      >
        <div class="import">
          <Show when={model.draft().source.length > 0}>
            <DocumentPane model={model} />
          </Show>
          {tree()}
        </div>
        <p class="meta import-keys">{words().keysHelp}</p>
      </Show>
      <ItemSheet model={model} operations={operations} opened={opened()} onClose={close} />
      <HeadDialog model={model} open={head()} onClose={() => setHead(false)} />
      <DropDialog model={model} node={dropping()} onClose={() => setDropping(undefined)} onDrop={operations.dropAs} />
    </Screen>
  );
}

/** "3 / 7 / 6 / 7": items of each level. */
function sizeWords(model: DraftModel): string {
  const levels = levelsOf(model.draft());
  const counts: number[] = [];
  for (const { key } of livingNodes(model.draft())) {
    const at = (levels.get(key) ?? 1) - 1;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return labels().planImport.itemCount(
    formatNumber(livingNodes(model.draft()).length),
    Array.from(counts, (count) => count ?? 0).join(' / '),
  );
}

/** From where and how large; number and date may stay blank, but not unnoticed. */
function HeadLine(props: { model: DraftModel; onOpen: () => void }) {
  const words = () => labels().planImport;
  const blank = () => blankParts(props.model.draft().header);
  return (
    <div class="import-head">
      <p class="meta import-size">
        {originWords(props.model.row)}
        <br />
        {sizeWords(props.model)}
      </p>
      <Show when={blank().length > 0}>
        <Notice level="warn">{words().blankHead(blank().join(` ${words().and} `))}</Notice>
      </Show>
      <Key icon="pen" onPress={() => props.onOpen()}>
        {blank().length > 0 ? words().fillHead : words().editHead}
      </Key>
    </div>
  );
}
